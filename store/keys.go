package store

import (
	"context"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"time"

	"spotter/token"
)

// Keys implements token.KeyStore.
func (s *Store) Keys(ctx context.Context) ([]token.StoredKey, error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	scan := func(row scanner) (k token.StoredKey, err error) {
		var sealed string
		var created, from, retired int64
		if err = row.Scan(&k.ID, &k.Algorithm, &sealed, &created, &from, &k.Follows, &retired); err != nil {
			return k, err
		}
		k.CreatedAt, k.SignFrom, k.RetiredAt = fromMicros(created), fromMicros(from), fromMicros(retired)
		k.Sealed, err = base64.StdEncoding.DecodeString(sealed)
		return k, err
	}
	keys, err := collect(ctx, s.read, scan, "SELECT kid, algorithm, sealed, created_at, sign_from, follows, retired_at FROM signing_keys ORDER BY created_at, kid")
	return keys, doing("read signing keys", s.fault(err))
}

// AddKey implements token.KeyStore.
func (s *Store) AddKey(ctx context.Context, k token.StoredKey) error {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	_, err := exec(ctx, s.write, "INSERT INTO signing_keys (kid, algorithm, sealed, created_at, sign_from, follows) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
		k.ID, string(k.Algorithm), base64.StdEncoding.EncodeToString(k.Sealed), micros(k.CreatedAt), micros(k.SignFrom), k.Follows)
	return doing("add a signing key", s.fault(err))
}

// RetireKey implements token.KeyStore. It looks at every session: once in the
// life of a key, and an index would cost each refresh more.
func (s *Store) RetireKey(ctx context.Context, id string, at time.Time) (bool, error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	n, err := exec(ctx, s.write, `UPDATE signing_keys SET sealed = '', retired_at = $1 WHERE kid = $2 AND retired_at = 0
		AND NOT EXISTS (SELECT 1 FROM sessions WHERE sessions.kid = $2)`, micros(at), id)
	return n > 0, doing("retire a signing key", s.fault(err))
}

// Secret returns the sealed secret of that name, keeping fresh as it if there
// is none yet: all nodes have the same.
func (s *Store) Secret(ctx context.Context, name string, fresh []byte) ([]byte, error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	sealed, err := s.secret(ctx, name)
	if errors.Is(err, sql.ErrNoRows) {
		_, err = exec(ctx, s.write, "INSERT INTO secrets (name, sealed) VALUES ($1, $2) ON CONFLICT DO NOTHING",
			name, base64.StdEncoding.EncodeToString(fresh))
		if err == nil {
			sealed, err = s.secret(ctx, name)
		}
	}
	if err != nil {
		return nil, doing("read a secret", s.fault(err))
	}
	return sealed, nil
}

func (s *Store) secret(ctx context.Context, name string) ([]byte, error) {
	var sealed string
	if err := s.read.QueryRowContext(ctx, "SELECT sealed FROM secrets WHERE name = $1", name).Scan(&sealed); err != nil {
		return nil, err
	}
	data, err := base64.StdEncoding.DecodeString(sealed)
	if err != nil {
		return nil, fmt.Errorf("secret %s: %w", name, err)
	}
	return data, nil
}

// EndedSince implements token.EndedSource.
func (s *Store) EndedSince(ctx context.Context, since time.Time) ([]token.EndedSession, error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	scan := func(row scanner) (e token.EndedSession, err error) {
		var at, until int64
		err = row.Scan(&e.ID, &at, &until, &e.Reason)
		e.EndedAt, e.Until = fromMicros(at), fromMicros(until)
		return e, err
	}
	ended, err := collect(ctx, s.read, scan,
		"SELECT sid, ended_at, until_at, reason FROM ended_sessions WHERE ended_at >= $1 AND until_at > $2", micros(since), micros(s.now()))
	return ended, doing("read ended sessions", s.fault(err))
}
