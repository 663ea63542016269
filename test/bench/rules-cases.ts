// One case of the rules bench: a programme of so many campaigns, compiled for every engine. First all engines must find the same
// campaigns for the same baskets; only then are they timed, turn by turn, over rounds.
import { performance } from 'node:perf_hooks';
import { compile } from '../../core/programme/compile.ts';
import type { EvaluationInput } from '../../core/rules/evaluation.ts';
import { evaluate } from '../../core/rules/evaluate.ts';
import { findCampaigns } from '../../core/rules/find-campaigns.ts';
import type { BenchRow } from './bench-result.ts';
import type { Peers } from './peers.ts';
import { percentileRow } from './percentile.ts';
import {
  jsonLogicEngine,
  jsonRulesEngine,
  jsonRulesEngineIndexed,
  makeWorkbench,
  ours,
  plainLoop,
  settle,
} from './rules-engines.ts';
import type { Match, Workbench } from './rules-engines.ts';
import { makeRules, programmeOf } from './rules-workload.ts';
import type { Mix } from './rules-workload.ts';

export const rounds = 7;
export const engineNames = [
  'ours',
  'plain loop',
  'json-logic-engine',
  'json-rules-engine',
  'json-rules-engine, indexed',
];

export interface RulesCase {
  readonly mix: Mix;
  readonly campaigns: number;
  readonly bench: Workbench;
  readonly inputs: readonly EvaluationInput[];
  readonly engines: ReadonlyMap<string, Match>;
}

export function openCase(peers: Peers, mix: Mix, campaigns: number, inputs: readonly EvaluationInput[]): RulesCase {
  const rules = makeRules(mix, campaigns);
  const compiled = compile(programmeOf(rules));
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problem));
  const [wrong] = compiled.value.quarantined;
  if (wrong) throw new Error(`${wrong.path}: ${wrong.sentence}`);
  const bench = makeWorkbench(rules, compiled.value);
  const matches = [
    ours(bench),
    plainLoop(bench),
    jsonLogicEngine(peers, bench),
    jsonRulesEngine(peers, bench),
    jsonRulesEngineIndexed(peers, bench, inputs),
  ];
  const engines = new Map(matches.map((match, at) => [engineNames[at] ?? '', match]));
  return { mix, campaigns, bench, inputs, engines };
}

/** Campaigns that our index hands on and that match, a basket on average. Throws where two engines differ. */
export async function agree({ bench, inputs, engines, mix, campaigns }: RulesCase) {
  let candidates = 0;
  let matched = 0;
  for (const [at, input] of inputs.entries()) {
    const found = await engines.get('ours')?.(input);
    const expected = (found ?? []).map(({ offer }) => offer.rank).join(' ');
    for (const [name, match] of engines) {
      const got = (await match(input)).map(({ offer }) => offer.rank).join(' ');
      if (got === expected) continue;
      throw new Error(`${mix} ${campaigns}, basket ${at}: ${name} found ${got}, ours ${expected}`);
    }
    const { evaluation } = evaluate(bench.compiled, input);
    const units = evaluation.earned.reduce((sum, { n }) => sum + n, 0);
    const whole = [evaluation.total.discount, units].join(' ');
    const settled = settle(bench, input, found ?? []).join(' ');
    if (whole !== settled) throw new Error(`${mix} ${campaigns}, basket ${at}: evaluate ${whole}, settled ${settled}`);
    candidates += findCampaigns(bench.compiled, input).length;
    matched += found?.length ?? 0;
  }
  return { candidates: candidates / inputs.length, matched: matched / inputs.length };
}

/** Microseconds of each call, by round: `match`, `match + settle`, and for us the whole `evaluate`. */
export type Rounds = ReadonlyMap<string, readonly number[][]>;

export async function timeCase(each: RulesCase, inputs: readonly EvaluationInput[], callsMax: number): Promise<Rounds> {
  const times = new Map<string, number[][]>();
  const keep = (name: string, round: number, us: number): void => {
    const all = times.get(name) ?? Array.from({ length: rounds }, () => []);
    times.set(name, all);
    all[round]?.push(us);
  };
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, match] of each.engines) {
      await repeat(inputs, callsOf(name, each.campaigns, callsMax), async (input) => {
        const startMs = performance.now();
        const found = match(input);
        const standings = found instanceof Promise ? await found : found;
        const matchedMs = performance.now();
        settle(each.bench, input, standings);
        const settledMs = performance.now();
        // Round -1 warms the compiler up.
        if (round < 0) return;
        keep(name, round, (matchedMs - startMs) * 1000);
        keep(`${name} + settle`, round, (settledMs - startMs) * 1000);
      });
    }
    await repeat(inputs, callsOf('ours', each.campaigns, callsMax), (input) => {
      const startMs = performance.now();
      evaluate(each.bench.compiled, input);
      if (round >= 0) keep('evaluate', round, (performance.now() - startMs) * 1000);
    });
  }
  return times;
}

/** Microseconds to compile the document, and for what the first sale of a day pays for the index of that day. */
export function timeCompile({ bench, inputs: [first] }: RulesCase): Rounds {
  const document = programmeOf(bench.rules);
  const times = new Map<string, number[][]>([
    ['compile', []],
    ['index of a day', []],
  ]);
  for (let round = 0; round < rounds; round += 1) {
    const startMs = performance.now();
    const compiled = compile(document);
    const compiledMs = performance.now();
    if (compiled.ok && first) findCampaigns(compiled.value, first);
    times.get('compile')?.push([(compiledMs - startMs) * 1000]);
    times.get('index of a day')?.push([(performance.now() - compiledMs) * 1000]);
  }
  return times;
}

export function rowsOf(label: string, times: Rounds): BenchRow[] {
  return [...times].map(([name, all]) => percentileRow(`${label} ${name}`, all));
}

async function repeat(
  inputs: readonly EvaluationInput[],
  calls: number,
  act: (input: EvaluationInput) => Promise<void> | void,
): Promise<void> {
  for (let at = 0; at < calls; at += 1) {
    const input = inputs[at % inputs.length];
    const done = input && act(input);
    if (done) await done;
  }
}

/** What takes a thousand times as long is asked less often; never less than twice a round. */
function callsOf(name: string, campaigns: number, callsMax: number): number {
  const few: Readonly<Record<string, number>> = {
    'plain loop': 50_000,
    'json-logic-engine': 50_000,
    'json-rules-engine': 5_000,
    'json-rules-engine, indexed': 20_000,
  };
  return Math.max(2, Math.min(callsMax, Math.floor((few[name] ?? Infinity) / campaigns)));
}
