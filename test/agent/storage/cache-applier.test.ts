import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Alias, Epoch } from '../../../core/base/id.ts';
import { limits } from '../../../core/base/limits.ts';
import type { FeedAnswer, FeedRow } from '../../../core/protocol/sync.ts';
import { feedAnswerSchema } from '../../../core/protocol/sync.ts';
import { openInlineApplier, startCacheWorker } from '../../../agent/storage/cache-applier.ts';
import type { OpenedCacheApplier } from '../../../agent/storage/cache-applier.ts';
import { openDirectory } from '../../../agent/storage/cache-store.ts';
import type { DirectoryStore } from '../../../agent/storage/cache-store.ts';
import { openDatabase } from '../../../agent/storage/open-database.ts';
import { nodeSha256 } from '../../../agent/storage/node-sha256.ts';
import { must } from '../../support/journal-folder.ts';
import { JournalRecords } from '../../support/journal-records.ts';
import { cafeProgramme } from '../../support/shop.ts';

const implementations = [
  { name: 'in line', open: (folder: string, directory: DirectoryStore) => must(openInlineApplier(folder, directory)) },
  { name: 'in a worker', open: startCacheWorker },
];

const srv = '6f1c2f57-0000-4000-8000-000000000001';
const otherSrv = '6f1c2f57-0000-4000-8000-000000000002';
const epoch = '0123456789abcdef' as Epoch;
const records = new JournalRecords(11);

function page(pos: number, rows: FeedRow[], over: Partial<FeedAnswer> = {}): FeedAnswer {
  return feedAnswerSchema.parse({ srv, reset: false, pos, more: false, covered: 0, now: 0, rows, ...over });
}

const member = (row: ReturnType<typeof records.memberRow>): FeedRow => ({ kind: 'member', row });

function document(kind: 'programme' | 'assortment', version: number, body: unknown): FeedRow {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { kind: 'document', document: { kind, version, body: text, sig: '00'.repeat(64) } };
}

function assortment(version: number, count: number, price = 100): FeedRow {
  const products = Array.from({ length: count }, (_, at) => ({
    gtin: String(at).padStart(14, '0'),
    name: `Product ${at}`,
    price,
    categories: [],
    taxCode: 'full',
  }));
  return document('assortment', version, { kind: 'assortment', version, products });
}

