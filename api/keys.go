package api

import (
	"context"
	"time"

	"spotter/account"
)

// KeyWire is a personal key on the wire.
type KeyWire struct {
	ID         string     `json:"id" format:"uuid"`
	Name       string     `json:"name" example:"Laptop"`
	Hint       string     `json:"hint" doc:"How the key begins and its last four characters." example:"sk-spotter-…x7Qd"`
	CreatedAt  time.Time  `json:"created_at"`
	LastUsedAt *time.Time `json:"last_used_at" doc:"To about a minute; null before the first use."`
}

// NewKey is a key as it is shown once.
type NewKey struct {
	KeyWire
	Key string `json:"key" doc:"The key itself. It is shown this once: of it a hash is kept." example:"sk-spotter-…"`
}

func keyOf(k account.PersonalKey) KeyWire {
	w := KeyWire{ID: k.ID, Name: k.Name, Hint: k.Hint, CreatedAt: k.CreatedAt.UTC().Truncate(time.Microsecond)}
	if !k.LastUsedAt.IsZero() {
		at := k.LastUsedAt.UTC()
		w.LastUsedAt = &at
	}
	return w
}

func keysOf(list []account.PersonalKey) []KeyWire {
	out := make([]KeyWire, len(list))
	for i, k := range list {
		out[i] = keyOf(k)
	}
	return out
}

type keyRequest struct {
	Body struct {
		Name string `json:"name" doc:"What the key is for: 1 to 64 characters." example:"Laptop"`
	}
}

type newKeyReply struct{ Body NewKey }

func (s *Server) makeKey(ctx context.Context, in *keyRequest) (*newKeyReply, error) {
	claims := exchangeOf(ctx).claims
	k, key, err := s.Accounts.AddPersonalKey(ctx, claims.Subject, claims.SessionID, in.Body.Name, by(ctx))
	if err != nil {
		return nil, err
	}
	return &newKeyReply{NewKey{keyOf(k), key}}, nil
}

type keysReply struct {
	Body struct {
		Items      []KeyWire `json:"items" doc:"The latest first."`
		NextCursor *string   `json:"next_cursor" doc:"Always null: all of them are on one page."`
	}
}

func (s *Server) keys(ctx context.Context, _ *struct{}) (*keysReply, error) {
	list, err := s.Accounts.ListPersonalKeys(ctx, uid(ctx))
	if err != nil {
		return nil, err
	}
	out := &keysReply{}
	out.Body.Items = keysOf(list)
	return out, nil
}

type keyIDRequest struct {
	ID string `path:"id" maxLength:"64" doc:"The id of a key of yours." example:"0192f0c4-7d1e-7c3a-9b5e-2f4d8a6c1e70"`
}

func (s *Server) removeKey(ctx context.Context, in *keyIDRequest) (*struct{}, error) {
	claims := exchangeOf(ctx).claims
	return nil, s.Accounts.RemovePersonalKey(ctx, claims.Subject, claims.SessionID, in.ID, by(ctx))
}
