import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEscposInterpreter, interpretEscpos } from '../../../../agent/devices/twins/escpos-interpreter.ts';
import { slipText } from '../../../../agent/devices/twins/slip-text.ts';
import type { Slip } from '../../../../agent/devices/twins/slip.ts';
import { splitStatusQuestions } from '../../../../agent/devices/twins/status-questions.ts';
import { receiptBytes } from '../../../../agent/devices/receipt-bytes.ts';
import { limits } from '../../../../core/base/limits.ts';
import { germanReceipt } from '../../../support/printer-documents.ts';

const bytesOf = (...parts: readonly (string | number)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.of(part))));
const slipsOf = (...parts: readonly (string | number)[]): readonly Slip[] => interpretEscpos(bytesOf(...parts), 32);
const textOf = (...parts: readonly (string | number)[]): string =>
  slipsOf(...parts)
    .map((slip) => slipText(slip, 32))
    .join('');

describe('paper', () => {
  it('folds what is too wide, in double width at half the columns', () => {
    expect(textOf('a'.repeat(40), '\n')).toBe(`${'a'.repeat(32)}\n${'a'.repeat(8)}\n`);
    expect(textOf('\x1d!\x10', 'a'.repeat(20), '\n')).toBe(`${'a'.repeat(16)}\naaaa\n`);
  });

  it('keeps styles to the characters they stand before', () => {
    const [slip] = slipsOf('a\x1bE\x01b\x1bE\x00\x1d!\x11c\x1b!\x00d\n');
    expect(slip?.items).toMatchObject([
      {
        runs: [
          { text: 'a', strong: false, wide: 1 },
          { text: 'b', strong: true, wide: 1 },
          { text: 'c', strong: false, wide: 2, tall: 2 },
          { text: 'd', wide: 1, tall: 1 },
        ],
      },
    ]);
  });

  it('aligns where the line begins', () => {
    expect(textOf('\x1ba\x01mid\x1ba\x02dle\nright\n')).toBe(`${' '.repeat(13)}middle\n${' '.repeat(27)}right\n`);
  });

  it('is cut into slips, of which the last fifty are kept', () => {
    const [first, second] = slipsOf('one\n\x1dV\x00two\n\x1dVB\x00three');
    expect(first).toMatchObject({ cut: true });
    expect(second && slipText(second, 32)).toBe('two\n');
    expect(slipsOf('one\n\x1dV\x00two')).toMatchObject([{ cut: true }, { cut: false }]);
    expect(slipsOf('x\n\x1dV\x00'.repeat(limits.slipsKeptMax + 5))).toHaveLength(limits.slipsKeptMax);
  });

  it('counts every pulse to the drawer and names every command it does not know', () => {
    expect(slipsOf('\x1bp\x00\x19\xfa\x1b~x')).toMatchObject([{ drawerKicks: 1, unknown: ['ESC ~'] }]);
  });

  it('carries pictures and bar codes', () => {
    const raster = bytesOf('\x1dv0\x00\x02\x00\x02\x00', 0xff, 0x00, 0x0f, 0xf0);
    expect(interpretEscpos(raster, 32)[0]?.items).toMatchObject([{ kind: 'raster', bytesAcross: 2, height: 2 }]);
    expect(slipsOf('\x1dkI\x04{B12')[0]?.items).toMatchObject([{ kind: 'barcode', data: '{B12' }]);
    expect(slipsOf('\x1dk\x04123\x00after\n')[0]?.items).toMatchObject([{ data: '123\x00' }, { kind: 'line' }]);
  });
});

describe('the worst clone', () => {
  it('reads pairs of bytes as Chinese until FS . and after each reset', () => {
    expect(textOf('\x1bt\x13', 0x81, 0x84, '\n')).toBe('〓\n');
    expect(textOf('\x1c.\x1bt\x13', 0x81, 0x84, '\n')).toBe('üä\n');
    expect(textOf('\x1c.\x1bt\x13\x1b@\x1bt\x13', 0x81, 0x84, '\n')).toBe('〓\n');
  });

  it('has another table until it is told which', () => {
    expect(textOf('\x1c.', 0xd5, '\n')).toBe('╒\n');
    expect(textOf('\x1c.\x1bt\x13', 0xd5, '\n')).toBe('€\n');
    expect(textOf('\x1c.\x1bt\x63', 0xd5, '\n')).toBe('〓\n');
  });
});

describe('any bytes', () => {
  it('never throw, and come to the same however they are split', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), fc.integer({ min: 1, max: 50 }), (noise, size) => {
        const whole = createEscposInterpreter(32);
        whole.push(noise);
        while (whole.step() !== null);
        const pieces = createEscposInterpreter(32);
        for (let at = 0; at < noise.length; at += size) {
          pieces.push(noise.subarray(at, at + size));
          while (pieces.step() !== null);
        }
        expect(pieces.slips()).toEqual(whole.slips());
      }),
    );
  });

  it('of a real job may be split anywhere, also while it is carried out', () => {
    const job = receiptBytes(germanReceipt, 32);
    const expected = interpretEscpos(job, 32).map((slip) => slipText(slip, 32));
    for (let cut = 1; cut < job.length; cut += 7) {
      const interpreter = createEscposInterpreter(32);
      for (const part of [job.subarray(0, cut), job.subarray(cut)]) {
        interpreter.push(part);
        while (interpreter.step() !== null);
      }
      expect(interpreter.slips().map((slip) => slipText(slip, 32))).toEqual(expected);
    }
  });

  it('that ask for the status are taken out of the line', () => {
    const { questions, rest } = splitStatusQuestions(bytesOf('a\x10\x04\x01b\x10\x04\x04\x10\x05'));
    expect(questions).toEqual([1, 4]);
    expect(Buffer.from(rest).toString('latin1')).toBe('ab\x10\x05');
  });
});
