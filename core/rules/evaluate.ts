// What a basket is worth to a customer. One pure function for till, server and preview: the same bytes in, the same bytes
// out. Find who could match, ask who may, choose who goes together, run the steps, say what came of it and why.
import type { CompiledProgramme } from '../programme/compile.ts';
import type { Facts } from '../programme/facts.ts';
import { choose } from './choose.ts';
import { endWork, rewardStates } from './end-work.ts';
import type { EvaluationInput } from './evaluation.ts';
import { factsOf } from './facts-of.ts';
import { missOf } from './miss-of.ts';
import { nudgesOf } from './nudges.ts';
import { openSale } from './open-sale.ts';
import { runSteps } from './run-steps.ts';
import type { Run } from './run-steps.ts';
import type { Standing } from './standing.ts';
import { restOfTrace, traceOf } from './trace-of.ts';
import type { Refused } from './trace-of.ts';
import type { Evaluated } from './trace.ts';

/** `all` also says why the campaigns did not match that nothing in this sale points to; a till does not pay for it. */
export type Explain = 'matching' | 'all';

export function evaluate(
  compiled: CompiledProgramme,
  input: EvaluationInput,
  explain: Explain = 'matching',
): Evaluated {
  const { sale, refused, proposed } = openSale(compiled, input);
  const choice = choose(sale);
  const run = runSteps(sale, choice.plan);
  const unready = proposed.flatMap((standing) => unmetNow(run, standing) ?? []);
  const waiting = proposed.filter(({ offer }) => !unready.some((each) => each.offer === offer));
  const trace = traceOf(run, [...refused, ...unready], choice, waiting);
  const rewards = rewardStates(run.work);
  const evaluation = endWork(run, rewards, {
    nudges: nudgesOf(run.work, trace, rewards),
    proposals: waiting.map(({ offer }) => offer.by.id),
    proven: choice.proven,
  });
  if (explain === 'matching') return { evaluation, trace };
  const looked = new Set([...sale.campaigns, ...refused, ...proposed].map(({ offer }) => offer.by.id));
  return { evaluation, trace: [...trace, ...restOfTrace(run.work, refused, looked)] };
}

/** Proposed only where a yes would do something: its condition holds now. */
function unmetNow({ work }: Run, { offer }: Standing): Refused | null {
  const facts: Facts = factsOf(work.sale, work, offer.measure);
  const miss = offer.condition === null ? null : missOf(offer.condition, facts);
  return miss && { offer, refusal: { outcome: 'not-met', reason: 'condition', miss } };
}