describe.each(implementations)('the cache, written $name', ({ open }) => {
  let folder: string;
  let directory: DirectoryStore;
  let applier: OpenedCacheApplier;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'regulars-cache-'));
    start();
  });
  afterEach(async () => {
    await end();
    rmSync(folder, { recursive: true, force: true });
  });

  function start(): void {
    directory = must(openDirectory(folder));
    applier = open(folder, directory);
  }

  async function end(): Promise<void> {
    await applier.close();
    directory.close();
  }

  const apply = (answer: FeedAnswer, wallMs = 1_000) => applier.apply(answer, wallMs, epoch);

  it('is empty before headquarters has spoken', () => {
    expect(directory.view()).toBe('-:0');
    expect(directory.asOfMs()).toBeNull();
    expect(directory.covered(epoch)).toBe(0);
    expect(directory.programme()).toBeNull();
    expect(directory.product('0'.repeat(14))).toBeNull();
    expect(directory.membersByAlias(records.alias())).toEqual([]);
    expect(directory.member(records.memberId())).toBeNull();
  });

  it('shows a page once it is applied: rows, position, what it covers, and since when', async () => {
    const row = records.memberRow({ ver: 1 });
    const alias = row.identifiers[0]?.alias as Alias;
    await apply(page(7, [member(row)], { covered: 12 }), 5_000);
    expect(directory.member(row.id)).toEqual(row);
    expect(directory.membersByAlias(alias)).toEqual([row]);
    expect([directory.view(), directory.asOfMs(), directory.covered(epoch)]).toEqual([`${srv}:7`, 5_000, 12]);
    expect(directory.covered('fedcba9876543210' as Epoch)).toBe(0);
  });

  it('tells who listens, until they stop', async () => {
    let heard = 0;
    const stop = directory.onChanged(() => {
      heard += 1;
    });
    await apply(page(1, []));
    expect(heard).toBe(1);
    stop();
    await apply(page(2, []));
    expect(heard).toBe(1);
  });

  it('takes a newer row and leaves an older one, whatever the order', async () => {
    const [old, lost] = [records.alias(), records.alias()];
    const first = records.memberRow({ ver: 3, identifiers: [{ alias: lost, kind: 'card', right: 'earn' }] });
    const second = {
      ...first,
      ver: 4,
      firstName: 'Berta',
      identifiers: [{ alias: old, kind: 'phone' as const, right: 'spend' as const }],
    };
    await apply(page(1, [member(second)]));
    await apply(page(2, [member(first)]));
    expect(directory.member(first.id)).toEqual(second);
    expect(directory.membersByAlias(old)).toEqual([second]);
    expect(directory.membersByAlias(lost)).toEqual([]);
    await apply(page(3, [member({ ...second, ver: 4, firstName: 'Same version' })]));
    expect(directory.member(first.id)?.firstName).toBe('Berta');
    await apply(page(4, [member({ ...first, ver: 5 })]));
    expect(directory.membersByAlias(old)).toEqual([]);
    expect(directory.membersByAlias(lost).map((row) => row.ver)).toEqual([5]);
  });

  it('finds all members that share an identifier', async () => {
    const identifiers = [{ alias: records.alias(), kind: 'phone' as const, right: 'spend' as const }];
    const rows = [records.memberRow({ identifiers }), records.memberRow({ identifiers })];
    await apply(page(1, rows.map(member)));
    const found = directory.membersByAlias(identifiers[0]?.alias as Alias);
    expect(new Set(found.map((row) => row.id))).toEqual(new Set(rows.map((row) => row.id)));
  });

  it('changes nothing for a page that comes twice, or late', async () => {
    const row = records.memberRow({ ver: 2 });
    await apply(page(5, [member(row)], { covered: 9 }), 5_000);
    await apply(page(5, [member(row)], { covered: 9 }), 5_000);
    await apply(page(3, [member({ ...row, ver: 9 })], { covered: 4 }), 1_000);
    expect(directory.member(row.id)?.ver).toBe(2);
    expect([directory.view(), directory.asOfMs(), directory.covered(epoch)]).toEqual([`${srv}:5`, 5_000, 9]);
  });

  it('forgets everything when another headquarters begins anew, and nothing otherwise', async () => {
    const row = records.memberRow();
    await apply(page(5, [member(row), document('programme', 1, cafeProgramme), assortment(1, 1)], { covered: 9 }));
    await expect(apply(page(2, [], { srv: otherSrv }))).rejects.toThrow(/does not follow/);
    expect(directory.member(row.id)).not.toBeNull();
    await apply(page(2, [], { srv: otherSrv, reset: true, covered: 1 }));
    expect(directory.member(row.id)).toBeNull();
    expect(directory.programme()).toBeNull();
    expect(directory.product('0'.repeat(14))).toBeNull();
    expect([directory.view(), directory.covered(epoch)]).toEqual([`${otherSrv}:2`, 1]);
  });

  it('begins anew where headquarters says that it never reached our position', async () => {
    const [first, second] = [records.memberRow(), records.memberRow()];
    await apply(page(50, [member(first)], { reset: true, covered: 9 }));
    await apply(page(50, [], { reset: true, covered: 9 }));
    expect(directory.member(first.id)).toEqual(first);
    await apply(page(20, [member(second)], { reset: true, covered: 4 }));
    expect([directory.member(first.id), directory.member(second.id)]).toEqual([null, second]);
    expect([directory.view(), directory.covered(epoch)]).toEqual([`${srv}:20`, 4]);
  });

  it('has the newest programme that it can read, compiled once, and older ones by their hash', async () => {
    const versioned = (version: number) => ({ ...cafeProgramme, version });
    await apply(page(1, [document('programme', 1, versioned(1))]));
    const first = directory.programme();
    expect(first?.ruleset.version).toBe(1);
    expect(first?.ruleset.hash).toBe(
      Buffer.from(nodeSha256(Buffer.from(JSON.stringify(versioned(1)))))
        .toString('hex')
        .slice(0, 16),
    );
    expect(directory.programme()?.compiled).toBe(first?.compiled);
    await apply(page(2, [document('programme', 3, versioned(3)), document('programme', 2, versioned(2))]));
    expect(directory.programme()?.ruleset.version).toBe(3);
    await apply(page(3, [document('programme', 4, { lang: 99, version: 4 }), document('programme', 5, 'no json')]));
    expect(directory.programme()?.ruleset.version).toBe(3);
    await apply(page(4, [document('programme', 6, versioned(7))]));
    expect(directory.programme()?.ruleset.version).toBe(3);
    expect(first && directory.programmeOf(first.ruleset)?.programme.version).toBe(1);
    expect(directory.programmeOf({ version: 1, hash: '0'.repeat(16) })).toBeNull();
    expect(directory.programmeOf({ version: 77, hash: '0'.repeat(16) })).toBeNull();
  });

  it('finds products, replaces them by the next assortment, and keeps them when that cannot be read', async () => {
    const gtin = (at: number) => String(at).padStart(14, '0');
    const count = limits.cacheRowsPerTransaction * 2 + 1;
    await apply(page(1, [assortment(1, count)]));
    expect(directory.product(gtin(count - 1))).toMatchObject({ name: `Product ${count - 1}`, price: 100 });
    await apply(page(2, [assortment(2, 2, 250)]));
    expect(directory.product(gtin(1))?.price).toBe(250);
    expect(directory.product(gtin(2))).toBeNull();
    await apply(page(3, [document('assortment', 3, { kind: 'assortment', version: 3, products: [{ gtin: 'x' }] })]));
    await apply(page(4, [assortment(1, 5, 1)]));
    expect(directory.product(gtin(1))?.price).toBe(250);
    expect(directory.product(gtin(4))).toBeNull();
  });

  it('takes a whole page at the bound of its rows', async () => {
    const rows = Array.from({ length: limits.feedRowsMax }, () => member(records.memberRow()));
    await apply(page(1, rows));
    const last = rows.at(-1);
    expect(last?.kind === 'member' && directory.member(last.row.id)).toEqual(last?.kind === 'member' && last.row);
  });

  it('keeps what it has over a restart', async () => {
    const row = records.memberRow();
    const programme = document('programme', 1, { ...cafeProgramme, version: 1 });
    await apply(page(5, [member(row), programme], { covered: 9 }), 5_000);
    await end();
    start();
    expect([directory.view(), directory.asOfMs(), directory.covered(epoch)]).toEqual([`${srv}:5`, 5_000, 9]);
    expect(directory.member(row.id)).toEqual(row);
    expect(directory.programme()?.ruleset.version).toBe(1);
  });

  describe('when its file is damaged', () => {
    const rebuilt = async () => {
      for (let turn = 0; turn < 300 && directory.view() !== '-:0'; turn += 1) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      expect(directory.view()).toBe('-:0');
    };
    const fill = async () => {
      const rows = Array.from({ length: 300 }, () => records.memberRow());
      await apply(page(5, rows.map(member), { covered: 3 }));
      return rows;
    };
    const fillAgain = async () => {
      const row = records.memberRow();
      // Asked for before the file was made anew: it would leave a hole.
      await expect(apply(page(6, []))).rejects.toThrow(/does not follow/);
      expect(directory.view()).toBe('-:0');
      await apply(page(6, [member(row)]));
      expect(directory.member(row.id)).toEqual(row);
      expect(directory.view()).toBe(`${srv}:6`);
    };

    it('a row that cannot be read empties it, and headquarters fills it again', async () => {
      const [row] = await fill();
      const db = must(openDatabase(join(folder, 'cache.db'), 'cache'));
      db.prepare('UPDATE member SET row = ? WHERE id = ?').run('{"broken":', row?.id);
      db.close();
      await Promise.resolve();
      expect(directory.member(row?.id ?? records.memberId())).toBeNull();
      await rebuilt();
      await fillAgain();
    });

    it('pages torn on the disk are found at the start', async () => {
      await fill();
      await end();
      tearPages(join(folder, 'cache.db'));
      start();
      await rebuilt();
      await fillAgain();
    });

    it('a file that is no database is made anew', async () => {
      await fill();
      await end();
      writeFileSync(join(folder, 'cache.db'), 'no database at all '.repeat(1_000));
      start();
      expect(directory.view()).toBe('-:0');
      await apply(page(1, [], { reset: true }));
      expect(directory.view()).toBe(`${srv}:1`);
    });

    it('a file of a newer version is made anew', async () => {
      await fill();
      await end();
      const db = must(openDatabase(join(folder, 'cache.db'), 'cache'));
      db.pragma('user_version = 99');
      db.close();
      start();
      expect(directory.view()).toBe('-:0');
    });
  });
});

