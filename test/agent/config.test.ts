// The configuration of a till: a wrong key, value or file is a sentence that names the place.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parseTillConfig, readTillConfig } from '../../agent/config.ts';
import { sentenceOf } from '../../core/base/problem.ts';

const folder = mkdtempSync(join(tmpdir(), 'regulars-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a small one is filled up, and its folder lies beside it', () => {
  expect(parseTillConfig({ folder: 'data' }, '/srv/till.json')).toEqual({
    ok: true,
    value: {
      folder: '/srv/data',
      port: 4711,
      scanner: { kind: 'none' },
      printer: { kind: 'none' },
      ballastMb: 64,
      log: { level: 'info' },
    },
  });
});

test.each([
  ['a misspelt key', { folder: 'data', scannr: {} }, 'scannr'],
  ['a misspelt key inside', { folder: 'data', scanner: { kind: 'serial', path: 'COM3', boud: 9600 } }, 'boud'],
  ['a port past the last', { folder: 'data', port: 65_536 }, 'port'],
  ['an unknown kind of printer', { folder: 'data', printer: { kind: 'laser' } }, 'printer.kind'],
  ['no folder', {}, 'folder'],
  ['a list', [], 'must be an object'],
])('%s is refused by name', (_, value, word) => {
  const result = parseTillConfig(value, '/srv/till.json');
  expect(result).toMatchObject({ ok: false, problem: { code: 'ConfigInvalid' } });
  expect(!result.ok && sentenceOf(result.problem)).toContain(word);
});

test('a file that is missing, or no JSON', () => {
  expect(readTillConfig(join(folder, 'none.json'))).toMatchObject({ problem: { code: 'ConfigInvalid' } });
  const file = join(folder, 'till.json');
  writeFileSync(file, '{ "folder": ');
  expect(readTillConfig(file)).toMatchObject({ problem: { code: 'ConfigInvalid', params: { file } } });
});
