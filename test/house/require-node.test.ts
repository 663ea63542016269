import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, it } from 'vitest';
import { repositoryRoot } from './step.ts';

const guardPath = join(repositoryRoot, 'require-node.cjs');
const guard = readFileSync(guardPath, 'utf8');

/** The guard on a Node that is only pretended, on a machine to which npm brought no other. */
function runGuardOn(version: string): { said: string; code: number | undefined } {
  const outcome: { said: string; code: number | undefined } = { said: '', code: undefined };
  const write = (text: string): void => {
    outcome.said += text;
  };
  const exit = (code: number): void => {
    outcome.code = code;
  };
  const modules: Record<string, unknown> = { path: { join: () => '' }, fs: { existsSync: () => false } };
  runInNewContext(guard, {
    process: { versions: { node: version }, platform: 'darwin', arch: 'arm64', stderr: { write }, exit },
    require: (name: string) => modules[name],
    __dirname: '',
  });
  return outcome;
}

/** The first Node on PATH that is too old; a developer's machine or CI's often has one. */
function findOldNode(): string | undefined {
  const candidates = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'node'));
  return candidates.find((path) => {
    if (!existsSync(path)) return false;
    return Number(spawnSync(path, ['-p', 'parseInt(process.versions.node)'], { encoding: 'utf8' }).stdout) < 24;
  });
}

describe('a Node that is too old, and no other', () => {
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
    const { scripts } = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const script of Object.values(scripts)) expect(script).toMatch(/^node -r \.\/require-node\.cjs \S+\.ts$/);
  });

  it('the guard is plain old JavaScript, which any Node can parse', () => {
    const code = guard.replace(/^\s*\/\/.*$/gm, '');
    expect(code).not.toMatch(/\b(const|let|import|async|class)\b|=>|`|\?\.|\?\?/);
  });
});

const oldNode = findOldNode();
const where = oldNode === undefined ? 'NOT RUN HERE: no Node before 24 on PATH' : 'for real';

describe(`a Node that is too old, beside the one that npm brought (${where})`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'regulars-node-'));
  const program = join(folder, 'program.ts');
  writeFileSync(
    program,
    `const major: number = parseInt(process.versions.node);
     process.on('SIGTERM', () => process.exit(7));
     console.log(JSON.stringify({ major, args: process.argv.slice(2) }));
     if (process.argv[2] === 'wait') setInterval(() => undefined, 1000);
     else process.exitCode = 5;`,
  );

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('hands over the program, its arguments and its exit code', () => {
    if (oldNode === undefined) return;
    const run = spawnSync(oldNode, ['-r', guardPath, program, 'a', 'b c'], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    const { major, args } = JSON.parse(run.stdout) as { major: number; args: string[] };
    expect(major).toBeGreaterThanOrEqual(24);
    expect(args).toEqual(['a', 'b c']);
    expect(run.status).toBe(5);
  });

  it('passes a signal on and waits for the end', async () => {
    if (oldNode === undefined) return;
    const { promise, resolve } = Promise.withResolvers<number | null>();
    const child = spawn(oldNode, ['-r', guardPath, program, 'wait'], { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.once('data', () => child.kill('SIGTERM'));
    child.on('exit', resolve);
    expect(await promise).toBe(7);
  });
});
