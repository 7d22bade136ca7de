package api_test

import (
	"fmt"
	"net/netip"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"spotter/account"
)

const tooMany = "Too many attempts: wait as many seconds as Retry-After says, then try again."

// throttled wants a 429 and returns how many seconds to wait.
func (a answer) throttled(t testing.TB) int {
	t.Helper()
	if a.Header.Get("Content-Type") == "application/json" { // of /token
		a.refusedOAuth(t, 429, "invalid_request", "throttled", tooMany)
	} else {
		a.refused(t, 429, "throttled", tooMany)
	}
	seconds, err := strconv.Atoi(a.Header.Get("Retry-After"))
	if err != nil || seconds < 1 {
		t.Errorf("Retry-After %q", a.Header.Get("Retry-After"))
	}
	a.has(t, "Cache-Control", "no-store")
	return seconds
}

// fewFailures lets log-ins from one address fail for five accounts.
func fewFailures(c *config) {
	c.Rules.Limits = account.Limits{Address: account.Rate{Count: 5, Period: 10 * time.Minute}}
}

// guessing is a request with a wrong password at each of the four doors.
func guessing(p person, own tokens, with ...option) map[string]func(s *server, t testing.TB) answer {
	return map[string]func(s *server, t testing.TB) answer{
		"/login": func(s *server, t testing.TB) answer {
			return s.send(t, "POST /login", append(with, jsonOf(map[string]any{"email": p.email, "password": "a guess"}))...)
		},
		"/token": func(s *server, t testing.TB) answer {
			return s.send(t, "POST /token", append(with, form("username", strings.ToUpper(p.username), "password", "a guess"))...)
		},
		"/me/password": func(s *server, t testing.TB) answer {
			body := jsonText(`{"current_password": "a guess", "new_password": "looms of Jacquard"}`)
			return s.send(t, "POST /me/password", append(with, bearer(own.access), body)...)
		},
		"/me": func(s *server, t testing.TB) answer {
			return s.send(t, "DELETE /me", append(with, bearer(own.access), jsonText(`{"password": "a guess"}`))...)
		},
	}
}

// exhaust guesses until the account's counter refuses.
func (s *server) exhaust(t testing.TB, login string) {
	t.Helper()
	for range 12 {
		if s.send(t, "POST /login", jsonOf(map[string]any{"email": login, "password": "a guess"})).Status == 429 {
			return
		}
	}
	t.Fatal("nothing is refused after twelve guesses")
}

// TestL3AllDoorsAreThrottledTogether, and a right password is not evaluated
// either.
func TestL3AllDoorsAreThrottledTogether(t *testing.T) {
	s := newServer(t, byDefault)
	own := s.member(t, ada)
	doors := guessing(ada, own)
	for range 3 {
		for name, guess := range doors {
			if a := guess(s, t); a.Status != 401 && a.Status != 403 && a.Status != 429 {
				t.Errorf("%s: status %d: %s", name, a.Status, a.Body)
			}
		}
	}
	for _, guess := range doors {
		guess(s, t).throttled(t)
	}
	s.send(t, "POST /login", jsonOf(map[string]any{"username": "ADA", "password": ada.password})).throttled(t)
	s.send(t, "POST /token", form("username", ada.email, "password", ada.password)).throttled(t)
	s.send(t, "POST /me/password", bearer(own.access), jsonText(`{"current_password": "engine of 1843", "new_password": "looms of Jacquard"}`)).throttled(t)
	s.send(t, "DELETE /me", bearer(own.access), jsonText(`{"password": "engine of 1843"}`)).throttled(t)
	if !s.alive(t, own.access) {
		t.Error("the owner's session has suffered")
	}
}

// TestL3RetryAfterGrows in whole seconds.
func TestL3RetryAfterGrows(t *testing.T) {
	now := newClock()
	s := newServer(t, byDefault, on(now))
	s.account(t, ada)
	guess := guessing(ada, tokens{})["/login"]
	s.exhaust(t, ada.email)
	for _, want := range []int{5, 10, 20, 40} {
		if got := guess(s, t).throttled(t); got != want {
			t.Errorf("Retry-After %d, want %d", got, want)
		}
		now.advance(time.Duration(want) * time.Second)
		guess(s, t).refused(t, 403, "invalid_credentials", "Invalid email or password")
	}
}

