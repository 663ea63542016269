import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bytesOfHex } from '../../../core/base/bytes.ts';
import { sealPerson } from '../../../agent/sync/seal-person.ts';
import { unseal } from '../../../sync-server/intake/unseal.ts';
import { privateCurveKey, rawPublicKey } from '../../../sync-server/store/curve-keys.ts';
import { bytesOf } from '../../support/server-till.ts';

const fixtureSchema = z.object({
  headquarters: z.object({ privateKey: z.string(), publicKey: z.string() }),
  person: z.object({ firstName: z.string(), phone: z.string() }),
  sealed: z.string(),
});

describe('what a till sealed to headquarters', () => {
  const key = privateCurveKey('agree', bytesOf('headquarters', 32));
  const random = { bytes: (count: number) => bytesOf(`dice ${count}`, count) };
  const person = { firstName: 'Zoë', phone: '+491713920012' };
  const sealedText = sealPerson(rawPublicKey(key), person, random);

  it('opens with its key, byte for byte as it was recorded', () => {
    const recorded: unknown = JSON.parse(readFileSync('fixtures/wire/sealed-person.json', 'utf8'));
    const fixture = fixtureSchema.parse(recorded);
    const private_ = privateCurveKey('agree', bytesOfHex(fixture.headquarters.privateKey));
    expect(unseal(private_, fixture.sealed)).toEqual(fixture.person);
    expect(unseal(key, sealedText)).toEqual(person);
  });

  it('does not open with another key, changed anywhere, cut or empty', () => {
    expect(unseal(privateCurveKey('agree', bytesOf('stranger', 32)), sealedText)).toBeNull();
    const bytes = Buffer.from(sealedText, 'base64');
    for (const at of [0, 31, 32, 43, 44, bytes.length - 17, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      expect(unseal(key, changed.toString('base64'))).toBeNull();
    }
    for (const length of [0, 10, 44, 59, bytes.length - 1]) {
      expect(unseal(key, bytes.subarray(0, length).toString('base64'))).toBeNull();
    }
  });
});
