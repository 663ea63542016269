// journal.db, first shape. Frozen: later steps only add tables and columns. `record` is the truth; `entry` and `effect` are
// derived from it and may lag behind by a bounded tail (journal-index.ts says why).

export const journalMigration001 = `
CREATE TABLE stream (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  till TEXT NOT NULL,
  till_key BLOB NOT NULL CHECK (length(till_key) = 32),
  epoch TEXT NOT NULL,
  acked INTEGER NOT NULL DEFAULT 0,
  -- Records up to here were archived and may be deleted; the hash is that of the last of them.
  prune_upto INTEGER NOT NULL DEFAULT 0,
  prune_hash BLOB
) STRICT;

CREATE TABLE record (
  seq INTEGER PRIMARY KEY,
  body BLOB NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  -- nonce and blob; blanked by erasure, outside the chain.
  priv BLOB,
  -- The number of the slip that was ordered with it.
  print INTEGER
) STRICT;

CREATE TRIGGER record_is_never_changed BEFORE UPDATE ON record
WHEN NOT (NEW.seq IS OLD.seq AND NEW.body IS OLD.body AND NEW.hash IS OLD.hash AND NEW.print IS OLD.print AND NEW.priv IS NULL)
BEGIN SELECT RAISE(ABORT, 'a record is never changed'); END;

CREATE TRIGGER record_is_never_deleted BEFORE DELETE ON record
WHEN OLD.seq > (SELECT prune_upto FROM stream)
BEGIN SELECT RAISE(ABORT, 'a record is never deleted before it is archived'); END;

CREATE TABLE entry (
  seq INTEGER PRIMARY KEY,
  t TEXT NOT NULL,
  biz TEXT NOT NULL,
  wall INTEGER NOT NULL,
  key TEXT UNIQUE,
  key_hash TEXT,
  sale TEXT UNIQUE,
  voided_by INTEGER
) STRICT;
CREATE INDEX entry_by_day ON entry (biz, seq) WHERE t IN ('sale', 'void', 'enrol');

CREATE TABLE effect (
  member TEXT NOT NULL,
  seq INTEGER NOT NULL,
  leg INTEGER NOT NULL,
  wall INTEGER NOT NULL,
  biz TEXT NOT NULL,
  unit TEXT NOT NULL,
  floor INTEGER NOT NULL,
  effect TEXT NOT NULL,
  PRIMARY KEY (member, seq, leg)
) STRICT, WITHOUT ROWID;
CREATE INDEX effect_by_floor ON effect (biz, unit, member, floor) WHERE floor > 0;

CREATE TABLE enrolled (
  member TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,
  row TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE enrolled_alias (
  alias TEXT NOT NULL,
  member TEXT NOT NULL REFERENCES enrolled,
  PRIMARY KEY (alias, member)
) STRICT, WITHOUT ROWID;

CREATE TABLE print_job (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  copy INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX print_job_by_seq ON print_job (seq);
CREATE INDEX print_job_open ON print_job (state) WHERE state <> 'printed';
`;
