PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE schema_versions
		(version BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL);
INSERT INTO schema_versions VALUES(1,'0001_accounts.sql',1795350080137158);
INSERT INTO schema_versions VALUES(3,'0003_key_life.sql',1795350080138300);
INSERT INTO schema_versions VALUES(4,'0004_throttle.sql',1795350080139180);
INSERT INTO schema_versions VALUES(5,'0005_clients.sql',1795350080139524);
INSERT INTO schema_versions VALUES(6,'0006_import.sql',1795350080140552);
INSERT INTO schema_versions VALUES(7,'0007_refusals.sql',1795350080141070);
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
, imported_at BIGINT NOT NULL DEFAULT 0, legacy_until BIGINT NOT NULL DEFAULT 0);
INSERT INTO users VALUES('01a20334-2bc3-78d0-854e-3cdd0a7cd107','ann','ann','ann@example.com','ann@example.com','$argon2id$v=19$m=19456,t=2,p=1$EoUU9lw4sM86Jeqk1jPO+g$cE19EwHKodTB0Lvj52+/EwXg7ATVl5yj3iejGXy6+oA',0,1795350080451579,1795350082739096,0,1,'{"level":"beginner"}',0,0);
INSERT INTO users VALUES('01a20334-2d80-7a7e-917c-799416c4f067','Ben','ben','ben@example.com','ben@example.com','$argon2id$v=19$m=19456,t=2,p=1$gyGEw/JV7xX3+zxYF25V4w$1yfkOP+PXdxs+Yx78JWibFzCobGpXwEgB5ExIlLytTI',0,1795350080896689,1795350083337877,0,1,'{"level":"beginner"}',0,0);
INSERT INTO users VALUES('01a20334-30f0-7483-a9d1-3a56be963538','cay','cay','cay@example.com','cay@example.com','$argon2id$v=19$m=19456,t=2,p=1$9TvDX0sXlYSBELQqzhFvsg$zab60JTOChW8TtupJr7ZIScIaHU3GZ/U3cmYZl9MHdA',0,1795350081776297,0,1795350082285314,1,'{"level":"beginner"}',0,0);
INSERT INTO users VALUES('01a20334-3307-7341-8eb8-90f45bc84721','fromBcrypt','frombcrypt','frombcrypt@example.com','frombcrypt@example.com','$2b$10$abcdefghijklmnopqrstuuGGgFFcYeueaAql8Z7U7CnCTRw4DR77W',0,1714564800000000,0,0,1,'{"age":31,"level":"beginner"}',1795350082311235,1797942082311203);
INSERT INTO users VALUES('01a20334-3307-7364-882a-626d70274b99','fromPasslib','frompasslib','frompasslib@example.com','frompasslib@example.com','$pbkdf2-sha256$29000$8PHy8/T19vf4.fr7/P3./w$TIQYWp/SSsGPoi.1mD0fYa.nVEgUooOxmJUVsSgmQa8',0,1795350082311217,0,0,1,'{"level":"beginner"}',1795350082311235,1797942082311217);
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
, refresh_tat BIGINT NOT NULL DEFAULT 0);
INSERT INTO sessions VALUES('01a20334-34b3-71a0-8e87-416e8d7f7171','01a20334-2bc3-78d0-854e-3cdd0a7cd107',1795350082739096,1795350082739096,1797942082000000,'127.0.0.1','curl/7.88.1','01a20334-34b3-71b7-8d35-6468492f78ab',1795350082000000,1795522882000000,'DqxXIe79OD2F',1860000000,'',0,0);
INSERT INTO sessions VALUES('01a20334-3709-7d8c-8ecb-c5635864371c','01a20334-2d80-7a7e-917c-799416c4f067',1795350083337877,1795350083337877,1797942083000000,'127.0.0.1','curl/7.88.1','01a20334-3709-7d98-afa8-4aadbf5bb97c',1795350083000000,1795522883000000,'DqxXIe79OD2F',1860000000,'',0,0);
CREATE TABLE ended_sessions (
    sid      TEXT PRIMARY KEY,
    ended_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    reason   TEXT NOT NULL
);
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
INSERT INTO events VALUES('01a20334-2bc3-78db-9bb2-3d9bc0275e27','01a20334-2bc3-78d0-854e-3cdd0a7cd107',1795350080451580,'registered','','','','');
INSERT INTO events VALUES('01a20334-2d80-7a88-a85d-a8e14422d6c8','01a20334-2d80-7a7e-917c-799416c4f067',1795350080896690,'registered','','','','');
INSERT INTO events VALUES('01a20334-30f0-748d-9a54-70616cbc15c3','01a20334-30f0-7483-a9d1-3a56be963538',1795350081776298,'registered','','','','');
INSERT INTO events VALUES('01a20334-32ed-74c3-9d81-45ccd4742b70','01a20334-30f0-7483-a9d1-3a56be963538',1795350082285313,'disabled','','','','');
INSERT INTO events VALUES('01a20334-3307-7345-bb45-01d69c0cb314','01a20334-3307-7341-8eb8-90f45bc84721',1795350082311214,'imported','','','','');
INSERT INTO events VALUES('01a20334-3307-7368-a53d-f3ae515e0c56','01a20334-3307-7364-882a-626d70274b99',1795350082311223,'imported','','','','');
INSERT INTO events VALUES('01a20334-34b3-71bd-b659-a3aa24e7e74b','01a20334-2bc3-78d0-854e-3cdd0a7cd107',1795350082739114,'signed_in','01a20334-34b3-71a0-8e87-416e8d7f7171','127.0.0.1','curl/7.88.1','b312038d35e77d510000000000000001');
INSERT INTO events VALUES('01a20334-3709-7d9d-bafe-c1136b3b5d70','01a20334-2d80-7a7e-917c-799416c4f067',1795350083337892,'signed_in','01a20334-3709-7d8c-8ecb-c5635864371c','127.0.0.1','curl/7.88.1','b312038d35e77d510000000000000002');
INSERT INTO events VALUES('01a20334-3956-77de-bf4b-21ad2d16496d','01a20334-2bc3-78d0-854e-3cdd0a7cd107',1795350083926518,'sign_in_failed','','127.0.0.1','curl/7.88.1','b312038d35e77d510000000000000003');
CREATE TABLE signing_keys (
    kid        TEXT PRIMARY KEY,
    algorithm  TEXT NOT NULL,
    sealed     TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    sign_from  BIGINT NOT NULL, follows TEXT NOT NULL DEFAULT '', retired_at BIGINT NOT NULL DEFAULT 0,
    UNIQUE (algorithm, sign_from)
);
INSERT INTO signing_keys VALUES('DqxXIe79OD2F','EdDSA','5HRCOBOToxN0SxwI+u6q63rFYYEnTBJg5joy9LVcyG+EjSR+rdCCyHrCUjqeqYMvSsCORxLocB15p+1J0iIqN5yQ3q10MKa0rElCuQ==',1795350082359037,0,'',0);
CREATE TABLE secrets (
    name   TEXT PRIMARY KEY,
    sealed TEXT NOT NULL
);
INSERT INTO secrets VALUES('server','pjD3GUgp2ZXvXCE9r+25/aeuRMDTMm99V+Tp9rHmMGTWDjTU5jbL9dW3Lu9hyNuBf3m0R5Agl8mbEgRB');
CREATE TABLE attempts (
    name    TEXT PRIMARY KEY,
    tat     BIGINT NOT NULL,           -- when everything will be forgotten
    next_at BIGINT NOT NULL,           -- no attempt is admitted before
    noted   BIGINT NOT NULL DEFAULT 0  -- 1: the audit log knows that it refused
);
INSERT INTO attempts VALUES('account:KtnR4-Zr7kng5k6av8DfxpPz',1795350128546589,0,0);
INSERT INTO attempts VALUES('pair:PP_OWht6MVlxoqnxOPsjwGHJ',1795350683546589,1795350683546589,0);
INSERT INTO attempts VALUES('address:Sn8orKLLpZH4Z4QyF2HiNOLK',1795350093546589,1795349503546589,0);
INSERT INTO attempts VALUES('account:yvG4fqYBH5SDkUnoF6J9GLdY',1795350082822197,0,0);
INSERT INTO attempts VALUES('pair:2PwxTkxXID77JcwjXjvXFkW5',1795350082822197,0,0);
CREATE TABLE clients (
    id          TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    created_at  BIGINT NOT NULL
);
CREATE TABLE refusals (
    request_id TEXT PRIMARY KEY,
    at         BIGINT NOT NULL,
    route      TEXT NOT NULL,
    address    TEXT NOT NULL,
    status     BIGINT NOT NULL,
    code       TEXT NOT NULL,
    credential TEXT NOT NULL,
    reason     TEXT NOT NULL,
    uid        TEXT NOT NULL,
    sid        TEXT NOT NULL,
    jti        TEXT NOT NULL,
    kid        TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
INSERT INTO refusals VALUES('b312038d35e77d510000000000000003',1795350083966177,'POST /login','127.0.0.1',403,'invalid_credentials','password','the password is wrong','01a20334-2bc3-78d0-854e-3cdd0a7cd107','','','',0);
CREATE INDEX sessions_by_uid ON sessions (uid);
CREATE INDEX ended_sessions_by_end ON ended_sessions (ended_at);
CREATE INDEX ended_sessions_by_until ON ended_sessions (until_at);
CREATE INDEX events_by_uid ON events (uid, at);
CREATE INDEX events_by_time ON events (at);
CREATE UNIQUE INDEX signing_keys_by_follows ON signing_keys (algorithm, follows);
CREATE INDEX attempts_by_tat ON attempts (tat);
CREATE INDEX events_of_sign_ins ON events (at, address, uid) WHERE kind = 'signed_in';
CREATE INDEX refusals_by_time ON refusals (at);
CREATE INDEX refusals_by_uid ON refusals (uid) WHERE uid <> '';
COMMIT;
