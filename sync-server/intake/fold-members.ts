// The members a batch touched, folded anew: balances, visits, names. A member whose new events come after all that was
// folded goes on from the stored balances; one with an event from before is folded from the whole ledger. Both give the
// same by the fold's own law.
import { limits } from '../../core/base/limits.ts';
import type { MemberId } from '../../core/base/id.ts';
import { units } from '../../core/base/units.ts';
import { compareKeys, foldEffects } from '../../core/ledger/fold.ts';
import type { LedgerEvent, OrderKey } from '../../core/ledger/fold.ts';
import type { Identifier, MemberRow, UnitBalance } from '../../core/member/member-row.ts';
import type { HeldUnits, MemberState, VisitSum } from '../store/rows.ts';
import type { StoreTransaction } from '../store/server-store.ts';
import type { IntakeBatch } from './intake-batch.ts';
import type { Enrolled } from './record-changes.ts';

export interface FoldedMembers {
  readonly members: readonly MemberState[];
  /** How the sums over all members change. */
  readonly held: readonly HeldUnits[];
}

/** The largest row that its schema allows; a member beyond it is always folded from the whole ledger. */
const bucketsMax = 60;

export async function foldMembers(tx: StoreTransaction, batch: IntakeBatch): Promise<FoldedMembers> {
  const sums = new Map((await tx.addVisits(batch.visits)).map((sum) => [sum.member, sum]));
  const ids = [...new Set([...batch.events.keys(), ...batch.enrolled.keys(), ...sums.keys()])].toSorted();
  const before = new Map((await tx.members(ids)).map((state) => [state.row.id, state]));
  const members: MemberState[] = [];
  const held: HeldUnits[] = [];
  for (const id of ids) {
    const old = before.get(id) ?? unknownMember(id);
    const balances = await foldBalances(tx, old, batch.events.get(id) ?? []);
    const next = nextState(old, balances, sums.get(id), batch.enrolled.get(id));
    members.push(next);
    held.push(...heldOf(old.row.balances, -1), ...heldOf(next.row.balances, 1));
  }
  return { members, held };
}

interface Folded {
  readonly balances: UnitBalance[];
  readonly last: OrderKey | null;
}

async function foldBalances(tx: StoreTransaction, old: MemberState, events: readonly LedgerEvent[]): Promise<Folded> {
  if (events.length === 0) return { balances: old.row.balances, last: old.last };
  const isNew = old.row.ver === 0;
  const { last } = old;
  const goesOn = isNew || (last !== null && events.every((event) => compareKeys(event.key, last) > 0));
  if (goesOn) return fitted(foldEffects(old.row.balances, events), lastKey(events));
  const all = [...(await tx.history(old.row.id)), ...events];
  return fitted(foldEffects([], all), lastKey(all));
}

/** Balances that a row can hold. What had to be cut says so by `last` null: the next fold begins from the ledger. */
function fitted(balances: UnitBalance[], last: OrderKey | null): Folded {
  const fits = balances.length <= limits.unitsOfProgrammeMax && balances.every(isWithin);
  if (fits) return { balances, last };
  const cut = balances.slice(0, limits.unitsOfProgrammeMax).map(({ unit, buckets, short }) => ({
    unit,
    buckets: buckets.slice(-bucketsMax).map(({ bucket, n }) => ({ bucket, n: units(Math.min(n, limits.unitsMax)) })),
    short: units(Math.min(short, limits.unitsMax)),
  }));
  return { balances: cut, last: null };
}

function isWithin({ buckets, short }: UnitBalance): boolean {
  return buckets.length <= bucketsMax && short <= limits.unitsMax && buckets.every(({ n }) => n <= limits.unitsMax);
}

function lastKey(events: readonly LedgerEvent[]): OrderKey | null {
  return (
    events
      .map(({ key }) => key)
      .toSorted(compareKeys)
      .at(-1) ?? null
  );
}

function nextState(
  { row, known }: MemberState,
  { balances, last }: Folded,
  visits: VisitSum | undefined,
  enrolled: Enrolled | undefined,
): MemberState {
  const seen = visits ? { visits: visits.visits, lastVisit: visits.lastVisit } : {};
  const named = enrolled ? namedBy(enrolled, row.identifiers) : {};
  const next: MemberRow = { ...row, ...named, ...seen, balances, ver: row.ver + 1 };
  return { row: next, known: known || enrolled !== undefined, last };
}

function namedBy({ person, identifiers }: Enrolled, before: readonly Identifier[]): Partial<MemberRow> {
  const digits = person.phone.replace(/\D/g, '');
  const others = before.filter((old) => !identifiers.some(({ alias }) => alias === old.alias));
  return {
    firstName: person.firstName,
    last2: digits.length < 2 ? '' : digits.slice(-2),
    identifiers: [...identifiers, ...others].slice(0, 20),
  };
}

function heldOf(balances: readonly UnitBalance[], sign: 1 | -1): HeldUnits[] {
  return balances.flatMap(({ unit, buckets, short }) => [
    ...buckets.map(({ bucket, n }) => ({ unit, bucket, n: sign * n })),
    ...(short === 0 ? [] : [{ unit, bucket: 'short', n: sign * short }]),
  ]);
}

function unknownMember(id: MemberId): MemberState {
  const row: MemberRow = {
    id,
    ver: 0,
    firstName: '',
    last2: '',
    identifiers: [],
    balances: [],
    visits: 0,
    lastVisit: null,
    flags: [],
  };
  return { row, known: false, last: null };
}
