package api_test

import (
	"strings"
	"testing"
	"time"
)

// TestDeviceTokenIsSetAndKept for its owner, by cookie and by header.
func TestDeviceTokenIsSetAndKept(t *testing.T) {
	s := newServer(t)
	s.account(t, ada)
	s.account(t, grace)
	login := func(p person, with ...option) answer {
		a := s.send(t, "POST /login", append(with, jsonOf(map[string]any{"email": p.email, "password": p.password}))...)
		if got := a.object(t, 200)["device_token"]; got != a.cookie(t, "spotter_device").Value {
			t.Errorf("device_token %v is not the cookie's", got)
		}
		return a
	}
	deviceOf := func(a answer) string { return a.cookie(t, "spotter_device").Value }
	first := deviceOf(login(ada))
	if again := deviceOf(login(ada)); again == first {
		t.Error("two devices have one token")
	}
	for name, with := range map[string]option{"cookie": cookie("spotter_device", first), "header": header("X-Device-Token", first)} {
		if got := deviceOf(login(ada, with)); got != first {
			t.Errorf("%s: the device has become another", name)
		}
		if got := deviceOf(s.send(t, "POST /token", with, form("username", "ada", "password", ada.password))); got != first {
			t.Errorf("%s at /token: the device has become another", name)
		}
		if got := deviceOf(login(grace, with)); got == first {
			t.Errorf("%s: another person's device token is kept", name)
		}
	}
	for _, forged := range []string{"x", first + "x", strings.ToUpper(first), first[1:], strings.Split(first, ".")[0] + ".", "."} {
		if got := deviceOf(login(ada, header("X-Device-Token", forged))); got == forged {
			t.Errorf("%.12q…: a forged device token is kept", forged)
		}
	}
	wantFlags(t, s.send(t, "POST /token", form("username", "ada", "password", ada.password)).cookie(t, "spotter_device"), false, 365*24*time.Hour)
}

// TestL3DeviceTokensEnd after a year; one half as old is renewed by a log-in, and
// its device stays the one that was counted.
func TestL3DeviceTokensEnd(t *testing.T) {
	now := newClock()
	s := newServer(t, byDefault, on(now))
	s.account(t, ada)
	send := func(device, password string) answer {
		return s.send(t, "POST /login", header("X-Device-Token", device), jsonOf(map[string]any{"email": ada.email, "password": password}))
	}
	deviceOf := func(a answer) string { return a.cookie(t, "spotter_device").Value }
	first := deviceOf(send("", ada.password))
	now.advance(182 * 24 * time.Hour)
	if deviceOf(send(first, ada.password)) != first {
		t.Error("a token is renewed before half a year")
	}
	now.advance(24 * time.Hour)
	renewed := deviceOf(send(first, ada.password))
	if renewed == first {
		t.Error("a token of half a year is not renewed")
	}
	for range 10 {
		send(first, "a guess").refused(t, 403, "invalid_credentials", "Invalid email or password")
	}
	send(renewed, ada.password).throttled(t) // the same device
	now.advance(183 * 24 * time.Hour)        // 366 days since the first
	s.exhaust(t, ada.email)
	send(first, ada.password).throttled(t)
	send(renewed, ada.password).object(t, 200)
}

// TestL3ALongDeviceTokenIsNotLookedAt, though it begins with a good one.
func TestL3ALongDeviceTokenIsNotLookedAt(t *testing.T) {
	s := newServer(t, byDefault)
	s.account(t, ada)
	right := jsonOf(map[string]any{"email": ada.email, "password": ada.password})
	device := s.send(t, "POST /login", right).cookie(t, "spotter_device").Value
	if len(device) > 200 {
		t.Fatalf("a token of %d bytes", len(device))
	}
	s.exhaust(t, ada.email)
	s.send(t, "POST /login", right, header("X-Device-Token", device+strings.Repeat(".", 201-len(device)))).throttled(t)
	s.send(t, "POST /login", right, header("X-Device-Token", device)).object(t, 200)
}

// TestDeviceTokenAuthenticatesNobody wherever it is sent.
func TestDeviceTokenAuthenticatesNobody(t *testing.T) {
	s := newServer(t)
	s.account(t, ada)
	device := s.send(t, "POST /login", jsonOf(map[string]any{"email": ada.email, "password": ada.password})).object(t, 200)["device_token"].(string)
	s.send(t, "GET /me", cookie("spotter_device", device), header("X-Device-Token", device)).unauthorized(t, "Bearer", "not_authenticated", notAuthenticated)
	s.send(t, "GET /me", bearer(device)).unauthorized(t, invalidToken, "token_invalid", notValid)
	s.send(t, "POST /refresh", bearer(device)).unauthorized(t, invalidToken, "token_invalid", notValid)
	s.send(t, "POST /login", header("X-Device-Token", device), jsonText(`{"email": "ada@example.com", "password": "a guess"}`)).
		refused(t, 403, "invalid_credentials", "Invalid email or password")
}

// TestFailedLoginSetsNoDeviceToken: it is for those who were let in.
func TestFailedLoginSetsNoDeviceToken(t *testing.T) {
	s := newServer(t)
	s.account(t, ada)
	for what, sent := range map[string]option{
		"POST /login": jsonText(`{"email": "ada@example.com", "password": "a guess"}`), "POST /token": form("username", "ada", "password", "a guess"),
	} {
		if a := s.send(t, what, sent); len(a.cookies) != 0 {
			t.Errorf("%s sets %v", what, a.cookies)
		}
	}
}
