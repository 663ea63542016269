// The believable past of the two stores, as a plan: who comes on which day, at which minute, and what they take. A function
// of the day alone, so that seeding may stop anywhere and go on another time. All people and numbers are invented; the phone
// numbers are of the ranges that the Bundesnetzagentur keeps free for films.
import { daysOfDate, weekdayOf } from '../core/base/time.ts';
import type { BusinessDate } from '../core/base/time.ts';
import { seededDice } from './seeded-dice.ts';
import type { Dice } from './seeded-dice.ts';

export const membersCount = 300;
/** Days before today on which members joined: none within the days that the live tills know. */
export const recentDays = 35;
export const pastDays = 365;
export const salesPerDay = 60;

export interface PlannedMember {
  readonly index: number;
  readonly firstName: string;
  readonly phone: string;
  /** 0 or 1: the store where they joined and mostly shop. */
  readonly home: number;
  /** How many days ago they joined. */
  readonly joinedAgo: number;
  /** How often they come, against others. */
  readonly eager: number;
}

export interface PlannedVisit {
  /** Minute of the day on the store's wall. */
  readonly minute: number;
  readonly member: PlannedMember | null;
  /** Places in the assortment, in the order of the scans. */
  readonly items: readonly number[];
  readonly tender: 'cash' | 'card';
  readonly operator: string;
  /** Takes the coffee if the points suffice. */
  readonly wantsReward: boolean;
}

export function planMembers(): readonly PlannedMember[] {
  const dice = seededDice('kornblume members');
  return Array.from({ length: membersCount }, (_, index) => ({
    index,
    firstName: dice.pick(firstNames),
    phone: `${phoneRanges[index % 3] ?? ''}${String(Math.floor(index / 3) * 7 + 100).padStart(3, '0')}`,
    home: index % 2,
    // Many joined when the programme began, the others bit by bit.
    joinedAgo: dice.chance(0.4) ? pastDays - dice.below(14) : recentDays + 1 + dice.below(pastDays - recentDays - 14),
    eager: [0.3, 1, 1, 2, 5][dice.below(5)] ?? 1,
  }));
}

/** Visits of a store on a day, by the hour and minute. `ago`: how many days ago it was; 0 is today. */
export function planDay(
  store: number,
  date: BusinessDate,
  ago: number,
  members: readonly PlannedMember[],
): readonly PlannedVisit[] {
  const dice = seededDice(`kornblume ${store} ${daysOfDate(date)}`);
  const count = Math.round(salesPerDay * (weekdayWeights[weekdayOf(date) - 1] ?? 1));
  const joined = members.filter((member) => member.joinedAgo > ago);
  // Most shop where they joined; some pass by the other store.
  const weights = joined.map((member) => (member.home === store ? member.eager : member.eager / 8));
  // The programme began with few members and now sees more than half of all sales.
  const share = 0.15 + 0.45 * Math.min(1, joined.length / members.length);
  const visits = Array.from({ length: count }, () => {
    const hour = openingHour + dice.weighted(hourWeights);
    const member = joined.length > 0 && dice.chance(share) ? (joined[dice.weighted(weights)] ?? null) : null;
    return visit(dice, hour, member);
  });
  return visits.toSorted((a, b) => a.minute - b.minute);
}

function visit(dice: Dice, hour: number, member: PlannedMember | null): PlannedVisit {
  const basket = baskets[dice.weighted(hour < 10 ? morning : hour < 14 ? noon : afternoon)] ?? baskets[0];
  const size = 1 + dice.below(basket.most);
  return {
    minute: hour * 60 + dice.below(60),
    member,
    items: Array.from({ length: size }, () => dice.pick(basket.from)),
    tender: dice.chance(0.45) ? 'cash' : 'card',
    operator: hour < 13 ? 'frueh' : 'spaet',
    wantsReward: dice.chance(0.4),
  };
}

const openingHour = 6;
/** From 6 to 19: breakfast, lunch, the way home. */
const hourWeights = [4, 10, 12, 9, 6, 6, 9, 8, 5, 6, 8, 9, 6, 2];
/** Monday to Sunday; sums up to 7, so a week has seven times the daily number. */
const weekdayWeights = [0.95, 0.95, 0.95, 1, 1.15, 1.35, 0.65];

interface BasketKind {
  readonly from: readonly [number, ...number[]];
  readonly most: number;
}
/** Places in fixtures/assortments/kornblume.json. */
const baskets: readonly [BasketKind, ...BasketKind[]] = [
  { from: [0, 0, 0, 1, 2, 3, 4, 6, 25, 26], most: 6 },
  { from: [6, 7, 9, 12, 12, 13, 14, 14, 15, 16], most: 3 },
  { from: [18, 19, 20, 21, 22, 23, 14, 12], most: 3 },
  { from: [7, 8, 9, 10, 11, 11, 12, 14, 17], most: 4 },
  { from: [3, 4, 5, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37], most: 8 },
  { from: [38, 39, 22, 6], most: 2 },
];
const morning = [6, 6, 1, 1, 1, 2];
const noon = [2, 2, 7, 2, 2, 1];
const afternoon = [3, 2, 1, 5, 5, 1];

const phoneRanges = ['+493023125', '+496990009', '+498999998'];

const firstNames = words(
  'Anna Ben Clara David Emma Felix Greta Hannah Jakob Jonas Karla Lena Leon Lina Lukas Marie Mats Mia Moritz Nele Noah Oskar',
  'Paul Paula Ronja Simon Thea Till Uwe Vera Wiebke Jürgen Günther Sören Käthe',
  'Ágnes Ádám Balázs Bence Csilla Dóra Eszter Gergő Ildikó István János Katalin László Márta Péter Réka Sándor Szilvia',
  'Tamás Zoltán Zsófia Zsuzsa Győző Ödön',
);

function words(...lines: readonly string[]): readonly [string, ...string[]] {
  const [first = '', ...rest] = lines.join(' ').split(' ');
  return [first, ...rest];
}
