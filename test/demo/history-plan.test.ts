import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createIdentifiers } from '../../agent/sync/identifiers.ts';
import { system } from '../../agent/system.ts';
import { assortmentSchema } from '../../core/catalogue/product.ts';
import { addDays } from '../../core/base/time.ts';
import { momentAt } from '../../core/base/zone.ts';
import { membersCount, planDay, planMembers, recentDays, salesPerDay } from '../../demo/history-plan.ts';
import { instantOf } from '../../demo/instant-of.ts';
import { seededDice } from '../../demo/seeded-dice.ts';

const members = planMembers();
const week = Array.from({ length: 7 }, (_, day) => addDays('2026-11-16', day));

describe('the people of the demo', () => {
  it('have whole telephone numbers, each their own, all kept free for films', () => {
    const identifiers = createIdentifiers(
      {
        aliasKey: '00'.repeat(32),
        sealKey: '00'.repeat(32),
        chain: { id: 'kornblume', name: 'Kornblume', callingCode: 'DE' },
      },
      system.random,
    );
    expect(members).toHaveLength(membersCount);
    expect(members.filter(({ phone }) => identifiers.ofPhone(phone) === null)).toEqual([]);
    expect(new Set(members.map(({ phone }) => phone)).size).toBe(membersCount);
    expect(members.filter(({ phone }) => !/^\+49(30 ?23125|69 ?90009|89 ?99998)\d{3}$/.test(phone))).toEqual([]);
  });

  it('joined before the days that the live tills know', () => {
    expect(members.filter(({ joinedAgo }) => joinedAgo <= recentDays || joinedAgo > 365)).toEqual([]);
  });
});

describe('the days of the demo', () => {
  it('are the same in every run, and differ from store to store', () => {
    expect(planDay(0, '2026-11-20', 2, members)).toEqual(planDay(0, '2026-11-20', 2, planMembers()));
    expect(planDay(0, '2026-11-20', 2, members)).not.toEqual(planDay(1, '2026-11-20', 2, members));
  });

  it('have sixty sales each on average, in order, within the opening hours, of goods that exist', () => {
    const visits = week.flatMap((date) => planDay(0, date, 3, members));
    const { products } = assortmentSchema.parse(
      JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'fixtures/assortments/kornblume.json'), 'utf8')),
    );
    expect(Math.round(visits.length / 7)).toBe(salesPerDay);
    expect(visits.filter(({ minute }) => minute < 6 * 60 || minute >= 20 * 60)).toEqual([]);
    expect(visits.flatMap(({ items }) => items).filter((item) => products[item] === undefined)).toEqual([]);
    const minutes = planDay(1, '2026-11-20', 2, members).map(({ minute }) => minute);
    expect(minutes).toEqual(minutes.toSorted((a, b) => a - b));
  });

  it('know nobody who has not joined yet', () => {
    const early = planDay(0, '2025-12-20', 340, members).flatMap(({ member }) => member ?? []);
    expect(early.filter(({ joinedAgo }) => joinedAgo <= 340)).toEqual([]);
    expect(early.length).toBeGreaterThan(0);
  });
});

describe('an instant of the store’s wall', () => {
  it.each([
    ['2026-01-15', 480],
    ['2026-07-15', 0],
    ['2026-03-29', 600],
    ['2026-10-25', 1439],
  ])('%s, minute %i, is there and back the same', (date, minute) => {
    const shown = momentAt(instantOf(date, minute, 'Europe/Berlin'), 'Europe/Berlin', 0);
    expect([shown.biz, shown.minute]).toEqual([date, minute]);
  });
});

describe('seeded dice', () => {
  it('fall alike from one seed, and evenly', () => {
    const throws = (seed: string): number[] => {
      const dice = seededDice(seed);
      return Array.from({ length: 6_000 }, () => dice.below(6));
    };
    expect(throws('a')).toEqual(throws('a'));
    expect(throws('a')).not.toEqual(throws('b'));
    const counts = [0, 1, 2, 3, 4, 5].map((face) => throws('a').filter((each) => each === face).length);
    expect(counts.filter((count) => count < 850 || count > 1150)).toEqual([]);
  });

  it('prefer the heavier', () => {
    const dice = seededDice('c');
    const heavy = Array.from({ length: 1_000 }, () => dice.weighted([1, 9])).filter((at) => at === 1).length;
    expect(heavy).toBeGreaterThan(850);
    expect(heavy).toBeLessThan(950);
  });
});
