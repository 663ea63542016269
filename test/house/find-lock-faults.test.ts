import { describe, expect, it } from 'vitest';
import { findLockFaults, type LockEntry } from './find-lock-faults.ts';

const unknown = (): undefined => undefined;
const whole: LockEntry = { version: '1.0.0', integrity: 'sha512-x', license: 'MIT' };

function faultsOf(
  packages: Record<string, LockEntry>,
  readLicence: (path: string) => string | undefined = unknown,
): string[] {
  return findLockFaults({ packages }, readLicence);
}

describe('the lock', () => {
  it('good: platforms present, here or above; hashes; permissive licences', () => {
    const packages = {
      '': { optionalDependencies: { a: '1.0.0' } },
      'node_modules/a': { ...whole, optionalDependencies: { b: '1.0.0', c: '1.0.0' } },
      'node_modules/b': { ...whole, license: '(MIT OR GPL-2.0)' },
      'node_modules/a/node_modules/c': { ...whole, resolved: 'https://registry.npmjs.org/c/-/c-1.0.0.tgz' },
      'node_modules/tool': { ...whole, license: 'GPL-3.0', dev: true },
      'node_modules/weak': { ...whole, license: 'LGPL-3.0' },
    };
    expect(faultsOf(packages)).toEqual([]);
  });

  it.each<[string, Record<string, LockEntry>, string]>([
    ['a platform missing', { 'node_modules/a': { ...whole, optionalDependencies: { b: '1' } } }, 'b has no entry'],
    ['a root platform missing', { '': { optionalDependencies: { b: '1' } } }, 'package.json: its optional'],
    ['another host', { 'node_modules/a': { ...whole, resolved: 'https://example.org/a.tgz' } }, 'somewhere else'],
    ['no hash', { 'node_modules/a': { version: '1.0.0', license: 'MIT' } }, 'no integrity'],
    ['GPL', { 'node_modules/a': { ...whole, license: 'GPL-3.0-only' } }, 'would bind'],
    ['AGPL and MIT', { 'node_modules/a': { ...whole, license: '(MIT AND AGPL-3.0)' } }, 'would bind'],
    ['SSPL', { 'node_modules/a': { ...whole, license: 'SSPL-1.0' } }, 'would bind'],
    ['no licence', { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' } }, 'names no licence'],
  ])('bad: %s', (_, packages, message) => {
    expect(faultsOf(packages)).toEqual([expect.stringContaining(message)]);
  });

  it('asks the installed package where the lock names no licence', () => {
    const packages = { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' } };
    expect(faultsOf(packages, () => 'MIT')).toEqual([]);
    expect(faultsOf(packages, () => 'GPL-2.0')).toHaveLength(1);
  });
});
