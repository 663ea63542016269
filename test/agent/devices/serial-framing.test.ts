import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSerialFraming, terminators } from '../../../agent/devices/serial-framing.ts';
import type { Frame, SerialFraming, Terminator } from '../../../agent/devices/serial-framing.ts';
import { limits } from '../../../core/base/limits.ts';

const names = Object.keys(terminators) as Terminator[];
const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const textsOf = (frames: readonly Frame[]): string[] =>
  frames.map((frame) => (frame.kind === 'scan' ? frame.text : frame.problem.code));
const push = (framing: SerialFraming, text: string): string[] => textsOf(framing.push(latin1(text)));

describe.each(names)('a line that ends scans with %s', (name) => {
  const end = terminators[name];
  // Any byte but the terminator's own; line ends at either edge belong to nobody.
  const byte = fc.integer({ min: 0, max: 255 }).filter((value) => !end.includes(String.fromCharCode(value)));
  const scan = fc
    .array(byte, { minLength: 1, maxLength: 60 })
    .map((bytes) => bytes.map((value) => String.fromCharCode(value)).join(''))
    .filter((text) => text.trim() === text && !text.startsWith('\x02'));

  it('brings the same scans however the bytes are split', () => {
    fc.assert(
      fc.property(fc.array(scan, { maxLength: 20 }), fc.array(fc.integer({ min: 1, max: 40 })), (scans, sizes) => {
        const framing = createSerialFraming(name);
        const line = scans.map((text) => text + end).join('');
        const got: string[] = [];
        let at = 0;
        for (const size of [...sizes, line.length + 1]) {
          got.push(...push(framing, line.slice(at, at + size)));
          at += size;
        }
        expect(got).toEqual(scans);
        expect(framing.silence()).toEqual([]);
      }),
    );
  });

  it('never throws, and reads the next scan after any noise', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 6_000 }), { maxLength: 4 }), (chunks) => {
        const framing = createSerialFraming(name);
        for (const chunk of chunks) framing.push(chunk);
        framing.silence();
        expect(push(framing, `4006381333931${end}`)).toEqual(['4006381333931']);
      }),
      { numRuns: 40 },
    );
  });

  it('takes the longest scan and drops one that is a byte longer, once', () => {
    const framing = createSerialFraming(name);
    const longest = '7'.repeat(limits.scanBytesMax);
    expect(push(framing, longest + end)).toEqual([longest]);
    expect(push(framing, `${longest}7${end}NEXT${end}`)).toEqual(['ScanTooLong', 'NEXT']);
    expect(push(framing, longest.repeat(5))).toEqual(['ScanTooLong']);
    expect(framing.silence()).toEqual([]);
    expect(push(framing, `NEXT${end}`)).toEqual(['NEXT']);
  });

  it('ends a scan at silence, and drops it when the line is cut', () => {
    const framing = createSerialFraming(name);
    push(framing, 'HALF');
    expect(textsOf(framing.silence())).toEqual(['HALF']);
    push(framing, 'HALF');
    expect(textsOf(framing.cutOff())).toEqual(['ScanUnreadable']);
    expect(framing.cutOff()).toEqual([]);
    expect(framing.silence()).toEqual([]);
  });
});

describe('scanners that are set up a little differently', () => {
  it('sends CR LF where CR is expected, and the other way round', () => {
    const cr = createSerialFraming('CR');
    expect(push(cr, 'A1\r\nB2\r\n')).toEqual(['A1', 'B2']);
    expect(cr.silence()).toEqual([]);
    const crlf = createSerialFraming('CRLF');
    expect(push(crlf, 'A1\r')).toEqual([]);
    expect(textsOf(crlf.silence())).toEqual(['A1']);
    expect(push(crlf, 'vcard\nline\r\n')).toEqual(['vcard\nline']);
  });

  it('frames with STX and ETX', () => {
    expect(push(createSerialFraming('ETX'), '\x020A12B34C5D\x03')).toEqual(['0A12B34C5D']);
  });
});
