// Writes pages of the feed into the cache: the rows, how far they go and what they cover in one transaction, so that a
// reader never sees one without the other. Applying a page twice, or an older one late, changes nothing. The caller has
// checked the signatures of the documents.
import { limits } from '../../core/base/limits.ts';
import type { Result } from '../../core/base/result.ts';
import { ok } from '../../core/base/result.ts';
import { assortmentSchema } from '../../core/catalogue/product.ts';
import type { Product } from '../../core/catalogue/product.ts';
import type { MemberRow } from '../../core/member/member-row.ts';
import type { FeedAnswer, FeedDocument } from '../../core/protocol/sync.ts';
import { isWhole, openCacheFile, removeCacheFile } from './cache-file.ts';
import { isCorrupt, transaction } from './open-database.ts';
import type { Database, Statement } from './open-database.ts';

/** The file was found damaged while it was written: it must be made anew before anything else. */
export class CacheDamaged extends Error {
  override name = 'CacheDamaged';
}

export interface CacheWriter {
  apply(page: FeedAnswer, receivedWallMs: number, epoch: string): void;
  isWhole(): boolean;
  /** Deletes the file and makes an empty one. No reader may hold it. */
  rebuild(): void;
  close(): void;
}

/** Newest versions that are kept of a document: one that cannot be read has one before it, and a copy of a receipt its own. */
const versionsKept = 50;

/** Problem: SqliteTooOld. */
export function openCacheWriter(folder: string): Result<CacheWriter> {
  const opened = openCacheFile(folder);
  if (!opened.ok) return opened;
  let tables = prepareTables(opened.value);
  let rebuilt = false;
  return ok({
    apply(page, receivedWallMs, epoch) {
      try {
        const verdict = judgePage(tables, page, rebuilt);
        if (verdict === 'late') return;
        rebuilt = false;
        if (verdict === 'stranger') throw new Error('the page does not follow what the cache holds');
        applyPage(tables, page, receivedWallMs, epoch, verdict === 'reset');
      } catch (error) {
        if (isCorrupt(error)) throw new CacheDamaged('the cache is damaged', { cause: error });
        throw error;
      }
    },
    isWhole: () => isWhole(tables.db),
    rebuild() {
      tables.db.close();
      removeCacheFile(folder);
      const made = openCacheFile(folder);
      if (!made.ok) throw new Error('the cache could not be made anew');
      tables = prepareTables(made.value);
      rebuilt = true;
    },
    close: () => void tables.db.close(),
  });
}

/**
 * `rebuilt`: the file was emptied since the last page, so this one may have been asked for before and would leave a hole. It
 * is refused, once: who asks has one question under way, and asks the next from the beginning.
 */
function judgePage(tables: Tables, page: FeedAnswer, rebuilt: boolean): 'next' | 'reset' | 'late' | 'stranger' {
  const { srv, pos } = tables.origin.get() ?? { srv: null, pos: 0 };
  // Of the same incarnation, `reset` means that we claim a position it never reached; the same first page again does not.
  if (srv === page.srv && page.pos >= pos) return 'next';
  if (page.reset) return 'reset';
  if (srv === page.srv) return 'late';
  return srv === null && !rebuilt ? 'next' : 'stranger';
}

function applyPage(tables: Tables, page: FeedAnswer, receivedWallMs: number, epoch: string, reset: boolean): void {
  // Emptied on its own: if we end here, the cache is whole, empty, and asks from the beginning.
  if (reset) transaction(tables.db, () => emptyTables(tables))();
  const documents = page.rows.flatMap((each) => (each.kind === 'document' ? [each.document] : []));
  for (const document of documents) fillProducts(tables, document);
  transaction(tables.db, () => {
    for (const each of page.rows) if (each.kind === 'member') putMember(tables, each.row);
    for (const document of documents) putDocument(tables, document);
    tables.setOrigin.run(page.srv, page.pos, receivedWallMs);
    tables.setCovered.run(epoch, page.covered);
  })();
}

function emptyTables({ emptying, setOrigin }: Tables): void {
  for (const statement of emptying) statement.run();
  setOrigin.run(null, 0, null);
}

function putMember(tables: Tables, row: MemberRow): void {
  if (tables.putMember.run(row.id, row.ver, JSON.stringify(row)).changes === 0) return;
  tables.dropAliases.run(row.id);
  for (const { alias } of row.identifiers) tables.putAlias.run(alias, row.id);
}

function putDocument(tables: Tables, { kind, version, body }: FeedDocument): void {
  tables.putDocument.run(kind, version, kind === 'assortment' ? '' : body);
  tables.dropDocuments.run(kind, kind, versionsKept);
}

/**
 * An assortment may hold more products than one transaction should: they go in by portions. A price is absolute, so a reader
 * in between sees some old and some new ones, and none twice. One that does not parse leaves those in force.
 */
function fillProducts(tables: Tables, { kind, version, body }: FeedDocument): void {
  if (kind !== 'assortment' || version < (tables.productVersion.get() ?? 0)) return;
  const products = productsOf(body);
  if (products === null) return;
  for (let at = 0; at < products.length; at += limits.cacheRowsPerTransaction) {
    const portion = products.slice(at, at + limits.cacheRowsPerTransaction);
    transaction(tables.db, () => {
      for (const product of portion) tables.putProduct.run(product.gtin, version, JSON.stringify(product));
    })();
  }
  tables.dropProducts.run(version);
}

function productsOf(body: string): readonly Product[] | null {
  try {
    const parsed = assortmentSchema.safeParse(JSON.parse(body));
    return parsed.success ? parsed.data.products : null;
  } catch {
    return null;
  }
}

type Tables = ReturnType<typeof prepareTables>;

function prepareTables(db: Database) {
  const value = <Value>(sql: string): Statement<Value> => db.prepare<unknown[], Value>(sql).pluck();
  const emptying = ['alias', 'member', 'document', 'product', 'covered'].map((table) =>
    db.prepare(`DELETE FROM ${table}`),
  );
  return {
    db,
    emptying,
    origin: db.prepare<unknown[], { srv: string | null; pos: number }>('SELECT srv, pos FROM origin'),
    setOrigin: db.prepare('UPDATE origin SET srv = ?, pos = ?, as_of = ?'),
    setCovered: db.prepare(
      `INSERT INTO covered (epoch, seq) VALUES (?, ?)
       ON CONFLICT (epoch) DO UPDATE SET seq = max(seq, excluded.seq)`,
    ),
    putMember: db.prepare(
      `INSERT INTO member (id, ver, row) VALUES (?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET ver = excluded.ver, row = excluded.row WHERE excluded.ver > member.ver`,
    ),
    dropAliases: db.prepare('DELETE FROM alias WHERE member = ?'),
    putAlias: db.prepare('INSERT OR IGNORE INTO alias (alias, member) VALUES (?, ?)'),
    putDocument: db.prepare('INSERT OR IGNORE INTO document (kind, version, body) VALUES (?, ?, ?)'),
    dropDocuments: db.prepare(
      `DELETE FROM document WHERE kind = ? AND version NOT IN
       (SELECT version FROM document WHERE kind = ? ORDER BY version DESC LIMIT ?)`,
    ),
    productVersion: value<number | null>(`SELECT max(version) FROM document WHERE kind = 'assortment'`),
    putProduct: db.prepare(
      `INSERT INTO product (gtin, version, row) VALUES (?, ?, ?)
       ON CONFLICT (gtin) DO UPDATE SET version = excluded.version, row = excluded.row`,
    ),
    dropProducts: db.prepare('DELETE FROM product WHERE version <> ?'),
  };
}
