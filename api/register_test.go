package api_test

import (
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

var userMembers = []string{
	"uid", "username", "email", "first_name", "last_name", "age", "gender", "level", "is_verified", "created_at",
	"goal", "equipment", "days_per_week", "resting_heart_rate", "weight_kg", "height_cm", "injuries",
}

func TestRegisterAnswersTheUser(t *testing.T) {
	s := newServer(t)
	user := s.send(t, "POST /register", jsonText(`{
		"username": "Ada.L-1", "email": "Ada@Example.com", "password": "engine of 1843",
		"age": 36, "gender": "female", "level": "expert", "first_name": "Ada", "last_name": "Lovelace"
	}`)).object(t, 201)
	wantMembers(t, user, userMembers...)
	for name, want := range map[string]any{
		"username": "Ada.L-1", "email": "Ada@Example.com", "age": 36.0, "gender": "female", "level": "expert",
		"first_name": "Ada", "last_name": "Lovelace", "is_verified": false, "goal": nil, "equipment": nil, "injuries": nil,
	} {
		if user[name] != want {
			t.Errorf("%s: %v, want %v", name, user[name], want)
		}
	}
	if id, err := uuid.Parse(user["uid"].(string)); err != nil || id.Version() != 7 {
		t.Errorf("uid %v is no UUIDv7", user["uid"])
	}
	at, err := time.Parse(time.RFC3339, user["created_at"].(string))
	if err != nil || at.Location() != time.UTC || time.Since(at) > time.Minute {
		t.Errorf("created_at %v is not now in UTC", user["created_at"])
	}
}

func TestRegisterNeedsNoProfile(t *testing.T) {
	s := newServer(t)
	user := s.account(t, ada)
	if user["level"] != "beginner" || user["age"] != nil || user["gender"] != nil || user["first_name"] != nil {
		t.Errorf("without a profile: %v", user)
	}
	s.send(t, "POST /register", jsonText(`{"username": "grace", "email": "grace@example.com", "password": "nanoseconds of wire",
		"age": null, "gender": null, "level": null, "first_name": null, "last_name": null}`)).object(t, 201)
}

func TestRegisterRefusesWhatIsTaken(t *testing.T) {
	s := newServer(t)
	s.account(t, ada)
	for _, c := range []struct{ username, email, code, detail string }{
		{"ada", "other@example.com", "username_taken", "Username already registered"},
		{"ADA", "other@example.com", "username_taken", "Username already registered"},
		{"other", "ada@example.com", "email_taken", "Email already registered"},
		{"other", "ADA@EXAMPLE.COM", "email_taken", "Email already registered"},
		{"ada", "ada@example.com", "username_taken", "Username already registered"},
	} {
		body := jsonOf(map[string]any{"username": c.username, "email": c.email, "password": "engine of 1843"})
		s.send(t, "POST /register", body).refused(t, 400, c.code, c.detail)
	}
}

// TestI1OneOfManyEqualRegistrationsSucceeds: the rest are told what is taken.
func TestI1OneOfManyEqualRegistrationsSucceeds(t *testing.T) {
	s := newServer(t)
	body := jsonOf(map[string]any{"username": "ada", "email": "ada@example.com", "password": "engine of 1843"})
	answers := make(chan answer)
	for range 8 {
		go func() { answers <- s.send(t, "POST /register", body) }()
	}
	made := 0
	for range 8 {
		switch a := <-answers; a.Status {
		case 201:
			made++
		default:
			a.refused(t, 400, "username_taken", "Username already registered")
		}
	}
	if made != 1 {
		t.Errorf("%d accounts were made", made)
	}
}

func TestRegisterRefusesFieldsOutOfBounds(t *testing.T) {
	s := newServer(t)
	long := strings.Repeat("a", 300)
	for field, values := range map[string][]any{
		"username":   {"", "ab", strings.Repeat("a", 33), "a b c", "ada@home", "adä", "\u212Aelvin", "ada\n", " ada", 7, nil, true, []string{"ada"}},
		"email":      {"", "ada", "ada@", "@example.com", "ada@example", "a b@example.com", "Ada <ada@example.com>", "a@example.com,b@example.com", "ada@example.com\r\n", "adä@example.com", " ada@example.com", long + "@example.com", 7, nil},
		"password":   {"", "seven77", strings.Repeat("xy1!", 65), "password", "12345678", "aaaaaaaaaa", "abababababab", "qwertyuiop", "my newuser pass", 12345678, nil},
		"age":        {12, 121, 0, -1, 30.5, "30", 1e300, true},
		"gender":     {"", "Female", "none", 1},
		"level":      {"", "Beginner", "advanced", 1},
		"first_name": {long, "a\u0000b", "a\u001bb", "a\rb", "a\u0085b", 1},
		"last_name":  {long, "a\u0000b", 1},
		"cookie":     {"true", 1},
	} {
		for _, value := range values {
			application := map[string]any{"username": "newuser", "email": "newuser@example.com", "password": "engine of 1843"}
			application[field] = value
			a := s.send(t, "POST /register", jsonOf(application))
			if a.Status != 422 {
				t.Errorf("%s %.40q: status %d: %s", field, value, a.Status, a.Body)
				continue
			}
			a.invalid(t, "body."+field)
		}
	}
}

func TestRegisterSaysWhatIsWrongWithAPassword(t *testing.T) {
	s := newServer(t)
	for password, message := range map[string]string{
		"short":     "Use at least 8 characters.",
		"password1": "This is one of the most common passwords: choose another.",
	} {
		body := jsonOf(map[string]any{"username": "ada", "email": "ada@example.com", "password": password})
		s.send(t, "POST /register", body).invalid(t, "body.password: "+message)
	}
}

// TestRegisterSaysAllThatIsWrongAtOnce, so that nobody mends a form field by field.
func TestRegisterSaysAllThatIsWrongAtOnce(t *testing.T) {
	s := newServer(t)
	body := jsonOf(map[string]any{"username": "a b", "email": "ada@example", "password": "password1"})
	s.send(t, "POST /register", body).invalid(t, "body.username", "body.email", "body.password: This is one of the most common passwords: choose another.")
}

func TestRegisterNamesMissingFields(t *testing.T) {
	s := newServer(t)
	s.send(t, "POST /register", jsonText(`{}`)).invalid(t,
		"body.email: This field is required.", "body.password: This field is required.", "body.username: This field is required.")
	s.send(t, "POST /register", jsonText(`{"username": "ada", "password": "engine of 1843"}`)).invalid(t, "body.email: This field is required.")
}

// TestP5PasswordsMayHoldAnything: control characters, spaces and all of Unicode,
// and every byte of it counts at log-in (P2).
func TestP5PasswordsMayHoldAnything(t *testing.T) {
	s := newServer(t)
	p := person{"ada", "ada@example.com", " \u0000\u0007\t é\u0301\U0001F3CB " + strings.Repeat("long and odd ", 18)}
	s.account(t, p)
	s.login(t, p)
	for _, other := range []string{p.password[1:], p.password[:len(p.password)-1], strings.ReplaceAll(p.password, "\u0000", ""), strings.ToUpper(p.password)} {
		body := jsonOf(map[string]any{"email": p.email, "password": other})
		s.send(t, "POST /login", body).refused(t, 403, "invalid_credentials", "Invalid email or password")
	}
}

// TestI4NobodySetsWhatIsNotTheirs: what a request may not set is refused, and
// nothing is made.
func TestI4NobodySetsWhatIsNotTheirs(t *testing.T) {
	s := newServer(t)
	for field, value := range map[string]any{
		"uid": "0192f0c4-7d1e-7c3a-9b5e-2f4d8a6c1e70", "id": 1, "is_verified": true, "verified": true, "role": "admin", "is_admin": true,
		"password_hash": "$argon2id$", "created_at": "2020-01-01T00:00:00Z", "weight_kg": 70, "Username": "x", "__proto__": map[string]any{},
	} {
		application := map[string]any{"username": "ada", "email": "ada@example.com", "password": "engine of 1843"}
		application[field] = value
		a := s.send(t, "POST /register", jsonOf(application))
		if field == "Username" {
			a.refused(t, 400, "malformed_request", "")
			continue
		}
		a.invalid(t, "body."+field+": There is no such field: leave it out.")
	}
	if user := s.account(t, ada); user["is_verified"] != false {
		t.Errorf("registered as %v", user)
	}
}

// TestI6ClosedRegistrationShutsTheDoor even for what would be wrong otherwise.
func TestI6ClosedRegistrationShutsTheDoor(t *testing.T) {
	s := newServer(t, func(c *config) { c.Rules.Closed = true })
	application := map[string]any{"username": "ada", "email": "ada@example.com", "password": "engine of 1843"}
	s.send(t, "POST /register", jsonOf(application)).refused(t, 403, "registration_closed", "")
	withCookie := maps.Clone(application)
	withCookie["cookie"] = true
	s.send(t, "POST /register", jsonOf(withCookie)).refused(t, 403, "registration_closed", "")
}
