// A simple bar chart without a chart library: the picture first, and for those who cannot see it the same numbers as a list.
// Bars grow from a common ground line; negative values (more voids than sales) stand at zero and say their number.
import css from './bar-chart.module.css';

export interface Bar {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  /** The value as people read it. */
  readonly shown: string;
  /** Said with the bar: the whole label where `label` is short. */
  readonly title: string;
}

export interface BarChartProps {
  readonly name: string;
  readonly bars: readonly Bar[];
  /** Every how many bars the label is written below. */
  readonly labelEvery?: number;
}

export function BarChart({ name, bars, labelEvery = 1 }: BarChartProps): React.ReactElement {
  const highest = Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <figure className={css.chart}>
      <figcaption>{name}</figcaption>
      <ol>
        {bars.map((bar, at) => (
          <li key={bar.key} title={`${bar.title}: ${bar.shown}`}>
            <span className={css.value} data-empty={bar.value === 0 || undefined}>
              {bars.length <= 24 ? bar.shown : ''}
            </span>
            <span
              className={css.bar}
              style={{ blockSize: `${(Math.max(0, bar.value) / highest) * 100}%` }}
              aria-hidden="true"
            />
            <span className={css.label} data-long={labelEvery > 1 || undefined} aria-hidden="true">
              {at % labelEvery === 0 ? bar.label : ''}
            </span>
            <span className={css.said}>{`${bar.title}: ${bar.shown}`}</span>
          </li>
        ))}
      </ol>
    </figure>
  );
}
