package account_test

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"

	"spotter/account"
	"spotter/store/storetest"
)

func application(name string) account.Application {
	return account.Application{Username: name, Email: name + "@example.com", Password: password}
}

func TestRegisterKeepsWhatWasFilledIn(t *testing.T) {
	n := alone(t)
	f := application("Ann.B")
	f.Email, f.Profile = "Ann@Example.COM", account.Profile{FirstName: "Ann", Age: 30, Gender: "female"}
	p, err := n.Register(ctx, f, from)
	must(t, err)
	if p.Username != "Ann.B" || p.Email != "Ann@Example.COM" || p.Profile.Level != "beginner" || p.Profile.Age != 30 || p.Verified || p.Disabled() ||
		len(p.UID) != 36 || p.Version != 1 || !p.CreatedAt.Equal(n.clock.Now()) || !strings.HasPrefix(p.PasswordHash, "$argon2id$") {
		t.Errorf("%+v", p)
	}
	for _, login := range []string{"ann.b", "ANN.B", "ann@example.com", "ANN@EXAMPLE.COM"} {
		got, err := n.Find(ctx, login)
		if err != nil || got.UID != p.UID || got.Email != p.Email || got.Profile.FirstName != "Ann" {
			t.Errorf("Find(%q) = %+v, %v", login, got, err)
		}
	}
	n.wantEvents(t, p.UID, account.EventRegistered)
}

func TestRegisterNamesAllThatIsWrong(t *testing.T) {
	n := alone(t, func(c *account.Config) { c.Policy.Common = true })
	_, err := n.Register(ctx, application("taken"), from)
	must(t, err)
	for _, test := range []struct {
		name, fields, message string // fields in the order of the form; message of the first
		spoil                 func(f *account.Application)
	}{
		{"everything", "username email password age level", "Use 3 to 32", func(f *account.Application) {
			*f = account.Application{Profile: account.Profile{Age: 1, Level: "none"}}
		}},
		{"all but the username", "email password age", "name@example.com", func(f *account.Application) { f.Email, f.Password, f.Profile.Age = "ann", "", 1 }},
		{"password and profile", "password age", "Use at least 8 characters.", func(f *account.Application) { f.Password, f.Profile.Age = "short", 1 }},
		{"a common password", "password", "This is one of the most common passwords: choose another.", func(f *account.Application) { f.Password = "password123" }},
		{"the username in the password", "password", "Leave your username", func(f *account.Application) { f.Password = "my ANNIE is tall" }},
		{"profile", "age", "Use a number from 13 to 120.", func(f *account.Application) { f.Profile.Age = 12 }},
		{"a taken name and a bad profile", "age", "Use a number from 13 to 120.", func(f *account.Application) { f.Username, f.Profile.Age = "taken", 121 }},
	} {
		f := application("annie")
		test.spoil(&f)
		_, err := n.Register(ctx, f, from)
		var names []string
		for _, one := range account.AllFields(err) {
			names = append(names, one.Field)
		}
		var first *account.FieldError
		if strings.Join(names, " ") != test.fields || !errors.As(err, &first) || !strings.Contains(first.Message, test.message) {
			t.Errorf("%s: %v, want %s: %s", test.name, err, test.fields, test.message)
		}
		if f.Password != "" && strings.Contains(err.Error(), f.Password) {
			t.Errorf("%s: the error has the password", test.name)
		}
	}
	for _, test := range []struct {
		username, email string
		want            error
	}{
		{"TAKEN", "free@example.com", account.ErrUsernameTaken},
		{"free", "Taken@Example.com", account.ErrEmailTaken},
		{"taken", "taken@example.com", account.ErrUsernameTaken},
	} {
		_, err := n.Register(ctx, account.Application{Username: test.username, Email: test.email, Password: password}, from)
		wantError(t, err, test.want)
	}
	if list, err := n.List(ctx, "", 10); err != nil || len(list) != 1 {
		t.Errorf("%d people, %v", len(list), err)
	}
}

func TestI6ClosedRegistrationIsClosedAndTheOperatorAdds(t *testing.T) {
	n := alone(t, func(c *account.Config) { c.Closed = true })
	_, err := n.Register(ctx, application("ann"), from)
	wantError(t, err, account.ErrRegistrationClosed)
	_, err = n.Register(ctx, account.Application{}, from) // it tells nothing else
	wantError(t, err, account.ErrRegistrationClosed)
	_, err = n.Find(ctx, "ann")
	wantError(t, err, account.ErrNoPerson)

	p, err := n.Add(ctx, application("ann"), account.By{})
	must(t, err)
	n.signedIn(t, p)
}

func TestI1OfManyEqualRegistrationsOneSucceeds(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		nodes := []*node{newNode(t, dsn), newNode(t, dsn)}
		var done, taken atomic.Int64
		together(64, func(i int) {
			f := application("ann")
			if i%3 == 1 {
				f = application("ANN")
			}
			switch _, err := nodes[i%2].Register(ctx, f, from); {
			case err == nil:
				done.Add(1)
			case errors.Is(err, account.ErrUsernameTaken):
				taken.Add(1)
			default:
				t.Error(err)
			}
		})
		if done.Load() != 1 || taken.Load() != 63 {
			t.Errorf("%d registered, %d were told the name is taken", done.Load(), taken.Load())
		}
	})
}
