// Everything that can be wrong at a till, each with its sentence; the sale goes on and nothing is lost.
import { afterEach, describe, expect, test } from 'vitest';
import { sentenceOf } from '../../core/base/problem.ts';
import { limits } from '../../core/base/limits.ts';
import { openShopFloor } from '../support/shop-floor.ts';
import type { ShopFloor } from '../support/shop-floor.ts';
import { cashierAt, must } from './cashier.ts';

let floor: ShopFloor;
afterEach(() => floor.close());

describe('a scan that is nothing', () => {
  test.each([
    ['unknown to the shop', '5901234123457', 'ProductUnknown'],
    ['with a wrong check digit', '4006381333932', 'CheckDigitWrong'],
    ['torn', '\x00\x01', 'ScanUnreadable'],
    ['of 10 kB', 'A'.repeat(10_240), 'ScanUnreadable'],
    ['of an unknown member', 'M000000000', 'CheckDigitWrong'],
    ['of a web page', 'https://example.com/', 'ScanUnknown'],
  ])('%s', async (_, text, code) => {
    floor = await openShopFloor();
    const at = cashierAt(floor);
    at.coffee();
    const answer = at.scan(text);
    expect(answer).toMatchObject({ what: 'problem', problem: { code } });
    expect(answer.problem && sentenceOf(answer.problem)).toMatch(/^[A-Z].*\.$/);
    expect(floor.till.view().scan).toMatchObject({ ok: false, problem: { code } });
    expect(at.current().lines).toHaveLength(1);
    expect(at.sold().charged).toBe(250);
  });
});

describe('a number out of range', () => {
  test.each([
    ['a thousand pieces', limits.quantityMax + 1000, 'QuantityOutOfRange'],
    ['a negative quantity', -1000, 'QuantityOutOfRange'],
    ['half a coffee', 500, 'QuantityOutOfRange'],
  ])('%s', async (_, quantity, code) => {
    floor = await openShopFloor();
    const at = cashierAt(floor);
    at.coffee();
    const { saleId, lines } = at.current();
    expect(floor.till.setQuantity(saleId, lines.map(({ id }) => id).join(), quantity)).toMatchObject({
      problem: { code },
    });
    expect(at.sold().charged).toBe(250);
  });

  test.each([0, -5, limits.unitPriceMax + 1])('a keyed price of %i', async (amount) => {
    floor = await openShopFloor();
    const at = cashierAt(floor);
    at.coffee();
    const { saleId } = at.current();
    const keyed = floor.till.addKeyedLine(saleId, { name: 'Bread', amount: amount as never });
    expect(keyed).toMatchObject({ problem: { code: 'PriceOutOfRange' } });
    expect(at.sold().charged).toBe(250);
  });

  test('the most of both is sold', async () => {
    floor = await openShopFloor();
    const at = cashierAt(floor);
    must(
      floor.till.addKeyedLine(must(floor.till.open()).saleId, { name: 'Yacht', amount: limits.unitPriceMax as never }),
    );
    must(floor.till.setQuantity(at.current().saleId, 'L1', limits.quantityMax));
    expect(at.sold().charged).toBe(limits.unitPriceMax * 999);
  });

  test('one line more than a sale holds', async () => {
    floor = await openShopFloor();
    const at = cashierAt(floor);
    const { saleId } = must(floor.till.open());
    const keyed = () => floor.till.addKeyedLine(saleId, { name: 'Bread', amount: 100 as never });
    for (let n = 0; n < limits.linesPerBasketMax; n += 1) must(keyed());
    expect(keyed()).toMatchObject({ problem: { code: 'TooManyLines' } });
    expect(at.sold().charged).toBe(limits.linesPerBasketMax * 100);
  });
});

