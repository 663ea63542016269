// Receipts as they are printed, whole: read them as a customer would. `fixtures/receipts` holds what they must say.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { renderReceiptText } from '../../core/projection/render-receipt-text.ts';
import { openShopFloor } from '../support/shop-floor.ts';
import type { ShopFloor } from '../support/shop-floor.ts';
import { cafeProgramme } from '../support/shop.ts';
import { cashierAt, must, newKey } from './cashier.ts';

let floor: ShopFloor;
afterEach(() => floor.close());

const golden = (name: string): string =>
  readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', 'receipts', `${name}.txt`), 'utf8');

// The journal mark depends on the till's dice; everything else is fixed.
const withoutMark = (text: string): string => text.replace(/[A-Z2-7]{8} · /g, '········ · ');

/** Anna joins, earns 120, and spends 100 of them on a coffee with her cake. */
async function annasReceipt(language: 'en' | 'de') {
  floor = await openShopFloor({ storeLanguage: language });
  const at = cashierAt(floor);
  const { code } = must(at.enrol('Anna', '0171 2345678'));
  at.coffee(48);
  at.sold();
  await floor.pass(3_600_000);
  at.scan(code);
  at.coffee(2);
  at.cake();
  at.choose('free-coffee');
  const { saleId } = at.sold(1000);
  await floor.pass(10);
  return saleId;
}

test.each(['en', 'de'] as const)('a reward, points and change, in %s', async (language) => {
  await annasReceipt(language);
  expect(withoutMark(floor.slipText(1))).toBe(golden(`reward-${language}`));
});

const giving = {
  ...cafeProgramme,
  version: 4,
  causes: [{ id: 'bees', name: { en: 'the bees', de: 'die Bienen' } }],
  badges: [{ id: 'early', name: { en: 'Early bird', de: 'Frühaufsteher' } }],
  coupons: [
    {
      id: 'tea',
      name: { en: 'A free tea', de: 'Ein Tee gratis' },
      effects: [{ kind: 'amountOff', amount: 300, selector: { category: ['drinks'] } }],
    },
  ],
  campaigns: [
    ...cafeProgramme.campaigns,
    {
      id: 'thanks',
      name: { en: 'Thanks' },
      audience: 'members',
      effects: [
        { kind: 'message', to: 'cashier', text: { en: 'Hand over the card.', de: 'Karte mitgeben.' } },
        { kind: 'giveCoupon', coupon: 'tea' },
        { kind: 'giveBadge', badge: 'early' },
        { kind: 'shareToCause', cause: 'bees', basisPoints: 100 },
        {
          kind: 'message',
          to: 'receipt',
          text: { en: 'Ask for the new card.', de: 'Fragen Sie nach der neuen Karte.' },
        },
      ],
    },
  ],
};

test.each(['en', 'de'] as const)('points that pay, and gifts within the six loyalty lines, in %s', async (language) => {
  floor = await openShopFloor({ storeLanguage: language, programme: giving });
  const at = cashierAt(floor);
  const { code } = must(at.enrol('Anna', '0171 2345678'));
  at.coffee(48);
  at.sold();
  at.scan(code);
  at.coffee();
  at.cake();
  at.payWithPoints(100);
  expect(at.current().messages).toMatchObject([{ en: 'Hand over the card.' }]);
  at.sold(1000);
  await floor.pass(10);
  expect(withoutMark(floor.slipText(1))).toBe(golden(`gifts-${language}`));
});

test('a stranger’s receipt has no loyalty block', async () => {
  floor = await openShopFloor();
  const at = cashierAt(floor);
  at.coffee();
  at.sold();
  await floor.pass(10);
  expect(withoutMark(floor.slipText(0))).toBe(golden('stranger-en'));
});

test('a copy of a voided sale says both', async () => {
  const saleId = await annasReceipt('de');
  must(floor.till.voidSale(saleId, { why: 'wrong goods' }, newKey()));
  must(floor.till.printCopy(saleId));
  await floor.pass(10);
  expect(floor.slipText(2)).toContain('*** KOPIE ***');
  expect(floor.slipText(2)).toContain('*** STORNIERT ***');
});

test('no name and no phone number stands on paper', async () => {
  await annasReceipt('en');
  expect(floor.slips.map((slip) => renderReceiptText(slip, 48)).join('\n')).not.toMatch(/Anna|2345678|78\b.*phone/);
});
