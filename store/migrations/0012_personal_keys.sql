-- Keys that people make for their own programs, which serve /v1 alone. Of 256
-- random bits the SHA-256 in hex is kept, and the last characters for the list.
CREATE TABLE personal_keys (
    id           TEXT PRIMARY KEY,
    uid          TEXT NOT NULL REFERENCES users (uid) ON DELETE CASCADE,
    name         TEXT NOT NULL,
    hint         TEXT NOT NULL,
    hash         TEXT NOT NULL UNIQUE,
    created_at   BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL -- 0 before the first use
);
CREATE INDEX personal_keys_by_uid ON personal_keys (uid, id);
