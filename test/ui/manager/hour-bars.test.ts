import { expect, test } from 'vitest';
import { noFacts } from '../../../core/projection/statistics.ts';
import { en } from '../../../ui/text/languages/en.ts';
import { makeText } from '../../../ui/text/text.ts';
import { hourBars } from '../../../ui/manager/hour-bars.ts';

const text = makeText('en', en, 'Europe/Berlin');
const barsOf = (...busy: (readonly [hour: number, sales: number])[]) =>
  hourBars({ hours: busy.map(([hour, sales]) => ({ hour, facts: { ...noFacts, sales } })) }, text).map(
    ({ label, value }) => `${label}:${value}`,
  );

test.each([
  ['no sale, no bar', [], []],
  ['one hour', [[9, 3]], ['9:3']],
  [
    'quiet hours between busy ones are shown',
    [
      [7, 1],
      [10, 2],
    ],
    ['7:1', '8:0', '9:0', '10:2'],
  ],
  [
    'an evening that runs past midnight',
    [
      [0, 4],
      [1, 1],
      [22, 2],
    ],
    ['22:2', '23:0', '0:4', '1:1'],
  ],
  [
    'an enrolment before the first sale is no bar',
    [
      [6, 0],
      [8, 2],
    ],
    ['8:2'],
  ],
  [
    'more voids than sales in an hour',
    [
      [8, 2],
      [9, -1],
    ],
    ['8:2', '9:-1'],
  ],
] as const)('%s', (_, busy, bars) => {
  expect(barsOf(...busy)).toEqual(bars);
});
