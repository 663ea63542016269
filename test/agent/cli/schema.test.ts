// `regulars schema`, and the file of the same in fixtures: what an editor checks with is what the engine reads.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { run } from './run-cli.ts';

const file = join('fixtures', 'programmes', 'programme.schema.json');

it('prints the JSON Schema that stands in fixtures; renew it by `npm run -s regulars -- schema > …` when this fails', () => {
  const ran = run('schema');
  expect(ran).toMatchObject({ code: 0, complained: '' });
  expect(`${ran.said}\n`).toBe(readFileSync(file, 'utf8'));
});

it('knows every key of the document, and refuses others', () => {
  const schema = z
    .object({
      title: z.string(),
      properties: z.record(z.string(), z.unknown()),
      additionalProperties: z.literal(false),
    })
    .parse(JSON.parse(run('schema').said));
  expect(Object.keys(schema.properties)).toEqual(
    expect.arrayContaining(['lang', 'units', 'campaigns', 'rewards', 'coupons']),
  );
});
