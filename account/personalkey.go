package account

import (
	"context"
	"strings"
	"time"
)

// PersonalKey is a secret that a person makes for a program of theirs. It stands
// for its person where programs talk to the coach, and nowhere else.
type PersonalKey struct {
	ID         string // UUIDv7
	UID        string // whose it is
	Name       string // what the person calls it, 1 to 64 characters on one line
	Hint       string // its beginning and its last four characters: tells one from another
	Hash       string // SHA-256 of the key, in hex; never leaves this package and the store
	CreatedAt  time.Time
	LastUsedAt time.Time // to about a minute; zero before the first use
}

// Bounds of personal keys.
const (
	MaxPersonalKeys   = 20 // of one person
	maxKeyName        = 64 // characters
	personalKeyPrefix = "sk-spotter-"
	keyUseEvery       = time.Minute // between two notes that a key is in use
)

// PersonalKeys keeps the keys of people.
type PersonalKeys interface {
	// AddPersonalKey keeps a new key and its event, while the person has fewer
	// than most. It returns ErrTooManyKeys, ErrNoPerson for a disabled person too,
	// and ErrSessionEnded when the session of the event has ended by now.
	AddPersonalKey(ctx context.Context, k PersonalKey, most int, e Event) error
	// ListPersonalKeys returns the keys of a person, the latest first, at most
	// that many.
	ListPersonalKeys(ctx context.Context, uid string, most int) ([]PersonalKey, error)
	// RemovePersonalKey removes a key and keeps the event. It returns ErrNoKey
	// when uid has no such one.
	RemovePersonalKey(ctx context.Context, uid, id string, e Event) error
	// PersonalKeyByHash returns ErrNoKey when there is none.
	PersonalKeyByHash(ctx context.Context, hash string) (PersonalKey, error)
	// NoteKeyUse notes that a key was used at a moment, unless it has been noted
	// after since.
	NoteKeyUse(ctx context.Context, id string, at, since time.Time) error
}

// IsPersonalKey reports whether a text looks like a personal key, right or wrong.
// No token does.
func IsPersonalKey(raw string) bool { return strings.HasPrefix(raw, personalKeyPrefix) }

// keyHint is what the list shows of a key.
func keyHint(key string) string { return personalKeyPrefix + "…" + key[len(key)-4:] }

// keyName is a name as it is kept: its words on one line. It returns a
// *FieldError.
func keyName(name string) (string, error) {
	if err := CheckText("name", name, maxKeyName); err != nil {
		return "", err
	}
	name = strings.Join(strings.Fields(name), " ")
	if name == "" {
		return "", &FieldError{"name", "Say what the key is for: use 1 to 64 characters."}
	}
	return name, nil
}
