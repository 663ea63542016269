import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from './step.ts';

const guard = readFileSync(join(repositoryRoot, 'require-node.cjs'), 'utf8');

function runGuardOn(version: string): { said: string; code: number | undefined } {
  const outcome: { said: string; code: number | undefined } = { said: '', code: undefined };
  const write = (text: string): void => {
    outcome.said += text;
  };
  const exit = (code: number): void => {
    outcome.code = code;
  };
  runInNewContext(guard, { process: { versions: { node: version }, stderr: { write }, exit } });
  return outcome;
}

describe('a Node that is too old', () => {
  it.each(['0.12.18', '18.20.8', '20.20.2', '23.11.1'])('%s gets a sentence and exit code 1', (version) => {
    const { said, code } = runGuardOn(version);
    expect(said).toContain(`Regulars needs Node 24 or newer; this is Node ${version}.`);
    expect(said.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
  });

  it.each(['24.0.0', '24.18.1', '26.1.0'])('%s passes in silence', (version) => {
    expect(runGuardOn(version)).toEqual({ said: '', code: undefined });
  });

  it('every verb of package.json loads the guard before anything else', () => {
    const manifest: unknown = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8'));
    expect(manifest).toHaveProperty('scripts');
    const { scripts } = manifest as { scripts: Record<string, string> };
    for (const script of Object.values(scripts)) expect(script).toMatch(/^node -r \.\/require-node\.cjs \S+\.ts$/);
  });

  it('is plain old JavaScript, which any Node can parse', () => {
    const code = guard.replace(/^\/\/.*$/gm, '');
    expect(code).not.toMatch(/\b(const|let|import|async)\b|=>|`|\?\.|\?\?/);
  });
});
