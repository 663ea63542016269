// Which campaigns match a basket, and what it is worth: our engine beside a plain loop over our own conditions, json-rules-engine
// and json-logic-engine, in the same run, for programmes and baskets that grow. All must agree before anything is timed.
import { machineLine } from './bench-result.ts';
import type { BenchResult, BenchRow, BenchSize } from './bench-result.ts';
import { loadPeers } from './peers.ts';
import { percentile, percentileSpread, spreadOf } from './percentile.ts';
import { bytesPerEvaluation } from './bytes-per-evaluation.ts';
import { agree, openCase, rounds, rowsOf, timeCase, timeCompile } from './rules-cases.ts';
import type { Rounds } from './rules-cases.ts';
import { makeBaskets } from './rules-workload.ts';
import type { Mix } from './rules-workload.ts';

interface Plan {
  readonly campaigns: readonly (readonly [Mix, number])[];
  readonly lines: readonly number[];
  readonly callsMax: number;
  /** Ratios are of a programme of so many campaigns, growth of the ten times larger one. */
  readonly growth: readonly [number, number];
}

const whole: Plan = {
  campaigns: [
    ...[10, 100, 1_000, 10_000].map((n) => ['sparse', n] as const),
    ...[10, 100, 1_000, 10_000].map((n) => ['dense', n] as const),
  ],
  lines: [1, 10, 50, 200],
  callsMax: 400,
  growth: [1_000, 10_000],
};
const little: Plan = {
  ...whole,
  campaigns: [
    ['sparse', 10],
    ['sparse', 100],
    ['sparse', 1_000],
    ['dense', 100],
  ],
  callsMax: 40,
  growth: [100, 1_000],
};
/** Fifty baskets of each of four lengths: two hundred on which all engines must agree. */
const basketsEach = 50;

export async function benchRules({ small, tell }: BenchSize): Promise<BenchResult> {
  const plan = small ? little : whole;
  const peers = await loadPeers(tell);
  const baskets = plan.lines.map((lines) => [lines, makeBaskets(lines, basketsEach)] as const);
  const all = baskets.flatMap(([, inputs]) => inputs);
  const timed = new Map<string, Rounds>();
  const notes: string[] = [];
  for (const [mix, campaigns] of plan.campaigns) {
    const label = `${mix} ${campaigns}`;
    const each = openCase(peers, mix, campaigns, all);
    const { candidates, matched } = await agree(each);
    const found = `${candidates.toFixed(1)} candidates of our index and ${matched.toFixed(1)} matches a basket`;
    notes.push(`${label}: all engines agree on ${all.length} baskets; ${found}`);
    tell(notes.at(-1) ?? '');
    if (mix === 'sparse') timed.set(label, timeCompile(each));
    for (const [lines, inputs] of baskets) {
      // How matches grow is seen at one length.
      if (mix === 'sparse' || lines === 10)
        timed.set(`${label} × ${lines}`, await timeCase(each, inputs, plan.callsMax));
    }
    tell(`${label} timed`);
  }
  const bytes = {
    bytesPerEvaluation: bytesPerEvaluation('evaluate', 1_000, 10),
    bytesPerMatch: bytesPerEvaluation('match', 1_000, 10),
  };
  return {
    bench: 'rules',
    machine: machineLine(),
    size: `${basketsEach} baskets of each of ${plan.lines.join(', ')} lines, ${rounds} rounds of up to ${plan.callsMax} calls`,
    unit: 'µs',
    rows: [...timed].flatMap(([label, times]): BenchRow[] => rowsOf(label, times)),
    ratios: { ...ratiosOf(timed, plan), ...bytes },
    notes: [...notes, ...explanations(plan)],
  };
}

/** Each round is compared with itself by its p50; a ratio is the median of the rounds. */
function ratiosOf(
  timed: ReadonlyMap<string, Rounds>,
  { growth: [n, tenfold] }: Plan,
): Readonly<Record<string, number>> {
  const times = (label: string, name: string): number[][] => [...(timed.get(label)?.get(name) ?? [])];
  const cost = (label: string, name: string, otherLabel: string, other: string): number => {
    const theirs = times(otherLabel, other).map((round) => percentile(round, 0.5));
    const ours = times(label, name).map((round) => percentile(round, 0.5));
    return spreadOf(theirs.map((us, at) => us / (ours[at] ?? Number.NaN))).median;
  };
  const at = 'sparse 1000 × 10';
  const rate = (peer: string): number => cost(at, 'ours', at, peer);
  const settled = (peer: string): number => cost(at, 'ours + settle', at, `${peer} + settle`);
  const evaluated = (peer: string): number => cost(at, 'evaluate', at, `${peer} + settle`);
  const grown = (name: string): number => cost(`sparse ${n} × 10`, name, `sparse ${tenfold} × 10`, name);
  return {
    rateVsJsonRulesEngine: rate('json-rules-engine'),
    rateVsJsonLogicEngine: rate('json-logic-engine'),
    rateVsPlainLoop: rate('plain loop'),
    rateVsIndexedPeer: rate('json-rules-engine, indexed'),
    rateVsPlainLoopAt10: cost('sparse 10 × 10', 'ours', 'sparse 10 × 10', 'plain loop'),
    settledVsJsonRulesEngine: settled('json-rules-engine'),
    settledVsJsonLogicEngine: settled('json-logic-engine'),
    settledVsPlainLoop: settled('plain loop'),
    evaluateVsJsonRulesEngine: evaluated('json-rules-engine'),
    evaluateVsJsonLogicEngine: evaluated('json-logic-engine'),
    evaluateVsPlainLoop: evaluated('plain loop'),
    growthCost10x: grown('ours'),
    evaluateGrowthCost10x: grown('evaluate'),
    compileGrowthCost10x: cost(`sparse ${n}`, 'compile', `sparse ${tenfold}`, 'compile'),
    evaluateP99Ms50Lines: percentileSpread(times('sparse 1000 × 50', 'evaluate'), 0.99).median / 1000,
  };
}

function explanations({ growth: [n, tenfold] }: Plan): string[] {
  return [
    'rateVs…: which campaigns match, sparse, 1000 campaigns × 10 lines, p50 of theirs ÷ p50 of ours; aims ≥ 1000, 30, 15',
    'rateVsIndexedPeer: json-rules-engine that is handed our candidates; no aim',
    'settledVs…: the same with the shared step from matches to discounts and units on both sides',
    'evaluateVs…: our whole evaluate, with trace, rewards and nudges, ÷ their matching with the shared step',
    `growthCost10x: ${tenfold} ÷ ${n} campaigns, sparse × 10 lines; aim < 1.5`,
    'evaluateP99Ms50Lines: our whole evaluate, 1000 campaigns; aim < 0.5 ms. bytesPer…: 1000 × 10; aim < 10240',
  ];
}
