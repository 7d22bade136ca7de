package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"

	"spotter/account"
	"spotter/coach"
	"spotter/store"
	"spotter/token"
)

// opened is what every command that touches the data begins with.
type opened struct {
	store  *store.Store
	master token.MasterKey
	secret []byte // the root of what the server signs beside tokens
}

const keyFile = "spotter.key"

// open opens the database and the master key that belongs to it.
func open(ctx context.Context, c settings) (opened, error) {
	if err := store.CheckFile(c.DB); err != nil {
		return opened{}, err
	}
	master, err := masterKey(c, isAbsent(c.DB))
	if err != nil {
		return opened{}, err
	}
	db, err := store.Open(ctx, c.DB)
	if err != nil {
		return opened{}, err
	}
	secret, err := openSecret(ctx, db, master)
	if err != nil {
		db.Close()
		return opened{}, err
	}
	return opened{store: db, master: master, secret: secret}, nil
}

// withData does something with the data that the settings name.
func withData(ctx context.Context, s *Settings, do func(settings, opened) error) error {
	c, err := s.check()
	if err != nil {
		return err
	}
	data, err := open(ctx, c)
	if err != nil {
		return err
	}
	defer data.store.Close()
	return do(c, data)
}

func isAbsent(dsn string) bool {
	if store.IsPostgres(dsn) {
		return false
	}
	info, err := os.Stat(dsn)
	return errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0
}

// masterKey reads the setting, or the file beside a SQLite database. The file
// is made with the database, never later: a new key would open nothing.
func masterKey(c settings, fresh bool) (token.MasterKey, error) {
	if c.MasterKey != "" {
		key, err := token.ParseMasterKey(c.MasterKey)
		if err != nil {
			return key, fmt.Errorf("SPOTTER_MASTER_KEY: %w", err)
		}
		return key, nil
	}
	if store.IsPostgres(c.DB) {
		return token.MasterKey{}, errors.New("SPOTTER_MASTER_KEY is required with PostgreSQL: make one with spotter key master and give it to every node")
	}
	path := filepath.Join(filepath.Dir(c.DB), keyFile)
	text, err := os.ReadFile(path)
	switch {
	case err == nil:
		key, err := token.ParseMasterKey(string(text))
		if err != nil {
			return key, fmt.Errorf("the file %s is damaged (%w): restore it from where you keep a copy", path, err)
		}
		return key, nil
	case !errors.Is(err, fs.ErrNotExist):
		return token.MasterKey{}, fmt.Errorf("the file %s cannot be read: check who owns it", path)
	case !fresh:
		return token.MasterKey{}, fmt.Errorf("the file %s is missing: the database %s is sealed with it; restore it, or set SPOTTER_MASTER_KEY", path, c.DB)
	}
	return newMasterKey(path)
}

// newMasterKey makes the file whole or not at all: it is written under another
// name first. Of two starts at once, one makes it and both use it.
func newMasterKey(path string) (token.MasterKey, error) {
	key := token.NewMasterKey()
	f, err := os.CreateTemp(filepath.Dir(path), keyFile+".*") // for its owner alone
	if err != nil {
		return key, fmt.Errorf("the file %s cannot be made: check that the folder exists and who owns it, or set SPOTTER_DB", path)
	}
	defer os.Remove(f.Name())
	_, err = f.WriteString(key.Encode() + "\n")
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Link(f.Name(), path)
	}
	if errors.Is(err, fs.ErrExist) { // another start was quicker by a moment
		text, err := os.ReadFile(path)
		if err != nil {
			return key, err
		}
		return token.ParseMasterKey(string(text))
	}
	if err != nil {
		return key, fmt.Errorf("the file %s cannot be written: %w", path, err)
	}
	return key, nil
}

const serverSecret = "server"

// openSecret opens the secret that every node has the same. It also proves that
// the master key is the right one.
func openSecret(ctx context.Context, db *store.Store, master token.MasterKey) ([]byte, error) {
	fresh := make([]byte, 32)
	rand.Read(fresh)
	sealed, err := master.Seal(serverSecret, fresh)
	if err != nil {
		return nil, err
	}
	if sealed, err = db.Secret(ctx, serverSecret, sealed); err != nil {
		return nil, err
	}
	plain, err := master.Open(serverSecret, sealed)
	if err != nil {
		return nil, errors.New("the master key is not the one that this database was sealed with: restore spotter.key or SPOTTER_MASTER_KEY")
	}
	return plain, nil
}

// authority signs and verifies for this configuration.
func (o opened) authority(ctx context.Context, c settings, ended *token.Ended, log *slog.Logger) (*token.Authority, error) {
	a, err := token.NewAuthority(ctx, token.Config{
		Issuer: c.publicURL, Audience: c.audience, Algorithm: c.algorithm, Secret: c.JWTSecret,
		Keys: o.store, Master: o.master, Rotation: c.rotation, JWKSMaxAge: c.jwksMaxAge,
		AccessTTL: c.access, RefreshTTL: c.idle, Leeway: c.leeway, Ended: ended,
		OnKey: func(change token.KeyChange) {
			log.Info("signing key "+string(change.What), "kid", change.Key.ID, "algorithm", string(change.Key.Algorithm), "signs_from", change.Key.SignFrom)
		},
	})
	switch {
	case errors.Is(err, token.ErrWrongMasterKey):
		return nil, errors.New("the master key is not the one that the signing keys were sealed with: restore spotter.key or SPOTTER_MASTER_KEY")
	case errors.Is(err, token.ErrRotation):
		return nil, fmt.Errorf("SPOTTER_KEY_ROTATION: %w", err)
	}
	return a, err
}

// accounts are the rules for this configuration.
func (o opened) accounts(c settings, ended *token.Ended, log *slog.Logger) *account.Accounts {
	return account.New(account.Config{
		Store:  o.store,
		Hasher: account.NewHasher(account.HasherConfig{Slots: hashingSlots()}),
		Policy: account.PasswordPolicy{MinLength: c.PasswordMin, Common: c.PasswordMin >= leastPassword},
		Access: c.access, Idle: c.idle, Life: c.life, Grace: c.grace,
		Closed: c.Registration == "closed",
		Limits: c.limits,
		OnEnded: func(list []account.Ended) {
			for _, e := range list {
				ended.Add(token.EndedSession{ID: e.ID, EndedAt: e.At, Until: e.Until, Reason: e.Reason})
			}
		},
		OnShared: func(crowd account.Crowd) {
			log.Warn("most people come from one address, which hits a limit: it looks like a proxy, and its limits are ten times as wide now; name it in SPOTTER_TRUSTED_PROXIES",
				"address", crowd.Address, "people", crowd.People, "all", crowd.All)
		},
		OnEvent: func(e account.Event) {
			log.Info("audit", "event", e.Kind, "uid", e.UID, "sid", e.SessionID, "address", e.Client.Address, "request_id", e.RequestID)
		},
	})
}

// conversations is what people say to the coach.
func (o opened) conversations(by coach.Coach, log *slog.Logger) *coach.Conversations {
	return coach.New(coach.Config{Store: o.store, Coach: by, OnError: func(err error) { log.Error("a conversation failed", "error", err) }})
}

// clients is who may introspect.
func (o opened) clients() *account.Clients { return &account.Clients{Store: o.store} }

// cores is how many there are, or GOMAXPROCS: read before anything else is set.
var cores = runtime.GOMAXPROCS(0)

// hashingSlots is how many passwords are hashed at once: one per core.
func hashingSlots() int { return cores }
