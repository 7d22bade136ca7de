-- What people did, the plan that they follow, and which of its days they ticked off.

CREATE TABLE workouts (
    id          TEXT PRIMARY KEY,
    uid         TEXT NOT NULL REFERENCES users (uid) ON DELETE CASCADE,
    day         TEXT NOT NULL, -- YYYY-MM-DD
    sets        TEXT NOT NULL, -- one a line: exercise, repetitions, seconds, kilograms, RPE
    note        TEXT NOT NULL,
    created_at  BIGINT NOT NULL,
    question_id TEXT,          -- the message that told of it; it may be gone
    planned     BIGINT NOT NULL DEFAULT 0 -- 1: it came with the tick of that day
);
CREATE INDEX workouts_by_day ON workouts (uid, day, id);
CREATE UNIQUE INDEX workouts_planned ON workouts (uid, day) WHERE planned = 1;
CREATE UNIQUE INDEX workouts_by_question ON workouts (question_id) WHERE question_id IS NOT NULL;

CREATE TABLE plans (
    uid        TEXT PRIMARY KEY REFERENCES users (uid) ON DELETE CASCADE,
    id         TEXT NOT NULL,
    version    BIGINT NOT NULL,
    starts_on  TEXT NOT NULL, -- YYYY-MM-DD, a Monday
    choices    TEXT NOT NULL, -- JSON, see choicesText
    created_at BIGINT NOT NULL
);

CREATE TABLE plan_days (
    uid     TEXT NOT NULL REFERENCES users (uid) ON DELETE CASCADE,
    day     TEXT NOT NULL, -- YYYY-MM-DD
    done_at BIGINT NOT NULL,
    PRIMARY KEY (uid, day)
);
