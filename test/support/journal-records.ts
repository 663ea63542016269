// Example records for tests: whole, valid by their schemas, and different from one another. A key, a till and dice from a
// seed, so that what failed can be seen again.
import { createHash } from 'node:crypto';
import { hexOf } from '../../core/base/bytes.ts';
import { eventId } from '../../core/base/id.ts';
import type { Alias, Epoch, MemberId, SaleId, TillId } from '../../core/base/id.ts';
import type { BusinessDate } from '../../core/base/time.ts';
import { recordSchema } from '../../core/journal/record.ts';
import type { LedgerEffect } from '../../core/journal/record.ts';
import { memberRowSchema } from '../../core/member/member-row.ts';
import type { MemberRow } from '../../core/member/member-row.ts';
import type { Append, Random } from '../../agent/till/ports.ts';

export interface Next {
  readonly seq: number;
  readonly epoch: Epoch;
}

export interface SaleChoices {
  readonly sale?: SaleId;
  readonly member?: MemberId | null;
  readonly effects?: readonly LedgerEffect[];
  readonly lines?: number;
  readonly biz?: BusinessDate;
  readonly wallMs?: number;
  readonly key?: string;
  readonly link?: 'online' | 'offline';
  readonly print?: boolean;
}

/** The same bytes for the same seed (xorshift32). */
export function seededRandom(seed: number): Random {
  let state = (seed >>> 0) * 2_654_435_761 + 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0xff;
  };
  return { bytes: (count) => Uint8Array.from({ length: count }, next) };
}

export const exampleRuleset = { version: 1, hash: 'a1b2c3d4e5f60718' } as const;

/** Makes what a till would append. All ids come from the seed. */
export class JournalRecords {
  readonly random: Random;
  readonly tillKey: Uint8Array;
  readonly till: TillId;
  #clockMs = Date.parse('2026-11-22T09:00:00Z');

  constructor(seed = 1) {
    this.random = seededRandom(seed);
    this.tillKey = this.random.bytes(32);
    this.till = createHash('sha256').update(this.tillKey).digest('hex').slice(0, 32) as TillId;
  }

  memberId(): MemberId {
    return this.#hex(16) as MemberId;
  }

  saleId(): SaleId {
    return this.#hex(16) as SaleId;
  }

  alias(): Alias {
    return this.#hex(16) as Alias;
  }

  sale(next: Next, choices: SaleChoices = {}): Append {
    const lines = choices.lines ?? 2;
    const member = choices.member ?? null;
    const effects = choices.effects ?? (member ? [earn(lines)] : []);
    const total = 250 * lines;
    const record = recordSchema.parse({
      ...this.#envelope('sale', next, choices),
      rs: exampleRuleset,
      view: { cache: '-:0', asOf: null, member: member ? 1 : null },
      mem: member,
      idem: this.#idem(choices.key),
      pos_ref: null,
      sale: choices.sale ?? this.saleId(),
      in: inputOf(lines, member !== null),
      out: outputOf(lines, effects),
      charged: total,
      rounding: 0,
      eff: effects,
      op: null,
    });
    return { record, print: choices.print ?? false };
  }

  voidOf(next: Next, seq: number, choices: SaleChoices = {}): Append {
    const record = recordSchema.parse({
      ...this.#envelope('void', next, choices),
      mem: choices.member ?? null,
      idem: this.#idem(choices.key),
      of: eventId(this.till, next.epoch, seq),
      eff: choices.effects ?? [],
      op: null,
      why: 'rung up twice',
    });
    return { record };
  }

  enrol(next: Next, row: MemberRow = this.memberRow(), choices: SaleChoices = {}): Append {
    const priv = this.random.bytes(120);
    const record = recordSchema.parse({
      ...this.#envelope('enrol', next, choices),
      rs: exampleRuleset,
      mem: row.id,
      priv: createHash('sha256').update(priv).digest('hex'),
      idem: this.#idem(choices.key),
      eff: choices.effects ?? [],
      op: null,
    });
    return { record, priv, enrolled: row };
  }

