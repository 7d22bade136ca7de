-- People who came from another app, and until when its old tokens still speak
-- for them: 0 once they have ended, or for those who did not come from one.
ALTER TABLE users ADD COLUMN imported_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN legacy_until BIGINT NOT NULL DEFAULT 0;
