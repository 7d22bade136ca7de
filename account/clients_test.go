package account_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"spotter/account"
	"spotter/store"
	"spotter/store/storetest"
)

func clientsOf(t *testing.T, dsn string) (*account.Clients, *store.Store) {
	t.Helper()
	s, err := store.Open(storetest.Patient(t.Context()), dsn)
	must(t, err)
	t.Cleanup(func() { s.Close() })
	return &account.Clients{Store: s}, s
}

// TestO8OnlyTheSecretOpens, and of it no more than a hash is kept.
func TestO8OnlyTheSecretOpens(t *testing.T) {
	clients, db := clientsOf(t, migrated.SQLite(t))
	added, secret, err := clients.Add(ctx, "Billing (EU)")
	must(t, err)
	if added.ID != "billing-eu" || !regexp.MustCompile(`^cs-spotter-[A-Za-z0-9_-]{43}$`).MatchString(secret) {
		t.Errorf("added %+v with a secret of %d characters", added, len(secret))
	}
	got, err := clients.Authenticate(ctx, "billing-eu", secret)
	if must(t, err); got.Name != "Billing (EU)" {
		t.Errorf("authenticated %+v", got)
	}
	other, otherSecret, err := clients.Add(ctx, "Shop")
	must(t, err)
	for _, c := range [][2]string{
		{"billing-eu", ""},
		{"billing-eu", otherSecret},
		{"billing-eu", secret[:len(secret)-1]},
		{"billing-eu", secret + "x"},
		{"billing-eu", secret + strings.Repeat("x", 1<<20)},
		{"billing-eu", strings.ToUpper(secret)},
		{"billing-eu", added.SecretHash},
		{"BILLING-EU", secret},
		{"billing-eu ", secret},
		{"billing-eu\x00", secret},
		{"billing", secret},
		{"", ""},
		{"", secret},
		{"nobody", secret},
		{"%", secret},
		{other.ID, secret},
	} {
		_, err := clients.Authenticate(ctx, c[0], c[1])
		wantError(t, err, account.ErrWrongClient)
		if err != nil && c[1] != "" && strings.Contains(err.Error(), c[1]) {
			t.Error("the error holds the secret")
		}
	}
	kept, err := db.ClientByID(ctx, "billing-eu")
	if must(t, err); strings.Contains(kept.SecretHash, secret) || len(kept.SecretHash) != 64 {
		t.Errorf("%q is kept", kept.SecretHash)
	}
}

// TestO8ARemovedClientIsOutAtOnce, for another process too.
func TestO8ARemovedClientIsOutAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		one, _ := clientsOf(t, dsn)
		other, _ := clientsOf(t, dsn)
		_, old, err := one.Add(ctx, "shop")
		must(t, err)
		_, err = other.Authenticate(ctx, "shop", old)
		must(t, err)
		must(t, one.Remove(ctx, "shop"))
		_, err = other.Authenticate(ctx, "shop", old)
		wantError(t, err, account.ErrWrongClient)
		wantError(t, other.Remove(ctx, "shop"), account.ErrNoClient)

		_, fresh, err := other.Add(ctx, "shop")
		must(t, err)
		_, err = one.Authenticate(ctx, "shop", fresh)
		must(t, err)
		_, err = one.Authenticate(ctx, "shop", old)
		wantError(t, err, account.ErrWrongClient)
	})
}

// TestF1WithoutADatabaseNoClientIsKnown, nor unknown.
func TestF1WithoutADatabaseNoClientIsKnown(t *testing.T) {
	clients, db := clientsOf(t, migrated.SQLite(t))
	_, secret, err := clients.Add(ctx, "shop")
	must(t, err)
	db.Close()
	_, err = clients.Authenticate(ctx, "shop", secret)
	wantError(t, err, account.ErrUnavailable)
	if errors.Is(err, account.ErrWrongClient) {
		t.Error("an outage passes for a wrong secret")
	}
}

func TestClientIDsAreMadeOfNames(t *testing.T) {
	for name, want := range map[string]string{
		"billing": "billing", "Billing (EU)": "billing-eu", "  a  b ": "a-b", "The 2nd shop!": "the-2nd-shop",
		"Zürich": "z-rich", "K\u212Aelvin": "k-elvin", strings.Repeat("a", 40): strings.Repeat("a", 40),
	} {
		if got, err := account.ClientIDOf(name); err != nil || got != want {
			t.Errorf("ClientIDOf(%q) = %q, %v, want %q", name, got, err, want)
		}
	}
	for _, name := range []string{
		"", " ", "x", "-", "---", "日本", strings.Repeat("a", 41), strings.Repeat("a ", 31), "shop\n", "shop\t2", "shop\x00", "shop\u202e", "shop\xff",
	} {
		_, err := account.ClientIDOf(name)
		var field *account.FieldError
		if !errors.As(err, &field) || field.Field != "name" {
			t.Errorf("ClientIDOf(%q): %v, want a *FieldError", name, err)
		}
	}
}

func TestClientsAreBounded(t *testing.T) {
	clients, _ := clientsOf(t, migrated.SQLite(t))
	for i := range account.MaxClients {
		_, _, err := clients.Add(ctx, "client "+strings.Repeat("i", i%20+1)+" "+strings.Repeat("x", i/20+1))
		must(t, err)
	}
	_, _, err := clients.Add(ctx, "one more")
	wantError(t, err, account.ErrTooManyClients)
	_, _, err = clients.Add(ctx, "CLIENT-i-x")
	wantError(t, err, account.ErrClientTaken)
	all, err := clients.List(ctx)
	if must(t, err); len(all) != account.MaxClients {
		t.Errorf("%d are listed", len(all))
	}
}

// FuzzClientID: whatever an operator types, an id is of its own shape, and made
// of itself again.
func FuzzClientID(f *testing.F) {
	for _, seed := range []string{"Billing (EU)", "a-b", "Zürich", "\x00", "K\u212A"} {
		f.Add(seed)
	}
	shape := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	f.Fuzz(func(t *testing.T, name string) {
		id, err := account.ClientIDOf(name)
		if err != nil {
			return
		}
		if again, err := account.ClientIDOf(id); err != nil || again != id || !shape.MatchString(id) || len(id) < 2 || len(id) > 40 {
			t.Errorf("ClientIDOf(%q) = %q, and of that %q, %v", name, id, again, err)
		}
	})
}
