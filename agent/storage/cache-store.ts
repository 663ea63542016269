// What headquarters told us, for reading: members, products, the programme. All that one turn of the event loop reads is of
// one state of the file, so that a balance and what it covers never part. A damaged file answers as an empty one, and is
// reported to be made anew; the sale goes on.
import { join } from 'node:path';
import { hexOf, bytesOfText } from '../../core/base/bytes.ts';
import type { Sha256 } from '../../core/base/digest.ts';
import { ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { productSchema } from '../../core/catalogue/product.ts';
import { memberRowSchema } from '../../core/member/member-row.ts';
import { compile } from '../../core/programme/compile.ts';
import type { z } from 'zod';
import type { ActiveProgramme, Directory } from '../till/ports.ts';
import { cacheFile, openCacheFile } from './cache-file.ts';
import { nodeSha256 } from './node-sha256.ts';
import { isCorrupt, openDatabase } from './open-database.ts';
import type { Database, Statement } from './open-database.ts';

export interface DirectoryStore extends Directory {
  /** Called after each change of the cache; the answer stops it. */
  onChanged(listener: () => void): () => void;
  close(): void;
  /** For who writes the cache: something new is committed, or the file was made anew. */
  announce(): void;
  /** For who writes the cache: lets go of the file until `announce`; answers as an empty one meanwhile. */
  release(): void;
  /** For who writes the cache: the file was found damaged by reading. */
  onDamaged(listener: () => void): void;
}

/** Problem: SqliteTooOld. */
export function openDirectory(folder: string, sha256: Sha256 = nodeSha256): Result<DirectoryStore> {
  const made = openCacheFile(folder);
  if (!made.ok) return made;
  made.value.close();
  return ok(new CacheReader(folder, sha256));
}

interface Origin {
  readonly srv: string | null;
  readonly pos: number;
  readonly asOf: number | null;
}

const noOrigin: Origin = { srv: null, pos: 0, asOf: null };

class CacheReader implements DirectoryStore {
  readonly #path: string;
  readonly #sha256: Sha256;
  readonly #changed = new Set<() => void>();
  readonly #damaged = new Set<() => void>();
  #tables: Tables | null = null;
  #state: 'open' | 'released' | 'closed' = 'open';
  #reported = false;
  #seen = -1;
  #origin: Origin = noOrigin;
  #newest: { version: number; active: ActiveProgramme | null } | null = null;
  readonly #compiled = new Map<number, ActiveProgramme | null>();

  constructor(folder: string, sha256: Sha256) {
    this.#path = join(folder, cacheFile);
    this.#sha256 = sha256;
  }

  membersByAlias: Directory['membersByAlias'] = (alias) =>
    this.#read([], (tables) => tables.byAlias.all(alias).map((text) => decode(memberRowSchema, text)));

  member: Directory['member'] = (id) => this.#read(null, (tables) => decodeIf(memberRowSchema, tables.byId.get(id)));

  product: Directory['product'] = (gtin) =>
    this.#read(null, (tables) => decodeIf(productSchema, tables.byGtin.get(gtin)));

  programme: Directory['programme'] = () => this.#read(null, (tables) => this.#newestProgramme(tables));

  programmeOf: Directory['programmeOf'] = ({ version, hash }) => {
    const active = this.#read(null, (tables) => this.#programmeAt(tables, version));
    return active?.ruleset.hash === hash ? active.compiled : null;
  };

  covered: Directory['covered'] = (epoch) => this.#read(0, (tables) => tables.covered.get(epoch) ?? 0);

  view: Directory['view'] = () => this.#read('-:0', () => `${this.#origin.srv ?? '-'}:${this.#origin.pos}`);

  asOfMs: Directory['asOfMs'] = () => this.#read(null, () => this.#origin.asOf);

  onChanged(listener: () => void): () => void {
    this.#changed.add(listener);
    return () => this.#changed.delete(listener);
  }

  onDamaged(listener: () => void): void {
    this.#damaged.add(listener);
  }

  announce(): void {
    if (this.#state === 'closed') return;
    this.#leave();
    this.#state = 'open';
    this.#reported = false;
    for (const listener of this.#changed) listener();
  }

  release(): void {
    this.#leave();
    this.#tables?.db.close();
    this.#tables = null;
    this.#seen = -1;
    this.#newest = null;
    this.#compiled.clear();
    if (this.#state === 'open') this.#state = 'released';
  }

  close(): void {
    this.#state = 'closed';
    this.release();
  }

  #read<Answer>(empty: Answer, ask: (tables: Tables) => Answer): Answer {
    if (this.#state !== 'open' || this.#reported) return empty;
    try {
      return ask(this.#enter());
    } catch (error) {
      if (!isCorrupt(error) && !(error instanceof UnreadableRow)) throw error;
      this.#reported = true;
      for (const listener of this.#damaged) listener();
      return empty;
    }
  }

  /** Holds one state of the file until the running turn is over. */
  #enter(): Tables {
    this.#tables ??= prepareTables(openReader(this.#path));
    const tables = this.#tables;
    if (tables.db.inTransaction) return tables;
    tables.begin.run();
    queueMicrotask(() => this.#leave());
    const version = tables.version.get() ?? 0;
    if (version !== this.#seen) {
      this.#origin = tables.origin.get() ?? noOrigin;
      this.#seen = version;
    }
    return tables;
  }

  #leave(): void {
    if (this.#tables?.db.inTransaction) this.#tables.end.run();
  }

  #newestProgramme(tables: Tables): ActiveProgramme | null {
    const newest = tables.programmeVersion.get() ?? 0;
    if (this.#newest?.version !== newest) this.#newest = { version: newest, active: this.#findNewest(tables) };
    return this.#newest.active;
  }

  /** The newest that this version understands: what a newer agent can read must not leave an older one without rules. */
  #findNewest(tables: Tables): ActiveProgramme | null {
    for (const version of tables.programmeVersions.all()) {
      const active = this.#programmeAt(tables, version);
      if (active) return active;
    }
    return null;
  }

  /** A version is compiled once: its document never changes. */
  #programmeAt(tables: Tables, version: number): ActiveProgramme | null {
    const known = this.#compiled.get(version);
    if (known !== undefined) return known;
    const body = tables.programmeBody.get(version);
    if (body === undefined) return null;
    const compiled = compile(jsonOf(body));
    const hash = hexOf(this.#sha256(bytesOfText(body)).subarray(0, 8));
    const right = compiled.ok && compiled.value.programme.version === version;
    const active = right ? { compiled: compiled.value, ruleset: { version, hash } } : null;
    this.#compiled.set(version, active);
    return active;
  }
}

class UnreadableRow extends Error {}

function decode<T>(schema: z.ZodType<T>, text: string): T {
  const parsed = schema.safeParse(jsonOf(text));
  if (!parsed.success) throw new UnreadableRow('a row of the cache cannot be read');
  return parsed.data;
}

function decodeIf<T>(schema: z.ZodType<T>, text: string | undefined): T | null {
  return text === undefined ? null : decode(schema, text);
}

/** Undefined is no document, so what is no JSON fails the schema that comes next. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function openReader(path: string): Database {
  const opened = openDatabase(path, 'cache-reader');
  if (!opened.ok) throw new Error('SQLite changed under us');
  return opened.value;
}

type Tables = ReturnType<typeof prepareTables>;

function prepareTables(db: Database) {
  const value = <Value>(sql: string): Statement<Value> => db.prepare<unknown[], Value>(sql).pluck();
  return {
    db,
    begin: db.prepare('BEGIN'),
    end: db.prepare('COMMIT'),
    version: value<number>('PRAGMA data_version'),
    origin: db.prepare<unknown[], Origin>('SELECT srv, pos, as_of AS asOf FROM origin'),
    covered: value<number>('SELECT seq FROM covered WHERE epoch = ?'),
    byAlias: value<string>('SELECT row FROM alias JOIN member ON member.id = alias.member WHERE alias = ? ORDER BY id'),
    byId: value<string>('SELECT row FROM member WHERE id = ?'),
    byGtin: value<string>('SELECT row FROM product WHERE gtin = ?'),
    programmeVersion: value<number | null>(`SELECT max(version) FROM document WHERE kind = 'programme'`),
    programmeVersions: value<number>(`SELECT version FROM document WHERE kind = 'programme' ORDER BY version DESC`),
    programmeBody: value<string>(`SELECT body FROM document WHERE kind = 'programme' AND version = ?`),
  };
}
