// What a basket is worth, as tables a shop can read. The numbers were worked out by hand.
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../core/rules/evaluate.ts';
import { money } from '../../../core/base/money.ts';
import { basket, cake, coffee, cafeProgramme, compiled, line, member, purchase } from '../../support/shop.ts';

const cafe = compiled();

describe('discounts', () => {
  test('ten percent off pastry leaves the coffee alone', () => {
    const { evaluation } = evaluate(cafe, purchase([coffee('a'), cake('b')]));
    expect(evaluation.total).toEqual({ before: 650, discount: 40, after: 610 });
    expect(evaluation.lines.map(({ after }) => after)).toEqual([250, 360]);
  });

  test('one amount is shared over the lines and sums to the whole', () => {
    const one = compiled({
      rewards: [
        {
          id: 'one-off',
          name: { en: '1.00 off' },
          cost: { unit: 'points', n: 10 },
          effect: { kind: 'amountOff', amount: 100, selector: { everything: true } },
        },
      ],
    });
    const lines = [line('a', 'A', 333), line('b', 'B', 333), line('c', 'C', 334)];
    const { evaluation } = evaluate(one, purchase(lines, { member: member(10), chosen: [{ id: 'one-off' }] }));
    expect(evaluation.lines.map(({ before, after }) => before - after)).toEqual([33, 33, 34]);
    expect(evaluation.lines.map(({ spent }) => spent.reduce((sum, { n }) => sum + n, 0))).toEqual([3, 3, 4]);
  });

  test('a line marked down by the shop earns and is not discounted again', () => {
    const old = cake('a', 200);
    const marked = {
      ...old,
      listAmount: money(400),
      posDiscounts: [{ kind: 'markdown' as const, amount: money(200) }],
    };
    const { evaluation } = evaluate(cafe, purchase([marked], { member: member(0) }));
    expect(evaluation.total.discount).toBe(0);
    expect(evaluation.earned.map(({ n }) => n)).toEqual([2]);
  });

  test('no effect goes below the least price of a line', () => {
    const { evaluation, trace } = evaluate(cafe, purchase([{ ...cake('a'), minAmount: money(380) }]));
    expect(evaluation.discounts).toEqual([{ by: { kind: 'campaign', id: 'pastry-tenth' }, wanted: 40, given: 20 }]);
    expect(trace.find(({ by }) => by.id === 'pastry-tenth')?.outcome).toBe('limited');
  });

  test('staff and trade get nothing', () => {
    const staff = { ...basket(coffee('a'), cake('b')), buyer: 'staff' as const };
    const { evaluation } = evaluate(cafe, purchase([], { basket: staff, member: member(100) }));
    expect(evaluation.total).toEqual({ before: 650, discount: 0, after: 650 });
    expect(evaluation.earned).toEqual([]);
  });

  test('a campaign taken off by hand stays off and says so', () => {
    const { evaluation, trace } = evaluate(cafe, purchase([cake('a')], { declined: ['pastry-tenth'] }));
    expect(evaluation.total.discount).toBe(0);
    expect(trace[0]).toMatchObject({ by: { id: 'pastry-tenth' }, outcome: 'declined' });
  });
});

describe('points', () => {
  test('one for each full euro after discounts, attributed to the lines', () => {
    const { evaluation } = evaluate(cafe, purchase([coffee('a'), coffee('b'), cake('c')], { member: member(0) }));
    expect(evaluation.total.after).toBe(860);
    expect(evaluation.earned).toEqual([
      { by: { kind: 'campaign', id: 'point-per-euro' }, unit: 'points', n: 8, bucket: '2027-11', from: '2026-11-22' },
    ]);
    expect(evaluation.lines.map(({ earned }) => earned[0]?.n)).toEqual([2, 2, 4]);
  });

  test('nobody named, nobody earns, and the trace says why', () => {
    const { evaluation, trace } = evaluate(cafe, purchase([coffee('a')]));
    expect(evaluation.earned).toEqual([]);
    expect(trace.find(({ by }) => by.id === 'point-per-euro')).toMatchObject({
      outcome: 'not-met',
      reason: 'no-member',
    });
  });

  test('deposits, tips and gift cards neither earn nor lower what earns', () => {
    const lines = [
      coffee('a', 300),
      line('b', 'Bottle', 25, { kind: 'deposit' }),
      line('c', 'Gift card', 5000, { kind: 'gift-card' }),
    ];
    const { evaluation } = evaluate(cafe, purchase(lines, { member: member(0) }));
    expect(evaluation.earned.map(({ n }) => n)).toEqual([3]);
    expect(evaluation.total.after).toBe(5325);
  });
});

describe('rewards', () => {
  test('a coffee for 100 points; what it took off does not earn', () => {
    const { evaluation } = evaluate(
      cafe,
      purchase([coffee('a'), cake('b', 500)], { member: member(130), chosen: [{ id: 'free-coffee' }] }),
    );
    expect(evaluation.total).toEqual({ before: 750, discount: 300, after: 450 });
    expect(evaluation.spent).toEqual([{ by: { kind: 'reward', id: 'free-coffee' }, unit: 'points', n: 100 }]);
    expect(evaluation.earned.map(({ n }) => n)).toEqual([4]);
    expect(evaluation.rewards).toEqual([{ id: 'free-coffee', state: 'used', reason: null, missing: 0 }]);
  });

  test.each([
    ['nobody is named', null, [coffee('a')], 'no-member', 0],
    ['37 points are missing', member(63), [coffee('a')], 'too-few-units', 37],
    ['the card only earns', member(200, 200, 'earn'), [coffee('a')], 'earn-only', 0],
    ['the till may not let go so much now', member(200, 40), [coffee('a')], 'not-now', 60],
    ['there is no drink', member(200), [cake('a')], 'no-goods', 0],
  ] as const)('is not to be had when %s, costs nothing and says why', (_, who, lines, reason, missing) => {
    const { evaluation } = evaluate(cafe, purchase([...lines], { member: who, chosen: [{ id: 'free-coffee' }] }));
    expect(evaluation.rewards).toEqual([{ id: 'free-coffee', state: 'unavailable', reason, missing }]);
    expect(evaluation.spent).toEqual([]);
    expect(evaluation.nudges.length).toBe(reason === 'too-few-units' ? 1 : 0);
  });

  test('two rewards share one balance', () => {
    const rewards = ['a', 'b'].flatMap((id) => cafeProgramme.rewards.map((reward) => ({ ...reward, id })));
    const two = compiled({ rewards });
    const { evaluation } = evaluate(
      two,
      purchase([coffee('x', 900)], { member: member(150), chosen: [{ id: 'b' }, { id: 'a' }] }),
    );
    expect(evaluation.rewards.map(({ state, missing }) => [state, missing])).toEqual([
      ['used', 0],
      ['unavailable', 50],
    ]);
  });
});

test('a return line is settled apart: it is neither discounted nor earns', () => {
  const back = { ...cake('r', -400), returnOf: { event: `${'a'.repeat(32)}.${'b'.repeat(16)}.7` as never, line: 'c' } };
  const { evaluation } = evaluate(cafe, purchase([back, coffee('a')], { member: member(0) }));
  expect(evaluation.total).toEqual({ before: -150, discount: 0, after: -150 });
  expect(evaluation.earned.map(({ n }) => n)).toEqual([2]);
});
