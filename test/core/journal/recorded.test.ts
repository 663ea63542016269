// Records written by an earlier version are read for ever: each still parses, is still the same bytes when written again, and
// each sale is still worth what it was worth.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bodyOf } from '../../../core/journal/body-of.ts';
import { envelopeSchema, recordSchema } from '../../../core/journal/record.ts';
import { evaluate } from '../../../core/rules/evaluate.ts';
import { compiled } from '../../support/shop.ts';

const file = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'journals', 'records-1.jsonl');
const lines = readFileSync(file, 'utf8').trimEnd().split('\n');

test.each(lines.map((line, at) => [at + 1, line] as const))('record %i', (_, line) => {
  const record = recordSchema.parse(JSON.parse(line));
  expect(Buffer.from(bodyOf(record)).toString()).toBe(line);
  expect(envelopeSchema.parse(JSON.parse(line))).toMatchObject({ t: record.t, seq: record.seq });
  if (record.t === 'sale') {
    expect(JSON.stringify(evaluate(compiled(), record.in).evaluation)).toBe(JSON.stringify(record.out));
  }
});

test('every kind of record is among them', () => {
  const kinds = new Set(lines.map((line) => recordSchema.parse(JSON.parse(line)).t));
  expect([...kinds].toSorted()).toEqual(['anchor', 'boot', 'config_activated', 'enrol', 'sale', 'void']);
});
