// A slip as a picture that eyes can look at and a QR decoder can read: SVG drawn by a real browser. Each picture is also left
// in out/pictures.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { PNG } from 'pngjs';
import { decodeQR } from 'qr/decode.js';

export interface PrinterPicture {
  readonly width: number;
  readonly height: number;
  /** What a phone would read off it; null when there is nothing to read. */
  readonly qr: string | null;
  /** Dark pixels in the margins: text that runs over the edge. */
  readonly darkOutside: number;
}

const margin = 36;

export async function takePrinterPicture(browser: Browser, svg: string, name: string): Promise<PrinterPicture> {
  const page = await browser.newPage({ viewport: { width: 720, height: 400 } });
  try {
    await page.setContent(`<!doctype html><body style="margin:0;background:#fff">${svg}</body>`);
    const bytes = await page.locator('svg').screenshot();
    const folder = join(import.meta.dirname, '../../out/pictures');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name}.png`), bytes);
    const png = PNG.sync.read(bytes);
    return { width: png.width, height: png.height, qr: readQr(png), darkOutside: darkOutside(png) };
  } finally {
    await page.close();
  }
}

function readQr(png: PNG): string | null {
  try {
    return decodeQR({ width: png.width, height: png.height, data: png.data }, { timeLimit: 5_000 });
  } catch {
    return null;
  }
}

/** Dark pixels in the white margin left and right of the columns: text that runs out of its place. */
function darkOutside(png: PNG): number {
  let dark = 0;
  for (let y = 0; y < png.height; y += 1) {
    for (let x = 0; x < png.width; x += 1) {
      const inMargin = (x > 4 && x < margin - 6) || (x > png.width - margin + 6 && x < png.width - 4);
      if (inMargin && y > 8 && y < png.height - 10 && (png.data[(y * png.width + x) * 4] ?? 255) < 100) dark += 1;
    }
  }
  return dark;
}
