// Standard input as lines, read piece by piece: a million baskets pass through in the memory of one. A line that is longer
// than any input may be is dropped as it comes in, and answered as null.
import { readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { limits } from '../../core/base/limits.ts';

const bufferBytes = 65_536;
const retryMs = 5;

export function* stdinLines(): Generator<string | null> {
  const decoder = new StringDecoder('utf8');
  const buffer = Buffer.alloc(bufferBytes);
  let rest: string | null = '';
  for (let read = readSome(buffer); read > 0; read = readSome(buffer)) {
    const [first = '', ...later] = decoder.write(buffer.subarray(0, read)).split('\n');
    rest = joined(rest, first);
    for (const line of later) {
      yield rest;
      rest = line;
    }
  }
  rest = joined(rest, decoder.end());
  if (rest !== '') yield rest;
}

function joined(rest: string | null, more: string): string | null {
  return rest === null || rest.length + more.length > limits.jsonFileBytesMax ? null : rest + more;
}

/** A pipe that has nothing yet says EAGAIN where it does not block; Windows says EOF for its end. */
function readSome(buffer: Buffer): number {
  for (;;) {
    try {
      return readSync(0, buffer);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retryMs);
    }
  }
}
