// A fault of ours behind a call, and what answers must never do.
import { describe, expect, it } from 'vitest';
import { routes } from '../../../agent/api/routes.ts';
import { Fault } from '../../../core/base/assert.ts';
import { annasPhone } from '../../support/fake-till.ts';
import { openTestApi } from '../../support/open-test-api.ts';

describe('a fault', () => {
  it('answers 500 without a word of it, is logged without personal data, and is handed on after the answer', async () => {
    const { client, till, faults, logged } = await openTestApi();
    const caller = await client();
    const fault = new Fault(`Beatrice with ${annasPhone} broke it`);
    till.breakNext(fault);
    await expect(caller.enrol('Beatrice', '+4915199999999')).rejects.toMatchObject({
      problem: { code: 'Internal', status: 500, params: {} },
    });
    await expect.poll(() => faults).toEqual([fault]);
    const line = logged.find((each) => each.startsWith('fault')) ?? '';
    expect(line).toContain('"call":"POST /v1/members","kind":"Fault"');
    expect(line).toContain('faults.test.ts');
    for (const personal of ['Beatrice', annasPhone, '9999', caller.token])
      expect(logged.join('\n')).not.toContain(personal);
  });

  it('is an answer that is not as declared; and a field nobody declared does not leave', async () => {
    const { client, till } = await openTestApi();
    const caller = await client();
    till.leak('the whole phone number');
    for (const path of ['/v1/view', '/v1/status']) {
      expect(await (await caller.fetch(path)).text(), `for ${path}`).not.toContain('whole phone');
    }
    const listener = caller.listen();
    listener.socket.onAny((_, view) => expect(JSON.stringify(view)).not.toContain('whole phone'));
    await listener.until(() => true);
    listener.close();
  });
});

describe('answers', () => {
  it('of a GET change nothing', async () => {
    const { client, till } = await openTestApi();
    const caller = await client();
    const { saleId } = await caller.openSale();
    await caller.addKeyedLine(saleId, { name: 'Flowers', amount: 700 });
    const before = JSON.stringify(till.view());
    for (const { path } of routes.filter(({ method }) => method === 'GET')) {
      const answer = await caller.fetch(path.replace(':id', saleId));
      expect(answer.status, `for ${path}`).toBe(200);
    }
    expect(JSON.stringify(till.view())).toBe(before);
  });

  it('set no cookie and are kept by no cache', async () => {
    const { client } = await openTestApi();
    const caller = await client();
    for (const { method, path } of routes) {
      const answer = await caller.fetch(path.replace(':id', 'f'.repeat(32)).replace(':line', '1'), { method });
      expect(answer.headers.get('set-cookie'), `for ${path}`).toBeNull();
      expect(answer.headers.get('cache-control'), `for ${path}`).toBe('no-store');
    }
  });
});
