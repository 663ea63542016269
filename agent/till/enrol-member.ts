// A customer becomes a member at this till, and is known here in the same second, offline too. The record itself holds no
// personal data: name and phone are sealed to headquarters in the side column that erasure may blank.
import { bytesOfText, concat } from '../../core/base/bytes.ts';
import { sha256 } from '../../core/base/digest.ts';
import { memberIdOf } from '../../core/base/id.ts';
import { limits } from '../../core/base/limits.ts';
import { problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import type { Moment } from '../../core/base/time.ts';
import type { Basket } from '../../core/basket/basket.ts';
import { memberCodeOf } from '../../core/catalogue/member-code.ts';
import { privateBlobSchema, privateHash, privateNonceBytes } from '../../core/journal/private-blob.ts';
import type { LedgerEffect } from '../../core/journal/record.ts';
import type { NamedMember } from '../../core/member/identify.ts';
import type { Identifier, MemberRow } from '../../core/member/member-row.ts';
import { evaluate } from '../../core/rules/evaluate.ts';
import { earnEffects } from './earn-effects.ts';
import { factsOfMember, memberByPhone } from './member-desk.ts';
import type { ActiveProgramme, Appended } from './ports.ts';
import { compiledOf, inputOf } from './quote-sale.ts';
import type { Idempotency } from './till-actions.ts';
import type { TillNeeds } from './till-needs.ts';

export interface Enrolled {
  readonly appended: Appended;
  readonly member: NamedMember;
  /** Told once, to be written on a card or shown: the till itself keeps only its keyed hash. */
  readonly code: string;
}

export function enrolMember(
  needs: TillNeeds,
  request: { readonly firstName: string; readonly phone: string },
  idempotency: Idempotency,
): Result<Enrolled> {
  const firstName = request.firstName
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
  if (firstName === '' || firstName.length > limits.nameLengthMax) {
    return fail(problem('NameInvalid', { max: limits.nameLengthMax }));
  }
  const phone = needs.identifiers.ofPhone(request.phone);
  if (!phone) return fail(problem('PhoneInvalid'));
  if (memberByPhone(needs, request.phone).ok) return fail(problem('MemberExists'));
  const code = memberCodeOf(needs.system.random.bytes(8));
  const identifiers: Identifier[] = [
    { alias: phone.alias, kind: 'phone', right: 'spend' },
    { alias: needs.identifiers.ofCode(code), kind: 'code', right: 'spend' },
  ];
  const id = memberIdOf(needs.system.random.bytes(16));
  const row: MemberRow = {
    id,
    ver: 0,
    firstName,
    last2: phone.last2,
    identifiers,
    balances: [],
    visits: 0,
    lastVisit: null,
    flags: [],
  };
  const active = needs.directory.programme();
  const moment = needs.stamper.moment();
  const member: NamedMember = { row, by: 'phone', right: 'spend' };
  const eff = joiningEffects(needs, active, member, moment);
  const priv = privateBytes(needs, identifiers, needs.identifiers.seal({ firstName, phone: phone.e164 }));
  const appended = needs.journal.append(({ seq, epoch }) => ({
    record: {
      v: 1,
      t: 'enrol',
      tv: 1,
      ter: needs.enrolment.till,
      ep: epoch,
      seq,
      ...needs.stamper.stamp(),
      rs: active?.ruleset ?? null,
      mem: id,
      priv: privateHash(sha256, priv.nonce, priv.blob),
      idem: idempotency,
      eff,
      op: null,
    },
    priv: concat(priv.nonce, priv.blob),
    enrolled: row,
  }));
  if (!appended.ok) return appended;
  return ok({ appended: appended.value, member, code });
}

/** What the programme gives for joining: it is an event with no goods. */
function joiningEffects(
  needs: TillNeeds,
  active: ActiveProgramme | null,
  member: NamedMember,
  moment: Moment,
): LedgerEffect[] {
  const compiled = compiledOf(active);
  const basket: Basket = { priceBasis: 'tax-included', buyer: 'public', lines: [] };
  const asked = { moment, basket, chosen: [], declined: [], payWithUnits: null, plannedTender: null };
  const facts = factsOfMember(needs, compiled, member, moment.biz, []);
  return earnEffects(evaluate(compiled, inputOf(needs, asked, facts, 'enrol')).evaluation);
}

function privateBytes(needs: TillNeeds, identifiers: Identifier[], sealed: string) {
  const blob = privateBlobSchema.parse({ identifiers, sealed });
  return { nonce: needs.system.random.bytes(privateNonceBytes), blob: bytesOfText(JSON.stringify(blob)) };
}
