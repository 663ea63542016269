import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { system } from '../../../agent/system.ts';
import { privateCurveKey } from '../../../agent/sync/curve-keys.ts';
import { createIdentifiers } from '../../../agent/sync/identifiers.ts';
import { sealPerson } from '../../../agent/sync/seal-person.ts';
import { bytesOfHex } from '../../../core/base/bytes.ts';
import { memberCodeOf } from '../../../core/catalogue/member-code.ts';
import { privateBlobSchema } from '../../../core/journal/private-blob.ts';
import { memberIdOf } from '../../../core/base/id.ts';
import { aliasOf } from '../../../core/member/alias.ts';
import { lotOf } from '../../../core/member/lot-of.ts';
import { unseal } from '../../../sync-server/intake/unseal.ts';

const fixtureSchema = z.object({
  headquarters: z.object({ privateKey: z.string(), publicKey: z.string() }),
  random: z.array(z.string()),
  person: z.object({ firstName: z.string(), phone: z.string() }),
  sealed: z.string(),
});
const fixturePath = join(import.meta.dirname, '../../../fixtures/wire/sealed-person.json');
const fixture = fixtureSchema.parse(JSON.parse(readFileSync(fixturePath, 'utf8')));
const headquarters = privateCurveKey('agree', bytesOfHex(fixture.headquarters.privateKey));

const aliasKey = '5c'.repeat(32);
const chain = (callingCode: string) => ({ id: 'cafe', name: 'Café', callingCode });
const at = (country: string) =>
  createIdentifiers({ aliasKey, sealKey: fixture.headquarters.publicKey, chain: chain(country) }, system.random);

// Numbers that the Bundesnetzagentur and its like keep free for films.
describe('a phone number as typed', () => {
  it.each([
    ['DE', '0171 3920012', '+491713920012'],
    ['DE', '0171/392 00-12', '+491713920012'],
    ['DE', ' 0049 171 3920012 ', '+491713920012'],
    ['DE', '+49 (0) 171 3920012', '+491713920012'],
    ['DE', '030 23125012', '+493023125012'],
    ['DE', '٠١٧١٣٩٢٠٠١٢', '+491713920012'],
    ['HU', '06 20 123 4567', '+36201234567'],
    ['DE', '+36 20 123 4567', '+36201234567'],
    ['US', '(202) 555-0143', '+12025550143'],
    ['RU', '8 912 345-67-89', '+79123456789'],
    ['XX', '+491713920012', '+491713920012'],
  ])('%s: %s is %s', (country, typed, e164) => {
    const found = at(country).ofPhone(typed);
    const alias = aliasOf(bytesOfHex(aliasKey), 'phone', e164);
    expect(found).toEqual({ e164, alias, last2: e164.slice(-2) });
  });

  it.each([
    ['DE', ''],
    ['DE', '   '],
    ['DE', '0171'],
    ['DE', '0171 392001'],
    ['DE', '0171 3920012 0171 3920012'],
    ['DE', 'Anna 0171 3920012'],
    ['DE', '+'],
    ['DE', '+49'],
    ['DE', '0'.repeat(400)],
    ['DE', '<script>'],
    ['XX', '0171 3920012'],
  ])('%s: %s is no whole number', (country, typed) => expect(at(country).ofPhone(typed)).toBeNull());

  it('another chain’s key makes another alias', () => {
    const other = { aliasKey: '5d'.repeat(32), sealKey: fixture.headquarters.publicKey, chain: chain('DE') };
    const there = createIdentifiers(other, system.random).ofPhone('0171 3920012');
    expect(there?.alias).not.toBe(at('DE').ofPhone('0171 3920012')?.alias);
  });
});

describe('a member code', () => {
  it('is one alias however it is typed', () => {
    const code = memberCodeOf(Uint8Array.of(3, 1, 4, 1, 5, 9, 2, 6));
    const typed = `${code.slice(0, 4)}-${code.slice(4, 7)} ${code.slice(7)}`.toLowerCase();
    expect(at('DE').ofCode(typed)).toBe(at('DE').ofCode(code));
    expect(at('DE').ofCode(code)).toBe(aliasOf(bytesOfHex(aliasKey), 'code', code));
  });
});

describe('the lot of a member', () => {
  it('is alike at every till of the chain, another for each member and chain, and never the alias', () => {
    const [anna, ben] = [memberIdOf(new Uint8Array(16).fill(1)), memberIdOf(new Uint8Array(16).fill(2))];
    const lot = at('DE').lotOf(anna);
    expect(lot).toMatch(/^[0-9a-f]{16}$/);
    expect(at('HU').lotOf(anna)).toBe(lot);
    expect(at('DE').lotOf(ben)).not.toBe(lot);
    expect(lotOf(new Uint8Array(32).fill(9), anna)).not.toBe(lot);
    expect(aliasOf(bytesOfHex(aliasKey), 'code', anna).startsWith(lot)).toBe(false);
  });
});

describe('sealing', () => {
  it('makes the bytes of the fixture, which another library has opened', () => {
    const dice = [...fixture.random];
    const random = { bytes: () => bytesOfHex(dice.shift() ?? '') };
    expect(sealPerson(bytesOfHex(fixture.headquarters.publicKey), fixture.person, random)).toBe(fixture.sealed);
  });

  it('opens at headquarters, and each time it is another text', () => {
    const person = { firstName: 'Żółć 🥐', phone: '+491713920012' };
    const first = at('DE').seal(person);
    const second = at('DE').seal(person);
    expect(first).not.toBe(second);
    expect([unseal(headquarters, first), unseal(headquarters, second)]).toEqual([person, person]);
    expect(unseal(headquarters, fixture.sealed)).toEqual(fixture.person);
  });

  it('does not open for another key, nor when a byte was changed', () => {
    const text = at('DE').seal({ firstName: 'Anna', phone: '+491713920012' });
    expect(unseal(privateCurveKey('agree', new Uint8Array(32).fill(9)), text)).toBeNull();
    const bytes = Buffer.from(text, 'base64');
    bytes.writeUInt8((bytes.at(-20) ?? 0) ^ 1, bytes.length - 20);
    expect(unseal(headquarters, bytes.toString('base64'))).toBeNull();
  });

  it('of the longest name and number fits the private blob', () => {
    const sealed = at('DE').seal({ firstName: '🥐'.repeat(40), phone: '+'.padEnd(20, '9') });
    expect(privateBlobSchema.parse({ identifiers: [], sealed }).sealed).toBe(sealed);
  });
});