// TestO2ThrottledTokenRequestSpeaksOAuth.
func TestO2ThrottledTokenRequestSpeaksOAuth(t *testing.T) {
	s := newServer(t, byDefault)
	s.account(t, ada)
	s.exhaust(t, ada.email)
	a := s.send(t, "POST /token", form("username", "ada", "password", ada.password))
	a.throttled(t)
	a.refusedOAuth(t, 429, "invalid_request", "throttled", tooMany)
}

// TestL1ThrottledAnswersAreAlike for a login that nobody has: in status, headers
// and body, at both doors.
func TestL1ThrottledAnswersAreAlike(t *testing.T) {
	now := newClock()
	s := newServer(t, byDefault, on(now))
	s.account(t, ada)
	disabled := s.account(t, grace)
	if err := s.accounts.Disable(t.Context(), disabled["uid"].(string)); err != nil {
		t.Fatal(err)
	}
	shape := func(a answer) []string {
		var names []string
		for name, values := range a.Header {
			if name != "X-Request-Id" && name != "Date" {
				names = append(names, name+": "+strings.Join(values, ", "))
			}
		}
		slices.Sort(names)
		o := a.object(t, 429)
		delete(o, "request_id")
		return append(names, fmt.Sprint(o))
	}
	for _, door := range []string{"POST /login", "POST /token"} {
		var first []string
		for _, who := range []person{ada, grace, {"nobody", "nobody@example.com", ""}} {
			s.exhaust(t, who.email)
			sent := jsonOf(map[string]any{"email": who.email, "password": "a guess"})
			if door == "POST /token" {
				sent = form("username", who.email, "password", "a guess")
			}
			got := shape(s.send(t, door, sent))
			if first == nil {
				first = got
			}
			if !reflect.DeepEqual(got, first) {
				t.Errorf("%s of %s answers\n%v, want\n%v", door, who.username, got, first)
			}
		}
		now.advance(24 * time.Hour)
	}
}

// TestL7TheOwnerGetsInWhileAStrangerGuesses: at every door, by header or cookie,
// on a device that was used before.
func TestL7TheOwnerGetsInWhileAStrangerGuesses(t *testing.T) {
	s := newServer(t, byDefault)
	s.account(t, ada)
	s.account(t, grace)
	deviceOf := func(p person) string {
		return s.send(t, "POST /login", jsonOf(map[string]any{"email": p.email, "password": p.password})).cookie(t, "spotter_device").Value
	}
	device, foreign := deviceOf(ada), deviceOf(grace)
	own := s.login(t, ada)
	s.exhaust(t, ada.email)
	right := jsonOf(map[string]any{"email": ada.email, "password": ada.password})
	for name, with := range map[string]option{"header": header("X-Device-Token", device), "cookie": cookie("spotter_device", device)} {
		if a := s.send(t, "POST /login", with, right); a.Status != 200 || a.cookie(t, "spotter_device").Value != device {
			t.Errorf("%s at /login: status %d: %s", name, a.Status, a.Body)
		}
		if a := s.send(t, "POST /token", with, form("username", "ada", "password", ada.password)); a.Status != 200 {
			t.Errorf("%s at /token: status %d: %s", name, a.Status, a.Body)
		}
	}
	for name, with := range map[string]option{
		"another's": header("X-Device-Token", foreign), "a forged one": header("X-Device-Token", device+"x"), "half of one": cookie("spotter_device", device[:40]),
		"an access token": header("X-Device-Token", own.access),
	} {
		t.Run(name, func(t *testing.T) { s.send(t, "POST /login", with, right).throttled(t) })
	}
	change := jsonText(`{"current_password": "engine of 1843", "new_password": "looms of Jacquard"}`)
	s.send(t, "POST /me/password", bearer(own.access), change).throttled(t)
	if a := s.send(t, "POST /me/password", bearer(own.access), header("X-Device-Token", device), change); a.Status != 204 {
		t.Errorf("the owner's change of the password: %d %s", a.Status, a.Body)
	}
}

