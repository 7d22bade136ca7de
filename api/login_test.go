package api_test

import "testing"

func TestLoginAnswers(t *testing.T) {
	s := newServer(t)
	user := s.account(t, ada)
	for _, who := range []string{`"email": "ada@example.com"`, `"email": "ADA@example.com"`, `"email": "ada"`, `"username": "ada"`, `"username": "ada@example.com"`, `"email": null, "username": "Ada"`} {
		a := s.send(t, "POST /login", jsonText(`{`+who+`, "password": "engine of 1843"}`))
		o := a.object(t, 200)
		wantMembers(t, o, "message", "access_token", "refresh_token", "token_type", "expires_in", "user", "device_token")
		if o["message"] != "Login successful" || o["token_type"] != "bearer" || o["expires_in"] != 1800.0 {
			t.Errorf("answered %v", o)
		}
		who := o["user"].(map[string]any)
		wantMembers(t, who, "email", "uid", "username")
		if who["uid"] != user["uid"] || who["email"] != "ada@example.com" || who["username"] != "ada" {
			t.Errorf("user %v", who)
		}
		a.has(t, "Cache-Control", "no-store")
		if a.sets("spotter") {
			t.Error("a cookie that nobody asked for")
		}
	}
}

// TestL1LoginRefusesUnknownAndWrongAlike in status, body and headers.
func TestL1LoginRefusesUnknownAndWrongAlike(t *testing.T) {
	s := newServer(t)
	user := s.account(t, ada)
	disabled := s.account(t, grace)
	if err := s.accounts.Disable(t.Context(), disabled["uid"].(string)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ email, password string }{
		{ada.email, "a guess"},
		{ada.email, ""},
		{ada.email, ada.password + " "},
		{"nobody@example.com", ada.password},
		{"nobody", "a guess"},
		{user["uid"].(string), ada.password},
		{"' OR 1=1 --", "x"},
		{"ad%", ada.password},
		{grace.email, grace.password},
	} {
		a := s.send(t, "POST /login", jsonOf(map[string]any{"email": c.email, "password": c.password}))
		a.refused(t, 403, "invalid_credentials", "Invalid email or password")
		a.has(t, "Cache-Control", "no-store")
		if got := a.Header.Get("WWW-Authenticate"); got != "" {
			t.Errorf("WWW-Authenticate %q at a 403", got)
		}
	}
}

// TestI2NamesAreFoldedByASCIIAlone: letters that Unicode maps onto a, k or i
// are other letters.
func TestI2NamesAreFoldedByASCIIAlone(t *testing.T) {
	s := newServer(t)
	p := person{"kiki", "kiki@example.com", "engine of 1843"}
	s.account(t, p)
	for _, name := range []string{"\u212Aiki", "k\u0130ki", "k\u0131ki", "ｋｉｋｉ", "kiki ", " kiki"} {
		s.send(t, "POST /login", jsonOf(map[string]any{"username": name, "password": p.password})).
			refused(t, 403, "invalid_credentials", "Invalid email or password")
	}
}

func TestLoginNamesWhatIsMissingOrTooMuch(t *testing.T) {
	s := newServer(t)
	s.account(t, ada)
	for text, location := range map[string]string{
		`{"password": "x"}`: "body.email",
		`{"email": "", "username": "", "password": "x"}`:                  "body.email",
		`{"email": "ada@example.com"}`:                                    "body.password",
		`{"email": "ada@example.com", "password": null}`:                  "body.password",
		`{"email": "ada@example.com", "password": "x", "remember": true}`: "body.remember",
		`{"email": 1, "password": "x"}`:                                   "body.email",
		`{"email": "ada\u0000@example.com", "password": "x"}`:             "body.email",
		`{"username": "ada\u001b", "password": "x"}`:                      "body.username",
		`{"email": "ada@example.com", "password": "x", "cookie": "yes"}`:  "body.cookie",
		`[]`:   "body",
		`null`: "body",
		`"x"`:  "body",
	} {
		a := s.send(t, "POST /login", jsonText(text))
		if a.Status != 422 {
			t.Errorf("%s: status %d: %s", text, a.Status, a.Body)
			continue
		}
		a.invalid(t, location)
	}
}

// TestS14EachLoginIsASessionOfItsOwn whatever came along with the request.
func TestS14EachLoginIsASessionOfItsOwn(t *testing.T) {
	s := newServer(t)
	first := s.member(t, ada)
	second := s.login(t, ada, bearer(first.access), cookie("spotter", first.refresh))
	if a, b := claimsOf(t, first.access), claimsOf(t, second.access); a["sid"] == b["sid"] || a["jti"] == b["jti"] {
		t.Errorf("both log-ins have sid %v, jti %v", a["sid"], a["jti"])
	}
	if !s.alive(t, first.access) {
		t.Error("the first session has ended")
	}
}
