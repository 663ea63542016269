// Views of a till as a screen may meet them: empty, busy, long, offline, in trouble. Built on a shop of believable goods, so
// that a picture of a screen looks like a shop.
import { eventIdSchema, memberIdSchema, quoteIdSchema, saleIdSchema } from '../../core/base/id.ts';
import { money, sumMoney } from '../../core/base/money.ts';
import { problem } from '../../core/base/problem.ts';
import { units } from '../../core/base/units.ts';
import type { CommittedView, MemberView, SaleView, TillView } from '../../core/protocol/till.ts';

/** 22 November 2026, 10:42 in Berlin. */
export const nowMs = Date.parse('2026-11-22T09:42:00Z');
const minute = 60_000;
const points = { unit: 'points', name: { en: 'points', de: 'Punkte' } };

const scanner: TillView['devices'][number] = {
  id: 'scanner',
  kind: 'scanner',
  label: '/dev/ttyUSB0',
  simulated: false,
  state: 'ready',
  problem: null,
};
const printer: TillView['devices'][number] = {
  id: 'printer',
  kind: 'printer',
  label: '127.0.0.1:9100',
  simulated: false,
  state: 'ready',
  problem: null,
};

export const emptyView: TillView = {
  turn: 1,
  nowMs,
  biz: '2026-11-22',
  store: { id: 'berlin', name: 'Kornblume Lindenstraße', zone: 'Europe/Berlin', language: 'en' },
  lane: 'Till 1',
  chain: 'Kornblume',
  currency: { code: 'EUR', decimals: 2, cashStep: 1 },
  units: [{ id: 'points', name: { en: 'points', de: 'Punkte' } }],
  programme: { version: 3, name: { en: 'Kornblume regulars', de: 'Kornblume-Stammgäste' }, quarantined: 0 },
  link: { state: 'online', sinceMs: nowMs - 90 * minute, problem: null },
  backlog: { records: 0, sales: 0, oldestMs: null },
  devices: [scanner, printer],
  sale: null,
  held: [],
  last: null,
  scan: null,
  warnings: [],
};

export const anna: MemberView = {
  memberId: memberIdSchema.parse('a'.repeat(32)),
  firstName: 'Anna',
  last2: '47',
  by: 'code',
  right: 'spend',
  balances: [{ ...points, n: units(312), usable: units(312) }],
  asOfMs: nowMs - 3 * minute,
  visits: 18,
};

const pastry = {
  by: { kind: 'campaign' as const, id: 'pastry' },
  name: { en: '10 % off bakery', de: '10 % auf Backwaren' },
};

type LineView = SaleView['lines'][number];

export function lineView(at: number, name: string, amount: number, more: Partial<LineView> = {}): LineView {
  const whole = money(amount);
  return { id: `l${at}`, name, quantity: 1000, unit: 'piece', amount: whole, after: whole, discounts: [], ...more };
}

export function saleView(lines: LineView[], more: Partial<SaleView> = {}): SaleView {
  const before = sumMoney(lines.map((line) => line.amount));
  const after = sumMoney(lines.map((line) => line.after));
  return {
    saleId: saleIdSchema.parse('5'.repeat(32)),
    state: 'quoted',
    openedAtMs: nowMs - minute,
    quoteId: lines.length === 0 ? null : quoteIdSchema.parse('7'.repeat(16)),
    lines,
    total: { before, discount: money(before - after), after },
    payment: null,
    due: after,
    member: null,
    earned: [],
    spent: [],
    rewards: [],
    proposals: [],
    chosen: [],
    declined: [],
    messages: [],
    nudges: [],
    trace: [],
    ...more,
  };
}

export const breakfast: LineView[] = [
  lineView(1, 'Bauernbrot 750 g', 425, { after: money(382), discounts: [{ ...pastry, given: money(43) }] }),
  lineView(2, 'Cappuccino', 320, { quantity: 2000, amount: money(640), after: money(640) }),
  lineView(3, 'Bergkäse am Stück', 874, { quantity: 312, unit: 'kg' }),
];

type RewardView = SaleView['rewards'][number];

