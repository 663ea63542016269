// The chain: whatever is flipped, deleted, inserted or swapped is found, at the record where it was done.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOfText } from '../../../core/base/bytes.ts';
import { sha256 } from '../../../core/base/digest.ts';
import { epochOf } from '../../../core/base/id.ts';
import { chainHash, checkChain, genesisHash, journalMark } from '../../../core/journal/chain.ts';
import type { ChainedRow } from '../../../core/journal/chain.ts';
import { runs } from '../../support/runs.ts';

const epoch = epochOf(new Uint8Array(8).fill(255));
const genesis = genesisHash(sha256, new Uint8Array(32).fill(7), epoch);

function chainOf(bodies: readonly string[]): ChainedRow[] {
  let previous = genesis;
  return bodies.map((text, at) => {
    const body = bytesOfText(text);
    previous = chainHash(sha256, previous, body);
    return { seq: at + 1, body, hash: previous };
  });
}

function flipAt(body: Uint8Array, byte: number, flip: number): Uint8Array {
  return body.map((each, at) => (at === byte % body.length ? each ^ flip : each));
}

const bodies = fc.array(fc.string({ minLength: 1, maxLength: 20 }), { minLength: 3, maxLength: 12 });

test('a whole chain is whole, and its mark is eight letters', () => {
  const rows = chainOf(['a', 'b', 'c']);
  const check = checkChain(sha256, genesis, 1, rows);
  expect(check).toMatchObject({ whole: true, seq: 3 });
  expect(journalMark(genesis)).toMatch(/^[A-Z2-7]{8}$/);
});

test('the 63 bits of an epoch leave the top bit free', () => {
  expect(epoch).toBe('7fffffffffffffff');
});

test('a flipped byte is found where it is', () => {
  fc.assert(
    fc.property(bodies, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), (texts, which, byte, flip) => {
      const rows = chainOf(texts);
      const at = which % rows.length;
      const flipped = rows.map((row, each) => (each === at ? { ...row, body: flipAt(row.body, byte, flip) } : row));
      expect(checkChain(sha256, genesis, 1, flipped)).toMatchObject({ whole: false, seq: at + 1, why: 'hash' });
    }),
    runs(100),
  );
});

test('a deleted, doubled or swapped record is found', () => {
  fc.assert(
    fc.property(bodies, fc.nat(), (texts, row) => {
      const rows = chainOf(texts.map((text, at) => `${at}${text}`));
      const at = row % (rows.length - 1);
      const without = rows.filter((_, each) => each !== at);
      expect(checkChain(sha256, genesis, 1, without)).toMatchObject({ whole: false, why: 'gap', seq: at + 1 });
      const doubled = [...rows.slice(0, at + 1), ...rows.slice(at)];
      expect(checkChain(sha256, genesis, 1, doubled)).toMatchObject({ whole: false, why: 'gap' });
      const renumbered = without.map((each, index) => ({ ...each, seq: index + 1 }));
      expect(checkChain(sha256, genesis, 1, renumbered)).toMatchObject({ whole: false, seq: at + 1, why: 'hash' });
    }),
    runs(100),
  );
});

test('another till or another epoch begins another chain', () => {
  expect(genesisHash(sha256, new Uint8Array(32).fill(8), epoch)).not.toEqual(genesis);
  expect(genesisHash(sha256, new Uint8Array(32).fill(7), epochOf(new Uint8Array(8)))).not.toEqual(genesis);
});
