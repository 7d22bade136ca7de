package store_test

import (
	"bytes"
	"crypto/rand"
	"reflect"
	"testing"
	"time"

	"spotter/account"
	"spotter/token"
)

var keyContract = []part{
	{"keys come back field by field, the oldest first", keysComeBack},
	{"of many first keys of an algorithm one is kept", firstKeyRace},
	{"a key has one successor", oneSuccessor},
	{"a key that a session names is not retired", retireKey},
	{"a secret is made once, for all nodes", secretRace},
}

func newKey(a token.Algorithm, created time.Time) token.StoredKey {
	sealed := make([]byte, 200)
	rand.Read(sealed) // any byte, U+0000 too
	return token.StoredKey{ID: newID(), Algorithm: a, Sealed: sealed, CreatedAt: created}
}

func keysComeBack(t *testing.T, db database) {
	second := newKey(token.ES256, began)
	second.SignFrom, second.Follows = began.Add(time.Hour), "an earlier one"
	first := newKey(token.EdDSA, began.Add(-time.Microsecond))
	first.Sealed = []byte{0}
	for _, k := range []token.StoredKey{second, first} {
		must(t, db.one.AddKey(t.Context(), k))
	}
	must(t, db.one.AddKey(t.Context(), newKey(token.EdDSA, began))) // a second first one of its algorithm
	got, err := db.other.Keys(t.Context())
	if must(t, err); !reflect.DeepEqual(got, []token.StoredKey{first, second}) {
		t.Errorf("%+v, want %+v and %+v", got, first, second)
	}
}

func firstKeyRace(t *testing.T, db database) {
	before, err := db.one.Keys(t.Context())
	must(t, err)
	together(20, func(i int) {
		if err := db.handle(i).AddKey(ctx, newKey(token.RS256, began)); err != nil {
			t.Error(err)
		}
	})
	after, err := db.one.Keys(t.Context())
	if must(t, err); len(after) != len(before)+1 {
		t.Errorf("%d keys were kept", len(after)-len(before))
	}
}

func secretRace(t *testing.T, db database) {
	answers := make([][]byte, 20)
	together(len(answers), func(i int) {
		fresh := append([]byte{byte(i), 0, 0xff}, "fresh"...)
		got, err := db.handle(i).Secret(ctx, "race", fresh)
		if err != nil {
			t.Error(err)
		}
		answers[i] = got
	})
	for _, got := range answers {
		if len(got) == 0 || !bytes.Equal(got, answers[0]) {
			t.Errorf("secrets %x and %x", got, answers[0])
		}
	}
	other, err := db.one.Secret(t.Context(), "another", []byte("else"))
	if err != nil || string(other) != "else" {
		t.Errorf("another secret is %q, %v", other, err)
	}
}

func oneSuccessor(t *testing.T, db database) {
	before, err := db.one.Keys(t.Context())
	must(t, err)
	together(20, func(i int) {
		next := newKey(token.EdDSA, began)
		next.SignFrom, next.Follows = began.Add(time.Duration(i)*time.Second), "the same"
		if err := db.handle(i).AddKey(ctx, next); err != nil {
			t.Error(err)
		}
	})
	after, err := db.one.Keys(t.Context())
	if must(t, err); len(after) != len(before)+1 {
		t.Errorf("%d keys were kept", len(after)-len(before))
	}
}

func retireKey(t *testing.T, db database) {
	k := newKey(token.EdDSA, began)
	k.Follows, k.SignFrom = "the one before "+k.ID, began.Add(9*time.Hour)
	must(t, db.one.AddKey(t.Context(), k))
	p := added(t, db.one)
	s := newSession(p.UID)
	s.Refresh.KeyID = k.ID
	_, err := db.one.StartSession(t.Context(), s, p.PasswordHash, account.MaxSessions, account.Ending{})
	must(t, err)
	if done, err := db.other.RetireKey(t.Context(), k.ID, began); done || err != nil {
		t.Errorf("retired although a session names it: %v", err)
	}
	_, err = db.one.EndSessions(t.Context(), account.Which{UID: p.UID}, account.Ending{At: began, Until: began, Reason: "test"})
	must(t, err)
	for i, want := range []bool{true, false} {
		if done, err := db.handle(i).RetireKey(t.Context(), k.ID, began); done != want || err != nil {
			t.Errorf("time %d: retired is %v, %v", i, done, err)
		}
	}
	keys, err := db.other.Keys(t.Context())
	must(t, err)
	for _, got := range keys {
		if got.ID == k.ID && (len(got.Sealed) != 0 || !got.RetiredAt.Equal(began)) {
			t.Errorf("%+v", got)
		}
	}
}
