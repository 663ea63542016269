// What a customer gets for joining: a campaign whose event has no goods. It stands in the record of the enrolment, so that the
// till shows it at once, headquarters folds it as any other earning, and it is given once.
import { afterEach, expect, test } from 'vitest';
import { openShopFloor } from '../support/shop-floor.ts';
import type { ShopFloor } from '../support/shop-floor.ts';
import { cafeProgramme } from '../support/shop.ts';
import { cashierAt, must } from './cashier.ts';

let floor: ShopFloor;
afterEach(() => floor.close());

const welcome = {
  id: 'welcome',
  name: { en: '50 points for joining', de: '50 Punkte zum Beitritt' },
  trigger: 'enrol' as const,
  effects: [{ kind: 'earnFlat' as const, unit: 'points', points: 50 }],
};
const programme = { ...cafeProgramme, version: 4, campaigns: [...cafeProgramme.campaigns, welcome] };
const annas = '0171 2345678';

test('Anna joins and has 50 points in the same second, with the cable out too', async () => {
  floor = await openShopFloor({ programme });
  floor.link.state = 'offline';
  const at = cashierAt(floor);
  must(at.enrol('Anna', annas));
  expect(at.current().member?.balances).toMatchObject([{ unit: 'points', n: 50 }]);
  const record = floor.journal.record(1)?.record;
  expect(record).toMatchObject({
    t: 'enrol',
    rs: { version: 4 },
    eff: [{ kind: 'earn', rule: 'welcome', unit: 'points', n: 50, bucket: '2027-11' }],
  });

  at.coffee(2);
  expect(at.sold().earned).toMatchObject([{ n: 5 }]);
  must(at.name(annas));
  expect(at.current().member?.balances).toMatchObject([{ n: 55 }]);
  expect(floor.till.today().total).toMatchObject({ enrolled: 1, units: [{ unit: 'points', issued: 55, spent: 0 }] });
});

test('a programme that gives nothing for joining writes nothing, and neither does a till without one', async () => {
  floor = await openShopFloor();
  must(cashierAt(floor).enrol('Anna', annas));
  expect(floor.journal.record(1)?.record).toMatchObject({ t: 'enrol', eff: [] });
  await floor.close();
  floor = await openShopFloor({ programme: null });
  must(cashierAt(floor).enrol('Anna', annas));
  expect(floor.journal.record(1)?.record).toMatchObject({ t: 'enrol', rs: null, eff: [] });
});

test('a first purchase is the first one here, before headquarters has heard of it', async () => {
  const first = {
    id: 'first',
    name: { en: '20 points with the first purchase' },
    audience: 'members' as const,
    conditions: { kind: 'firstPurchase' as const },
    effects: [{ kind: 'earnFlat' as const, unit: 'points', points: 20 }],
  };
  floor = await openShopFloor({
    programme: { ...programme, version: 5, campaigns: [...cafeProgramme.campaigns, first] },
  });
  const at = cashierAt(floor);
  must(at.enrol('Anna', annas));
  at.coffee(2);
  const { saleId, earned } = at.sold();
  expect(earned).toMatchObject([{ n: 25 }]);
  must(at.name(annas));
  at.coffee(2);
  const second = at.sold();
  expect(second.earned).toMatchObject([{ n: 5 }]);

  // Undone, it was never bought; what came after it on the same day still counts, until it is undone too.
  const undo = (id: typeof saleId, key: string) => floor.till.voidSale(id, { why: 'x' }, { key, hash: key.repeat(64) });
  const next = () => {
    must(at.name(annas));
    at.coffee(2);
    return at.current().earned;
  };
  must(undo(saleId, '1'));
  expect(next()).toMatchObject([{ n: 5 }]);
  must(floor.till.cancel(at.current().saleId));
  must(undo(second.saleId, '2'));
  expect(next()).toMatchObject([{ n: 25 }]);
});
