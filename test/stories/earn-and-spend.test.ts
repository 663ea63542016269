// A customer joins, comes back, earns and spends: the main job of Regulars at one till, as a shop would tell it.
import { afterEach, expect, test } from 'vitest';
import { openShopFloor } from '../support/shop-floor.ts';
import type { ShopFloor } from '../support/shop-floor.ts';
import { cashierAt, must } from './cashier.ts';

let floor: ShopFloor;
afterEach(() => floor.close());

const annas = '0171 2345678';

test('Anna joins with her first coffee, and is known in the same second', async () => {
  floor = await openShopFloor();
  const at = cashierAt(floor);
  at.coffee(2);
  const { code } = must(at.enrol('Anna', annas));
  expect(at.current().member).toMatchObject({ firstName: 'Anna', last2: '78', balances: [{ unit: 'points', n: 0 }] });
  const sold = at.sold(1000);
  expect(sold).toMatchObject({ charged: 500, earned: [{ unit: 'points', n: 5 }], print: 'queued' });

  await floor.pass(10);
  expect(floor.slips).toHaveLength(1);
  expect(floor.slipText(0)).toMatch(/Earned points\s+\+5/);
  expect(floor.slipText(0)).toMatch(/Change\s+5\.00/);
  expect(floor.slipText(0)).toContain(sold.mark);

  at.scan(code);
  expect(at.current().member).toMatchObject({ firstName: 'Anna', by: 'code', balances: [{ n: 5 }] });
});

test('with 100 points Anna gets 2.50 off her coffee, and what it took off earns nothing', async () => {
  floor = await openShopFloor();
  const at = cashierAt(floor);
  const { code } = must(at.enrol('Anna', annas));
  at.coffee(48);
  expect(at.sold().earned).toMatchObject([{ n: 120 }]);

  at.scan(code);
  at.coffee();
  at.cake();
  expect(at.current().rewards).toMatchObject([{ id: 'free-coffee', state: 'available' }]);
  at.choose('free-coffee');
  expect(at.current()).toMatchObject({ total: { before: 650, discount: 290, after: 360 }, spent: [{ n: 100 }] });
  at.sold();

  at.scan(code);
  at.coffee();
  expect(at.current().member?.balances).toMatchObject([{ n: 23 }]);
  expect(at.current().nudges).toMatchObject([
    { kind: 'units', by: { kind: 'reward', id: 'free-coffee' }, unit: 'points', missing: 77 },
  ]);
});

test('a phone number said aloud earns, but spends no more than 5.00', async () => {
  floor = await openShopFloor({
    programme: { ...(await import('../support/shop.ts')).cafeProgramme, version: 4, rewards: [dear(400), dear(600)] },
  });
  const at = cashierAt(floor);
  const { code } = must(at.enrol('Anna', annas));
  at.coffee(400);
  at.sold();
  at.coffee(10);
  must(at.name(annas));
  const states = () => at.current().rewards.map(({ state, reason }) => reason ?? state);
  expect(states()).toEqual(['not-now', 'not-now']);
  at.scan(code);
  expect(states()).toEqual(['not-now', 'not-now']);
  expect(at.current().member?.balances).toMatchObject([{ n: 1000, usable: 300 }]);
});

test('what one till lets go offline ends at its floor, for the member and for the day', async () => {
  floor = await openShopFloor();
  const at = cashierAt(floor);
  floor.link.state = 'offline';
  const { code } = must(at.enrol('Anna', annas));
  at.coffee(400);
  at.sold();
  for (let turn = 1; turn <= 4; turn += 1) {
    at.scan(code);
    at.coffee();
    at.choose('free-coffee');
    const [reward] = at.current().rewards;
    expect([turn, reward?.state]).toEqual([turn, turn <= 3 ? 'used' : 'unavailable']);
    at.sold();
  }
  // Held all along: 1000 earned, 300 spent. The next day the floor is open again.
  at.scan(code);
  at.coffee();
  expect(at.current().member?.balances).toMatchObject([{ n: 702, usable: 0 }]);
  expect(at.current().rewards).toMatchObject([{ reason: 'not-now', missing: 100 }]);
  at.sold();
  await floor.pass(24 * 3_600_000);
  at.scan(code);
  at.coffee();
  expect(at.current().rewards).toMatchObject([{ state: 'available' }]);
});

test('a sale undone takes back what it gave and gives back what it took', async () => {
  floor = await openShopFloor();
  const at = cashierAt(floor);
  const { code } = must(at.enrol('Anna', annas));
  at.coffee(48);
  at.sold();
  at.scan(code);
  at.coffee();
  at.cake();
  at.choose('free-coffee');
  const { saleId } = at.sold();
  const why = { why: 'wrong goods' };
  must(floor.till.voidSale(saleId, why, { key: 'v1', hash: '1'.repeat(64) }));
  at.scan(code);
  expect(at.current().member?.balances).toMatchObject([{ n: 120 }]);
  expect(floor.till.voidSale(saleId, why, { key: 'v2', hash: '2'.repeat(64) })).toMatchObject({
    problem: { code: 'AlreadyVoided' },
  });
  const today = floor.till.today();
  expect(today.total).toMatchObject({ sales: 1, voids: 1, units: [{ unit: 'points', issued: 120, spent: 0 }] });
});

test('a sale of yesterday is not voided', async () => {
  floor = await openShopFloor();
  const at = cashierAt(floor);
  at.coffee();
  const { saleId } = at.sold();
  await floor.pass(20 * 3_600_000);
  const late = floor.till.voidSale(saleId, { why: 'late' }, { key: 'v', hash: '1'.repeat(64) });
  expect(late).toMatchObject({ problem: { code: 'VoidTooLate' } });
});

test('a held sale waits while another customer is served', async () => {
  floor = await openShopFloor();
  const at = cashierAt(floor);
  at.coffee(2);
  const { saleId } = at.current();
  must(floor.till.hold(saleId));
  expect(floor.till.view()).toMatchObject({ sale: null, held: [{ saleId, lines: 1, total: 500 }] });
  at.cake();
  expect(at.sold().charged).toBe(360);
  must(floor.till.recall(saleId));
  expect(at.sold().charged).toBe(500);
});

function dear(points: number) {
  return {
    id: `dear-${points}`,
    name: { en: `${points} points` },
    cost: { unit: 'points', n: points },
    effect: { kind: 'amountOff', amount: points, selector: { everything: true } },
  };
}
