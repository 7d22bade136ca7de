-- Conversations, their messages, and the answers that are being written.
-- The same tables as for SQLite, but for the full text index.

CREATE TABLE conversations (
    id         TEXT PRIMARY KEY,
    uid        TEXT NOT NULL REFERENCES users (uid) ON DELETE CASCADE,
    title      TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL, -- when the last answer began
    turns      BIGINT NOT NULL, -- questions in it
    answers    BIGINT NOT NULL, -- answers ever begun: what changes it finds it as it was read
    answer_id  TEXT NOT NULL    -- the newest
);
CREATE INDEX conversations_by_uid ON conversations (uid, updated_at, id);

-- Variant 0 is the question of its turn, the others are its answers.
CREATE TABLE messages (
    id              TEXT PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    turn            BIGINT NOT NULL,
    variant         BIGINT NOT NULL,
    number          BIGINT NOT NULL, -- of the answer in its conversation; its events count from there
    status          TEXT NOT NULL,
    coach           TEXT NOT NULL,
    text            TEXT NOT NULL,
    details         TEXT NOT NULL, -- JSON: sources, calculations, suggestions
    state           TEXT NOT NULL, -- base64
    rating          TEXT NOT NULL DEFAULT '',
    reason          TEXT NOT NULL DEFAULT '',
    created_at      BIGINT NOT NULL,
    finished_at     BIGINT NOT NULL,
    UNIQUE (conversation_id, turn, variant)
);

-- An answer that takes its time: who writes it, and that the writer lives. It
-- stays for the minutes in which it may be replayed.
CREATE TABLE answers (
    message_id   TEXT PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
    uid          TEXT NOT NULL,
    owner        TEXT NOT NULL,
    heartbeat_at BIGINT NOT NULL,
    stop         BIGINT NOT NULL DEFAULT 0,
    ended_at     BIGINT -- NULL while it runs
);
CREATE INDEX answers_by_end ON answers (ended_at, uid);

CREATE TABLE answer_events (
    message_id TEXT NOT NULL REFERENCES answers (message_id) ON DELETE CASCADE,
    last       BIGINT NOT NULL, -- number of the last event in this row
    events     TEXT NOT NULL,   -- JSON
    PRIMARY KEY (message_id, last)
);

-- Words only, in the spelling of searchWords: the texts themselves are in messages.
CREATE TABLE message_words (
    message_id TEXT PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
    words      TSVECTOR NOT NULL
);
CREATE INDEX message_words_by_word ON message_words USING GIN (words);
