// Runs a verb of `regulars` in this process: what it said, what it complained of, its exit code.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runRegulars } from '../../../agent/cli/run-regulars.ts';

export interface Ran {
  readonly code: number;
  readonly said: string;
  readonly complained: string;
}

export function run(...line: string[]): Ran {
  return runWith([], ...line);
}

/** With lines on standard input. */
export function runWith(input: readonly (string | null)[], ...line: string[]): Ran {
  const said: string[] = [];
  const complained: string[] = [];
  const out = { say: (each: string) => said.push(each), complain: (each: string) => complained.push(each) };
  const code = runRegulars(line, out, () => input);
  return { code, said: said.join('\n'), complained: complained.join('\n') };
}

export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'regulars-cli-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

export function jsonFile(content: unknown): string {
  const path = join(folder(), 'file.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}
