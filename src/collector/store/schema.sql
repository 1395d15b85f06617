-- The vault, format version 1. SCHEMA.md says what the tables mean and binds this file.

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE slot (
    number INTEGER PRIMARY KEY CHECK (number BETWEEN 0 AND 7),
    key    BLOB NOT NULL CHECK (length(key) = 32),
    kind   INTEGER NOT NULL
) STRICT;

CREATE TABLE own_key (
    name    TEXT PRIMARY KEY,
    public  TEXT NOT NULL,
    wrapped BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE volume (
    number INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 999999),
    uuid   BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    key    BLOB NOT NULL CHECK (length(key) = 32),
    state  TEXT NOT NULL CHECK (state IN ('making', 'open', 'closed')),
    digest BLOB CHECK ((state = 'closed') = (digest IS NOT NULL))
) STRICT;

CREATE TABLE blob (
    sha256    BLOB PRIMARY KEY CHECK (length(sha256) = 32),
    sha512    BLOB NOT NULL CHECK (length(sha512) = 64),
    size      INTEGER NOT NULL CHECK (size >= 0),
    added_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE blob_part (
    sha256 BLOB NOT NULL REFERENCES blob ON DELETE CASCADE,
    part   INTEGER NOT NULL CHECK (part >= 0),
    volume INTEGER NOT NULL REFERENCES volume,
    item   BLOB NOT NULL CHECK (length(item) = 16),
    PRIMARY KEY (sha256, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
    testimony  TEXT PRIMARY KEY,
    revision   INTEGER NOT NULL CHECK (revision >= 1),
    human_code TEXT NOT NULL,
    salt       BLOB NOT NULL CHECK (length(salt) = 32),
    body       BLOB NOT NULL,
    kept_at    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE draft_exhibit (
    testimony TEXT NOT NULL REFERENCES draft ON DELETE CASCADE,
    media     TEXT NOT NULL,
    ord       INTEGER NOT NULL,
    sha256    BLOB NOT NULL REFERENCES blob,
    name      TEXT NOT NULL,
    body      BLOB NOT NULL,
    PRIMARY KEY (testimony, media)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft_mark (
    testimony TEXT PRIMARY KEY,
    changes   INTEGER NOT NULL,
    digest    BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
    author    BLOB NOT NULL CHECK (length(author) = 32),
    id        TEXT NOT NULL,
    revision  INTEGER NOT NULL CHECK (revision >= 1),
    kind      TEXT NOT NULL,
    testimony TEXT NOT NULL,
    digest    BLOB NOT NULL CHECK (length(digest) = 32),
    bytes     BLOB NOT NULL,
    bundle    TEXT REFERENCES bundle,
    PRIMARY KEY (author, id, revision)
) STRICT;
CREATE INDEX record_by_testimony ON record (testimony, kind);
CREATE INDEX record_by_digest ON record (digest);

CREATE TRIGGER record_is_immutable BEFORE UPDATE ON record
BEGIN
    SELECT RAISE(ABORT, 'a sealed record is never changed');
END;

CREATE TABLE record_conflict (
    author   BLOB NOT NULL,
    id       TEXT NOT NULL,
    revision INTEGER NOT NULL,
    digest   BLOB NOT NULL,
    bytes    BLOB NOT NULL,
    bundle   TEXT REFERENCES bundle,
    PRIMARY KEY (author, id, revision, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE identity_open (
    testimony TEXT PRIMARY KEY,
    body      BLOB NOT NULL,
    kept_at   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE identity_open_exhibit (
    testimony TEXT NOT NULL,
    media     TEXT NOT NULL,
    sha256    BLOB NOT NULL REFERENCES blob,
    name      TEXT NOT NULL,
    body      BLOB NOT NULL,
    PRIMARY KEY (testimony, media)
) STRICT, WITHOUT ROWID;

CREATE TABLE identity_file (
    testimony TEXT NOT NULL,
    n         INTEGER NOT NULL CHECK (n >= 1),
    author    BLOB NOT NULL,
    card_root BLOB NOT NULL,
    header    BLOB NOT NULL,
    sha256    BLOB NOT NULL REFERENCES blob,
    PRIMARY KEY (author, testimony, n, sha256)
) STRICT, WITHOUT ROWID;

CREATE TABLE item (
    label  TEXT NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    nonce  BLOB NOT NULL CHECK (length(nonce) = 32),
    latest INTEGER,
    PRIMARY KEY (label, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
    leaf  INTEGER PRIMARY KEY CHECK (leaf >= 0),
    bytes BLOB NOT NULL
) STRICT;

CREATE TRIGGER event_is_immutable BEFORE UPDATE ON event
BEGIN
    SELECT RAISE(ABORT, 'a custody event is never changed');
END;

CREATE TRIGGER event_is_kept BEFORE DELETE ON event
BEGIN
    SELECT RAISE(ABORT, 'a custody event is never removed');
END;

CREATE TABLE event_item (
    leaf   INTEGER NOT NULL REFERENCES event,
    object INTEGER NOT NULL,
    label  TEXT NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (leaf, object)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_by_item ON event_item (label, digest);

CREATE TABLE node (
    level INTEGER NOT NULL,
    idx   INTEGER NOT NULL,
    hash  BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (level, idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE head (
    size       INTEGER PRIMARY KEY,
    checkpoint BLOB NOT NULL,
    signature  TEXT NOT NULL,
    reason     TEXT NOT NULL,
    at         TEXT NOT NULL
) STRICT;

CREATE TABLE stamp (
    sha256    BLOB PRIMARY KEY CHECK (length(sha256) = 32),
    size      INTEGER NOT NULL REFERENCES head,
    platform  BLOB NOT NULL CHECK (length(platform) = 32),
    authority BLOB NOT NULL CHECK (length(authority) = 32),
    time      TEXT NOT NULL,
    token     BLOB NOT NULL,
    UNIQUE (platform, size)
) STRICT, WITHOUT ROWID;

CREATE TABLE platform (
    root       BLOB NOT NULL CHECK (length(root) = 32),
    serial     INTEGER NOT NULL,
    digest     BLOB NOT NULL,
    card       BLOB NOT NULL,
    trusted_at TEXT NOT NULL,
    PRIMARY KEY (root, serial)
) STRICT, WITHOUT ROWID;

CREATE TABLE own_card (
    serial INTEGER PRIMARY KEY,
    digest BLOB NOT NULL,
    card   BLOB NOT NULL
) STRICT;

CREATE TABLE signer (
    public      BLOB PRIMARY KEY CHECK (length(public) = 32),
    enrolled_at TEXT NOT NULL,
    revoked_at  TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE signer_head (
    public BLOB NOT NULL CHECK (length(public) = 32),
    size   INTEGER NOT NULL,
    root   BLOB NOT NULL CHECK (length(root) = 32),
    at     TEXT NOT NULL,
    PRIMARY KEY (public, size, root)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
    bundle         TEXT PRIMARY KEY,
    file           TEXT NOT NULL UNIQUE,
    state          TEXT NOT NULL CHECK (state IN ('building', 'ready')),
    platform       BLOB NOT NULL,
    card_serial    INTEGER NOT NULL,
    sequence       INTEGER NOT NULL,
    receipt_key    BLOB NOT NULL,
    receipt_secret BLOB NOT NULL,
    made_at        TEXT NOT NULL,
    tagmanifest    BLOB,
    sha256         BLOB,
    size           INTEGER,
    head_size      INTEGER,
    head_root      BLOB,
    wiped          INTEGER NOT NULL DEFAULT 0 CHECK (wiped IN (0, 1)),
    CHECK ((state = 'ready') = (sha256 IS NOT NULL AND tagmanifest IS NOT NULL AND size IS NOT NULL
                                AND head_size IS NOT NULL AND head_root IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox_item (
    bundle TEXT NOT NULL REFERENCES outbox ON DELETE CASCADE,
    label  TEXT NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (bundle, label, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE delivery (
    bundle     TEXT PRIMARY KEY REFERENCES outbox ON DELETE CASCADE,
    state      TEXT NOT NULL
               CHECK (state IN ('waiting', 'sending', 'uploaded', 'delivered', 'refused', 'withdrawn')),
    place      INTEGER NOT NULL,
    paused     INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
    reason     TEXT,
    endpoint   TEXT,
    token      TEXT,
    confirmed  INTEGER NOT NULL DEFAULT 0 CHECK (confirmed >= 0),
    tries      INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
    not_before TEXT,
    changed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE failed_way (
    bundle   TEXT NOT NULL REFERENCES delivery ON DELETE CASCADE,
    endpoint TEXT NOT NULL,
    reason   TEXT NOT NULL,
    PRIMARY KEY (bundle, endpoint)
) STRICT, WITHOUT ROWID;

CREATE TABLE choice (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE bundle (
    id          TEXT PRIMARY KEY,
    signer      BLOB NOT NULL,
    tagmanifest BLOB NOT NULL UNIQUE,
    sequence    INTEGER NOT NULL,
    previous    BLOB,
    day         TEXT NOT NULL,
    card_digest BLOB NOT NULL,
    file_sha256 BLOB NOT NULL,
    history     TEXT NOT NULL CHECK (history IN ('first-contact', 'continues', 'rewritten')),
    imported_at TEXT NOT NULL,
    known_size  INTEGER,
    known_root  BLOB,
    CHECK ((history = 'first-contact') = (known_size IS NULL AND known_root IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE bundle_file (
    bundle TEXT NOT NULL REFERENCES bundle,
    name   TEXT NOT NULL,
    bytes  BLOB NOT NULL,
    PRIMARY KEY (bundle, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX bundle_file_by_name ON bundle_file (name);

CREATE TABLE staged (
    ord   INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE arrival (
    file        TEXT PRIMARY KEY,
    sha256      BLOB NOT NULL UNIQUE,
    tagmanifest BLOB NOT NULL UNIQUE,
    size        INTEGER NOT NULL,
    signer      BLOB NOT NULL,
    at          TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantined (
    file   TEXT PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE,
    size   INTEGER NOT NULL,
    code   TEXT NOT NULL,
    at     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE intake (
    seq         INTEGER PRIMARY KEY,
    at          TEXT NOT NULL,
    file_sha256 BLOB NOT NULL,
    verdict     TEXT NOT NULL CHECK (verdict IN ('imported', 'arrival', 'quarantined')),
    code        TEXT NOT NULL,
    bundle      TEXT
) STRICT;

CREATE TABLE receipt (
    tagmanifest BLOB PRIMARY KEY CHECK (length(tagmanifest) = 32),
    bundle      TEXT NOT NULL,
    file        TEXT NOT NULL UNIQUE,
    sha256      BLOB NOT NULL,
    body        BLOB NOT NULL,
    at          TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE receipt_digest (
    digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
    at     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE taken_receipt (
    digest          BLOB PRIMARY KEY CHECK (length(digest) = 32),
    bundle          TEXT NOT NULL REFERENCES outbox,
    at              TEXT NOT NULL,
    taken_at        TEXT NOT NULL,
    refused         TEXT,
    identity_opened TEXT NOT NULL CHECK (identity_opened IN ('yes', 'not_yet', 'none')),
    safe_to_delete  INTEGER NOT NULL CHECK (safe_to_delete IN (0, 1)),
    head_size       INTEGER,
    head_root       BLOB,
    body            BLOB NOT NULL,
    signature       TEXT NOT NULL,
    UNIQUE (bundle, at),
    CHECK ((refused IS NULL) = (head_size IS NOT NULL AND head_root IS NOT NULL))
) STRICT, WITHOUT ROWID;
