// Fixtures as plain JSON, for tests that write files of their own from them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export function readFixture(path: string): Record<string, unknown> {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', path), 'utf8');
  return JSON.parse(text) as Record<string, unknown>;
}
