// What a run is worth to the customer, in thousandths of minor units.
import { expect, test } from 'vitest';
import { limits } from '../../../core/base/limits.ts';
import { runSteps } from '../../../core/rules/run-steps.ts';
import { saleLines } from '../../../core/rules/sale-lines.ts';
import { factsOf } from '../../../core/rules/facts-of.ts';
import { findCampaigns } from '../../../core/rules/find-campaigns.ts';
import { isRefusal, standingOf } from '../../../core/rules/standing.ts';
import { worthOfRun, worthOfUnits } from '../../../core/rules/worth-of.ts';
import type { EvaluationInput } from '../../../core/rules/evaluation.ts';
import type { CompiledProgramme } from '../../../core/programme/compile.ts';
import { cafeProgramme, cake, coffee, compiled, member, purchase } from '../../support/shop.ts';

function worth(programme: CompiledProgramme, input: EvaluationInput): number {
  const lines = saleLines(input.basket);
  const facts = factsOf({ compiled: programme, input, lines }, null, 'before');
  const campaigns = findCampaigns(programme, input).flatMap((offer) => {
    const standing = standingOf(offer, input, facts);
    return isRefusal(standing) ? [] : [standing];
  });
  return worthOfRun(
    runSteps({ compiled: programme, input, lines, units: null, campaigns }, { on: new Set(), pieces: new Map() }).work,
  );
}

const [points] = cafeProgramme.units;
const valued = (value: object, settleAs = 'tender'): CompiledProgramme =>
  compiled({ units: [{ ...points, value, settleAs }] as typeof cafeProgramme.units });

test('money given, and units at their value', () => {
  // 40 off the cake; 6.10 to pay is 6 points, a cent a point or half of one.
  const sold = purchase([coffee('a'), cake('b')], { member: member(0) });
  expect(worth(valued({ units: 100, minor: 100 }), sold)).toBe(40_000 + 6000);
  expect(worth(valued({ units: 200, minor: 100 }), sold)).toBe(40_000 + 3000);
  expect(worth(valued({ units: 7, minor: 1 }), sold)).toBe(40_000 + 857);
  expect(worth(valued({ units: 1, minor: 0 }), sold)).toBe(40_000);
});

test('what is paid with units is the customer’s own', () => {
  const sold = purchase([coffee('a')], { member: member(100), payWithUnits: { unit: 'points', n: 100 } });
  for (const settleAs of ['tender', 'discount']) {
    // 1.50 is left to pay: a point.
    expect(worth(valued({ units: 100, minor: 100 }, settleAs), sold)).toBe(1000);
  }
});

test('units nobody has are worth nothing, and no number of units is worth more than can be counted', () => {
  const dear = valued({ units: 1, minor: 1_000_000 });
  expect(worthOfUnits(dear, 'stars', 5)).toBe(0);
  expect(worthOfUnits(dear, 'points', 2)).toBe(2_000_000_000);
  expect(worthOfUnits(dear, 'points', limits.unitsMax)).toBe(limits.worthMax);
});
