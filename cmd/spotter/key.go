package main

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"text/tabwriter"
	"time"

	"spotter/token"
)

type keyCommand struct {
	List   keyList       `cmd:"" help:"List the signing keys: which one signs, until when the others count."`
	Rotate keyRotate     `cmd:"" help:"Publish the key that replaces the signing key. It signs once every verifier knows it."`
	Secret secretCommand `cmd:"" help:"Print a fresh JWT_SECRET=… line for .env."`
	Master masterCommand `cmd:"" help:"Print a fresh SPOTTER_MASTER_KEY=… line for .env."`
}

type secretCommand struct{}

// secretBytes of randomness serve every HMAC algorithm: 86 characters.
const secretBytes = 64

// Run prints a secret.
func (secretCommand) Run(t terminal) error {
	secret := make([]byte, secretBytes)
	rand.Read(secret)
	_, err := fmt.Fprintf(t.out, "JWT_SECRET=%s\n", base64.RawURLEncoding.EncodeToString(secret))
	return err
}

type masterCommand struct{}

// Run prints a master key.
func (masterCommand) Run(t terminal) error {
	_, err := fmt.Fprintf(t.out, "SPOTTER_MASTER_KEY=%s\n", token.NewMasterKey().Encode())
	return err
}

// withAuthority does something with the signing keys of the database.
func withAuthority(ctx context.Context, s *Settings, do func(settings, opened, *token.Authority) error) error {
	return withData(ctx, s, func(c settings, data opened) error {
		authority, err := data.authority(ctx, c, nil, slog.New(slog.DiscardHandler))
		if err != nil {
			return err
		}
		return do(c, data, authority)
	})
}

var errNoKeyPairs = errors.New("tokens are signed with JWT_SECRET, so there are no key pairs: to change it, give every node and every service the new one")

type keyRotate struct{}

// Run publishes the next key.
func (keyRotate) Run(ctx context.Context, s *Settings, t terminal) error {
	return withAuthority(ctx, s, func(_ settings, _ opened, a *token.Authority) error {
		next, err := a.RotateKey(ctx)
		switch {
		case errors.Is(err, token.ErrSharedSecret):
			return errNoKeyPairs
		case errors.Is(err, token.ErrKeyWaiting):
			return fmt.Errorf("key %s is published already and signs from %s on: verifiers elsewhere keep the key set for so long; rotate again after that",
				next.ID, inSeconds(next.SignFrom))
		case err != nil:
			return err
		}
		_, err = fmt.Fprintf(t.out, "published %s (%s): it signs from %s on, once every verifier knows it\n", next.ID, next.Algorithm, inSeconds(next.SignFrom))
		return err
	})
}

type keyList struct{}

// Run lists the keys.
func (keyList) Run(ctx context.Context, s *Settings, t terminal) error {
	return withAuthority(ctx, s, func(c settings, data opened, _ *token.Authority) error {
		stored, err := data.store.Keys(ctx)
		if err != nil {
			return err
		}
		if c.algorithm.Symmetric() {
			fmt.Fprintln(t.err, "spotter: tokens are signed with JWT_SECRET; the keys below are not in use")
		}
		table := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
		fmt.Fprintln(table, "KID\tALGORITHM\tPUBLISHED\tSTATE")
		for _, k := range stored {
			fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", k.ID, k.Algorithm, inSeconds(k.CreatedAt), c.lifeOf(stored, k))
		}
		return table.Flush()
	})
}

// lifeOf is the state of a key in words.
func (c settings) lifeOf(stored []token.StoredKey, k token.StoredKey) string {
	state := token.StateOf(stored, k, time.Now())
	switch state {
	case token.KeyPublished:
		return "published, signs from " + inSeconds(k.SignFrom)
	case token.KeyVerifying:
		return "replaced, verifies until " + inSeconds(token.KeyUntil(stored, k, max(c.access, c.idle)+c.leeway))
	case token.KeyRetired:
		return "retired at " + inSeconds(k.RetiredAt)
	case token.KeySigning:
		if k.Algorithm != c.algorithm {
			return "verifies; would sign with JWT_ALGORITHM=" + string(k.Algorithm)
		}
	}
	return string(state)
}

func inSeconds(t time.Time) string { return t.UTC().Format("2006-01-02 15:04:05") + " UTC" }
