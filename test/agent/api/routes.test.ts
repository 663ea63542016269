// The table of routes, called as a screen or a POS calls it.
import { describe, expect, it } from 'vitest';
import { turnHeader } from '../../../core/protocol/till.ts';
import { annasCode, annasPhone, tea } from '../../support/fake-till.ts';
import { openTestApi } from '../../support/open-test-api.ts';
import { ApiProblem } from '../../support/till-client.ts';

const tender = (amount: number) => ({ charged: amount, tenders: [{ kind: 'cash' as const, amount }] });

describe('a sale by the API', () => {
  it('goes from scan to receipt', async () => {
    const client = await (await openTestApi()).client();
    const { saleId } = await client.openSale();
    expect(await client.scan(tea.gtin, { act: true })).toMatchObject({ what: 'product', gtin: tea.gtin });
    expect(await client.scan(annasCode, { act: true })).toMatchObject({
      what: 'member',
      member: { firstName: 'Anna' },
    });
    const keyed = await client.addKeyedLine(saleId, { name: 'Flowers', amount: 700 });
    expect(keyed.total.after).toBe(950);
    const sale = await client.sale(saleId);
    expect(sale.member?.firstName).toBe('Anna');
    const { committed } = await client.commit(saleId, { quoteId: sale.quoteId ?? '', ...tender(950) });
    expect(committed).toMatchObject({ saleId, charged: 950 });
    expect(await client.receiptText(saleId)).toBe(`Total${' '.repeat(33)}9.50\n`);
    expect(await client.receiptText(saleId, 32)).toBe(`Total${' '.repeat(23)}9.50\n`);
    expect((await client.receipt(saleId)).blocks).toHaveLength(2);
    expect(await client.printCopy(saleId)).toBe('queued');
  });

  it('takes the words of a POS, a quantity, a member by phone, rewards, and sets aside', async () => {
    const client = await (await openTestApi()).client();
    const { saleId } = await client.openSale('ab'.repeat(16));
    expect(saleId).toBe('ab'.repeat(16));
    const line = {
      id: '1',
      name: 'Tea',
      categories: [],
      tags: [],
      taxCode: 'std',
      kind: 'goods' as const,
      quantity: 2000,
    };
    const money = { unit: 'piece' as const, pieces: 2, listAmount: 500, amount: 500, posDiscounts: [] };
    const basket = { priceBasis: 'tax-included' as const, buyer: 'public' as const, lines: [{ ...line, ...money }] };
    expect((await client.setLines(saleId, basket)).total.after).toBe(500);
    expect((await client.setMember(saleId, { phone: annasPhone })).member?.last2).toBe('78');
    expect((await client.setMember(saleId, null)).member).toBeNull();
    expect(await client.setRewards(saleId, ['coffee'], ['happy-hour'])).toMatchObject({
      chosen: [{ id: 'coffee' }],
    });
    expect((await client.move(saleId, 'hold')).state).toBe('held');
    expect((await client.move(saleId, 'recall')).state).toBe('open');
    expect((await client.setQuantity(saleId, '1', 0)).lines).toHaveLength(0);
    expect((await client.move(saleId, 'cancel')).state).toBe('abandoned');
    const quoted = await client.quote({ basket, by: null, chosen: [] });
    expect(quoted.evaluation.total.after).toBe(500);
  });

  it('answers what the till knows: view, status, today', async () => {
    const client = await (await openTestApi()).client();
    expect((await client.view()).store.name).toBe('Mitte');
    expect((await client.status()).journal.head).toBe(0);
    expect((await client.today()).total.sales).toBe(0);
  });

  it('explains a scan without doing anything, unless asked to act', async () => {
    const client = await (await openTestApi()).client();
    const before = await client.view();
    expect(await client.scan(tea.gtin)).toMatchObject({ what: 'product' });
    expect((await client.view()).turn).toBe(before.turn);
  });

  it('says with each change which view shows it, and tells a stranger nothing', async () => {
    const { client, raw, till } = await openTestApi();
    const { token } = await client();
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const opened = await raw('/v1/sales', { method: 'POST', headers, body: '{}' });
    expect(opened.headers[turnHeader]).toBe(String(till.view().turn));
    const scanned = await raw('/v1/scans', {
      method: 'POST',
      headers,
      body: JSON.stringify({ text: tea.gtin, act: true }),
    });
    expect(Number(scanned.headers[turnHeader])).toBeGreaterThan(Number(opened.headers[turnHeader]));
    expect((await raw('/v1/view', { headers })).headers[turnHeader]).toBeUndefined();
    const stranger = await raw('/v1/sales', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(stranger.headers[turnHeader]).toBeUndefined();
  });

  it('hands a problem on as it is, by code', async () => {
    const client = await (await openTestApi()).client();
    const refused = await client.sale('f'.repeat(32)).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ApiProblem);
    expect(refused).toMatchObject({ problem: { code: 'SaleNotFound', status: 404, title: 'Sale Not Found' } });
  });
});

