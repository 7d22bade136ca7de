package store_test

import (
	"fmt"
	"reflect"
	"sync/atomic"
	"testing"
	"time"

	"spotter/account"
)

var clientContract = []part{
	{"clients come back field by field, by id", clientsComeBack},
	{"of many clients of one id one is kept", clientRace},
	{"a removed client is gone for every node", clientRemoved},
	{"there are no more clients than may be", clientBound},
	{"a client's text that PostgreSQL cannot keep is kept nowhere", clientTexts},
}

func newClient(id string) account.OAuthClient {
	return account.OAuthClient{ID: id, Name: "The " + id + " (€)", SecretHash: "hash of " + id, CreatedAt: began.Add(time.Microsecond)}
}

func clientsComeBack(t *testing.T, db database) {
	defer db.change(t, "DELETE FROM clients")
	second, first := newClient("shop"), newClient("billing")
	for _, c := range []account.OAuthClient{second, first} {
		must(t, db.one.AddClient(t.Context(), c, 100))
		got, err := db.other.ClientByID(t.Context(), c.ID)
		if must(t, err); got != c {
			t.Errorf("%+v, want %+v", got, c)
		}
	}
	all, err := db.other.ListClients(t.Context(), 100)
	if must(t, err); !reflect.DeepEqual(all, []account.OAuthClient{first, second}) {
		t.Errorf("list %+v", all)
	}
	if all, err = db.other.ListClients(t.Context(), 1); err != nil || len(all) != 1 {
		t.Errorf("of at most one: %+v, %v", all, err)
	}
	for _, id := range []string{"", "Shop", "shop ", "sho", "shop%", "shop_"} {
		_, err := db.one.ClientByID(t.Context(), id)
		wantError(t, err, account.ErrNoClient)
	}
}

func clientRace(t *testing.T, db database) {
	defer db.change(t, "DELETE FROM clients")
	var kept atomic.Pointer[account.OAuthClient]
	together(20, func(i int) {
		c := newClient("race")
		c.SecretHash = fmt.Sprint("hash ", i)
		switch err := db.handle(i).AddClient(ctx, c, 100); {
		case err == nil && kept.Swap(&c) != nil:
			t.Error("two were kept")
		case err != nil:
			wantError(t, err, account.ErrClientTaken)
		}
	})
	got, err := db.one.ClientByID(t.Context(), "race")
	if must(t, err); kept.Load() == nil || got != *kept.Load() {
		t.Errorf("%+v stands there, %+v was kept", got, kept.Load())
	}
}

func clientRemoved(t *testing.T, db database) {
	must(t, db.one.AddClient(t.Context(), newClient("brief"), 100))
	_, err := db.other.ClientByID(t.Context(), "brief")
	must(t, err)
	must(t, db.one.RemoveClient(t.Context(), "brief"))
	_, err = db.other.ClientByID(t.Context(), "brief")
	wantError(t, err, account.ErrNoClient)
	for _, id := range []string{"brief", "", "never", "bri%"} {
		wantError(t, db.other.RemoveClient(t.Context(), id), account.ErrNoClient)
	}
}

func clientBound(t *testing.T, db database) {
	defer db.change(t, "DELETE FROM clients")
	for _, id := range []string{"one", "two"} {
		must(t, db.one.AddClient(t.Context(), newClient(id), 2))
	}
	wantError(t, db.one.AddClient(t.Context(), newClient("three"), 2), account.ErrTooManyClients)
	wantError(t, db.one.AddClient(t.Context(), newClient("two"), 2), account.ErrClientTaken)
	must(t, db.one.RemoveClient(t.Context(), "one"))
	must(t, db.one.AddClient(t.Context(), newClient("three"), 2))
}

func clientTexts(t *testing.T, db database) {
	for _, bad := range badTexts {
		for _, spoil := range []func(*account.OAuthClient){
			func(c *account.OAuthClient) { c.ID += bad }, func(c *account.OAuthClient) { c.Name += bad }, func(c *account.OAuthClient) { c.SecretHash += bad },
		} {
			c := newClient("spoilt")
			spoil(&c)
			wantPlain(t, db.one.AddClient(t.Context(), c, 100))
		}
		_, err := db.one.ClientByID(t.Context(), "spoilt"+bad)
		wantError(t, err, account.ErrNoClient)
		wantError(t, db.one.RemoveClient(t.Context(), "spoilt"+bad), account.ErrNoClient)
	}
	if n := db.count(t, "SELECT COUNT(*) FROM clients"); n != 0 {
		t.Errorf("%d were kept", n)
	}
}
