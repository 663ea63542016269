// What a cashier types or scans → the alias under which the member is known. The number itself is kept nowhere at the till:
// it becomes a keyed hash, and for enrolment a sealed blob. The only file of the agent that says libphonenumber.
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { bytesOfHex } from '../../core/base/bytes.ts';
import { parseMemberCode } from '../../core/catalogue/member-code.ts';
import { aliasOf } from '../../core/member/alias.ts';
import { lotOf } from '../../core/member/lot-of.ts';
import type { Enrolment } from '../../core/protocol/sync.ts';
import type { Identifiers, Random } from '../till/ports.ts';
import { sealPerson } from './seal-person.ts';

type Keys = Pick<Enrolment, 'aliasKey' | 'sealKey' | 'chain'>;

/** A number without its prefix is one of the chain's country. */
export function createIdentifiers(enrolment: Keys, random: Random): Identifiers {
  const aliasKey = bytesOfHex(enrolment.aliasKey);
  const sealKey = bytesOfHex(enrolment.sealKey);
  const country = enrolment.chain.callingCode;
  return {
    ofPhone(typed) {
      const number = parsePhoneNumberFromString(typed, {
        // Only the whole of what was typed: a number is not searched for in other text.
        extract: false,
        ...(isSupportedCountry(country) ? { defaultCountry: country } : {}),
      });
      // Whole by its numbering plan: with length alone, half a number typed in a hurry would become a member.
      if (!number?.isValid()) return null;
      const e164 = number.number;
      return { alias: aliasOf(aliasKey, 'phone', e164), last2: e164.slice(-2), e164 };
    },
    ofCode: (code) => aliasOf(aliasKey, 'code', parseMemberCode(code) ?? code.trim().toUpperCase()),
    lotOf: (member) => lotOf(aliasKey, member),
    seal: (person) => sealPerson(sealKey, person, random),
  };
}
