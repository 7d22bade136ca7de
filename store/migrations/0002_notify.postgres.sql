-- Tells the other nodes that a session has ended, so that they need not wait
-- for their next look.
CREATE FUNCTION spotter_ended_notify() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('spotter_ended', '');
    RETURN NULL;
END
$$;
CREATE TRIGGER ended_sessions_notify AFTER INSERT ON ended_sessions
    FOR EACH STATEMENT EXECUTE FUNCTION spotter_ended_notify();
