// What a programme of the second language brings to the checkout: units as payment, campaigns that wait for a yes, nudges of
// goods and money, rewards of variable cost, and the hours between midnight and the cut-over.
import { afterEach, expect, test } from 'vitest';
import { openShopFloor } from '../support/shop-floor.ts';
import type { ShopFloor } from '../support/shop-floor.ts';
import { cafeProgramme } from '../support/shop.ts';
import { cashierAt, must, newKey } from './cashier.ts';

let floor: ShopFloor;
afterEach(() => floor.close());

/** Anna has 120 points and lays a coffee and a cake on the counter. */
async function annaWithCake(change: object = {}) {
  floor = await openShopFloor({ programme: { ...cafeProgramme, version: 4, ...change } });
  const at = cashierAt(floor);
  const { code } = must(at.enrol('Anna', '0171 2345678'));
  at.coffee(48);
  at.sold();
  at.scan(code);
  at.coffee();
  at.cake();
  return at;
}

test('100 points pay 1.00; the price stays, less is paid in money, and a void gives them back', async () => {
  const at = await annaWithCake();
  at.payWithPoints(100);
  expect(at.current()).toMatchObject({
    total: { after: 610 },
    payment: { unit: 'points', n: 100, amount: 100, settleAs: 'tender' },
    due: 510,
    spent: [{ n: 100 }],
    earned: [{ n: 5 }],
  });
  const { saleId, charged } = at.sold();
  expect(charged).toBe(510);
  await floor.pass(10);
  const slip = floor.slipText(-1);
  expect(slip).toMatch(/Total EUR\s+6\.10\n100 points\s+1\.00\nCash\s+5\.10\n/);
  expect(slip).toMatch(/Spent points\s+-100\n/);

  const seq = floor.journal.head().seq;
  const back = at.current;
  must(floor.till.voidSale(saleId, { why: 'wrong goods' }, newKey()));
  expect(floor.journal.record(seq + 1)?.record).toMatchObject({
    t: 'void',
    eff: [
      { kind: 'recredit', rule: 'points', n: 100, bucket: '2027-11' },
      { kind: 'reverse', rule: 'point-per-euro', n: 5 },
    ],
  });
  must(at.name('0171 2345678'));
  expect(back().member?.balances).toMatchObject([{ n: 120 }]);
});

test('units as a discount stand at the lines and not among the payments', async () => {
  const [points] = cafeProgramme.units;
  const at = await annaWithCake({ units: [{ ...points, settleAs: 'discount' }] });
  at.payWithPoints(100);
  expect(at.current()).toMatchObject({ total: { discount: 140, after: 510 }, payment: { amount: 100 }, due: 510 });
  at.sold();
  await floor.pass(10);
  expect(floor.slipText(-1)).toMatch(/Total EUR\s+5\.10\nCash\s+5\.10\n/);
});

test('another customer does not pay with the points of the one before', async () => {
  const at = await annaWithCake();
  at.payWithPoints(100);
  must(floor.till.setMember(at.current().saleId, null));
  expect(at.current()).toMatchObject({ payment: null, due: 610 });
  must(at.name('0171 2345678'));
  expect(at.current()).toMatchObject({ member: { firstName: 'Anna' }, payment: null, due: 610 });
});

const birthday = {
  id: 'treat',
  name: { en: 'A treat once a day', de: 'Ein Extra am Tag' },
  audience: 'members',
  claim: 'proposed',
  effects: [{ kind: 'amountOff', amount: 100, selector: { everything: true } }],
};

test('a proposed campaign waits for a yes, and a second press takes the yes back', async () => {
  const at = await annaWithCake({ campaigns: [...cafeProgramme.campaigns, birthday] });
  expect(at.current()).toMatchObject({ due: 610, proposals: [{ id: 'treat', chosen: false }] });
  expect(at.current().trace.find(({ by }) => by.id === 'treat')).toMatchObject({ outcome: 'proposed' });
  at.choose('treat');
  expect(at.current()).toMatchObject({
    due: 510,
    proposals: [{ id: 'treat', chosen: true }],
    chosen: [{ id: 'treat' }],
  });
  at.choose();
  expect(at.current()).toMatchObject({ due: 610, proposals: [{ id: 'treat', chosen: false }] });
});

