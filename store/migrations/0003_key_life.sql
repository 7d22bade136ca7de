-- The life of a key: which one it follows, and when it was retired. A retired
-- key has no sealed half any more. Each key has one successor, however many
-- nodes would make it.
ALTER TABLE signing_keys ADD COLUMN follows TEXT NOT NULL DEFAULT '';
ALTER TABLE signing_keys ADD COLUMN retired_at BIGINT NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX signing_keys_by_follows ON signing_keys (algorithm, follows);