describe('what journals is done once', () => {
  it('wants an Idempotency-Key on commit, void and members', async () => {
    const { client, till } = await openTestApi();
    const caller = await client();
    const { saleId } = await caller.openSale();
    const { quoteId } = await caller.addKeyedLine(saleId, { name: 'Flowers', amount: 700 });
    const bodies = {
      [`/v1/sales/${saleId}/commit`]: { quoteId, ...tender(700) },
      [`/v1/sales/${saleId}/void`]: { why: 'wrong' },
      '/v1/members': { firstName: 'Bea', phone: '+4915100000000' },
    };
    for (const [path, body] of Object.entries(bodies)) {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      const answer = await caller.fetch(path, init);
      expect(await answer.json(), `for ${path}`).toMatchObject({ code: 'KeyMissing', status: 400 });
      const odd = await caller.fetch(path, {
        ...init,
        headers: { ...init.headers, 'idempotency-key': 'x'.repeat(81) },
      });
      expect(await odd.json(), `for ${path}`).toMatchObject({ code: 'BadRequest' });
    }
    expect(till.written).toEqual([]);
  });

  it('answers a repeat with the first answer, and the same key with another body with KeyReused', async () => {
    const { client, till } = await openTestApi();
    const caller = await client();
    const { saleId } = await caller.openSale();
    const { quoteId } = await caller.addKeyedLine(saleId, { name: 'Flowers', amount: 700 });
    const body = { quoteId: quoteId ?? '', ...tender(700) };
    const first = await caller.commit(saleId, body, 'key-1');
    const second = await caller.commit(saleId, body, 'key-1');
    expect(second).toEqual({ ...first, repeated: true });
    await expect(caller.commit(saleId, { ...body, charged: 1 }, 'key-1')).rejects.toThrow('KeyReused');
    await expect(caller.voidSale(saleId, 'wrong', 'key-1')).rejects.toThrow('KeyReused');
    expect(till.written).toEqual(['sale']);
    await caller.voidSale(saleId, 'wrong', 'key-2');
    const other = 'f'.repeat(32);
    await expect(caller.voidSale(other, 'wrong', 'key-2'), 'the same body for another sale').rejects.toThrow(
      'KeyReused',
    );
  });
});

describe('the OpenAPI document', () => {
  it('is 3.1, names every call with its scope and key, and is given to anybody', async () => {
    const { raw } = await openTestApi();
    const answer = await raw('/v1/openapi.json');
    const document: unknown = JSON.parse(answer.text);
    expect(document).toMatchObject({ openapi: '3.1.0', components: { schemas: { Sale: { type: 'object' } } } });
    expect(document).toMatchObject({
      paths: {
        '/v1/sales/{id}/commit': {
          post: {
            security: [{ bearer: ['sale'] }],
            parameters: [
              { in: 'path', name: 'id', required: true },
              { in: 'header', name: 'Idempotency-Key', required: true },
            ],
            requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
            responses: { 200: {}, default: { content: { 'application/problem+json': {} } } },
          },
        },
        '/v1/sales/{id}/receipt': { get: { responses: { 200: { content: { 'text/plain': {} } } } } },
        '/v1/session': { post: {} },
        '/v1/reports/today': { get: { security: [{ bearer: ['report'] }] } },
      },
    });
    expect(answer.text).not.toContain('Anna');
  });
});
