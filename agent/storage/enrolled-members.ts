// Members enrolled at this till, as it knows them until the feed brings them: known in the same second, also offline.
// Written in the transaction of their enrolment record.
import { memberRowSchema } from '../../core/member/member-row.ts';
import type { MemberRow } from '../../core/member/member-row.ts';
import type { Database, Statement } from './open-database.ts';

export class EnrolledMembers {
  readonly #byAlias: Statement<string>;
  readonly #byId: Statement<string>;
  readonly #add: Statement;
  readonly #addAlias: Statement;

  constructor(db: Database) {
    this.#byAlias = db
      .prepare<unknown[], string>(
        'SELECT row FROM enrolled_alias JOIN enrolled USING (member) WHERE alias = ? ORDER BY seq',
      )
      .pluck();
    this.#byId = db.prepare<unknown[], string>('SELECT row FROM enrolled WHERE member = ?').pluck();
    this.#add = db.prepare('INSERT INTO enrolled (member, seq, row) VALUES (?, ?, ?)');
    this.#addAlias = db.prepare('INSERT OR IGNORE INTO enrolled_alias (alias, member) VALUES (?, ?)');
  }

  /** Inside the transaction of the record. */
  add(seq: number, row: MemberRow): void {
    this.#add.run(row.id, seq, JSON.stringify(row));
    for (const { alias } of row.identifiers) this.#addAlias.run(alias, row.id);
  }

  byAlias(alias: string): MemberRow[] {
    return this.#byAlias.all(alias).map(rowOf);
  }

  byId(member: string): MemberRow | null {
    const text = this.#byId.get(member);
    return text === undefined ? null : rowOf(text);
  }
}

function rowOf(text: string): MemberRow {
  return memberRowSchema.parse(JSON.parse(text));
}
