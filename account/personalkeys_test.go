package account_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"spotter/account"
)

func TestAPersonalKeyIsShownOnceAndKeptAsAHash(t *testing.T) {
	n := alone(t)
	p := n.registered(t)
	k, key, err := n.AddPersonalKey(ctx, p.UID, "", " My\n laptop ", from)
	must(t, err)
	if !regexp.MustCompile(`^sk-spotter-[A-Za-z0-9_-]{43}$`).MatchString(key) || !account.IsPersonalKey(key) {
		t.Errorf("a key of %d characters", len(key))
	}
	if k.Name != "My laptop" || k.Hint != "sk-spotter-…"+key[len(key)-4:] || k.Hash == "" || strings.Contains(k.Hash, key[11:20]) {
		t.Errorf("kept %+v", k)
	}
	if _, other, err := n.AddPersonalKey(ctx, p.UID, "", "Phone", from); err != nil || other == key {
		t.Errorf("the same key twice, or %v", err)
	}
	got, err := n.CheckPersonalKey(ctx, key)
	if must(t, err); got.UID != p.UID || got.ID != k.ID {
		t.Errorf("checked %+v", got)
	}
	for _, wrong := range []string{
		"", "sk-spotter-", key[:len(key)-1], key + "A", key + strings.Repeat("A", 1<<20), strings.ToUpper(key), strings.TrimPrefix(key, "sk-spotter-"),
		k.Hash, k.ID, key + " ", key + "\x00", "sk-spotter-" + strings.Repeat("A", 43), "\xff",
	} {
		_, err := n.CheckPersonalKey(ctx, wrong)
		wantError(t, err, account.ErrWrongKey)
		var why *account.RefusedError
		if !errors.As(err, &why) || why.Why == "" || why.UID != "" {
			t.Errorf("refused as %+v", why)
		}
		if wrong != "" && len(wrong) > 11 && strings.Contains(err.Error()+why.Why, wrong) {
			t.Error("the error holds what was tried")
		}
	}
}

func TestPersonalKeysKeepTheirBounds(t *testing.T) {
	n := alone(t)
	p := n.registered(t)
	for _, bad := range []string{"", " ", "\t\n", "a\x00", "\x1b[2J", "\xff", strings.Repeat("é", 65)} {
		_, _, err := n.AddPersonalKey(ctx, p.UID, "", bad, from)
		var field *account.FieldError
		if !errors.As(err, &field) || field.Field != "name" {
			t.Errorf("%q: %v", bad, err)
		}
	}
	for range account.MaxPersonalKeys {
		_, _, err := n.AddPersonalKey(ctx, p.UID, "", strings.Repeat("é", 64), from)
		must(t, err)
	}
	_, _, err := n.AddPersonalKey(ctx, p.UID, "", "one more", from)
	wantError(t, err, account.ErrTooManyKeys)
	list, err := n.ListPersonalKeys(ctx, p.UID)
	if must(t, err); len(list) != account.MaxPersonalKeys {
		t.Errorf("%d keys", len(list))
	}
	must(t, n.RemovePersonalKey(ctx, p.UID, "", list[0].ID, from))
	wantError(t, n.RemovePersonalKey(ctx, p.UID, "", list[0].ID, from), account.ErrNoKey)
	wantError(t, n.RemovePersonalKey(ctx, n.registered(t).UID, "", list[1].ID, from), account.ErrNoKey)
	_, _, err = n.AddPersonalKey(ctx, p.UID, "", "one more", from)
	must(t, err)
}

// TestS10AKeyServesAsLongAsItsPersonMay: not while they are disabled, and not past
// a change of the password; the end of sessions is no matter to it.
func TestS10AKeyServesAsLongAsItsPersonMay(t *testing.T) {
	n := alone(t)
	p := n.registered(t)
	serves := func(key string, want error) {
		t.Helper()
		_, err := n.CheckPersonalKey(ctx, key)
		wantError(t, err, want)
	}
	_, key, err := n.AddPersonalKey(ctx, p.UID, "", "laptop", from)
	must(t, err)
	must(t, n.SignOutEverywhere(ctx, p.UID, from))
	serves(key, nil)
	must(t, n.Disable(ctx, p.UID))
	serves(key, account.ErrWrongKey)
	_, err = n.CheckPersonalKey(ctx, key)
	var why *account.RefusedError
	if !errors.As(err, &why) || why.UID != p.UID || !strings.Contains(why.Why, "disabled") {
		t.Errorf("the operator reads %+v", why)
	}
	must(t, n.Enable(ctx, p.UID))
	serves(key, nil)
	must(t, n.Reset(ctx, p.UID, "a reset of everything"))
	serves(key, account.ErrWrongKey)

	_, key, err = n.AddPersonalKey(ctx, p.UID, "", "laptop", from)
	must(t, err)
	must(t, n.ChangePassword(ctx, p.UID, "a reset of everything", "looms of Jacquard", "", from))
	serves(key, account.ErrWrongKey)
	_, key, err = n.AddPersonalKey(ctx, p.UID, "", "laptop", from)
	must(t, err)
	must(t, n.Delete(ctx, p.UID, "looms of Jacquard", from))
	serves(key, account.ErrWrongKey)
}

func TestTheUseOfAKeyIsNotedOnceAMinute(t *testing.T) {
	n := alone(t)
	p := n.registered(t)
	_, key, err := n.AddPersonalKey(ctx, p.UID, "", "laptop", from)
	must(t, err)
	used := func() time.Time {
		t.Helper()
		_, err := n.UsePersonalKey(ctx, key)
		must(t, err)
		list, err := n.ListPersonalKeys(ctx, p.UID)
		must(t, err)
		return list[0].LastUsedAt
	}
	first := n.clock.Now()
	if at := used(); !at.Equal(first) {
		t.Errorf("used at %v, want %v", at, first)
	}
	n.clock.pass(59 * time.Second)
	if at := used(); !at.Equal(first) {
		t.Errorf("noted again after 59 s: %v", at)
	}
	n.clock.pass(time.Second)
	if at := used(); !at.Equal(n.clock.Now()) {
		t.Errorf("not noted after a minute: %v", at)
	}
}

// TestH9KeysMadeAndRemovedAreEvents, and the export lists the keys without hashes.
func TestH9KeysMadeAndRemovedAreEvents(t *testing.T) {
	n := alone(t)
	p := n.registered(t)
	k, key, err := n.AddPersonalKey(ctx, p.UID, "", "laptop", from)
	must(t, err)
	record, err := n.Export(ctx, p.UID)
	if must(t, err); len(record.Keys) != 1 || record.Keys[0].ID != k.ID {
		t.Errorf("exported %+v", record.Keys)
	}
	must(t, n.RemovePersonalKey(ctx, p.UID, "", k.ID, from))
	_, err = n.CheckPersonalKey(ctx, key)
	wantError(t, err, account.ErrWrongKey)
	record, err = n.Export(ctx, p.UID)
	must(t, err)
	var kinds []account.EventKind
	for _, e := range record.Events {
		kinds = append(kinds, e.Kind)
		if e.RequestID != "request-1" {
			t.Errorf("event %+v", e)
		}
	}
	if len(kinds) != 3 || kinds[0] != account.EventKeyRemoved || kinds[1] != account.EventKeyMade || len(record.Keys) != 0 {
		t.Errorf("events %v, keys %v", kinds, record.Keys)
	}
}
