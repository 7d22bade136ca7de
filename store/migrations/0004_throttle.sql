-- Counters of the throttle: leaking buckets (GCRA), which all nodes share. What
-- one is about and whom stands in its name, the latter as a hash.
CREATE TABLE attempts (
    name    TEXT PRIMARY KEY,
    tat     BIGINT NOT NULL,           -- when everything will be forgotten
    next_at BIGINT NOT NULL,           -- no attempt is admitted before
    noted   BIGINT NOT NULL DEFAULT 0  -- 1: the audit log knows that it refused
);
CREATE INDEX attempts_by_tat ON attempts (tat);

-- The same for the refreshes of one session, in the row that a refresh writes
-- anyway.
ALTER TABLE sessions ADD COLUMN refresh_tat BIGINT NOT NULL DEFAULT 0;

-- From which addresses people come.
CREATE INDEX events_of_sign_ins ON events (at, address, uid) WHERE kind = 'signed_in';
