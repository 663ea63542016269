// Who the customer is and what he holds, answered from this till alone: headquarters' rows, this till's own enrolments,
// and its own sales since headquarters last counted them (sync.md 2.3, "shown balance").
import type { MemberId } from '../../core/base/id.ts';
import { limits } from '../../core/base/limits.ts';
import { mulDiv } from '../../core/base/money.ts';
import { problem } from '../../core/base/problem.ts';
import { fail } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import type { BusinessDate } from '../../core/base/time.ts';
import { units } from '../../core/base/units.ts';
import { looksLikeMemberCode, parseMemberCode } from '../../core/catalogue/member-code.ts';
import { applyEffect } from '../../core/ledger/apply-effect.ts';
import { spendable } from '../../core/ledger/spendable.ts';
import { identify } from '../../core/member/identify.ts';
import type { NamedMember } from '../../core/member/identify.ts';
import type { MemberRow, UnitBalance } from '../../core/member/member-row.ts';
import type { Alias } from '../../core/base/id.ts';
import type { CompiledProgramme } from '../../core/programme/compile.ts';
import type { MemberFacts } from '../../core/programme/member-facts.ts';
import type { OpenSale } from './open-sale.ts';
import type { OwnEffect } from './ports.ts';
import type { TillNeeds } from './till-needs.ts';

type Needs = Pick<TillNeeds, 'journal' | 'directory' | 'identifiers' | 'system'>;

/** By what was typed or scanned. */
export function memberBy(
  needs: Needs,
  by: { readonly phone: string } | { readonly code: string },
): Result<NamedMember> {
  return 'phone' in by ? memberByPhone(needs, by.phone) : memberByCode(needs, by.code);
}

export function memberByPhone(needs: Needs, typed: string): Result<NamedMember> {
  const phone = needs.identifiers.ofPhone(typed);
  return phone ? memberByAlias(needs, phone.alias) : fail(problem('PhoneInvalid'));
}

export function memberByCode(needs: Needs, typed: string): Result<NamedMember> {
  const code = parseMemberCode(typed);
  if (code) return memberByAlias(needs, needs.identifiers.ofCode(code));
  return fail(looksLikeMemberCode(typed) ? problem('CheckDigitWrong', { code: '…' }) : problem('MemberUnknown'));
}

function memberByAlias(needs: Needs, alias: Alias): Result<NamedMember> {
  const known = needs.directory.membersByAlias(alias);
  const ids = new Set(known.map(({ id }) => id));
  const own = needs.journal.enrolledBy(alias).filter(({ id }) => !ids.has(id));
  return identify(alias, [...known, ...own]);
}

/** The member's balances with this till's own later sales counted in. */
export function balancesOf(needs: Needs, row: MemberRow): readonly UnitBalance[] {
  return standingOf(needs, row).balances;
}

interface MemberStanding {
  readonly balances: readonly UnitBalance[];
  readonly visits: number;
  readonly lastVisit: BusinessDate | null;
}

function standingOf(needs: Needs, row: MemberRow): MemberStanding {
  const { epoch, seq } = needs.journal.head();
  const known = needs.directory.member(row.id);
  const covered = known ? needs.directory.covered(epoch) : 0;
  const key = `${row.id} ${known?.ver ?? '-'} ${covered} ${epoch} ${seq}`;
  const before = remembered.get(needs.journal);
  if (before?.key === key) return before.standing;
  const { balances: start, visits, lastVisit } = known ?? row;
  const own = needs.journal.effectsOn(row.id, covered);
  let balances: readonly UnitBalance[] = start;
  for (const { effect, biz } of own) balances = applyEffect(balances, effect, biz);
  const standing = { balances, ...visitsWith(needs, { visits, lastVisit }, own) };
  remembered.set(needs.journal, { key, standing });
  return standing;
}

/** A visit is a business day with a sale that was not undone; sales here that moved no unit are not known of. */
function visitsWith(
  { journal }: Needs,
  { visits, lastVisit }: Pick<MemberStanding, 'visits' | 'lastVisit'>,
  own: readonly OwnEffect[],
): Pick<MemberStanding, 'visits' | 'lastVisit'> {
  const days = new Set<BusinessDate>();
  for (const seq of new Set(own.map((each) => each.seq))) {
    const record = journal.record(seq)?.record;
    if (record?.t !== 'sale' || (journal.sale(record.sale)?.voidedBy ?? null) !== null) continue;
    const { biz } = record.in.moment;
    if (lastVisit === null || biz > lastVisit) days.add(biz);
  }
  return { visits: visits + days.size, lastVisit: [...days].toSorted().at(-1) ?? lastVisit };
}

// Each scan asks for the same member again: the last answer of each journal holds until a record or news of him arrive.
const remembered = new WeakMap<Needs['journal'], { key: string; standing: MemberStanding }>();

/** What the rules read of a member, with what this till may let go now. */
export function factsOfMember(
  needs: Needs,
  compiled: CompiledProgramme,
  member: NamedMember,
  biz: BusinessDate,
  others: readonly OpenSale[],
): MemberFacts {
  const { balances, visits, lastVisit } = standingOf(needs, member.row);
  return {
    right: member.right,
    spendable: compiled.programme.units.map(({ id, value }) => {
      const held = spendable(balances, id, biz);
      const floor = floorOf(needs, compiled, member.row.id, id, biz, held, others);
      // A number said aloud is no proof of presence: it spends little.
      const bound = member.by === 'phone' ? phoneBound(value) : floor;
      return { unit: id, n: units(Math.max(0, Math.min(held, floor, bound))), held: units(held) };
    }),
    lot: needs.identifiers.lotOf(member.row.id),
    // Rows of headquarters say nothing of these yet.
    tier: null,
    memberships: [],
    segments: [],
    birthday: null,
    visits,
    lastVisit,
  };
}

function phoneBound(value: { units: number; minor: number }): number {
  return value.minor === 0 ? 0 : mulDiv(limits.phoneSpendMinor, value.units, value.minor, 'down');
}

/** The offline floor that is left for a member at this till today; other sales in hand have taken theirs already. */
function floorOf(
  needs: Needs,
  { programme: { offline } }: CompiledProgramme,
  member: MemberId,
  unit: string,
  biz: BusinessDate,
  held: number,
  others: readonly OpenSale[],
): number {
  if (unit !== offline.unit || isStale(needs, offline.balanceAgeHoursMax)) return 0;
  const pending = (of: MemberId | null): number =>
    others
      .filter((sale) => of === null || sale.member?.row.id === of)
      .reduce((sum, sale) => sum + spentBy(sale, unit), 0);
  return Math.min(
    held - offline.reserve - pending(member),
    offline.floorPerMember - needs.journal.redeemedByFloor(biz, unit, member) - pending(member),
    offline.floorPerTill - needs.journal.redeemedByFloor(biz, unit, null) - pending(null),
  );
}

function isStale({ directory, system }: Needs, hoursMax: number): boolean {
  const asOf = directory.asOfMs();
  return asOf !== null && system.clock.wallMs() - asOf > hoursMax * 3_600_000;
}

function spentBy(sale: OpenSale, unit: string): number {
  const spent = sale.quote?.evaluated.evaluation.spent ?? [];
  return spent.reduce((sum, each) => sum + (each.unit === unit ? each.n : 0), 0);
}
