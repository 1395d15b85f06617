-- One media volume, format version 1. SCHEMA.md binds this file.

CREATE TABLE volume (
    number INTEGER PRIMARY KEY,
    uuid   BLOB NOT NULL CHECK (length(uuid) = 16)
) STRICT;

-- Rowids are needed for incremental blob writes.
CREATE TABLE chunk (
    id   INTEGER PRIMARY KEY,
    item BLOB NOT NULL CHECK (length(item) = 16),
    seq  INTEGER NOT NULL CHECK (seq >= 0),
    data BLOB NOT NULL,
    UNIQUE (item, seq)
) STRICT;
