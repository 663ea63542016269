// The same bytes in, the same bytes out: whatever order things were written in, whatever was computed before, and whether the
// index found a campaign or all were asked.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CompiledProgramme } from '../../../core/programme/compile.ts';
import { offerIndex } from '../../../core/programme/offer-index.ts';
import { evaluate } from '../../../core/rules/evaluate.ts';
import type { Evaluation } from '../../../core/rules/evaluation.ts';
import { cafeProgramme } from '../../support/shop.ts';
import { runs } from '../../support/runs.ts';
import { cases, compileAll, readSent, sentInputs } from './input-arbitraries.ts';
import type { Case } from './input-arbitraries.ts';

const bytesOf = ({ document, sent }: Case): string => JSON.stringify(evaluate(compileAll(document), readSent(sent)));

function always(claim: (asked: Case) => void): void {
  fc.assert(fc.property(cases, claim), runs(150));
}

test('twice is the same, also from a copy of the document and of the sale', () => {
  always(({ document, sent }) => {
    const bytes = bytesOf({ document, sent });
    expect(bytesOf({ document, sent })).toBe(bytes);
    const copy = JSON.parse(JSON.stringify({ document, sent })) as Case;
    expect(bytesOf(copy)).toBe(bytes);
    // What was published is what compile gave back: it can be compiled again.
    expect(bytesOf({ document: compileAll(document).programme, sent })).toBe(bytes);
  });
});

test('what was evaluated before leaves no trace', () => {
  fc.assert(
    fc.property(cases, fc.array(sentInputs, { minLength: 1, maxLength: 3 }), ({ document, sent }, others) => {
      const compiled = compileAll(document);
      const input = readSent(sent);
      const first = JSON.stringify(evaluate(compiled, input));
      for (const other of others) evaluate(compiled, readSent(other));
      expect(JSON.stringify(evaluate(compiled, input))).toBe(first);
    }),
    runs(100),
  );
});

test('nothing of the sale or of the programme is changed', () => {
  always(({ document, sent }) => {
    const compiled = compileAll(document);
    const input = readSent(sent);
    freeze(input);
    freeze(compiled.programme);
    evaluate(compiled, input, 'all');
  });
});

test('the order of lines changes nothing', () => {
  fc.assert(
    fc.property(cases, fc.nat(1_000_000), ({ document, sent }, seed) => {
      const compiled = compileAll(document);
      const input = readSent(sent);
      const lines = shuffle(input.basket.lines, seed);
      const there = evaluate(compiled, input);
      const back = evaluate(compiled, { ...input, basket: { ...input.basket, lines } });
      expect(byLineId(back.evaluation)).toEqual(byLineId(there.evaluation));
      expect(back.trace).toEqual(there.trace);
    }),
    runs(300),
  );
});

test('the order of lines changes nothing where a later discount takes back what a set had moved', () => {
  const off = { kind: 'percentOff', basisPoints: 9000, selector: { category: ['drinks'] }, on: 'basket' };
  const take = [{ selector: { category: ['drinks'] }, n: 2 }];
  const meal = { kind: 'bundle', take, give: { from: { category: ['pastry'] }, n: 2, percent: 10_000 } };
  const campaigns = [meal, off].map((effect, at) => ({ id: `k${at}`, name: { en: 'x' }, effects: [effect] }));
  const compiled = compileAll({ ...cafeProgramme, campaigns, rewards: [] });
  const lines = [
    { id: 'a', amount: 400, quantity: 2000, categories: ['drinks'] },
    { id: 'b', amount: 100, categories: ['pastry'] },
    { id: 'c', amount: 100, categories: ['pastry'] },
  ];
  const refunds = [lines, lines.toReversed()].map((sold) => {
    const input = readSent({ moment: { biz: '2026-11-22' }, basket: { lines: sold } });
    return byLineId(evaluate(compiled, input).evaluation).lines.map(({ refund }) => refund);
  });
  // Of the 40 that the drinks still cost, nothing stays with them: the first snack by id gives back first.
  expect(refunds).toEqual([
    [0, 0, 40],
    [0, 0, 40],
  ]);
});

test('the order of campaigns, rewards, coupons and all other lists of the document changes nothing', () => {
  fc.assert(
    fc.property(cases, fc.nat(1_000_000), ({ document, sent }, seed) => {
      const turned = Object.fromEntries(
        Object.entries(document).map(([key, value]) => [key, Array.isArray(value) ? shuffle(value, seed) : value]),
      );
      expect(bytesOf({ document: turned, sent })).toBe(bytesOf({ document, sent }));
    }),
    runs(300),
  );
});

test('the order of keys changes nothing', () => {
  always(({ document, sent }) => {
    const turned = { document: withKeysTurned(document), sent: withKeysTurned(sent) } as Case;
    expect(bytesOf(turned)).toBe(bytesOf({ document, sent }));
  });
});

test('the index leaves out nobody who would have done something', () => {
  always(({ document, sent }) => {
    const compiled = compileAll(document);
    const input = readSent(sent);
    const found = evaluate(compiled, input).evaluation;
    const asked = evaluate(withoutIndex(compiled), input).evaluation;
    // Nobody is nudged towards, or asked about, goods that he does not buy.
    const { nudges: _, proposals, ...rest } = asked;
    const { nudges: __, proposals: found_, ...ours } = found;
    expect(ours).toEqual(rest);
    expect(found_.filter((id) => !proposals.includes(id))).toEqual([]);
  });
});

test('asked for all, it gives the same and says something of every campaign, once', () => {
  always(({ document, sent }) => {
    const compiled = compileAll(document);
    const input = readSent(sent);
    const few = evaluate(compiled, input);
    const all = evaluate(compiled, input, 'all');
    expect(all.evaluation).toEqual(few.evaluation);
    expect(all.trace.slice(0, few.trace.length)).toEqual(few.trace);
    const ids = all.trace.flatMap(({ by }) => (by.kind === 'campaign' ? [by.id] : []));
    expect(ids.toSorted()).toEqual(compiled.campaigns.map(({ id }) => id).toSorted());
  });
});

/** The same programme, every campaign of the day looked at by every sale. */
function withoutIndex(compiled: CompiledProgramme): CompiledProgramme {
  return {
    ...compiled,
    indexOf: (trigger, store, biz) => {
      const { offers } = compiled.indexOf(trigger, store, biz);
      return { offers, ...offerIndex(offers.map(() => ({ goods: null, customer: null }))) };
    },
  };
}

function byLineId(evaluation: Evaluation): Evaluation {
  return { ...evaluation, lines: evaluation.lines.toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
}

/** Fisher and Yates, with a small generator of Lehmer's. */
function shuffle<T>(all: readonly T[], seed: number): T[] {
  const turned = [...all];
  let state = (seed % 2_147_483_646) + 1;
  for (let at = turned.length - 1; at > 0; at -= 1) {
    state = (state * 48_271) % 2_147_483_647;
    const other = state % (at + 1);
    [turned[at], turned[other]] = [turned[other] as T, turned[at] as T];
  }
  return turned;
}

function withKeysTurned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withKeysTurned);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inside]) => [key, withKeysTurned(inside)] as const);
  return Object.fromEntries(entries.toReversed());
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inside of Object.values(value)) freeze(inside);
}
