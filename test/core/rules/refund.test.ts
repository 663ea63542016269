// What goods give back that come back, as tables a shop can read. The numbers were worked out by hand.
import { describe, expect, test } from 'vitest';
import { refundSchema } from '../../../core/rules/refund-result.ts';
import {
  asked,
  giveBack,
  goods,
  holder,
  netUnits,
  pointPerEuro,
  returnAll,
  sell,
  shop,
  sum,
  thirdCoffeeFree,
  threeOff,
} from './refund-shop.ts';

const campaign = (id: string) => ({ kind: 'campaign', id });

describe('pro rata', () => {
  const cafe = shop({
    campaigns: [
      { ...thirdCoffeeFree, priority: 10 },
      { id: 'tenth', effects: [{ kind: 'percentOff', basisPoints: 1000, on: 'basket' }] },
      pointPerEuro,
    ],
  });
  const sale = sell(cafe, [goods('coffee', 750, 3000), goods('cake', 400)], { member: holder() });

  test('worked example 1: the coffees one by one give 1.50 each, and 1, 2, 1 points', () => {
    expect(sale.evaluation.due).toBe(810);
    const steps = returnAll(cafe, sale, [{ coffee: 1000 }, { coffee: 1000 }, { coffee: 1000 }, { cake: 1000 }]);
    expect(steps.map(({ method }) => method)).toEqual(Array(4).fill('pro-rata'));
    expect(steps.map(({ money }) => money)).toEqual([150, 150, 150, 360]);
    expect(steps.map((each) => netUnits(each))).toEqual([1, 2, 1, 4]);
    expect(steps.map(({ whole }) => whole)).toEqual([false, false, false, true]);
  });

  test('says each line, and how much of it is back', () => {
    const [, second] = returnAll(cafe, sale, [{ coffee: 1000 }, { coffee: 1000, cake: 1000 }]);
    const points = { by: campaign('point-per-euro'), unit: 'points', bucket: '2027-11' };
    expect(second?.lines).toEqual([
      {
        id: 'coffee',
        quantity: 1000,
        exchanged: 0,
        returned: 2000,
        money: 150,
        takeBack: [{ ...points, n: 2 }],
        giveBack: [],
      },
      {
        id: 'cake',
        quantity: 1000,
        exchanged: 0,
        returned: 1000,
        money: 360,
        takeBack: [{ ...points, n: 4 }],
        giveBack: [],
      },
    ]);
    expect(second).toMatchObject({ money: 510, worth: 510, takeBack: [{ ...points, n: 6 }], giveBack: [] });
    expect(refundSchema.parse(second)).toEqual(second);
  });
});

