-- Services that may introspect tokens (RFC 7662). Of a secret of 256 random bits
-- its SHA-256 in hex is kept.
CREATE TABLE clients (
    id          TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    created_at  BIGINT NOT NULL
);
