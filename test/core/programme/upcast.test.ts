// A published document is read for ever: the audit of a sale years later needs the programme of its day, in whatever language
// it was written.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../core/programme/compile.ts';
import type { CompiledProgramme } from '../../../core/programme/compile.ts';
import { langNow } from '../../../core/programme/programme.ts';
import { upcast } from '../../../core/programme/upcast.ts';
import { evaluate } from '../../../core/rules/evaluate.ts';
import type { EvaluationInput } from '../../../core/rules/evaluation.ts';
import { line, member, purchase } from '../../support/shop.ts';

type Json = Readonly<Record<string, unknown>>;
const programmes = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'programmes');
const read = (path: string) => JSON.parse(readFileSync(join(programmes, path), 'utf8')) as Json;
const old = read('recorded/kornblume-lang-1.json');
const now = read('kornblume.json');

function whole(document: unknown): CompiledProgramme {
  const result = compile(document);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

const bread = line('bread', 'Bread', 425, { categories: ['pastry'] });
const coffee = line('coffee', 'Coffee', 320, { categories: ['coffee'] });
const cigarettes = line('cigarettes', 'Cigarettes', 900, { categories: ['tobacco'] });
const baskets: readonly (readonly [string, EvaluationInput])[] = [
  ['a stranger', purchase([bread, coffee, cigarettes])],
  ['a member who earns', purchase([bread, coffee, cigarettes], { member: member(0) })],
  ['a member with a coffee', purchase([bread, coffee], { member: member(120), chosen: [{ id: 'free-coffee' }] })],
  ['ten off, but not cigarettes', purchase([cigarettes, bread], { member: member(900), chosen: [{ id: 'ten-off' }] })],
];

describe('a document of the first language', () => {
  it('is brought up to the one of today, and says the same as the document that was written in it', () => {
    expect(old['lang']).toBe(1);
    expect(now['lang']).toBe(langNow);
    expect(upcast(old)).toEqual({ ...now, version: old['version'] });
  });

  it('compiles with nothing set aside', () => {
    expect(whole(old).quarantined).toEqual([]);
    expect(whole(old).campaigns).toHaveLength(2);
    expect(whole(old).rewards).toHaveLength(2);
  });

  it.each(baskets)('is worth the same to %s', (_, input) => {
    expect(evaluate(whole(old), input)).toEqual(evaluate(whole(now), input));
  });

  it('gives what it gave then', () => {
    const worth = baskets.map(([, input]) => {
      const { total, earned } = evaluate(whole(old), input).evaluation;
      return [total.after, earned.reduce((sum, { n }) => sum + n, 0)];
    });
    // 10 % off the bread for members only; no points on cigarettes; a coffee up to 2.50; ten off what is no tobacco.
    expect(worth).toEqual([
      [1645, 0],
      [1602, 7],
      [452, 4],
      [900, 0],
    ]);
  });

  it('reads the selectors of rewards and of what is excluded too', () => {
    const selectorsOf = (document: unknown): unknown => (document as { rewards: unknown }).rewards;
    expect(selectorsOf(upcast(old))).toMatchObject([
      { effect: { selector: { category: ['coffee'] } } },
      { effect: { selector: { not: { category: ['tobacco'] } } } },
    ]);
  });
});

describe('what is not of an older language', () => {
  it('comes back as it is', () => {
    expect(upcast(now)).toBe(now);
    for (const other of [null, 7, 'lang 1', [], {}, { lang: 'one' }, { lang: langNow + 1 }, { lang: 0 }]) {
      expect(upcast(other)).toBe(other);
    }
  });

  it('nor does a broken document of the first language make it throw', () => {
    const broken = { lang: 1, campaigns: [null, { effects: 7 }, { effects: [{ selector: 3 }] }], rewards: 'none' };
    expect(upcast(broken)).toEqual({ ...broken, lang: langNow });
  });
});
