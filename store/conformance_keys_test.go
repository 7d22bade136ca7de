package store_test

import (
	"bytes"
	"crypto/rand"
	"reflect"
	"testing"
	"time"

	"spotter/token"
)

var keyContract = []part{
	{"keys come back field by field, the oldest first", keysComeBack},
	{"of many first keys of an algorithm one is kept", firstKeyRace},
	{"a secret is made once, for all nodes", secretRace},
}

func newKey(a token.Algorithm, created time.Time) token.StoredKey {
	sealed := make([]byte, 200)
	rand.Read(sealed) // any byte, U+0000 too
	return token.StoredKey{ID: newID(), Algorithm: a, Sealed: sealed, CreatedAt: created}
}

func keysComeBack(t *testing.T, db database) {
	second := newKey(token.ES256, began)
	second.SignFrom = began.Add(time.Hour)
	first := newKey(token.EdDSA, began.Add(-time.Microsecond))
	first.Sealed = []byte{0}
	for _, k := range []token.StoredKey{second, first} {
		must(t, db.one.AddKey(t.Context(), k))
	}
	must(t, db.one.AddKey(t.Context(), newKey(token.EdDSA, began))) // the same algorithm from the same moment on
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
