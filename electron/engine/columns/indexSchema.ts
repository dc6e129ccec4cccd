/**
 * The tables of `index.db`. Everything in it is derived from the evidence: a file of another version is thrown away and
 * built again, so there is one schema and no migration.
 */
export const indexVersion = 2;

export const indexSchema = `
CREATE TABLE job (
  job INTEGER PRIMARY KEY,
  -- The ledger entry that made the job count; NULL while it is being written.
  seq INTEGER
) STRICT;

-- A stretch of one field's dictionary: the texts of codes first_code and up, in order of first appearance.
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

-- width: bytes a value, 0 for a constant (then base is the value and body NULL), 8 for doubles. Else value = base + stored.
CREATE TABLE segment_column (
  segment INTEGER NOT NULL REFERENCES segment,
  name TEXT NOT NULL,
  width INTEGER NOT NULL,
  base REAL NOT NULL,
  body BLOB,
  PRIMARY KEY (segment, name)
) STRICT;

-- Another place that holds the same event as a row.
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

-- Two rows with the same key and other content.
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

-- The words of each event's leaf values, folded by our own tokeniser; rowid = row + 1. A prefilter: no phrases, no text.
CREATE VIRTUAL TABLE search USING fts5 (body, content='', columnsize=0, detail=none, tokenize='ascii');
`;
