import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasGs1CheckDigit } from '../../core/catalogue/check-digit.ts';
import { assortmentSchema } from '../../core/catalogue/product.ts';
import { compile } from '../../core/programme/compile.ts';

const fixture = (path: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', path), 'utf8'));

describe('what the demo sells', () => {
  const { products } = assortmentSchema.parse(fixture('assortments/kornblume.json'));

  it('is a shelf of products with right codes, each once, none of the codes for weighed goods', () => {
    expect(products).toHaveLength(40);
    expect(products.filter(({ gtin }) => !hasGs1CheckDigit(gtin))).toEqual([]);
    expect(new Set(products.map(({ gtin }) => gtin)).size).toBe(40);
    expect(products.filter(({ gtin }) => /^0(02|2)/.test(gtin))).toEqual([]);
  });
});

describe('the programme of the demo', () => {
  it('compiles whole, and nothing is set aside', () => {
    const compiled = compile(fixture('programmes/kornblume.json'));
    expect(compiled.ok && compiled.value.quarantined).toEqual([]);
    expect(compiled.ok && compiled.value.campaigns.map(({ id }) => id)).toEqual(['pastry-ten', 'a-point-a-euro']);
    expect(compiled.ok && compiled.value.rewards.map(({ id }) => id)).toEqual(['free-coffee', 'ten-off']);
  });

  it('lets one reward go offline and keeps the other for when headquarters is in reach', () => {
    const compiled = compile(fixture('programmes/kornblume.json'));
    const { floorPerMember } = compiled.ok ? compiled.value.programme.offline : { floorPerMember: 0 };
    expect(compiled.ok && compiled.value.rewards.map(({ cost }) => 'n' in cost && cost.n <= floorPerMember)).toEqual([
      true,
      false,
    ]);
  });
});
