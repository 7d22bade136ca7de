-- Accounts, sessions and keys. Runs as it stands on SQLite and on PostgreSQL.
-- Times are microseconds since 1970-01-01 UTC; 0 is never.

CREATE TABLE users (
    uid                TEXT PRIMARY KEY,
    username           TEXT NOT NULL,
    username_key       TEXT NOT NULL UNIQUE,
    email              TEXT NOT NULL,
    email_key          TEXT NOT NULL UNIQUE,
    password_hash      TEXT NOT NULL,
    is_verified        BIGINT NOT NULL DEFAULT 0,
    created_at         BIGINT NOT NULL,
    last_sign_in_at    BIGINT NOT NULL DEFAULT 0,
    disabled_at        BIGINT NOT NULL DEFAULT 0,
    version            BIGINT NOT NULL DEFAULT 1,
    profile            TEXT NOT NULL -- JSON; what is unknown is left out
);

-- One row per log-in. No refresh token is here, only the jti of the one that
-- counts and of the one before. What a refresh changes stands in no index: so it
-- writes one page, and PostgreSQL keeps the row where it is.
CREATE TABLE sessions (
    sid          TEXT PRIMARY KEY,
    uid          TEXT NOT NULL REFERENCES users (uid) ON DELETE CASCADE,
    created_at   BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    ends_at      BIGINT NOT NULL,
    address      TEXT NOT NULL,
    agent        TEXT NOT NULL,
    jti          TEXT NOT NULL,
    issued_at    BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    kid          TEXT NOT NULL,
    access_life  BIGINT NOT NULL DEFAULT 0, -- longest of an access token of it, in microseconds
    previous_jti TEXT NOT NULL DEFAULT '',
    rotated_at   BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX sessions_by_uid ON sessions (uid);

-- Sessions that ended before their access tokens did. No foreign key: it
-- outlives the session, and the account too.
CREATE TABLE ended_sessions (
    sid      TEXT PRIMARY KEY,
    ended_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    reason   TEXT NOT NULL
);
CREATE INDEX ended_sessions_by_end ON ended_sessions (ended_at);
CREATE INDEX ended_sessions_by_until ON ended_sessions (until_at);

CREATE TABLE events (
    id         TEXT PRIMARY KEY,
    uid        TEXT NOT NULL,
    at         BIGINT NOT NULL,
    kind       TEXT NOT NULL,
    sid        TEXT NOT NULL,
    address    TEXT NOT NULL,
    agent      TEXT NOT NULL,
    request_id TEXT NOT NULL
);
CREATE INDEX events_by_uid ON events (uid, at);
CREATE INDEX events_by_time ON events (at);

-- Key pairs, sealed under the master key. Of several nodes that make the first
-- key of an algorithm at once (sign_from 0), one succeeds.
CREATE TABLE signing_keys (
    kid        TEXT PRIMARY KEY,
    algorithm  TEXT NOT NULL,
    sealed     TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    sign_from  BIGINT NOT NULL,
    UNIQUE (algorithm, sign_from)
);

CREATE TABLE secrets (
    name   TEXT PRIMARY KEY,
    sealed TEXT NOT NULL
);
