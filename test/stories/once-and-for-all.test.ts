// What the journal promises: a confirmed sale is there once, however often it was asked for, and says by itself what
// happened; what is shown is what the records say.
import { afterEach, expect, test } from 'vitest';
import { evaluate } from '../../core/rules/evaluate.ts';
import { evaluationInputSchema } from '../../core/rules/evaluation.ts';
import { recordSchema } from '../../core/journal/record.ts';
import { applyEffect } from '../../core/ledger/apply-effect.ts';
import type { UnitBalance } from '../../core/member/member-row.ts';
import { compiled } from '../support/shop.ts';
import { openShopFloor } from '../support/shop-floor.ts';
import type { ShopFloor } from '../support/shop-floor.ts';
import { cashierAt, must, newKey } from './cashier.ts';

let floor: ShopFloor;
afterEach(() => floor.close());

const records = () =>
  floor.journal.after(0, 1000).map(({ body }) => recordSchema.parse(JSON.parse(Buffer.from(body).toString())));

/** A morning at the café: members and strangers, rewards, a void. */
async function morning(): Promise<void> {
  floor = await openShopFloor();
  const at = cashierAt(floor);
  const anna = must(at.enrol('Anna', '0171 2345678'));
  at.coffee(40);
  at.cake(3);
  at.sold();
  at.cake();
  at.sold();
  at.scan(anna.code);
  at.coffee(2);
  at.choose('free-coffee');
  const undone = at.sold();
  must(floor.till.voidSale(undone.saleId, { why: 'changed his mind' }, newKey()));
  at.scan(anna.code);
  at.coffee();
  at.choose('free-coffee');
  at.sold(250);
  await floor.pass(10);
}

test('every sale can be computed again from its record alone, byte for byte', async () => {
  await morning();
  const sales = records().filter((record) => record.t === 'sale');
  expect(sales).toHaveLength(4);
  for (const sale of sales) {
    const again = evaluate(
      compiled({ version: sale.rs?.version ?? 0 }),
      evaluationInputSchema.parse(sale.in),
    ).evaluation;
    expect(JSON.stringify(again)).toBe(JSON.stringify(sale.out));
  }
});

test('what the till shows of a member is what its records add up to', async () => {
  await morning();
  const enrolled = records().find((record) => record.t === 'enrol');
  let balances: readonly UnitBalance[] = [];
  for (const record of records()) {
    if ((record.t !== 'sale' && record.t !== 'void') || record.mem !== enrolled?.mem) continue;
    for (const effect of record.eff) balances = applyEffect(balances, effect, record.biz);
  }
  must(cashierAt(floor).name('0171 2345678'));
  const shown = cashierAt(floor).current().member?.balances[0]?.n;
  expect(shown).toBe(balances[0]?.buckets.reduce((sum, { n }) => sum + n, 0));
  expect(shown).toBe(10);
});

test('no record holds a name, a phone number or a member code', async () => {
  await morning();
  const text = records()
    .map((record) => JSON.stringify(record))
    .join('\n');
  expect(text).not.toMatch(/Anna|2345678|171/);
});

test('the same key and the same request get the first answer; nothing happens twice', async () => {
  floor = await openShopFloor();
  const at = cashierAt(floor);
  at.coffee();
  const { saleId, request } = at.bill();
  const key = newKey(request);
  const first = must(floor.till.commit(saleId, request, key));
  const again = must(floor.till.commit(saleId, request, key));
  expect(again).toMatchObject({
    repeated: true,
    committed: { eventId: first.committed.eventId, mark: first.committed.mark },
  });
  expect(floor.till.commit(saleId, request, { ...key, hash: 'f'.repeat(64) })).toMatchObject({
    problem: { code: 'KeyReused' },
  });
  expect(records().filter(({ t }) => t === 'sale')).toHaveLength(1);
  expect(floor.till.commit(saleId, request, newKey())).toMatchObject({ problem: { code: 'SaleNotFound' } });
});

test('a quote that is not the sale’s any more is refused, and the sale stays', async () => {
  floor = await openShopFloor();
  const at = cashierAt(floor);
  at.coffee();
  const { saleId, request } = at.bill();
  at.cake();
  expect(floor.till.commit(saleId, request, newKey())).toMatchObject({ problem: { code: 'QuoteStale' } });
  expect(at.sold().charged).toBe(610);
});

test('news of the member while he pays do not spoil the payment', async () => {
  floor = await openShopFloor();
  const at = cashierAt(floor);
  must(at.enrol('Anna', '0171 2345678'));
  at.coffee();
  const { saleId, request } = at.bill();
  await floor.hear([]);
  expect(floor.till.commit(saleId, request, newKey())).toMatchObject({ ok: true });
});

test('after a restart the till knows what it knew, and the chain goes on', async () => {
  await morning();
  const { folder, journal } = floor;
  const head = journal.head();
  await floor.end();
  const again = await openShopFloor({ folder, programme: null });
  expect(again.journal.head()).toEqual(head);
  must(cashierAt(again).name('0171 2345678'));
  expect(cashierAt(again).current().member).toMatchObject({ firstName: 'Anna', balances: [{ n: 10 }] });
  cashierAt(again).coffee();
  expect(cashierAt(again).sold().charged).toBe(250);
  expect(again.journal.head().seq).toBe(head.seq + 1);
  await again.close();
});

test('no room to be durable: nothing is said to be sold, nothing is printed, and the sale is still there', async () => {
  floor = await openShopFloor();
  const at = cashierAt(floor);
  at.coffee();
  floor.disk.full = true;
  expect(at.pay()).toMatchObject({ problem: { code: 'NotRecorded' } });
  await floor.pass(10);
  expect(floor.slips).toEqual([]);
  floor.disk.full = false;
  expect(at.sold().charged).toBe(250);
});
