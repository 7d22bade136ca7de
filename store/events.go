package store

import (
	"context"

	"spotter/account"
)

const eventColumns = "id, uid, at, kind, sid, address, agent, request_id"

func scanEvent(row scanner) (e account.Event, err error) {
	var at int64
	err = row.Scan(&e.ID, &e.UID, &at, &e.Kind, &e.SessionID, &e.Client.Address, &e.Client.Agent, &e.RequestID)
	e.At = fromMicros(at)
	return e, err
}

// AddEvent implements account.Events.
func (s *Store) AddEvent(ctx context.Context, e account.Event) error {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	return doing("add an event", s.fault(addEvent(ctx, s.write, e)))
}

const insertEvent = "INSERT INTO events (" + eventColumns + ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"

func addEvent(ctx context.Context, q querier, e account.Event) error {
	for _, st := range keepEvent(e) {
		if err := st.run(ctx, q); err != nil {
			return err
		}
	}
	return nil
}

// keepEvent is the step that keeps an event, if there is one.
func keepEvent(e account.Event) []*step {
	if e.Kind == "" {
		return nil
	}
	return []*step{{query: insertEvent, args: []any{
		e.ID, e.UID, micros(e.At), string(e.Kind), e.SessionID, e.Client.Address, e.Client.Agent, e.RequestID,
	}}}
}

// ListEvents implements account.Events.
func (s *Store) ListEvents(ctx context.Context, uid string, limit int) ([]account.Event, error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	events, err := collect(ctx, s.read, scanEvent,
		"SELECT "+eventColumns+" FROM events WHERE uid = $1 ORDER BY at DESC, id DESC LIMIT $2", uid, limit)
	return events, doing("list events", s.fault(err))
}
