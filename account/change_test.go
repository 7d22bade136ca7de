package account_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spotter/account"
)

const better = "an even better horse than that"

func TestS10ChangingThePasswordEndsEveryOtherSession(t *testing.T) {
	n := alone(t)
	p, stranger := n.registered(t), n.registered(t)
	mine, other, foreign := n.signedIn(t, p), n.signedIn(t, p), n.signedIn(t, stranger)
	must(t, n.ChangePassword(ctx, p.UID, password, better, mine.ID, from))
	n.wantEnded(t, account.EndedPassword, other.ID)
	n.wantRefused(t, other, account.ErrSessionEnded)
	n.refreshed(t, mine)
	n.refreshed(t, foreign)
	_, err := n.SignIn(ctx, string(p.Username), password, keyID, from)
	wantError(t, err, account.ErrWrongCredentials)
	_, err = n.SignIn(ctx, string(p.Username), better, keyID, from)
	must(t, err)
	n.wantEvents(t, p.UID, account.EventSignedIn, account.EventSignInFailed, account.EventPasswordChanged, account.EventSignedIn, account.EventSignedIn, account.EventRegistered)
}

func TestARefusedPasswordChangeChangesNothing(t *testing.T) {
	n := alone(t, func(c *account.Config) { c.Policy.Common = true })
	p := n.registered(t)
	s := n.signedIn(t, p)
	wantError(t, n.ChangePassword(ctx, p.UID, "wrong", better, s.ID, from), account.ErrWrongPassword)
	wantError(t, n.ChangePassword(ctx, p.UID, "wrong", "short", s.ID, from), account.ErrWrongPassword)
	wantError(t, n.ChangePassword(ctx, "nobody", password, better, s.ID, from), account.ErrNoPerson)
	for _, next := range []string{password, "short", "password123", strings.Repeat("xy-", 100), "\xff\xff\xff\xff\xff\xff\xff\xff"} {
		err := n.ChangePassword(ctx, p.UID, password, next, s.ID, from)
		var field *account.FieldError
		if !errors.As(err, &field) || field.Field != "new_password" || strings.Contains(err.Error(), next) {
			t.Errorf("%v", err)
		}
	}
	wantError(t, n.Delete(ctx, p.UID, "wrong", from), account.ErrWrongPassword)
	n.wantEnded(t, "")
	n.refreshed(t, s)
	n.signedIn(t, p)
	n.wantEvents(t, p.UID, account.EventSignedIn, account.EventPasswordFailed, account.EventPasswordFailed, account.EventPasswordFailed, account.EventSignedIn, account.EventRegistered)
}

func TestS10ResetDisableAndDeleteEndEverySession(t *testing.T) {
	for _, test := range []struct {
		reason string
		do     func(n *node, p account.Person) error
		event  account.EventKind
	}{
		{account.EndedPassword, func(n *node, p account.Person) error { return n.Reset(ctx, p.UID, better) }, account.EventPasswordChanged},
		{account.EndedDisabled, func(n *node, p account.Person) error { return n.Disable(ctx, p.UID) }, account.EventDisabled},
		{account.EndedDeleted, func(n *node, p account.Person) error { return n.Delete(ctx, p.UID, password, from) }, ""},
	} {
		t.Run(test.reason, func(t *testing.T) {
			n := alone(t)
			p := n.registered(t)
			one, two := n.signedIn(t, p), n.signedIn(t, p)
			must(t, test.do(n, p))
			n.wantEnded(t, test.reason, one.ID, two.ID)
			n.wantRefused(t, one, account.ErrSessionEnded)
			n.wantRefused(t, two, account.ErrSessionEnded)
			_, err := n.SignIn(ctx, string(p.Username), password, keyID, from)
			wantError(t, err, account.ErrWrongCredentials)
			if test.event != "" {
				n.wantEvents(t, p.UID, account.EventSignInFailed, test.event, account.EventSignedIn, account.EventSignedIn, account.EventRegistered)
				return
			}
			if events, err := n.store.ListEvents(ctx, p.UID, 10); err != nil || len(events) > 0 {
				t.Errorf("events of a deleted person %+v, %v", events, err)
			}
			_, err = n.Find(ctx, string(p.Email))
			wantError(t, err, account.ErrNoPerson)
			wantError(t, n.Delete(ctx, p.UID, password, from), account.ErrNoPerson)
		})
	}
}

