PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE schema_versions
		(version BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL);
INSERT INTO schema_versions VALUES(1,'0001_accounts.sql',1795350077412188);
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
INSERT INTO users VALUES('01a20334-20ad-7dd8-93bb-54e5e9220fa1','ann','ann','ann@example.com','ann@example.com','$argon2id$v=19$m=19456,t=2,p=1$rRhEGItku/sx1OSyJ553UQ$h8BBjtoadtzvJSGpzaCJqogp+QYos2AJJkvTkZVMF0c',0,1795350077613908,1795350078603472,0,1,'{"level":"beginner"}');
INSERT INTO users VALUES('01a20334-21ce-7ba0-92a2-bddc1758eda4','Ben','ben','ben@example.com','ben@example.com','$argon2id$v=19$m=19456,t=2,p=1$jRMHJlC47X5bYA5HyH4geQ$sGv90IKb3WZ1w+UBJ8In/sNloJnKBAF21CNyN6WUdgM',0,1795350077902763,1795350079014254,0,1,'{"level":"beginner"}');
INSERT INTO users VALUES('01a20334-22f2-7155-a7d9-51b7f2a80dfb','cay','cay','cay@example.com','cay@example.com','$argon2id$v=19$m=19456,t=2,p=1$i/2edncz8ZbtLL9jDQT/FA$72A5kf8Wau+X7WopW7fPJ2FccErLghCmEciY1JaP5bI',0,1795350078194089,0,1795350078244403,1,'{"level":"beginner"}');
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
INSERT INTO sessions VALUES('01a20334-248b-7769-b396-b6e480fb114c','01a20334-20ad-7dd8-93bb-54e5e9220fa1',1795350078603472,1795350078603472,1797942078000000,'127.0.0.1','curl/7.88.1','01a20334-248b-77b5-bd93-72af8c6b34c1',1795350078000000,1795522878000000,'mhW84xPsb3Do',1860000000,'',0);
INSERT INTO sessions VALUES('01a20334-2626-7401-9c26-ac8529b322dc','01a20334-21ce-7ba0-92a2-bddc1758eda4',1795350079014254,1795350079014254,1797942079000000,'127.0.0.1','curl/7.88.1','01a20334-2626-740f-abd3-9c9d9b731739',1795350079000000,1795522879000000,'mhW84xPsb3Do',1860000000,'',0);
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
INSERT INTO events VALUES('01a20334-20ad-7de0-8c79-acbac00f85d4','01a20334-20ad-7dd8-93bb-54e5e9220fa1',1795350077613909,'registered','','','','');
INSERT INTO events VALUES('01a20334-21ce-7ba8-8884-999872011634','01a20334-21ce-7ba0-92a2-bddc1758eda4',1795350077902764,'registered','','','','');
INSERT INTO events VALUES('01a20334-22f2-7161-a5d1-0561547a02bc','01a20334-22f2-7155-a7d9-51b7f2a80dfb',1795350078194090,'registered','','','','');
INSERT INTO events VALUES('01a20334-2324-761d-812e-b3bd35fc959d','01a20334-22f2-7155-a7d9-51b7f2a80dfb',1795350078244401,'disabled','','','','');
INSERT INTO events VALUES('01a20334-248b-77b9-ae56-616ef498a62c','01a20334-20ad-7dd8-93bb-54e5e9220fa1',1795350078603506,'signed_in','01a20334-248b-7769-b396-b6e480fb114c','127.0.0.1','curl/7.88.1','4eddcb42f98c3f860000000000000001');
INSERT INTO events VALUES('01a20334-2626-7413-8fe9-bddb4d7189a0','01a20334-21ce-7ba0-92a2-bddc1758eda4',1795350079014267,'signed_in','01a20334-2626-7401-9c26-ac8529b322dc','127.0.0.1','curl/7.88.1','4eddcb42f98c3f860000000000000002');
INSERT INTO events VALUES('01a20334-2777-712f-b1ff-3b4e8f2acf49','01a20334-20ad-7dd8-93bb-54e5e9220fa1',1795350079351079,'sign_in_failed','','127.0.0.1','curl/7.88.1','4eddcb42f98c3f860000000000000003');
CREATE TABLE signing_keys (
    kid        TEXT PRIMARY KEY,
    algorithm  TEXT NOT NULL,
    sealed     TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    sign_from  BIGINT NOT NULL,
    UNIQUE (algorithm, sign_from)
);
INSERT INTO signing_keys VALUES('mhW84xPsb3Do','EdDSA','zNGDBJyYz4OPSdNWG/UxZWh6Nvr8LbB3VqhVQVAqhg3hD3wA2zvgwRsGQ+As06+lwCk6wAPVrb8nwpHOBg7PF08uhXYUO+cpsRdxew==',1795350078270271,0);
CREATE TABLE secrets (
    name   TEXT PRIMARY KEY,
    sealed TEXT NOT NULL
);
INSERT INTO secrets VALUES('server','QzmpI7U25ke29arGJPZtwlYRBC94rpkLNFD5wI6AdDdcjdkXesjzvtJGwg9Fo+7oQrg4dQdlikAW6EI6');
CREATE INDEX sessions_by_uid ON sessions (uid);
CREATE INDEX ended_sessions_by_end ON ended_sessions (ended_at);
CREATE INDEX ended_sessions_by_until ON ended_sessions (until_at);
CREATE INDEX events_by_uid ON events (uid, at);
CREATE INDEX events_by_time ON events (at);
COMMIT;