describe('pro rata, in the shop', () => {
  const drinks = shop({
    campaigns: [
      {
        id: 'snack-free',
        effects: [
          {
            kind: 'bundle',
            take: [{ selector: { category: ['drink'] }, n: 2 }],
            give: { from: { category: ['snack'] }, percent: 10_000 },
          },
        ],
      },
    ],
  });

  test('nobody returns the drinks and keeps the free snack: its discount lies on the set', () => {
    const sale = sell(drinks, [goods('drink', 400, 2000), goods('snack', 300)]);
    const [first, rest] = returnAll(drinks, sale, [{ drink: 2000 }, { snack: 1000 }]);
    expect([first?.money, rest?.money]).toEqual([228, 172]);
  });

  test('paid whole with points, the set gives back points and no money, whatever comes back', () => {
    const sale = sell(drinks, [goods('drink', 400, 2000), goods('snack', 300)], {
      member: holder(1000),
      payWithUnits: { unit: 'points', n: 400 },
    });
    const steps = returnAll(drinks, sale, [{ snack: 1000 }, { drink: 1000 }, { drink: 1000 }]);
    expect(steps.map(({ money }) => money)).toEqual([0, 0, 0]);
    expect(steps.map((each) => netUnits(each))).toEqual([0, -200, -200]);
  });

  test('points as a tender come back as points, the rest as money', () => {
    const plain = shop({ campaigns: [pointPerEuro] });
    const paid = { member: holder(300), payWithUnits: { unit: 'points', n: 300 } };
    const sale = sell(plain, [goods('bread', 1000, 3000)], paid);
    expect(sale.evaluation).toMatchObject({ due: 700, payment: { n: 300, settleAs: 'tender' } });
    const steps = returnAll(plain, sale, [{ bread: 1000 }, { bread: 2000 }]);
    // 700 / 3 and 7 points / 3; then what is left of each.
    expect(steps.map(({ money }) => money)).toEqual([233, 467]);
    expect(steps.map((each) => netUnits(each, 'points', 'point-per-euro'))).toEqual([2, 5]);
    expect(steps.map((each) => each.giveBack)).toEqual([
      [{ by: { kind: 'payment', id: 'points' }, unit: 'points', n: 100, bucket: null }],
      [{ by: { kind: 'payment', id: 'points' }, unit: 'points', n: 200, bucket: null }],
    ]);
  });

  test('points as a discount come back as points too', () => {
    const plain = shop({ points: { settleAs: 'discount' } });
    const paid = { member: holder(300), payWithUnits: { unit: 'points', n: 300 } };
    const sale = sell(plain, [goods('bread', 600), goods('wine', 400)], paid);
    const [first] = returnAll(plain, sale, [{ wine: 1000 }]);
    expect(first).toMatchObject({ money: 280, method: 'pro-rata' });
    expect(netUnits(first ?? { takeBack: [], giveBack: [] })).toBe(-120);
  });

  test('a reward costs its points on the lines it touched, and gives them back with them', () => {
    const cafe = shop({
      rewards: [{ id: 'off', cost: { unit: 'points', n: 100 }, effect: { kind: 'amountOff', amount: 250 } }],
    });
    const sale = sell(cafe, [goods('bread', 750), goods('wine', 250)], {
      member: holder(100),
      chosen: [{ id: 'off' }],
    });
    // 250 × 3/4 = 187.5 and 62.5: the tie goes to the smaller id.
    const steps = returnAll(cafe, sale, [{ wine: 1000 }, { bread: 1000 }]);
    expect(steps.map(({ money }) => money)).toEqual([188, 562]);
    expect(steps.map((each) => each.giveBack.map(({ n }) => n))).toEqual([[25], [75]]);
  });

  test('a reward of a set lies on the whole set', () => {
    const set = {
      kind: 'bundle',
      take: [{ selector: { category: ['drink'] }, n: 2 }],
      give: { from: { category: ['snack'] }, percent: 10_000 },
    };
    const cafe = shop({ rewards: [{ id: 'set', cost: { unit: 'points', n: 100 }, effect: set }] });
    const lines = [goods('drink', 400, 2000), goods('snack', 300)];
    const sale = sell(cafe, lines, { member: holder(100), chosen: [{ id: 'set' }] });
    const steps = returnAll(cafe, sale, [{ snack: 1000 }, { drink: 2000 }]);
    expect(steps.map(({ money }) => money)).toEqual([172, 228]);
    expect(steps.map((each) => netUnits(each))).toEqual([-43, -57]);
  });

  test('a reward without goods goes back with the last of the sale, and so does what it gave', () => {
    const cafe = shop({
      rewards: [{ id: 'pin', cost: { unit: 'points', n: 100 }, effect: { kind: 'giveBadge', badge: 'early-bird' } }],
    });
    const sale = sell(cafe, [goods('bread', 300), goods('wine', 500)], {
      member: holder(100),
      chosen: [{ id: 'pin' }],
    });
    const [first, last] = returnAll(cafe, sale, [{ bread: 1000 }, { wine: 1000 }]);
    const pin = { kind: 'reward', id: 'pin' };
    expect(first).toMatchObject({ giveBack: [], badges: [], whole: false });
    expect(last).toMatchObject({ giveBack: [{ by: pin, unit: 'points', n: 100, bucket: null }], whole: true });
    expect(last?.badges).toEqual([{ by: pin, badge: 'early-bird' }]);
    expect(last?.lines.map(({ giveBack: given }) => given)).toEqual([[]]);
  });

  test('stamps go back with the pieces they were for', () => {
    const cafe = shop({
      campaigns: [{ id: 'stamp', effects: [{ kind: 'earnPerUnit', unit: 'stamps', points: 1, of: 'piece' }] }],
    });
    const sale = sell(cafe, [goods('coffee', 1000, 4000)], { member: holder() });
    const steps = returnAll(cafe, sale, [{ coffee: 3000 }, { coffee: 1000 }]);
    expect(steps.map((each) => netUnits(each, 'stamps'))).toEqual([3, 1]);
    expect(steps[0]?.takeBack[0]?.bucket).toBe('never');
  });

  test('weighed goods go by weight, in any part', () => {
    const market = shop({});
    const sale = sell(market, [goods('cheese', 1999, 1234, { unit: 'kg' })]);
    const steps = returnAll(market, sale, [{ cheese: 1 }, { cheese: 616 }, { cheese: 617 }]);
    // 1999 / 1234 = 1.6; 1999 × 617 / 1234 = 999.5, half up.
    expect(steps.map(({ money }) => money)).toEqual([2, 998, 999]);
  });

  test('a bottle slip is charged, piece by piece', () => {
    const market = shop({});
    const lines = [goods('water', 300), { ...goods('slip', -75, 3000), kind: 'deposit' }];
    const sale = sell(market, lines);
    const steps = returnAll(market, sale, [{ slip: 1000 }, { slip: 1000, water: 1000 }, { slip: 1000 }]);
    expect(steps.map(({ money }) => money)).toEqual([-25, 275, -25]);
    expect(sum(steps.map(({ money }) => money))).toBe(sale.evaluation.due);
  });

  test('a slip counted backwards is returned forwards, and a line without a quantity whole', () => {
    const market = shop({});
    const lines = [
      { ...goods('slip', -50, -2000), kind: 'deposit' },
      { ...goods('fee', 99, 0), kind: 'fee' },
    ];
    const steps = returnAll(market, sell(market, lines), [{ slip: 1000 }, { fee: 1000 }, { slip: 1000 }]);
    expect(steps.map(({ money, whole }) => [money, whole])).toEqual([
      [-25, false],
      [99, false],
      [-25, true],
    ]);
  });

  test('a sale that settled a return keeps it: whole is all the rest', () => {
    const market = shop({});
    const origin = { event: `${'a'.repeat(32)}.${'b'.repeat(16)}.7`, line: 'x' };
    const lines = [goods('bread', 300), { ...goods('old', -200, -1000), returnOf: origin }];
    const sale = sell(market, lines);
    expect(giveBack(market, asked(sale, { bread: 1000 }))).toMatchObject({ money: 300, whole: true });
    expect(giveBack(market, asked(sale, { bread: 1000 }, { method: 're-evaluate' }))).toMatchObject({ money: 300 });
  });

  test('a reward collected without goods is returned as a whole', () => {
    const cafe = shop({
      rewards: [{ id: 'pin', cost: { unit: 'points', n: 100 }, effect: { kind: 'giveBadge', badge: 'early-bird' } }],
    });
    const sale = sell(cafe, [], { member: holder(100), chosen: [{ id: 'pin' }] });
    expect(sale.evaluation.spent).toHaveLength(1);
    const back = giveBack(cafe, asked(sale, {}));
    expect(back).toMatchObject({ money: 0, lines: [], whole: true, badges: [{ badge: 'early-bird' }] });
    expect(netUnits(back)).toBe(-100);
  });
});

