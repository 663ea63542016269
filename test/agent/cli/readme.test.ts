// The examples of agent/cli/README.md run as they stand there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runWith } from './run-cli.ts';

const text = readFileSync(join('agent', 'cli', 'README.md'), 'utf8');
const examples = [...text.matchAll(/^echo '(.+)' \| npm run -s regulars -- (.+)$/gm)].map(
  ([, input = '', line = '']) => ({
    input,
    line: line.split(' '),
  }),
);

test('there are three', () => {
  expect(examples).toHaveLength(3);
});

test('worked example 1: 8.10 to pay and 8 points', () => {
  const ran = runWith([examples[0]?.input ?? ''], ...(examples[0]?.line ?? []));
  expect(ran).toMatchObject({ code: 0, complained: '' });
  expect(JSON.parse(ran.said)).toMatchObject({ due: 810, earned: [{ unit: 'points', n: 8 }] });
});

test('worked example 3, in German sentences', () => {
  const ran = runWith([examples[1]?.input ?? ''], ...(examples[1]?.line ?? []));
  expect(ran).toMatchObject({ code: 0, complained: '' });
  expect(ran.said).toContain('20 % auf X: übertroffen; „3,00 Nachlass ab 15,00“ bringt 1,00 mehr.');
});

test('a coffee comes back', () => {
  const ran = runWith([examples[2]?.input ?? ''], ...(examples[2]?.line ?? []));
  expect(ran).toMatchObject({ code: 0, complained: '' });
  expect(ran.said).toContain('To be given back in money: 1.50 EUR.');
});