describe('the Directory', () => {
  it('reads one state in one turn, whatever is written meanwhile', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'regulars-cache-'));
    const directory = must(openDirectory(folder));
    const row = records.memberRow({ ver: 1 });
    const applier = must(openInlineApplier(folder, directory));
    await applier.apply(page(1, [member(row)], { covered: 1 }), 1, epoch);
    expect(directory.member(row.id)?.ver).toBe(1);
    // Another connection, as the worker's is: no announcement reaches this turn.
    const db = must(openDatabase(join(folder, 'cache.db'), 'cache'));
    db.exec(
      `UPDATE covered SET seq = 2; UPDATE member SET row = replace(row, '"ver":1', '"ver":2'), ver = 2; UPDATE origin SET pos = 2`,
    );
    expect([directory.member(row.id)?.ver, directory.covered(epoch), directory.view()]).toEqual([1, 1, `${srv}:1`]);
    await Promise.resolve();
    expect([directory.member(row.id)?.ver, directory.covered(epoch), directory.view()]).toEqual([2, 2, `${srv}:2`]);
    db.close();
    await applier.close();
    directory.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('lets the log of the file shrink: no reading outlives its turn', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'regulars-cache-'));
    const directory = must(openDirectory(folder));
    const applier = must(openInlineApplier(folder, directory));
    for (let pos = 1; pos <= 120; pos += 1) {
      await applier.apply(
        page(
          pos,
          Array.from({ length: 100 }, () => member(records.memberRow())),
        ),
        1,
        epoch,
      );
      directory.view();
      await Promise.resolve();
    }
    // They write some 14 MB of log in all; it begins again after 4 MB (1,000 pages) instead of growing.
    expect(readFileSync(join(folder, 'cache.db-wal')).length).toBeLessThan(6_000_000);
    const db = must(openDatabase(join(folder, 'cache.db'), 'cache'));
    expect(db.pragma('wal_checkpoint(TRUNCATE)')).toMatchObject([{ busy: 0 }]);
    db.close();
    await applier.close();
    directory.close();
    rmSync(folder, { recursive: true, force: true });
  });
});

/** Overwrites the middle of the file, past its header and schema. */
function tearPages(path: string): void {
  const { length } = readFileSync(path);
  const file = openSync(path, 'r+');
  writeSync(file, new Uint8Array(20_000).fill(0xa5), 0, 20_000, Math.floor(length / 2 / 4096) * 4096);
}
