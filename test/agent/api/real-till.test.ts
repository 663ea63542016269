// The API over the real till, journal and cache: what it answers is what the published schemas declare, and what it
// commits is in the journal once.
import { describe, expect, it, onTestFinished } from 'vitest';
import { openTestApi } from '../../support/open-test-api.ts';
import { cakeCode, coffeeCode, openShopFloor } from '../../support/shop-floor.ts';

describe('the API over the real till', () => {
  it('sells to a member enrolled a second ago, once, and undoes it, once', async () => {
    const floor = await openShopFloor();
    onTestFinished(() => floor.close());
    const { client, faults, logged } = await openTestApi({ till: floor.till });
    const screen = await client();
    const listener = screen.listen();
    onTestFinished(() => listener.close());
    expect(await screen.scan(coffeeCode, { act: true, source: 'typed' })).toMatchObject({
      what: 'product',
      problem: null,
    });
    expect(await screen.scan('96385075', { act: true })).toMatchObject({ problem: { code: 'CheckDigitWrong' } });
    const enrolled = await screen.enrol('Anna', '+49 1512 3456712', 'enrol-1');
    // The code is told once: the till keeps only its keyed hash.
    const { eventId, memberId } = enrolled;
    expect(await screen.enrol('Anna', '+49 1512 3456712', 'enrol-1')).toMatchObject({ eventId, memberId });
    await screen.scan(cakeCode, { act: true });
    await floor.pass(10);
    const { sale } = await listener.until((view) => view.sale?.lines.length === 2 && view.sale.member !== null);
    expect(sale).toMatchObject({ total: { after: 610 }, member: { firstName: 'Anna', last2: '12' } });
    const { saleId, quoteId } = await screen.sale(sale?.saleId ?? '');
    const body = { quoteId: quoteId ?? '', charged: 610, tenders: [{ kind: 'cash' as const, amount: 610 }] };
    const first = await screen.commit(saleId, body, 'commit-1');
    expect(first).toMatchObject({ repeated: false, committed: { charged: 610, earned: [{ unit: 'points', n: 6 }] } });
    expect(await screen.commit(saleId, body, 'commit-1')).toMatchObject({ repeated: true });
    await expect(screen.commit(saleId, { ...body, charged: 1 }, 'commit-1')).rejects.toThrow('KeyReused');
    expect((await screen.today()).total).toMatchObject({ sales: 1, memberSales: 1, amount: 610 });
    expect(await screen.receiptText(saleId, 32)).toContain(first.committed.mark);
    expect((await screen.voidSale(saleId, 'wrong customer', 'void-1')).repeated).toBe(false);
    expect((await screen.voidSale(saleId, 'wrong customer', 'void-1')).repeated).toBe(true);
    expect((await screen.status()).journal.head).toBe(floor.journal.head().seq);
    const kinds = floor.journal.after(0, 100).map(({ seq }) => floor.journal.record(seq)?.record.t);
    expect(kinds.filter((kind) => kind === 'sale' || kind === 'void' || kind === 'enrol')).toEqual([
      'enrol',
      'sale',
      'void',
    ]);
    expect(faults).toEqual([]);
    for (const personal of ['Anna', '1512', '3456712']) expect(logged.join('\n')).not.toContain(personal);
  });

  it('answers a quote of the whole size a basket may have', async () => {
    const floor = await openShopFloor();
    onTestFinished(() => floor.close());
    const { client } = await openTestApi({ till: floor.till });
    const screen = await client();
    const line = {
      name: 'Cake',
      categories: ['pastry'],
      tags: [],
      taxCode: 'reduced',
      kind: 'goods' as const,
      quantity: 1000,
    };
    const money = { unit: 'piece' as const, pieces: 1, listAmount: 400, amount: 400, posDiscounts: [] };
    const lines = Array.from({ length: 500 }, (_, at) => ({ ...line, ...money, id: `l${at}` }));
    const basket = { priceBasis: 'tax-included' as const, buyer: 'public' as const, lines };
    const { evaluation } = await screen.quote({ basket, by: null, chosen: [] });
    expect(evaluation.total).toEqual({ before: 200_000, discount: 20_000, after: 180_000 });
    const many = { ...basket, lines: [...lines, { ...lines[0], id: 'more' }] };
    const refused = await screen.fetch('/v1/quotes', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ basket: many, by: null, chosen: [] }),
    });
    expect(refused.status).toBe(400);
  });
});