const twoOff: RewardView = {
  id: 'two-off',
  state: 'available',
  reason: null,
  missing: units(0),
  name: { en: '2.50 off a hot drink', de: '2,50 auf ein Heißgetränk' },
  cost: { unit: 'points', n: units(100) },
};

const fiveOff: RewardView = {
  id: 'five-off',
  state: 'available',
  reason: null,
  missing: units(0),
  name: { en: '5.00 off your shopping', de: '5,00 auf den Einkauf' },
  cost: { unit: 'points', n: units(250) },
};

const breakfastForTwo: RewardView = {
  id: 'breakfast',
  state: 'unavailable',
  reason: 'too-few-units',
  missing: units(88),
  name: { en: 'Breakfast for two', de: 'Frühstück für zwei' },
  cost: { unit: 'points', n: units(400) },
};

export const rewards = [twoOff, fiveOff, breakfastForTwo];

const near: SaleView['nudges'][number] = {
  kind: 'units',
  by: { kind: 'reward', id: 'breakfast' },
  name: breakfastForTwo.name,
  unit: 'points',
  missing: 70,
};

/** What most lines of a trace do not say. */
const said = { reason: null, missing: 0, given: 0, needs: null, outweighedBy: null };

export const busySale = saleView(breakfast, {
  member: anna,
  earned: [{ ...points, n: units(18) }],
  rewards,
  nudges: [near],
  trace: [
    { ...pastry, ...said, outcome: 'applied', given: 43 },
    {
      by: { kind: 'campaign', id: 'evening' },
      name: { en: 'Evening bread half price', de: 'Abendbrot zum halben Preis' },
      ...said,
      outcome: 'not-met',
      reason: 'no-goods',
    },
  ],
});

const freeCappuccino = { en: 'The third cappuccino is free', de: 'Der dritte Cappuccino gratis' };
const doublePoints = { en: 'Double points from 22.00', de: 'Doppelte Punkte ab 22,00' };
const birthday = { en: '20 % off for your birthday', de: '20 % zum Geburtstag' };
const crate = { en: '1.00 off two hot drinks', de: '1,00 auf zwei Heißgetränke' };

/** A campaign that waits for a yes, three things that are near, and an offer that another one outweighs. */
export const nearView: TillView = {
  ...emptyView,
  sale: saleView(breakfast, {
    member: anna,
    earned: [{ ...points, n: units(18) }],
    rewards: [twoOff, breakfastForTwo],
    proposals: [{ id: 'birthday', name: birthday, chosen: false }],
    nudges: [
      { kind: 'money', by: { kind: 'campaign', id: 'double' }, unit: null, missing: 320, name: doublePoints },
      { kind: 'quantity', by: { kind: 'campaign', id: 'third' }, unit: 'piece', missing: 1000, name: freeCappuccino },
      near,
    ],
    trace: [
      { ...pastry, ...said, outcome: 'applied', given: 43 },
      {
        by: { kind: 'campaign', id: 'crate' },
        name: crate,
        ...said,
        outcome: 'outweighed',
        missing: 150,
        outweighedBy: { kind: 'campaign', id: 'pastry', name: pastry.name },
      },
      {
        by: { kind: 'campaign', id: 'double' },
        name: doublePoints,
        ...said,
        outcome: 'not-met',
        reason: 'condition',
        missing: 320,
        needs: {
          en: '3.20 more is missing to 22.00 of all goods',
          de: 'es fehlen 3,20 zu 22,00 für Waren aller Art',
        },
      },
      {
        by: { kind: 'campaign', id: 'third' },
        name: freeCappuccino,
        ...said,
        outcome: 'not-met',
        reason: 'goods-missing',
        missing: 1000,
      },
      { by: { kind: 'campaign', id: 'birthday' }, name: birthday, ...said, outcome: 'proposed' },
    ],
  }),
};

