// cache.db, first shape: what headquarters told us, fetched again whenever this file is in doubt. Frozen.

export const cacheMigration001 = `
CREATE TABLE origin (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  srv TEXT,
  pos INTEGER NOT NULL,
  as_of INTEGER
) STRICT;
INSERT INTO origin (one, srv, pos, as_of) VALUES (1, NULL, 0, NULL);

-- The last seq of this till's streams that the rows include; written with the rows it speaks of.
CREATE TABLE covered (
  epoch TEXT PRIMARY KEY,
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE member (
  id TEXT PRIMARY KEY,
  ver INTEGER NOT NULL,
  row TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE alias (
  alias TEXT NOT NULL,
  member TEXT NOT NULL REFERENCES member ON DELETE CASCADE,
  PRIMARY KEY (alias, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_by_member ON alias (member);

CREATE TABLE document (
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (kind, version)
) STRICT;

CREATE TABLE product (
  gtin TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  row TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
