import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ballast } from '../../../agent/storage/ballast.ts';
import type { OpenedJournal } from '../../../agent/storage/journal-store.ts';
import { verifyJournal } from '../../../agent/storage/verify-journal.ts';
import { keepConnection, makeJournalFolder, must } from '../../support/journal-folder.ts';
import type { JournalFolder } from '../../support/journal-folder.ts';

const full = { ok: false, problem: { code: 'NotRecorded', params: {} } };

describe('a file that may not grow', () => {
  let at: JournalFolder;
  let journal: OpenedJournal;
  let freed: number;
  let roomInBallast: boolean;
  const kept = keepConnection();
  const ballast: Ballast = {
    get held() {
      return roomInBallast;
    },
    free() {
      freed += 1;
      if (roomInBallast) kept.db().pragma('max_page_count = 4294967294');
      const had = roomInBallast;
      roomInBallast = false;
      return had;
    },
    restore: () => Promise.resolve(),
    close: () => {},
  };

  beforeEach(() => {
    at = makeJournalFolder(8);
    freed = 0;
    roomInBallast = true;
    journal = at.open({ open: kept.open, ballast });
    must(journal.append((next) => at.records.sale(next)));
  });
  afterEach(() => {
    journal.close();
    at.remove();
  });

  const fill = () => {
    const pages = Number(kept.db().pragma('page_count', { simple: true }));
    kept.db().pragma(`max_page_count = ${pages}`);
  };
  const large = () => journal.append((next) => at.records.sale(next, { lines: 60, print: true }));

  it('costs the ballast, and the sale in hand is recorded', () => {
    fill();
    const appended = must(large());
    expect([freed, appended.seq]).toEqual([1, 2]);
    expect(journal.after(0, 9).map((row) => row.seq)).toEqual([1, 2]);
    must(verifyJournal(at.path));
  });

  it('without a ballast: the sale is told so, nothing of it is here, and the next one fits when there is room', () => {
    roomInBallast = false;
    fill();
    const before = journal.head();
    expect(large()).toEqual(full);
    expect(large()).toEqual(full);
    expect(journal.head()).toEqual(before);
    expect(journal.backlog()).toMatchObject({ records: 1, sales: 1 });
    expect(journal.printJobs('queued')).toEqual([]);
    expect(must(verifyJournal(at.path)).head).toBe(1);
    kept.db().pragma('max_page_count = 4294967294');
    expect(must(large())).toMatchObject({ seq: 2, printJob: 1 });
    expect(must(verifyJournal(at.path)).head).toBe(2);
  });

  it('an enrolment leaves nothing behind, neither record nor member', () => {
    roomInBallast = false;
    const row = at.records.memberRow();
    // Small records fit into pages that are there; enrol until one does not.
    fill();
    const enrol = () => journal.append((next) => at.records.enrol(next));
    let last = journal.append((next) => at.records.enrol(next, row));
    for (let n = 0; n < 200 && last.ok; n += 1) last = enrol();
    expect(last).toEqual(full);
    const { head } = must(verifyJournal(at.path));
    expect(head).toBe(journal.head().seq);
  });

  it('what is not the sale itself waits, and is not lost', () => {
    kept.db().pragma('max_page_count = 4294967294');
    const { printJob } = must(large());
    roomInBallast = false;
    kept.db().exec('PRAGMA wal_checkpoint(TRUNCATE)');
    fill();
    // Slips until one needs a page that is not there.
    const copies: number[] = [];
    while (freed === 0 && copies.length < 1_000) copies.push(journal.addPrintCopy(2));
    copies.push(journal.addPrintCopy(2));
    journal.setPrintState(printJob ?? 0, 'printed');
    expect(freed).toBeGreaterThan(0);
    expect(journal.printJobs('queued')).toHaveLength(copies.length);
    expect(journal.lastPrintJob(2)?.id).toBe(copies.at(-1));
    kept.db().pragma('max_page_count = 4294967294');
    journal.acknowledge(2);
    const before = journal.printJobs('queued');
    journal.close();
    journal = at.open({ open: kept.open, ballast });
    expect(journal.printJobs('queued')).toEqual(before);
    expect(journal.printJobs('printed').map((job) => job.id)).toEqual([printJob]);
  });
});

const disk = mountSmallDisk();
const shown = disk ? 'on a real disk of 8 MiB' : 'not shown here: only root can mount a small disk';

describe(`a full disk (${shown})`, () => {
  it('records what the ballast had room for, says so of the next sale, and goes on when there is room', async () => {
    // The file that may not grow, above, shows it everywhere.
    if (disk)
      expect(await sellOnFullDisk(disk)).toMatchObject({ last: full, ballastGone: true, ballastBack: true, gap: 1 });
    else expect(shown).toContain('not shown');
  });
});

async function sellOnFullDisk(small: SmallDisk) {
  const { folder } = small;
  const at = makeJournalFolder(9, folder);
  const ballastBytes = 1024 * 1024;
  const held = () => existsSync(join(folder, 'ballast')) && statSync(join(folder, 'ballast')).size === ballastBytes;
  const sell = () => journal.append((next) => at.records.sale(next, { lines: 40 }));
  const journal = at.open({ ballastBytes });
  try {
    await until(held);
    must(sell());
    small.fill();
    let recorded = 0;
    let last = sell();
    for (; last.ok; last = sell()) recorded += 1;
    // A sale of this size takes some 12 kB: without the mebibyte of the ballast there had been room for none.
    if (recorded < 20) throw new Error(`only ${recorded} sales were recorded`);
    const ballastGone = !existsSync(join(folder, 'ballast'));
    const before = must(verifyJournal(at.path)).head;
    small.empty();
    const gap = must(sell()).seq - before;
    // A sale asks for it; the next one again, if the disk was still busy being full.
    await until(() => sell().ok && held());
    const ballastBack = held();
    journal.close();
    const again = at.open({ ballastBytes });
    must(verifyJournal(at.path));
    again.close();
    return { last, ballastGone, ballastBack, gap };
  } finally {
    small.unmount();
  }
}

type SmallDisk = NonNullable<ReturnType<typeof mountSmallDisk>>;

/** A real file system that is really small; null where we may not mount one. */
function mountSmallDisk() {
  const folder = mkdtempSync(join(tmpdir(), 'regulars-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'none', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true, force: true });
    return null;
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    fill() {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, new Uint8Array(bavail * bsize));
    },
    empty: () => rmSync(filler, { force: true }),
    unmount() {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function until(done: () => boolean): Promise<void> {
  for (let turn = 0; turn < 500 && !done(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 10));
}
