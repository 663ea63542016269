// A headquarters that stands still: two stores, one of them behind, a month of figures. Its answers can be changed by a test,
// and it can be told to ask for set-up first.
import { tillIdSchema } from '../../core/base/id.ts';
import { problem } from '../../core/base/problem.ts';
import { addDays } from '../../core/base/time.ts';
import { mergeFacts } from '../../core/projection/statistics.ts';
import type { Figures, Overview } from '../../core/protocol/hq.ts';
import type { HqRoutes } from './open-screens.ts';
import { factsOf } from './still-till.ts';
import { nowMs } from './still-views.ts';

const till = (at: string, lane: string, more: Partial<Overview['stores'][number]['tills'][number]> = {}) => ({
  till: tillIdSchema.parse(at.repeat(32)),
  lane,
  online: true,
  lastSeenMs: nowMs - 1000,
  records: 18_204,
  waiting: 0,
  programme: 3,
  state: 'open' as const,
  ...more,
});

export const overview: Overview = {
  asOfMs: nowMs,
  chain: 'Kornblume',
  currency: { code: 'EUR', decimals: 2, cashStep: 1 },
  units: [{ id: 'points', name: { en: 'points', de: 'Punkte' } }],
  programme: { version: 3, name: { en: 'Kornblume regulars', de: 'Kornblume-Stammgäste' } },
  today: mergeFacts(factsOf(65), factsOf(41)),
  stores: [
    {
      id: 'berlin',
      name: 'Kornblume Lindenstraße',
      biz: '2026-11-22',
      today: factsOf(65),
      lastSaleMs: nowMs - 20_000,
      tills: [till('a', 'Till 1'), till('b', 'Till 2')],
    },
    {
      id: 'potsdam',
      name: 'Kornblume Potsdam',
      biz: '2026-11-22',
      today: factsOf(41),
      lastSaleMs: nowMs - 2 * 3_600_000,
      tills: [
        till('c', 'Till 1', { online: false, lastSeenMs: nowMs - 2 * 3_600_000, waiting: 37, programme: 2 }),
        till('d', 'Till 2', { online: false, lastSeenMs: null, state: 'fenced', records: 0, programme: 0 }),
      ],
    },
  ],
  members: 1_284,
  liability: [{ unit: 'points', n: 184_220, minor: 368_440 }],
  short: [{ unit: 'points', n: 150 }],
  quarantined: 2,
};

export const figures: Figures = {
  asOfMs: nowMs,
  days: Array.from({ length: 35 }, (_, at) => ({
    biz: addDays('2026-11-22', at - 34),
    facts: factsOf(90 + ((at * 17) % 41)),
  })),
};

export interface StillHq {
  readonly routes: HqRoutes;
  setUpDue: boolean;
  overview: Overview;
  figures: Figures;
  /** What was posted, in order. */
  readonly posted: unknown[];
}

export function makeStillHq(): StillHq {
  const hq: StillHq = { routes: {}, setUpDue: false, overview, figures, posted: [] };
  const routes: HqRoutes = {
    'GET /hq/v1/door': () => ({ body: { chain: 'Kornblume', setUp: hq.setUpDue } }),
    'POST /hq/v1/setup': (body) => {
      hq.posted.push(body);
      hq.setUpDue = false;
      return { body: { token: 't'.repeat(43), name: nameIn(body) } };
    },
    'POST /hq/v1/session': (body) => {
      hq.posted.push(body);
      if (!JSON.stringify(body).includes('correct horse')) return problem('LoginWrong');
      return { body: { token: 't'.repeat(43), name: nameIn(body) } };
    },
    'GET /hq/v1/overview': () => ({ body: hq.overview }),
    'GET /hq/v1/figures': () => ({ body: hq.figures }),
    'POST /hq/v1/enrol-codes': (body) => {
      hq.posted.push(body);
      return { body: { code: '4711-0815', minutes: 60 } };
    },
  };
  return Object.assign(hq, { routes });
}

function nameIn(body: unknown): string {
  return typeof body === 'object' && body !== null && 'name' in body ? String(body.name) : '';
}