test('a reward of variable cost takes what it needs, up to what is asked', async () => {
  const change = {
    rewards: [
      {
        id: 'cents',
        name: { en: 'A cent a point' },
        cost: { unit: 'points', each: 1, step: 10, cap: 100 },
        effect: { kind: 'amountOff', amount: 1, selector: { everything: true } },
      },
    ],
  };
  const at = await annaWithCake(change);
  expect(at.current().rewards).toMatchObject([{ id: 'cents', state: 'available', cost: { step: 10, cap: 100 } }]);
  const { saleId } = at.current();
  must(floor.till.setRewards(saleId, { chosen: [{ id: 'cents', n: 55 as never }], declined: [] }));
  expect(at.current()).toMatchObject({ due: 560, spent: [{ n: 50 }], rewards: [{ state: 'used' }] });
  at.choose('cents');
  expect(at.current()).toMatchObject({ due: 510, spent: [{ n: 100 }] });
  at.sold();
});

test('what is near is said: money for a threshold, one more piece for a set, points for a reward', async () => {
  const at = await annaWithCake({
    campaigns: [
      ...cafeProgramme.campaigns,
      {
        id: 'double',
        name: { en: 'Double points from 8.00' },
        audience: 'members',
        conditions: { kind: 'amount', atLeast: 800 },
        effects: [{ kind: 'multiply', unit: 'points', factor: 20_000 }],
      },
      {
        id: 'second-coffee',
        name: { en: 'The second coffee is free' },
        effects: [
          {
            kind: 'bundle',
            take: [{ selector: { category: ['drinks'] }, n: 2 }],
            give: { from: 0, n: 1, percent: 10_000 },
          },
        ],
      },
    ],
    rewards: [{ ...cafeProgramme.rewards[0], cost: { unit: 'points', n: 200 } }],
  });
  expect(at.current().nudges).toMatchObject([
    { kind: 'money', by: { id: 'double' }, missing: 190, name: { en: 'Double points from 8.00' } },
    { kind: 'quantity', by: { id: 'second-coffee' }, unit: 'piece', missing: 1000 },
    { kind: 'units', by: { kind: 'reward', id: 'free-coffee' }, unit: 'points', missing: 80 },
  ]);
  const double = at.current().trace.find(({ by }) => by.id === 'double');
  expect(double).toMatchObject({ outcome: 'not-met', reason: 'condition', missing: 190 });
  expect(double?.needs?.de).toContain('8,00');
});

test('of two that exclude one another the till says which one won, and by how much', async () => {
  const at = await annaWithCake({
    groups: [{ id: 'one-of', mode: 'best' }],
    campaigns: [
      { id: 'a', name: { en: '1.00 off' }, group: 'one-of', effects: [off(100)] },
      { id: 'b', name: { en: '2.50 off' }, group: 'one-of', effects: [off(250)] },
    ],
  });
  expect(at.current().due).toBe(400);
  expect(at.current().trace.find(({ by }) => by.id === 'a')).toMatchObject({
    outcome: 'outweighed',
    missing: 150,
    outweighedBy: { id: 'b', name: { en: '2.50 off' } },
  });
});

test('a sale at half past midnight belongs to the day before, and its record says both dates', async () => {
  floor = await openShopFloor({ startMs: Date.parse('2026-11-22T23:30:00Z') });
  const at = cashierAt(floor);
  at.coffee();
  at.sold();
  await floor.pass(10);
  expect(floor.journal.record(1)?.record).toMatchObject({
    biz: '2026-11-22',
    in: { moment: { biz: '2026-11-22', weekday: 7, minute: 30, date: '2026-11-23' } },
  });
  expect(floor.slipText(0)).toContain('2026-11-23 00:30');
});

function off(amount: number) {
  return { kind: 'amountOff', amount, selector: { everything: true } };
}
