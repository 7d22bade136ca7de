-- Why credentials were refused, for an operator who asks by the request's id.
-- Kept for a day, written behind the answers and in batches.
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
CREATE INDEX refusals_by_time ON refusals (at);
CREATE INDEX refusals_by_uid ON refusals (uid) WHERE uid <> '';
