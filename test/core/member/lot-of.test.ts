// A lot is drawn once, for ever: another function would move members between the groups of a running hold-out.
import { expect, test } from 'vitest';
import { memberIdOf } from '../../../core/base/id.ts';
import { lotOf } from '../../../core/member/lot-of.ts';

const key = new Uint8Array(32).fill(7);
const member = memberIdOf(new Uint8Array(16).fill(1));

// Python: hmac.new(b'\x07' * 32, b'lot:' + b'01' * 16, 'sha256').hexdigest()[:16]
test('is what it was when it was written', () => {
  expect(lotOf(key, member)).toBe('7c9bdff9b75f98f6');
});
