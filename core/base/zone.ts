// Turns an instant into what a store's clock on the wall says. Kept apart from the rules, which know no zones: the zone
// tables of two machines may differ, so the result is written into the record and never computed again for it.
import { addDays, weekdayOf } from './time.ts';
import type { BusinessDate, Moment } from './time.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** `cutoverHour`: the hour at which the store's business day begins (0 to 12); before it, it is still yesterday. */
export function momentAt(instantMs: number, zone: string, cutoverHour: number): Moment {
  const { date, minute } = wallOf(instantMs, zone);
  const biz = minute < cutoverHour * 60 ? addDays(date, -1) : date;
  const moment = { instantMs, biz, weekday: weekdayOf(biz), minute };
  return biz === date ? moment : { ...moment, date };
}

export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

interface Wall {
  readonly date: BusinessDate;
  readonly minute: number;
}

/** Asked for every record and sale of a till, mostly within the same minute: the last answer of each zone is kept. */
const lastWalls = new Map<string, { readonly minuteMs: number; readonly wall: Wall }>();

function wallOf(instantMs: number, zone: string): Wall {
  const minuteMs = instantMs - (instantMs % 60_000);
  const last = lastWalls.get(zone);
  if (last?.minuteMs === minuteMs) return last.wall;
  const wall = readWall(minuteMs, zone);
  lastWalls.set(zone, { minuteMs, wall });
  return wall;
}

function readWall(instantMs: number, zone: string): Wall {
  const parts: Record<string, string> = {};
  for (const part of formatOf(zone).formatToParts(instantMs)) parts[part.type] = part.value;
  const minute = Number(parts['hour']) * 60 + Number(parts['minute']);
  return { date: `${parts['year']}-${parts['month']}-${parts['day']}`, minute };
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(zone, format);
  return format;
}