  boot(next: Next): Append {
    return { record: recordSchema.parse({ ...this.#envelope('boot', next, {}), app: '0.1.0' }) };
  }

  anchor(next: Next): Append {
    const srv = '6f1c2f57-0000-4000-8000-000000000001';
    const record = { ...this.#envelope('anchor', next, {}), srv, now: this.#clockMs, rttMs: 12 };
    return { record: recordSchema.parse(record) };
  }

  memberRow(over: Partial<MemberRow> = {}): MemberRow {
    return memberRowSchema.parse({
      id: this.memberId(),
      ver: 0,
      firstName: 'Anna',
      last2: '12',
      identifiers: [{ alias: this.alias(), kind: 'phone', right: 'spend' }],
      balances: [],
      visits: 0,
      lastVisit: null,
      flags: [],
      ...over,
    });
  }

  #envelope(t: string, { seq, epoch }: Next, choices: SaleChoices) {
    this.#clockMs += 60_000;
    const wall = choices.wallMs ?? this.#clockMs;
    return {
      v: 1,
      t,
      tv: 1,
      ter: this.till,
      ep: epoch,
      seq,
      hlc: [this.#clockMs, 0],
      wall,
      boot: '00112233aabbccdd',
      mono: this.#clockMs % 1_000_000,
      biz: choices.biz ?? '2026-11-22',
      tz: 'Europe/Berlin',
      link: choices.link ?? 'online',
    };
  }

  #idem(key: string | undefined) {
    return { key: key ?? this.#hex(8), hash: this.#hex(32) };
  }

  #hex(bytes: number): string {
    return hexOf(this.random.bytes(bytes));
  }
}

export function earn(n: number): LedgerEffect {
  return { kind: 'earn', rule: 'base', unit: 'points', n: n as never, bucket: '2027-11' };
}

/** `floor` of the `n` units went without asking headquarters. */
export function redeem(n: number, floor: number): LedgerEffect {
  const from = [{ bucket: '2027-11', n: n as never }];
  return { kind: 'redeem', rule: 'coffee', unit: 'points', n: n as never, by: { floor: floor as never }, from };
}

function inputOf(lines: number, member: boolean) {
  return {
    event: 'purchase',
    store: 'berlin',
    moment: { instantMs: Date.parse('2026-11-22T09:00:00Z'), biz: '2026-11-22', weekday: 7, minute: 600 },
    basket: {
      priceBasis: 'tax-included',
      buyer: 'public',
      lines: Array.from({ length: lines }, (_, at) => lineOf(at)),
    },
    member: member ? { right: 'spend', spendable: [{ unit: 'points', n: 120, held: 120 }] } : null,
    usage: [],
    coupons: [],
    chosen: [],
    declined: [],
    payWithUnits: null,
    tenders: [{ kind: 'cash', amount: 250 * lines }],
    plannedTender: null,
  };
}

function lineOf(at: number) {
  return {
    id: `l${at + 1}`,
    name: 'Coffee',
    gtin: '04006381333931',
    categories: ['drinks'],
    tags: [],
    taxCode: 'full',
    kind: 'goods',
    quantity: 1000,
    unit: 'piece',
    pieces: 1,
    listAmount: 250,
    amount: 250,
    posDiscounts: [],
  };
}

function outputOf(lines: number, effects: readonly LedgerEffect[]) {
  const total = 250 * lines;
  const by = { kind: 'campaign', id: 'base' };
  const earned = effects.flatMap((each) =>
    each.kind === 'earn' ? [{ by, unit: each.unit, n: each.n, bucket: each.bucket, from: '2026-11-22' }] : [],
  );
  const spent = effects.flatMap((each) =>
    each.kind === 'redeem' ? [{ by: { kind: 'reward', id: each.rule }, unit: each.unit, n: each.n }] : [],
  );
  return {
    lines: Array.from({ length: lines }, (_, at) => ({
      id: `l${at + 1}`,
      before: 250,
      discounts: [],
      after: 250,
      refund: 250,
      earned: [],
      spent: [],
    })),
    total: { before: total, discount: 0, after: total },
    payment: null,
    due: total,
    discounts: [],
    earned,
    spent,
    gifts: [],
    coupons: [],
    costs: [],
    rewards: [],
    proposals: [],
    nudges: [],
    proven: true,
  };
}
