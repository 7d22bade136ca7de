-- What people said of themselves and the coach remembers: words and numbers of
-- ours, not what was typed.

CREATE TABLE memories (
    uid             TEXT NOT NULL REFERENCES users (uid) ON DELETE CASCADE,
    key             TEXT NOT NULL, -- coach.Fact.Key: a later fact takes the earlier one's place
    id              TEXT NOT NULL,
    kind            TEXT NOT NULL,
    value           TEXT NOT NULL,
    gone            BIGINT NOT NULL, -- taken back
    said_at         BIGINT NOT NULL,
    from_message_id TEXT REFERENCES messages (id) ON DELETE SET NULL,
    PRIMARY KEY (uid, key)
);
CREATE INDEX memories_by_message ON memories (from_message_id);