describe('exchange', () => {
  const store = shop({ campaigns: [thirdCoffeeFree, pointPerEuro] });
  const sale = sell(store, [goods('coffee', 900, 3000)], { member: holder() });

  test('moves nothing, and counts as not returned', () => {
    const input = asked(sale, { coffee: 1000 }, { exchanged: [{ line: 'coffee', quantity: 1000 }] });
    expect(giveBack(store, input)).toMatchObject({
      money: 0,
      takeBack: [],
      whole: false,
      lines: [{ id: 'coffee', quantity: 0, exchanged: 1000, returned: 0, money: 0 }],
    });
  });

  test('only what is not exchanged is paid for, and the last of it is not the whole sale', () => {
    const more = { exchanged: [{ line: 'coffee', quantity: 1000 }], returned: [{ line: 'coffee', quantity: 1000 }] };
    const back = giveBack(store, asked(sale, { coffee: 2000 }, more));
    expect(back).toMatchObject({ money: 200, whole: false });
    expect(back.lines[0]).toMatchObject({ quantity: 1000, exchanged: 1000, returned: 2000 });
  });

  test('of all that is left it is a return of nothing', () => {
    const back = giveBack(store, asked(sale, { coffee: 3000 }, { exchanged: [{ line: 'coffee', quantity: 3000 }] }));
    expect(back).toMatchObject({ money: 0, takeBack: [], whole: false });
  });
});