func TestS10ADisabledPersonCanDoNothingUntilEnabled(t *testing.T) {
	n := alone(t)
	p := n.registered(t)
	s := n.signedIn(t, p)
	must(t, n.Disable(ctx, p.UID))
	n.wantRefused(t, s, account.ErrSessionEnded)
	_, err := n.SignIn(ctx, string(p.Username), password, keyID, from)
	wantError(t, err, account.ErrWrongCredentials)
	_, err = n.StartSession(ctx, p, keyID, from)
	wantError(t, err, account.ErrWrongCredentials)
	_, err = n.Person(ctx, p.UID)
	wantError(t, err, account.ErrDisabled)
	_, err = n.ChangeProfile(ctx, p.UID, func(f *account.Profile) { f.Age = 40 }, nil)
	wantError(t, err, account.ErrDisabled)
	_, err = n.Export(ctx, p.UID)
	wantError(t, err, account.ErrDisabled)
	wantError(t, n.ChangePassword(ctx, p.UID, password, better, "", from), account.ErrDisabled)
	wantError(t, n.Delete(ctx, p.UID, password, from), account.ErrDisabled)

	must(t, n.Enable(ctx, p.UID))
	n.wantRefused(t, s, account.ErrSessionEnded)
	n.signedIn(t, p)
	n.wantEvents(t, p.UID, account.EventSignedIn, account.EventEnabled, account.EventSignInFailed, account.EventDisabled, account.EventSignedIn, account.EventRegistered)
	for _, err := range []error{n.Disable(ctx, "nobody"), n.Enable(ctx, "nobody"), n.Reset(ctx, "nobody", better)} {
		wantError(t, err, account.ErrNoPerson)
	}
}

func TestExportHasThePersonTheSessionsAndTheEvents(t *testing.T) {
	n := alone(t)
	p, stranger := n.registered(t), n.registered(t)
	s := n.signedIn(t, p)
	n.signedIn(t, stranger)
	record, err := n.Export(ctx, p.UID)
	must(t, err)
	if record.Person.UID != p.UID || len(record.Sessions) != 1 || record.Sessions[0].ID != s.ID || len(record.Events) != 2 {
		t.Errorf("%+v", record)
	}
	_, err = n.Export(ctx, "nobody")
	wantError(t, err, account.ErrNoPerson)
}

// Whatever was typed as a password, right or wrong, is nowhere on the disk and
// in nothing that is told.
func TestH9NoPasswordIsKeptOrTold(t *testing.T) {
	const typed = "typed-but-wrong-phrase"
	path := migrated.SQLite(t)
	n := newNode(t, path)
	p := n.registered(t)
	s := n.signedIn(t, p)
	n.SignIn(ctx, string(p.Username), typed, keyID, from)
	n.SignIn(ctx, typed, password, keyID, from) // in the wrong field: a name that nobody has
	n.ChangePassword(ctx, p.UID, typed, better, s.ID, from)
	must(t, n.ChangePassword(ctx, p.UID, password, better, s.ID, from))

	files, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*"))
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		must(t, err)
		for _, secret := range []string{typed, password, better} {
			if strings.Contains(string(content), secret) {
				t.Errorf("%s has %q", filepath.Base(file), secret)
			}
		}
	}
	for _, e := range n.events {
		text := strings.Join([]string{e.ID, e.UID, string(e.Kind), e.SessionID, e.Client.Address, e.Client.Agent, e.RequestID}, " ")
		for _, secret := range []string{typed, password, better, p.PasswordHash, s.Refresh.ID} {
			if strings.Contains(text, secret) {
				t.Errorf("the event %q has %q", text, secret)
			}
		}
	}
}
