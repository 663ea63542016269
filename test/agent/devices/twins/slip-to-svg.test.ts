import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receiptBytes } from '../../../../agent/devices/receipt-bytes.ts';
import { interpretEscpos } from '../../../../agent/devices/twins/escpos-interpreter.ts';
import { slipToSvg } from '../../../../agent/devices/twins/slip-to-svg.ts';
import type { ReceiptWidth } from '../../../../core/projection/receipt-layout.ts';
import type { ReceiptDocument } from '../../../../core/projection/receipt.ts';
import { launchBrowser } from '../../../support/browser.ts';
import { center, claimCode, germanReceipt, left, printerDocuments } from '../../../support/printer-documents.ts';
import { takePrinterPicture } from '../../../support/printer-picture.ts';

function svgOf(document: ReceiptDocument, width: ReceiptWidth): string {
  const [slip] = interpretEscpos(receiptBytes(document, width), width);
  if (slip === undefined) throw new Error('nothing was printed');
  return slipToSvg(slip, width);
}

describe('the drawing', () => {
  it('escapes what stands on the slip', () => {
    const svg = svgOf({ language: 'de', blocks: [left('<script>"&"</script>'), center('<b>')] }, 32);
    expect(svg).not.toMatch(/<script|<b>/);
    expect(svg).toContain('&lt;');
  });

  it('draws a picture dot by dot', () => {
    const raster = Buffer.from('1d7630000200020080010000', 'hex');
    const [slip] = interpretEscpos(raster, 32);
    // Two dots in the first row, at either end of sixteen; none in the second.
    expect(slip && slipToSvg(slip, 32)).toContain('d="M36 36h1v1h-1zM51 36h1v1h-1z"');
  });
});

describe('the picture, by a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  }, 90_000);
  afterAll(() => browser.close());

  it.each([32, 42, 48] as const)(
    'of a receipt on %i columns: its QR can be read, nothing runs over the edge',
    async (width) => {
      const picture = await takePrinterPicture(browser, svgOf(germanReceipt, width), `receipt-de-${width}`);
      expect(picture.width).toBe(width * 12 + 72);
      expect(picture.qr).toBe(claimCode);
      expect(picture.darkOutside).toBe(0);
    },
  );

  it('of a code as long as they get on the narrow paper can still be read', async () => {
    const data = 'x'.repeat(20) + 'Zz09'.repeat(170);
    const document: ReceiptDocument = { language: 'de', blocks: [{ kind: 'qr', data, caption: 'lang' }] };
    expect((await takePrinterPicture(browser, svgOf(document, 32), 'receipt-qr-700')).qr).toBe(data);
  });

  it('of other languages and hostile names stays on the paper', async () => {
    for (const [name, document] of Object.entries(printerDocuments)) {
      const picture = await takePrinterPicture(browser, svgOf(document, 32), `receipt-${name}`);
      expect(picture.darkOutside).toBe(0);
    }
  });
});
