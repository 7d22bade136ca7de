package account

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// ClientStore keeps the clients. All methods return an error that wraps
// [ErrUnavailable] when the database does not answer in time.
type ClientStore interface {
	// AddClient keeps a new client while there are fewer than most. It returns
	// ErrClientTaken when there is one of that id, and ErrTooManyClients.
	AddClient(ctx context.Context, c OAuthClient, most int) error
	// ClientByID returns ErrNoClient when there is none.
	ClientByID(ctx context.Context, id string) (OAuthClient, error)
	// ListClients returns up to most clients by id.
	ListClients(ctx context.Context, most int) ([]OAuthClient, error)
	// RemoveClient removes a client. It returns ErrNoClient when there is none.
	RemoveClient(ctx context.Context, id string) error
}

// Clients is who may introspect tokens, and how they prove it. Nothing is
// remembered between calls: what one process adds or removes counts in all
// others with the next call. Safe for concurrent use.
type Clients struct {
	Store ClientStore
	Now   func() time.Time // time.Now if nil
}

// Add makes a client and its secret, which nobody can be told again. It returns
// a *FieldError when the name does not serve (see [ClientIDOf]), ErrClientTaken
// when another name has given the same id, ErrTooManyClients.
func (c *Clients) Add(ctx context.Context, name string) (client OAuthClient, secret string, err error) {
	id, err := ClientIDOf(name)
	if err != nil {
		return OAuthClient{}, "", err
	}
	secret, hash := newSecret(clientPrefix)
	client = OAuthClient{ID: id, Name: name, SecretHash: hash, CreatedAt: c.now()}
	if err := c.Store.AddClient(ctx, client, MaxClients); err != nil {
		return OAuthClient{}, "", fmt.Errorf("add a client: %w", err)
	}
	return client, secret, nil
}

// List returns all clients by id.
func (c *Clients) List(ctx context.Context) ([]OAuthClient, error) {
	all, err := c.Store.ListClients(ctx, MaxClients)
	return all, wrap("list clients", err)
}

// Remove removes a client: its secret opens nothing from then on. It returns
// ErrNoClient.
func (c *Clients) Remove(ctx context.Context, id string) error {
	return wrap("remove a client", c.Store.RemoveClient(ctx, id))
}

// Authenticate returns the client whose id and secret these are, and
// ErrWrongClient for an unknown id and a wrong secret alike. The text around
// the error says which it was: that is for the log.
func (c *Clients) Authenticate(ctx context.Context, id, secret string) (OAuthClient, error) {
	if !isClientID(id) {
		return OAuthClient{}, fmt.Errorf("%w: nobody could have this id", ErrWrongClient)
	}
	client, err := c.Store.ClientByID(ctx, id)
	good := client.holds(secret) // of nobody too: each answer costs a hash
	switch {
	case errors.Is(err, ErrNoClient):
		return OAuthClient{}, fmt.Errorf("%w: nobody has this id", ErrWrongClient)
	case err != nil:
		return OAuthClient{}, fmt.Errorf("authenticate a client: %w", err)
	case !good:
		return OAuthClient{}, fmt.Errorf("%w: another secret than that of %s", ErrWrongClient, client.ID)
	}
	return client, nil
}

func (c *Clients) now() time.Time {
	if c.Now == nil {
		return time.Now()
	}
	return c.Now()
}