// TestL5AForwardedAddressSkipsNoCheck: a sprayer who names another address each
// time is one address all the same, and the operator hears of the header once.
func TestL5AForwardedAddressSkipsNoCheck(t *testing.T) {
	for name, c := range map[string]struct {
		proxies        []netip.Prefix
		limit          account.Rate
		tries, refused int
	}{
		"no proxy":      {tries: 100, refused: 40},
		"another proxy": {[]netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")}, account.Rate{Count: 5, Period: time.Minute}, 8, 3},
	} {
		t.Run(name, func(t *testing.T) {
			now := newClock()
			s := newServer(t, byDefault, on(now), func(conf *config) { conf.TrustedProxies, conf.Rules.Limits.Address = c.proxies, c.limit })
			refused := 0
			for i := range c.tries {
				a := s.send(t, "POST /login", jsonOf(map[string]any{"email": fmt.Sprintf("nobody%d@example.com", i), "password": "a guess"}),
					header("X-Forwarded-For", fmt.Sprintf("198.51.100.%d", i)), header("Forwarded", "for=198.51.100.7"))
				if a.Status == 429 {
					a.throttled(t)
					refused++
				}
			}
			if refused != c.refused {
				t.Errorf("%d of %d were refused, want %d", refused, c.tries, c.refused)
			}
			hints := func() int { return strings.Count(s.log.String(), "SPOTTER_TRUSTED_PROXIES") }
			if hints() != 1 || !strings.Contains(s.log.String(), `"address":"127.0.0.1"`) {
				t.Errorf("%d hints", hints())
			}
			now.advance(10 * time.Minute)
			s.send(t, "GET /healthz", header("Forwarded", "for=198.51.100.7"))
			if hints() != 2 {
				t.Errorf("%d hints ten minutes later", hints())
			}
			wantMetric(t, s, "spotter_untrusted_forwarded_total", "", float64(c.tries+1))
			wantMetric(t, s, "spotter_throttled_total", "address", float64(c.refused))
			wantMetric(t, s, "spotter_throttled_total", "account", 0)
			wantMetric(t, s, "spotter_shared_address", "", 0)
		})
	}
}

// TestL5BehindATrustedProxyEachClientCountsForItself.
func TestL5BehindATrustedProxyEachClientCountsForItself(t *testing.T) {
	s := newServer(t, fewFailures, func(c *config) { c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")} })
	spray := func(i int, from string) answer {
		return s.send(t, "POST /login", jsonOf(map[string]any{"username": fmt.Sprintf("nobody%d", i), "password": "a guess"}), header("X-Forwarded-For", from))
	}
	for i := range 5 {
		spray(i, "203.0.113.7")
	}
	spray(5, "203.0.113.7").throttled(t)
	spray(5, "198.51.100.1, 203.0.113.7").throttled(t)
	spray(5, "203.0.113.8").refused(t, 403, "invalid_credentials", "Invalid email or password")
	if strings.Contains(s.log.String(), "SPOTTER_TRUSTED_PROXIES") {
		t.Error("a hint about a proxy that is trusted")
	}
}

// TestL6ADevicePassesTheLimitOfItsAddress.
func TestL6ADevicePassesTheLimitOfItsAddress(t *testing.T) {
	s := newServer(t, fewFailures)
	s.account(t, ada)
	right := jsonOf(map[string]any{"email": ada.email, "password": ada.password})
	device := s.send(t, "POST /login", right).cookie(t, "spotter_device").Value
	for i := range 5 {
		s.send(t, "POST /token", form("username", fmt.Sprintf("nobody%d", i), "password", "a guess"))
	}
	s.send(t, "POST /login", right).throttled(t)
	s.send(t, "POST /login", right, cookie("spotter_device", device)).object(t, 200)
}

func TestL8RegistrationsAreThrottled(t *testing.T) {
	s := newServer(t, byDefault, on(newClock()))
	s.account(t, ada)
	for i := range 39 {
		body := jsonOf(map[string]any{"username": fmt.Sprintf("member%d", i), "email": ada.email, "password": ada.password})
		s.send(t, "POST /register", body).refused(t, 400, "email_taken", "Email already registered")
	}
	if wait := s.send(t, "POST /register", jsonOf(map[string]any{"username": "late", "email": ada.email, "password": ada.password})).throttled(t); wait != 120 {
		t.Errorf("Retry-After %d, want 120", wait)
	}
	s.send(t, "POST /register", jsonText(`{"username": "a b", "email": "x", "password": "x"}`)).invalid(t, "body.username", "body.email", "body.password")
}

// TestL8RefreshesThatFailAreThrottled at both doors; one that holds still serves.
func TestL8RefreshesThatFailAreThrottled(t *testing.T) {
	now := newClock()
	s := newServer(t, byDefault, on(now))
	own := s.member(t, ada)
	ended := s.login(t, ada)
	if a := s.send(t, "POST /logout", bearer(ended.refresh)); a.Status != 204 {
		t.Fatal(a.Body)
	}
	for i := range 60 {
		switch i % 3 {
		case 0:
			s.send(t, "POST /refresh", bearer("x")).unauthorized(t, invalidToken, "token_invalid", notValid)
		case 1:
			s.send(t, "POST /refresh", cookie("spotter", ended.refresh)).unauthorized(t, invalidToken, "session_ended", "")
		case 2:
			s.send(t, "POST /token", form("grant_type", "refresh_token", "refresh_token", own.access)).refusedOAuth(t, 400, "invalid_grant", "wrong_token_type", notValid)
		}
	}
	s.send(t, "POST /refresh", bearer("x")).throttled(t)
	a := s.send(t, "POST /refresh", cookie("spotter", ended.refresh))
	if a.throttled(t); a.sets("spotter") {
		t.Error("the cookie is taken back with an answer that does not say why")
	}
	s.send(t, "POST /token", form("grant_type", "refresh_token", "refresh_token", ended.refresh)).throttled(t)
	next := pairOf(t, s.send(t, "POST /refresh", bearer(own.refresh)).object(t, 200))
	s.send(t, "POST /token", form("grant_type", "refresh_token", "refresh_token", next.refresh)).object(t, 200)
	s.send(t, "POST /refresh").unauthorized(t, "Bearer", "not_authenticated", notAuthenticated)
	now.advance(time.Minute)
	s.send(t, "POST /refresh", bearer("x")).unauthorized(t, invalidToken, "token_invalid", notValid)
}

// TestL8AThrottledRefreshConsumesNothing.
func TestL8AThrottledRefreshConsumesNothing(t *testing.T) {
	now := newClock()
	s := newServer(t, byDefault, on(now), func(c *config) { c.Rules.Limits.Refresh = account.Rate{Count: 5, Period: time.Minute} })
	own := s.member(t, ada)
	for range 5 {
		own = pairOf(t, s.send(t, "POST /refresh", bearer(own.refresh)).object(t, 200))
	}
	for range 3 {
		if wait := s.send(t, "POST /refresh", bearer(own.refresh)).throttled(t); wait != 12 {
			t.Errorf("Retry-After %d, want 12", wait)
		}
		s.send(t, "POST /token", form("grant_type", "refresh_token", "refresh_token", own.refresh)).throttled(t)
	}
	now.advance(12 * time.Second)
	s.send(t, "POST /refresh", bearer(own.refresh)).object(t, 200)
}

// TestF1NobodyIsLetGuessWhileNothingCanBeCounted: a database that another program
// holds locked.
func TestF1NobodyIsLetGuessWhileNothingCanBeCounted(t *testing.T) {
	s := newServerInTime(t, byDefault)
	own := s.member(t, ada)
	release := s.lock(t)
	doors := guessing(ada, own)
	answers := make(chan answer)
	for _, guess := range doors {
		go func() { answers <- guess(s, t) }()
	}
	for range doors {
		a := <-answers
		a.putOff(t)
		if got := a.object(t, 503)["code"]; got != "unavailable" {
			t.Errorf("code %v", got)
		}
	}
	release()
	s.login(t, ada)
}

// TestH9ExportTellsThatSomebodyGuessed once for a series.
func TestH9ExportTellsThatSomebodyGuessed(t *testing.T) {
	s := newServer(t, byDefault)
	own := s.member(t, ada)
	s.exhaust(t, ada.email)
	for range 5 {
		s.send(t, "POST /login", jsonOf(map[string]any{"email": ada.email, "password": "a guess"})).throttled(t)
	}
	seen := 0
	for _, e := range s.send(t, "GET /me/export", bearer(own.access)).object(t, 200)["events"].([]any) {
		if e.(map[string]any)["kind"] == "throttled" {
			seen++
		}
	}
	if seen != 1 {
		t.Errorf("%d events, want 1", seen)
	}
}

// wantMetric wants a metric to have a value, under a rule if one is named.
func wantMetric(t *testing.T, s *server, name, rule string, want float64) {
	t.Helper()
	registry := prometheus.NewRegistry()
	registry.MustRegister(s.api)
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, family := range families {
		for _, m := range family.GetMetric() {
			if family.GetName() != name || rule != "" && m.GetLabel()[0].GetValue() != rule {
				continue
			}
			if got := m.GetCounter().GetValue() + m.GetGauge().GetValue(); got != want {
				t.Errorf("%s %s is %v, want %v", name, rule, got, want)
			}
			return
		}
	}
	t.Errorf("no metric %s %s", name, rule)
}