describe('a member who cannot be named', () => {
  test.each([
    ['half a phone number', { phone: '0171' }, 'PhoneInvalid'],
    ['letters for a number', { phone: 'Anna' }, 'PhoneInvalid'],
    ['nobody’s number', { phone: '0171 9999999' }, 'MemberUnknown'],
    ['a code that is none', { code: 'X' }, 'MemberUnknown'],
    ['a mistyped code', { code: 'M000000000' }, 'CheckDigitWrong'],
  ])('%s', async (_, by, code) => {
    floor = await openShopFloor();
    const at = cashierAt(floor);
    at.coffee();
    expect(floor.till.setMember(at.current().saleId, by)).toMatchObject({ problem: { code } });
    expect(at.sold().charged).toBe(250);
  });

  test('enrolled a second time', async () => {
    floor = await openShopFloor();
    const at = cashierAt(floor);
    must(at.enrol('Anna', '0171 2345678'));
    expect(at.enrol('Hanna', '+49 171 2345678')).toMatchObject({ problem: { code: 'MemberExists' } });
    expect(at.enrol('   ', '0171 2345679')).toMatchObject({ problem: { code: 'NameInvalid' } });
    expect(at.enrol('A'.repeat(limits.nameLengthMax + 1), '0171 2345679')).toMatchObject({
      problem: { code: 'NameInvalid' },
    });
  });
});

test('before any programme arrived, the shop sells', async () => {
  floor = await openShopFloor({ programme: null });
  const at = cashierAt(floor);
  must(floor.till.addKeyedLine(must(floor.till.open()).saleId, { name: 'Bread', amount: 320 as never }));
  expect(at.sold().charged).toBe(320);
  expect(floor.journal.record(1)?.record).toMatchObject({ t: 'sale', rs: null });
});

test('a programme that does not parse leaves the one in force', async () => {
  floor = await openShopFloor();
  const body = JSON.stringify({ lang: 9 });
  await floor.hear([{ kind: 'document', document: { kind: 'programme', version: 9, body, sig: '0'.repeat(128) } }]);
  expect(floor.till.view().programme).toMatchObject({ version: 3 });
  cashierAt(floor).cake();
  expect(cashierAt(floor).sold().charged).toBe(360);
});

describe('a printer that will not', () => {
  test('refuses: the slip waits and is printed once it is back', async () => {
    floor = await openShopFloor();
    const at = cashierAt(floor);
    floor.printer.outcome = { state: 'failed', problem: { code: 'PrinterUnreachable', params: { address: 'x' } } };
    at.coffee();
    at.sold();
    await floor.pass(10);
    expect(floor.till.view().last).toMatchObject({ print: 'failed' });
    floor.printer.outcome = { state: 'printed' };
    await floor.pass(6_000);
    expect(floor.slips).toHaveLength(1);
    expect(floor.till.view().last).toMatchObject({ print: 'printed' });
  });

  test('stays silent: not printed again unasked; a copy says COPY', async () => {
    floor = await openShopFloor();
    const at = cashierAt(floor);
    floor.printer.outcome = { state: 'unknown', problem: { code: 'PrinterSilent', params: {} } };
    at.coffee();
    const { saleId } = at.sold();
    await floor.pass(60_000);
    expect(floor.slips).toHaveLength(1);
    expect(floor.till.view().last).toMatchObject({ print: 'unknown' });
    floor.printer.outcome = { state: 'printed' };
    must(floor.till.printCopy(saleId));
    await floor.pass(10);
    expect(floor.slips).toHaveLength(2);
    expect(floor.slipText(0)).not.toContain('COPY');
    expect(floor.slipText(1)).toContain('*** COPY ***');
  });

  test('was printing when the agent died: unknown, asked about, not repeated', async () => {
    floor = await openShopFloor();
    const at = cashierAt(floor);
    floor.printer.outcome = { state: 'failed', problem: { code: 'PrinterUnreachable', params: { address: 'x' } } };
    at.coffee();
    at.sold();
    await floor.pass(10);
    floor.journal.setPrintState(1, 'sent');
    await floor.end();
    const again = await openShopFloor({ folder: floor.folder, programme: null });
    await again.pass(60_000);
    expect(again.slips).toEqual([]);
    expect(again.journal.printJobs('unknown')).toHaveLength(1);
    await again.close();
  });
});

test('nothing personal is ever logged', async () => {
  floor = await openShopFloor();
  const at = cashierAt(floor);
  must(at.enrol('Annabella', '0171 2345678'));
  at.coffee();
  floor.printer.outcome = { state: 'unknown', problem: { code: 'PrinterSilent', params: {} } };
  at.sold();
  await floor.pass(10);
  expect(floor.logged.length).toBeGreaterThan(0);
  expect(JSON.stringify(floor.logged)).not.toMatch(/Annabella|2345678/);
});