describe('which way', () => {
  const lines = [goods('bread', 2000)];
  const points = { effects: [{ kind: 'earn', unit: 'points', points: 1, amount: 100 }] };
  const amount = { kind: 'amount', atLeast: 1000 };
  const quantity = { kind: 'quantity', atLeast: 1000 };
  const first = { kind: 'visits', atLeast: 0 };

  test.each([
    ['no condition', {}, 'pro-rata'],
    ['a condition on the member', { conditions: first }, 'pro-rata'],
    ['an amount', { conditions: amount }, 're-evaluate'],
    ['a number of goods', { conditions: quantity }, 're-evaluate'],
    ['an amount among others', { conditions: { kind: 'all', of: [first, amount] } }, 're-evaluate'],
    ['one of two', { conditions: { kind: 'any', of: [first, quantity] } }, 're-evaluate'],
    ['only conditions on the member', { conditions: { kind: 'all', of: [first, first] } }, 'pro-rata'],
    ['not an amount', { conditions: { kind: 'not', of: { kind: 'amount', atLeast: 9000 } } }, 're-evaluate'],
    ['not a condition on the member', { conditions: { kind: 'not', of: { kind: 'visits', atLeast: 9 } } }, 'pro-rata'],
    ['an amount that is switched off', { conditions: amount, refund: 'pro-rata' }, 'pro-rata'],
    ['nothing, and it is wanted', { refund: 're-evaluate' }, 're-evaluate'],
    ['an amount that was not reached', { conditions: { kind: 'amount', atLeast: 9000 } }, 'pro-rata'],
  ])('%s', (_, rule, method) => {
    const compiled = shop({ campaigns: [{ id: 'rule', audience: 'members', ...points, ...rule }] });
    const sale = sell(compiled, lines, { member: holder() });
    expect(giveBack(compiled, asked(sale, { bread: 1000 })).method).toBe(method);
  });

  test.each([
    ['discount', { campaigns: [threeOff] }, {}],
    ['gift', { campaigns: [{ ...threeOff, effects: [{ kind: 'giveBadge', badge: 'early-bird' }] }] }, {}],
    ['coupon', { coupons: [{ ...threeOff, id: 'paper' }] }, { coupons: [{ id: 'paper' }] }],
    [
      'reward',
      {
        rewards: [
          {
            id: 'off',
            refund: 're-evaluate',
            cost: { unit: 'points', n: 5 },
            effect: { kind: 'amountOff', amount: 100 },
          },
        ],
      },
      { chosen: [{ id: 'off' }] },
    ],
  ])('a %s decides too, where it gave something', (_, rules, more) => {
    const compiled = shop(rules);
    const given = sell(compiled, lines, { member: holder(10), ...more });
    const unused = sell(compiled, lines, { member: holder(10), declined: ['three-off', 'paper', 'off'] });
    expect(giveBack(compiled, asked(given, { bread: 1000 })).method).toBe('re-evaluate');
    expect(giveBack(compiled, asked(unused, { bread: 1000 })).method).toBe('pro-rata');
    expect(giveBack(compiled, asked(given, { bread: 1000 }, { method: 'pro-rata' })).method).toBe('pro-rata');
  });
});
