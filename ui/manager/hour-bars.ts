// Sales by hour as bars: from the first hour with a sale to the last, so that a night without sales takes no room.
import type { TodayReport } from '../../core/protocol/till.ts';
import type { Bar } from '../parts/bar-chart.tsx';
import type { Text } from '../text/text.ts';

/** The business day begins in the morning, so hours after midnight stand at its end, as the report orders them. */
export function hourBars(report: TodayReport, text: Text): Bar[] {
  const busy = report.hours.map((each, at) => (each.facts.sales !== 0 ? at : -1)).filter((at) => at >= 0);
  const first = busy[0] ?? 0;
  const last = busy.at(-1) ?? -1;
  return report.hours.slice(first, last + 1).map(({ hour, facts }) => ({
    key: String(hour),
    label: String(hour),
    value: facts.sales,
    shown: text.number(facts.sales),
    title: text.say('figures.hour', { from: clock(hour), to: clock((hour + 1) % 24) }),
  }));
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
