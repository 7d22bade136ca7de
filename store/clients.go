package store

import (
	"context"
	"errors"

	"spotter/account"
)

const clientColumns = "id, name, secret_hash, created_at"

func scanClient(row scanner) (c account.OAuthClient, err error) {
	var created int64
	err = row.Scan(&c.ID, &c.Name, &c.SecretHash, &created)
	c.CreatedAt = fromMicros(created)
	return c, err
}

// AddClient implements account.ClientStore. Operators who add clients at the
// same moment may pass the bound by as many as they are.
func (s *Store) AddClient(ctx context.Context, c account.OAuthClient, most int) error {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	n, err := exec(ctx, s.write, "INSERT INTO clients ("+clientColumns+`) SELECT $1, $2, $3, CAST($4 AS BIGINT)
		WHERE (SELECT COUNT(*) FROM clients) < $5 ON CONFLICT DO NOTHING`,
		c.ID, c.Name, c.SecretHash, micros(c.CreatedAt), most)
	if err != nil || n > 0 {
		return doing("add a client", s.fault(err))
	}
	if _, err = s.ClientByID(ctx, c.ID); err == nil {
		return doing("add a client", account.ErrClientTaken)
	}
	if errors.Is(err, account.ErrNoClient) {
		return doing("add a client", account.ErrTooManyClients)
	}
	return err
}

// ClientByID implements account.ClientStore.
func (s *Store) ClientByID(ctx context.Context, id string) (account.OAuthClient, error) {
	ctx, cancel := s.byKey(ctx)
	defer cancel()
	var c account.OAuthClient
	var created int64
	found, err := s.hotRow(ctx, s.read, "SELECT "+clientColumns+" FROM clients WHERE id = $1", []any{id}, &c.ID, &c.Name, &c.SecretHash, &created)
	if errors.Is(err, errText) || err == nil && !found {
		err = account.ErrNoClient
	}
	if err != nil {
		return account.OAuthClient{}, doing("look up a client", err)
	}
	c.CreatedAt = fromMicros(created)
	return c, nil
}

// ListClients implements account.ClientStore.
func (s *Store) ListClients(ctx context.Context, most int) ([]account.OAuthClient, error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	all, err := collect(ctx, s.read, scanClient, "SELECT "+clientColumns+" FROM clients WHERE id > '' ORDER BY id LIMIT $1", most)
	return all, doing("list clients", s.fault(err))
}

// RemoveClient implements account.ClientStore.
func (s *Store) RemoveClient(ctx context.Context, id string) error {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	n, err := exec(ctx, s.write, "DELETE FROM clients WHERE id = $1", id)
	if errors.Is(err, errText) {
		n, err = 0, nil
	}
	return doing("remove a client", mustChange(n, s.fault(err), account.ErrNoClient))
}
