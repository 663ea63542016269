import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sentenceOf } from '../../core/base/problem.ts';
import { readConfig } from '../../sync-server/config.ts';

const store = { id: 'mitte', name: 'Mitte', zone: 'Europe/Berlin', cutoverHour: 3, language: 'de' };
const good = {
  folder: 'data',
  chain: { id: 'kornblume', name: 'Kornblume', callingCode: 'DE' },
  stores: [store],
  programme: 'programme.json',
};

describe('the configuration of a server', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'regulars-config-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const read = (config: unknown) => {
    const file = join(folder, 'server.config.json');
    writeFileSync(file, typeof config === 'string' ? config : JSON.stringify(config));
    return readConfig(file);
  };
  const wrong = (config: unknown): string => {
    const found = read(config);
    return found.ok ? 'it was accepted' : sentenceOf(found.problem);
  };

  it('listens on loopback by default, and its paths are beside it', () => {
    expect(read(good)).toMatchObject({
      ok: true,
      value: { host: '127.0.0.1', port: 4700, folder: join(folder, 'data'), programme: join(folder, 'programme.json') },
    });
  });

  it.each([
    ['a key nobody knows', { ...good, prot: 1 }, /prot/],
    ['a key nobody knows in a store', { ...good, stores: [{ ...store, timezone: 'UTC' }] }, /stores\.0.*timezone/],
    ['a port that is none', { ...good, port: 70_000 }, /wrong at port/],
    ['a zone that is none', { ...good, stores: [{ ...store, zone: 'Europe/Berlinn' }] }, /stores\.0\.zone.*time zone/],
    ['two stores of one id', { ...good, stores: [store, store] }, /stores.*differ/],
    ['no store', { ...good, stores: [] }, /wrong at stores/],
    ['the open network without TLS', { ...good, host: '0.0.0.0' }, /wrong at tls.*https/],
    ['no JSON', '{', /no JSON/],
  ])('refuses %s with its place', (_, config, sentence) => {
    expect(wrong(config)).toMatch(sentence);
    expect(wrong(config)).toContain('server.config.json');
  });

  it('refuses a file that is not there', () => {
    expect(readConfig(join(folder, 'gone.json'))).toMatchObject({ ok: false, problem: { code: 'ConfigInvalid' } });
  });

  it('takes the open network with TLS', () => {
    const tls = { certificate: 'c.pem', key: '/k.pem' };
    expect(read({ ...good, host: '0.0.0.0', tls })).toMatchObject({
      ok: true,
      value: { tls: { certificate: join(folder, 'c.pem'), key: '/k.pem' } },
    });
  });
});
