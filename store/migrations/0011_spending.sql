-- How many tokens of the language model each person uses on a day (UTC).
CREATE TABLE spending (
    uid        TEXT NOT NULL REFERENCES users (uid) ON DELETE CASCADE,
    day_at     BIGINT NOT NULL, -- its midnight
    prompt     BIGINT NOT NULL DEFAULT 0,
    completion BIGINT NOT NULL DEFAULT 0,
    estimated  BIGINT NOT NULL DEFAULT 0, -- how many of both are guesses
    reserved   BIGINT NOT NULL DEFAULT 0, -- set aside for requests that are under way
    told       BIGINT NOT NULL DEFAULT 0, -- the person knows that it is spent
    PRIMARY KEY (uid, day_at)
);
CREATE INDEX spending_by_day ON spending (day_at);
