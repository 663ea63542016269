// Sales by hour as bars: every hour from the first with a sale to the last, the quiet ones between them too. A business day may
// run past midnight, so the longest quiet stretch of the clock is taken for the night, and the day begins after it.
import type { TodayReport } from '../../core/protocol/till.ts';
import type { Bar } from '../parts/bar-chart.tsx';
import type { Text } from '../text/text.ts';

export function hourBars(report: Pick<TodayReport, 'hours'>, text: Text): Bar[] {
  const sales = new Map(report.hours.map(({ hour, facts }) => [hour, facts.sales]));
  return openHours(report.hours.filter(({ facts }) => facts.sales !== 0).map(({ hour }) => hour)).map((hour) => {
    const value = sales.get(hour) ?? 0;
    return {
      key: String(hour),
      label: String(hour),
      value,
      shown: text.number(value),
      title: text.say('figures.hour', { from: clock(hour), to: clock((hour + 1) % 24) }),
    };
  });
}

/** The hours on the clock's face from the first busy one to the last, past midnight where that is shorter. */
function openHours(busy: readonly number[]): number[] {
  const spans = busy.map((first) => ({ first, length: Math.max(...busy.map((hour) => (hour - first + 24) % 24)) + 1 }));
  const [shortest] = spans.toSorted((a, b) => a.length - b.length || a.first - b.first);
  if (!shortest) return [];
  return Array.from({ length: shortest.length }, (_, at) => (shortest.first + at) % 24);
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
