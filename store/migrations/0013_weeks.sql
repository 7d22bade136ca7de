-- A workout that is sent twice is kept once: the key is the client's, of its request.
ALTER TABLE workouts ADD COLUMN request_key TEXT;
CREATE UNIQUE INDEX workouts_by_request ON workouts (uid, request_key) WHERE request_key IS NOT NULL;

-- What the person knows of the week as it was made: a change is told once.
ALTER TABLE plans ADD COLUMN known TEXT NOT NULL DEFAULT ''; -- JSON, see knownText; '' before the first
