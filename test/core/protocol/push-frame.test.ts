// Frames of a push: what was packed is unpacked to the byte; anything else is refused, never read past its end.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packFrames, unpackFrames } from '../../../core/protocol/push-frame.ts';
import { commonVersion } from '../../../core/protocol/version.ts';
import { runs } from '../../support/runs.ts';

const frame = fc.record({
  body: fc.uint8Array({ minLength: 1, maxLength: 50 }),
  priv: fc.uint8Array({ maxLength: 20 }),
});

test('packed and unpacked, frames are the same bytes', () => {
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 8 }), (frames) => {
      expect(unpackFrames(packFrames(frames), frames.length)).toEqual(frames);
    }),
    runs(100),
  );
});

test('cut short, too long, or counted wrong: refused', () => {
  fc.assert(
    fc.property(fc.array(frame, { minLength: 1, maxLength: 4 }), fc.nat(), (frames, cut) => {
      const bytes = packFrames(frames);
      expect(unpackFrames(bytes.subarray(0, cut % bytes.length), frames.length)).toBeNull();
      expect(unpackFrames(bytes, frames.length + 1)).toBeNull();
      expect(unpackFrames(Uint8Array.from([...bytes, 0]), frames.length)).toBeNull();
    }),
    runs(100),
  );
});

test('no noise makes it throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 5 }), (noise, n) => {
      const frames = unpackFrames(noise, n);
      if (frames) expect(packFrames(frames)).toEqual(noise);
    }),
    runs(1000),
  );
});

test('two sides speak the highest version that both know, or none', () => {
  expect(commonVersion([1, 3], [2, 5])).toBe(3);
  expect(commonVersion([1, 1], [1, 1])).toBe(1);
  expect(commonVersion([1, 1], [2, 3])).toBeNull();
});