/** The customer said yes, chose a reward of variable cost, and pays a part with points. */
export const agreedView: TillView = {
  ...nearView,
  sale: {
    ...(nearView.sale ?? busySale),
    proposals: [{ id: 'birthday', name: birthday, chosen: true }],
    rewards: [{ ...twoOff, state: 'used', cost: { unit: 'points', each: money(1), step: units(50), cap: units(500) } }],
    chosen: [{ id: 'birthday' }, { id: 'two-off', n: units(100) }],
    messages: [{ en: 'Hand over the new card.', de: 'Die neue Karte mitgeben.' }],
    payment: { unit: 'points', name: points.name, n: units(200), amount: money(200), settleAs: 'tender' },
    due: money(1696),
    spent: [{ ...points, n: units(300) }],
  },
};

export const busyView: TillView = {
  ...emptyView,
  sale: busySale,
  scan: { atMs: nowMs - 2000, ok: true, what: 'product', problem: null },
};

export const rewardView: TillView = {
  ...busyView,
  sale: {
    ...busySale,
    rewards: [{ ...twoOff, state: 'used' }, fiveOff, breakfastForTwo],
    chosen: [{ id: 'two-off' }],
    spent: [{ ...points, n: units(100) }],
  },
};

export const offlineView: TillView = {
  ...busyView,
  link: { state: 'offline', sinceMs: nowMs, problem: problem('ServerUnreachable') },
  backlog: { records: 41, sales: 37, oldestMs: nowMs },
  sale: {
    ...busySale,
    member: { ...anna, balances: [{ ...points, n: units(312), usable: units(120) }], asOfMs: nowMs - 26 * 60 * minute },
  },
};

export const unknownView: TillView = {
  ...busyView,
  scan: {
    atMs: nowMs,
    ok: false,
    what: 'problem',
    problem: problem('ProductUnknown', { code: '4099123999990' }),
  },
};

export const troubledView: TillView = {
  ...unknownView,
  link: { state: 'offline', sinceMs: nowMs - 26 * 60 * minute, problem: problem('TillFenced') },
  backlog: { records: 1204, sales: 1187, oldestMs: nowMs - 26 * 60 * minute },
  warnings: [problem('DiskLow', { mb: 120 })],
  devices: [
    {
      ...scanner,
      state: 'failed',
      problem: problem('ScannerUnplugged', { path: '/dev/ttyUSB0' }),
    },
    { ...printer, state: 'failed', problem: problem('PrinterPaperOut') },
  ],
};

const longName = 'Bio-Dinkelvollkorn-Sonnenblumenkern-Brötchen aus dem Holzofen, 6 Stück im Beutel';

export const longView: TillView = {
  ...busyView,
  store: { ...emptyView.store, name: 'Kornblume am Alten Botanischen Garten beim Hauptbahnhof' },
  sale: saleView(
    Array.from({ length: 40 }, (_, at) =>
      at % 5 === 0
        ? lineView(at, `${longName} ${at + 1}`, 123_456, {
            after: money(111_110),
            discounts: [
              { ...pastry, given: money(12_346) },
              { by: { kind: 'campaign', id: 'second' }, name: { en: longName.slice(0, 60) }, given: money(0) },
            ],
          })
        : lineView(at, `Artikel ${at + 1}`, 199 + at),
    ),
    {
      member: { ...anna, firstName: 'Maximiliane-Theodora Wolkenstein-Trostburg', visits: 1204 },
      rewards: [
        ...rewards.slice(0, 2),
        { ...twoOff, id: 'third', name: { en: longName } },
        { ...twoOff, id: 'fourth' },
        { ...twoOff, id: 'fifth' },
      ],
      earned: [{ ...points, n: units(12_345) }],
    },
  ),
};

export const committed: CommittedView = {
  eventId: eventIdSchema.parse(`${'e'.repeat(32)}.${'0'.repeat(16)}.204`),
  saleId: saleIdSchema.parse('5'.repeat(32)),
  biz: '2026-11-22',
  atMs: nowMs - 20_000,
  charged: money(1896),
  discount: money(43),
  earned: [{ ...points, n: units(18) }],
  spent: [],
  mark: 'K7PX24MD',
  voided: false,
  print: 'printed',
};

export const doneView: TillView = {
  ...emptyView,
  last: committed,
  held: [{ saleId: saleIdSchema.parse('6'.repeat(32)), lines: 3, total: money(1240), sinceMs: nowMs - 5 * minute }],
};
