CREATE TABLE job (
  job INTEGER PRIMARY KEY,
  -- The ledger entry that made the job count; NULL while it is being written.
  seq INTEGER
) STRICT;

CREATE TABLE dictionary_chunk (
  field TEXT NOT NULL,
  first_code INTEGER NOT NULL,
  job INTEGER NOT NULL REFERENCES job,
  entries INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (field, first_code)
) STRICT;

CREATE TABLE segment (
  segment INTEGER PRIMARY KEY,
  job INTEGER NOT NULL REFERENCES job,
  first_row INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  -- Bounds, so that a place or a time need not look into every segment. NULL: no event of it has a time.
  min_ms REAL,
  max_ms REAL,
  min_original INTEGER NOT NULL,
  max_original INTEGER NOT NULL,
  -- 1 once the background pass has written its columns and search rows.
  second_pass INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE segment_column (
  segment INTEGER NOT NULL REFERENCES segment,
  name TEXT NOT NULL,
  width INTEGER NOT NULL,
  base REAL NOT NULL,
  body BLOB,
  PRIMARY KEY (segment, name)
) STRICT;

CREATE TABLE duplicate (
  job INTEGER NOT NULL REFERENCES job,
  of_row INTEGER NOT NULL,
  original INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  length INTEGER NOT NULL,
  part INTEGER NOT NULL,
  PRIMARY KEY (original, offset, part)
) STRICT, WITHOUT ROWID;

CREATE INDEX duplicate_of_row ON duplicate (of_row);

CREATE TABLE conflict (
  job INTEGER NOT NULL REFERENCES job,
  row INTEGER NOT NULL,
  of_row INTEGER NOT NULL,
  PRIMARY KEY (row, of_row)
) STRICT, WITHOUT ROWID;

CREATE INDEX conflict_of_row ON conflict (of_row);

CREATE TABLE rejected (
  job INTEGER NOT NULL REFERENCES job,
  original INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  length INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (original, offset)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE search USING fts5 (body, content='', columnsize=0, detail=none, tokenize='ascii');

CREATE TABLE 'search_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE 'search_config'(k PRIMARY KEY, v) WITHOUT ROWID;
