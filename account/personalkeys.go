package account

import (
	"context"
	"errors"
	"fmt"
)

// AddPersonalKey makes a key for the person, which nobody can be told again. The
// session is the one that asks: an ended one makes none. It returns a *FieldError
// named name, ErrTooManyKeys, ErrNoPerson or ErrSessionEnded.
func (a *Accounts) AddPersonalKey(ctx context.Context, uid, sid, name string, by By) (k PersonalKey, key string, err error) {
	if name, err = keyName(name); err != nil {
		return PersonalKey{}, "", err
	}
	key, hash := newSecret(personalKeyPrefix)
	k = PersonalKey{ID: newID(), UID: uid, Name: name, Hint: keyHint(key), Hash: hash, CreatedAt: a.Now()}
	e := a.event(EventKeyMade, uid, sid, by)
	if err := a.tell(e, a.Store.AddPersonalKey(ctx, k, MaxPersonalKeys, e)); err != nil {
		return PersonalKey{}, "", fmt.Errorf("make a key: %w", err)
	}
	return k, key, nil
}

// ListPersonalKeys returns the person's keys, the latest first.
func (a *Accounts) ListPersonalKeys(ctx context.Context, uid string) ([]PersonalKey, error) {
	list, err := a.Store.ListPersonalKeys(ctx, uid, MaxPersonalKeys)
	return list, wrap("list keys", err)
}

// RemovePersonalKey removes a key of the person: it serves no more, on any node.
// It returns ErrNoKey when there is none of that id, be it another person's.
func (a *Accounts) RemovePersonalKey(ctx context.Context, uid, sid, id string, by By) error {
	e := a.event(EventKeyRemoved, uid, sid, by)
	return wrap("remove a key", a.tell(e, a.Store.RemovePersonalKey(ctx, uid, id, e)))
}

// CheckPersonalKey returns whose key this is, and ErrWrongKey for a wrong one and
// for that of a disabled person alike. The RefusedError around says which it was:
// that is for the operator. Right or wrong, a key costs a hash and a look into an
// index; the index holds hashes, so the time it takes tells nothing of any key.
func (a *Accounts) CheckPersonalKey(ctx context.Context, raw string) (PersonalKey, error) {
	if len(raw) > maxSecret {
		raw = "" // nobody has that one either
	}
	k, err := a.Store.PersonalKeyByHash(ctx, hashSecret(raw))
	if errors.Is(err, ErrNoKey) {
		err = &RefusedError{Err: ErrWrongKey, Why: "nobody has this key, or not any more"}
	}
	if err != nil {
		return PersonalKey{}, wrap("check a key", err)
	}
	_, err = a.Person(ctx, k.UID)
	var why *RefusedError
	if errors.As(err, &why) {
		err = &RefusedError{Err: ErrWrongKey, Why: why.Why, UID: k.UID}
	}
	if err != nil {
		return PersonalKey{}, wrap("check a key", err)
	}
	return k, nil
}

// UsePersonalKey is CheckPersonalKey for a call that is served: the list shows
// when that was, to about a minute.
func (a *Accounts) UsePersonalKey(ctx context.Context, raw string) (PersonalKey, error) {
	k, err := a.CheckPersonalKey(ctx, raw)
	if err != nil {
		return k, err
	}
	now := a.Now()
	if since := now.Add(-keyUseEvery); !k.LastUsedAt.After(since) {
		// Where this cannot be written the key serves all the same.
		_ = a.Store.NoteKeyUse(ctx, k.ID, now, since)
	}
	return k, nil
}
