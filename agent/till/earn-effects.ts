// What an evaluation gives in units, as effects of its record: a sale's and an enrolment's alike.
import type { LedgerEffect } from '../../core/journal/record.ts';
import type { Evaluation } from '../../core/rules/evaluation.ts';

/** One for each rule and unit, in the evaluation's order; the rule is the campaign's id. */
export function earnEffects({ earned }: Evaluation): LedgerEffect[] {
  return earned.map(({ by, unit, n, bucket }) => ({ kind: 'earn', rule: by.id, unit, n, bucket }));
}
