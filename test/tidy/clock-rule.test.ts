import { describe, expect, it } from 'vitest';
import { clockRule } from './clock-rule.ts';
import { judge } from './tree-of.ts';

describe('clock and dice: bad', () => {
  it.each([
    'const t = Date.now();',
    'const t = globalThis.Date.now();',
    'const t = new Date();',
    'const t = Date();',
    'const r = Math.random();',
    'const t = performance.now();',
    'const t = process.hrtime.bigint;',
    'const id = crypto.randomUUID();',
    'setTimeout(f, 1);',
    'globalThis.setInterval(f, 1);',
    'const later = setTimeout;',
    'start({ later: setTimeout });',
    "import { randomBytes } from 'node:crypto';",
    "import { generateKeyPairSync as make } from 'node:crypto';",
    'const key = ed25519.utils.randomSecretKey();',
    'const s = AbortSignal.timeout(5);',
  ])('%s', (text) => {
    expect(judge(clockRule, { 'agent/till/a.ts': text }).length).toBeGreaterThan(0);
    expect(judge(clockRule, { 'core/base/a.ts': text }).length).toBeGreaterThan(0);
  });
});

describe('clock and dice: good', () => {
  it.each([
    ['agent/till/a.ts', 'const t = clock.now(); clock.setTimeout(f, 1);'],
    ['agent/till/a.ts', 'const d = new Date(millis); interface C { setTimeout(f: () => void): void }'],
    ['agent/till/a.ts', 'const fake = { setTimeout: later, now: Date.UTC(2026, 1, 1) };'],
    ['agent/till/a.ts', 'type Later = typeof setTimeout;'],
    ['agent/system.ts', 'export const now = () => Date.now();'],
    ['sync-server/system.ts', 'export const random = () => Math.random();'],
    ['ui/parts/use-now.ts', 'setInterval(tick, 1000);'],
    ['test/support/a.ts', 'setTimeout(f, 1);'],
  ])('%s: %s', (path, text) => {
    expect(judge(clockRule, { [path]: text })).toEqual([]);
  });
});
