// Bytes from a serial line → scans. A scan ends at the configured terminator, or where the caller says that the line fell
// silent. Promises the same scans however the bytes were split, and never to throw; refuses what is longer than a scan can be.
import { limits } from '../../core/base/limits.ts';
import { problem } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';

export const terminators = { CR: '\r', LF: '\n', CRLF: '\r\n', ETX: '\x03', TAB: '\t' } as const;
export type Terminator = keyof typeof terminators;

/** `text` is latin1, byte for byte: 0x1D is data (GS1), and so is everything else but the terminator. */
export type Frame =
  { readonly kind: 'scan'; readonly text: string } | { readonly kind: 'garbled'; readonly problem: Problem };

export interface SerialFraming {
  push(bytes: Uint8Array): Frame[];
  /** The line has been quiet for long enough that what is held is a whole scan. */
  silence(): Frame[];
  /** The line is gone: what is held was cut off in the middle and is nobody's scan. */
  cutOff(): Frame[];
}

export function createSerialFraming(terminator: Terminator): SerialFraming {
  const end = terminators[terminator];
  let held = '';
  let flooded = false;

  function pushByte(byte: number): Frame[] {
    held += String.fromCharCode(byte);
    if (held.endsWith(end)) return finish(held.slice(0, -end.length));
    if (flooded) {
      // Only as much is kept as may be the beginning of a terminator.
      held = end.length > 1 ? held.slice(1 - end.length) : '';
      return [];
    }
    if (held.length < limits.scanBytesMax + end.length) return [];
    flooded = true;
    return [tooLong()];
  }

  function finish(text: string): Frame[] {
    const dropped = flooded;
    flooded = false;
    held = '';
    const trimmed = trim(text, terminator);
    if (dropped || trimmed === '') return [];
    return trimmed.length > limits.scanBytesMax ? [tooLong()] : [{ kind: 'scan', text: trimmed }];
  }

  return {
    push: (bytes) => Array.from(bytes, pushByte).flat(),
    silence: () => finish(held),
    cutOff: () => {
      const lost = finish(held);
      return lost.map((frame) =>
        frame.kind === 'scan' ? { kind: 'garbled', problem: problem('ScanUnreadable') } : frame,
      );
    },
  };
}

function tooLong(): Frame {
  return { kind: 'garbled', problem: problem('ScanTooLong', { max: limits.scanBytesMax }) };
}

// A scanner set to CR LF at a till set to CR (or the other way round) would else bring a scan of one stray line end; with
// ETX most send STX in front.
function trim(text: string, terminator: Terminator): string {
  const inner = text.replace(/^[\r\n]+|[\r\n]+$/g, '');
  return terminator === 'ETX' && inner.startsWith('\x02') ? inner.slice(1) : inner;
}
