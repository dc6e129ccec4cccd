CREATE TABLE pack (
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  decoded_bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL
) STRICT;

CREATE TABLE frame (
  pack INTEGER NOT NULL REFERENCES pack,
  seq INTEGER NOT NULL,
  decoded_offset INTEGER NOT NULL,
  decoded_length INTEGER NOT NULL,
  file_offset INTEGER NOT NULL,
  file_length INTEGER NOT NULL,
  PRIMARY KEY (pack, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE original (
  id INTEGER PRIMARY KEY,
  parent INTEGER REFERENCES original, -- null: given by itself
  name TEXT NOT NULL,
  given_as TEXT NOT NULL,
  container TEXT NOT NULL CHECK (container IN ('plain', 'gzip', 'zip')),
  bytes_total INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  decoded_bytes INTEGER NOT NULL,
  pack INTEGER REFERENCES pack, -- null: a container, kept as it came
  pack_offset INTEGER, -- null with pack
  kept_as TEXT, -- null unless a container: its file in evidence/
  records INTEGER NOT NULL,
  tree_root TEXT NOT NULL,
  record_table_sha256 TEXT NOT NULL,
  modified_at TEXT -- null where the given file had no time of its own
) STRICT;

CREATE TABLE subtree (
  original INTEGER NOT NULL REFERENCES original,
  seq INTEGER NOT NULL,
  root BLOB NOT NULL,
  PRIMARY KEY (original, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  author TEXT NOT NULL,
  body TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TRIGGER pack_no_update BEFORE UPDATE ON pack BEGIN SELECT RAISE(ABORT, 'pack is append-only'); END;

CREATE TRIGGER pack_no_delete BEFORE DELETE ON pack BEGIN SELECT RAISE(ABORT, 'pack is append-only'); END;

CREATE TRIGGER frame_no_update BEFORE UPDATE ON frame BEGIN SELECT RAISE(ABORT, 'frame is append-only'); END;

CREATE TRIGGER frame_no_delete BEFORE DELETE ON frame BEGIN SELECT RAISE(ABORT, 'frame is append-only'); END;

CREATE TRIGGER original_no_update BEFORE UPDATE ON original BEGIN SELECT RAISE(ABORT, 'original is append-only'); END;

CREATE TRIGGER original_no_delete BEFORE DELETE ON original BEGIN SELECT RAISE(ABORT, 'original is append-only'); END;

CREATE TRIGGER subtree_no_update BEFORE UPDATE ON subtree BEGIN SELECT RAISE(ABORT, 'subtree is append-only'); END;

CREATE TRIGGER subtree_no_delete BEFORE DELETE ON subtree BEGIN SELECT RAISE(ABORT, 'subtree is append-only'); END;

CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'ledger is append-only'); END;

CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'ledger is append-only'); END;
