import { describe, expect, it } from 'vitest';
import { createScanReader } from '../../../agent/devices/scan-reader.ts';
import type { ScanReader } from '../../../agent/devices/scan-reader.ts';
import { limits } from '../../../core/base/limits.ts';
import { createSerialClock } from '../../support/serial-clock.ts';
import type { SerialClock } from '../../support/serial-clock.ts';

interface Desk {
  readonly time: SerialClock;
  readonly reader: ScanReader;
  readonly heard: string[];
}

function open(config: { silenceMs?: number; doubleReadMs?: number } = {}): Desk {
  const time = createSerialClock();
  const heard: string[] = [];
  const reader = createScanReader({ terminator: 'CR', ...config }, time, {
    scan: (text) => heard.push(text),
    garbled: ({ code }) => heard.push(code),
  });
  return { time, reader, heard };
}

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

describe('silence', () => {
  it('ends a scan after 50 ms, counted from its last byte', () => {
    const { time, reader, heard } = open();
    reader.bytes(bytes('40063'));
    time.advance(limits.scanSilenceMs - 1);
    reader.bytes(bytes('8133'));
    time.advance(limits.scanSilenceMs - 1);
    expect(heard).toEqual([]);
    time.advance(limits.scanSilenceMs);
    expect(heard).toEqual(['400638133']);
  });

  it('gives bytes that waited behind a busy loop time to come in', () => {
    const { time, reader, heard } = open();
    reader.bytes(bytes('40063'));
    // The loop was away for longer than the silence; its timers run before the line is read.
    time.advance(limits.scanSilenceMs);
    reader.bytes(bytes('8133\r'));
    time.advance(1_000);
    expect(heard).toEqual(['400638133']);
  });
});

describe('a double read', () => {
  it('is the same payload within 400 ms, and another payload between them makes two', () => {
    const { time, reader, heard } = open();
    reader.bytes(bytes('A\r'));
    time.advance(limits.doubleReadMs - 1);
    reader.bytes(bytes('A\r'));
    expect(heard).toEqual(['A']);
    reader.bytes(bytes('B\rA\r'));
    expect(heard).toEqual(['A', 'B', 'A']);
    time.advance(limits.doubleReadMs);
    reader.bytes(bytes('A\r'));
    expect(heard).toEqual(['A', 'B', 'A', 'A']);
  });

  it('goes on as long as the scanner is held on the code', () => {
    const { time, reader, heard } = open();
    for (let read = 0; read < 20; read += 1) {
      reader.bytes(bytes('A\r'));
      time.advance(limits.doubleReadMs / 2);
    }
    expect(heard).toEqual(['A']);
  });

  it('can be switched off', () => {
    const { reader, heard } = open({ doubleReadMs: 0 });
    reader.bytes(bytes('A\rA\r'));
    expect(heard).toEqual(['A', 'A']);
  });
});

describe('a cut line', () => {
  it('says what was cut off at once, and nothing later', () => {
    const { time, reader, heard } = open();
    reader.bytes(bytes('40063'));
    reader.cutOff();
    expect(heard).toEqual(['ScanUnreadable']);
    time.advance(1_000);
    expect(heard).toEqual(['ScanUnreadable']);
  });
});
