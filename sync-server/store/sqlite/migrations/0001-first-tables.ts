// The first shape of headquarters' database. Frozen: what changes later is a file with the next number.
// Times are milliseconds; ids are hex; JSON columns hold what core's schemas say and are parsed by them when read back.

export const firstTables = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE shop (id TEXT PRIMARY KEY, place INTEGER NOT NULL, body TEXT NOT NULL, last_sale_ms INTEGER) STRICT;

CREATE TABLE till (
  ter TEXT PRIMARY KEY, key BLOB NOT NULL, store TEXT NOT NULL, lane TEXT NOT NULL, enrolled_ms INTEGER NOT NULL,
  app TEXT NOT NULL, programme INTEGER NOT NULL DEFAULT 0, waiting INTEGER NOT NULL DEFAULT 0, seen_ms INTEGER
) STRICT;

CREATE TABLE enrol_code (
  hash BLOB PRIMARY KEY, store TEXT NOT NULL, lane TEXT NOT NULL, expires_ms INTEGER NOT NULL, used_by TEXT
) STRICT;

CREATE TABLE stream (
  id INTEGER PRIMARY KEY, ter TEXT NOT NULL, ep TEXT NOT NULL, cursor INTEGER NOT NULL, hash BLOB NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'fenced', 'forked')), anchor TEXT, touched_ms INTEGER NOT NULL,
  UNIQUE (ter, ep)
) STRICT;

-- What a till sent, byte for byte. Only priv may ever change: erasure blanks it.
CREATE TABLE record (
  stream INTEGER NOT NULL REFERENCES stream (id), seq INTEGER NOT NULL, body BLOB NOT NULL, hash BLOB NOT NULL,
  priv BLOB, eff_ms INTEGER, received_ms INTEGER NOT NULL, PRIMARY KEY (stream, seq)
) STRICT;
CREATE TRIGGER record_stays BEFORE UPDATE OF stream, seq, body, hash ON record
  BEGIN SELECT RAISE(ABORT, 'a record is never changed'); END;
CREATE TRIGGER record_remains BEFORE DELETE ON record
  BEGIN SELECT RAISE(ABORT, 'a record is never deleted'); END;

CREATE TABLE quarantine (
  stream INTEGER NOT NULL REFERENCES stream (id), seq INTEGER NOT NULL, code TEXT NOT NULL, detail TEXT NOT NULL,
  at_ms INTEGER NOT NULL, PRIMARY KEY (stream, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE undone (of TEXT PRIMARY KEY, by TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE posting (
  stream INTEGER NOT NULL REFERENCES stream (id), seq INTEGER NOT NULL, leg INTEGER NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('member', 'issued', 'spent')), member TEXT, store TEXT, unit TEXT NOT NULL,
  bucket TEXT, n INTEGER NOT NULL, kind TEXT NOT NULL, rule TEXT NOT NULL, floor INTEGER, biz TEXT NOT NULL,
  eff_ms INTEGER NOT NULL, PRIMARY KEY (stream, seq, leg)
) STRICT, WITHOUT ROWID;
CREATE INDEX posting_of_member ON posting (member) WHERE member IS NOT NULL;

CREATE TABLE member (
  id TEXT PRIMARY KEY, ver INTEGER NOT NULL, known INTEGER NOT NULL, last TEXT, body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE person_data (member TEXT PRIMARY KEY, first_name TEXT NOT NULL, phone TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE alias (alias TEXT NOT NULL, member TEXT NOT NULL, PRIMARY KEY (alias, member)) STRICT, WITHOUT ROWID;
CREATE TABLE visit (
  member TEXT NOT NULL, biz TEXT NOT NULL, store TEXT NOT NULL, sales INTEGER NOT NULL, PRIMARY KEY (member, biz, store)
) STRICT, WITHOUT ROWID;

-- Units all members hold together, so that liability needs no walk over members. The bucket 'short' is what is owed.
CREATE TABLE held (unit TEXT NOT NULL, bucket TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (unit, bucket)) STRICT, WITHOUT ROWID;
CREATE TABLE tally (name TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE fact_hour (
  biz TEXT NOT NULL, store TEXT NOT NULL, hour INTEGER NOT NULL, facts TEXT NOT NULL, PRIMARY KEY (biz, store, hour)
) STRICT, WITHOUT ROWID;

-- One row a key, moved to a new position when it changes: compacted as it is written. Positions are never used again.
CREATE TABLE change_log (pos INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE document (
  kind TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL, sig TEXT NOT NULL, PRIMARY KEY (kind, version)
) STRICT;

CREATE TABLE person (name TEXT PRIMARY KEY, salt BLOB NOT NULL, hash BLOB NOT NULL, added_ms INTEGER NOT NULL) STRICT;
CREATE TABLE session (hash BLOB PRIMARY KEY, person TEXT NOT NULL, expires_ms INTEGER NOT NULL) STRICT;
`;
