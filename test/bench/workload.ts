// The work that benches do: members, goods and baskets from one seed, the same for us and for what we are compared with.
// Nothing here is measured.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { memberIdOf } from '../../core/base/id.ts';
import { units } from '../../core/base/units.ts';
import type { Assortment } from '../../core/catalogue/product.ts';
import { assortmentSchema } from '../../core/catalogue/product.ts';
import { memberCodeOf } from '../../core/catalogue/member-code.ts';
import type { MemberRow } from '../../core/member/member-row.ts';
import type { Identifiers } from '../../agent/till/ports.ts';
import { seededDice } from '../../demo/seeded-dice.ts';

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures');
const firstNames = ['Anna', 'Béla', 'Clara', 'Dmitri', 'Emine', 'Farid', 'Greta', 'Hanna', 'Ilse', 'Jonas'];

export const programmeText: string = readFileSync(join(fixtures, 'programmes', 'kornblume.json'), 'utf8');
export const assortmentText: string = readFileSync(join(fixtures, 'assortments', 'kornblume.json'), 'utf8');
export const assortment: Assortment = assortmentSchema.parse(JSON.parse(assortmentText));

/** The code on the card of the member with that number. */
export function codeOfMember(number: number): string {
  return memberCodeOf(bytesOf(`code ${number}`, 8));
}

/** A member as headquarters tells him: known by card and by phone, some points that expire in two months. */
export function rowOfMember(number: number, identifiers: Identifiers): MemberRow {
  const bytes = bytesOf(`phone ${number}`, 16);
  const phoneAlias = Buffer.from(bytes).toString('hex');
  return {
    id: memberIdOf(bytesOf(`member ${number}`, 16)),
    ver: 1 + (number % 50),
    firstName: firstNames[number % firstNames.length] ?? 'Anna',
    last2: String(number % 100).padStart(2, '0'),
    identifiers: [
      { alias: identifiers.ofCode(codeOfMember(number)), kind: 'code', right: 'spend' },
      { alias: phoneAlias as MemberRow['identifiers'][number]['alias'], kind: 'phone', right: 'spend' },
    ],
    balances: [
      {
        unit: 'points',
        buckets: [
          { bucket: '2027-06', n: units(10 + (number % 70)) },
          { bucket: '2027-10', n: units(5 + (number % 90)) },
        ],
        short: units(0),
      },
    ],
    visits: number % 200,
    lastVisit: '2026-11-20',
    flags: [],
  };
}

/** One customer: who he is, and the codes of what lies on the belt (1 to 9 things). */
export interface BenchCustomer {
  readonly member: number;
  readonly goods: readonly string[];
}

export function makeCustomers(seed: string, members: number): () => BenchCustomer {
  const dice = seededDice(seed);
  return () => ({
    member: dice.below(members),
    goods: Array.from({ length: 1 + dice.below(9) }, () => goodsAt(dice.below(assortment.products.length))),
  });
}

function goodsAt(at: number): string {
  return assortment.products[at]?.gtin.replace(/^0(?=\d{13}$)/, '') ?? '';
}

function bytesOf(words: string, count: number): Uint8Array {
  return new Uint8Array(createHash('sha256').update(`regulars bench ${words}`).digest().subarray(0, count));
}
