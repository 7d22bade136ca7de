package main_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"spotter/store/storetest"
)

// knock sends a body and returns the status, the answer and its Retry-After.
func knock(method, at, bearer, device, mediaType, body string) (int, map[string]any, int, error) {
	r, err := http.NewRequest(method, at, bytes.NewReader([]byte(body)))
	if err != nil {
		return 0, nil, 0, err
	}
	r.Header.Set("Content-Type", mediaType)
	if bearer != "" {
		r.Header.Set("Authorization", "Bearer "+bearer)
	}
	if device != "" {
		r.Header.Set("X-Device-Token", device)
	}
	answer, err := benchClient.Do(r)
	if err != nil {
		return 0, nil, 0, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return 0, nil, 0, err
	}
	o := map[string]any{}
	if len(text) > 0 {
		err = json.Unmarshal(text, &o)
	}
	wait, _ := strconv.Atoi(answer.Header.Get("Retry-After"))
	return answer.StatusCode, o, wait, err
}

func knockJSON(method, at, bearer, device string, body any) (int, map[string]any, int, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return 0, nil, 0, err
	}
	return knock(method, at, bearer, device, "application/json", string(text))
}

// member registers a person and logs in on a device.
func member(t *testing.T, p *process, username string) (own pair, device string) {
	t.Helper()
	email := username + "@example.com"
	if err := post(p.url+"/register", map[string]string{"username": username, "email": email, "password": password}, nil); err != nil {
		t.Fatal(err)
	}
	var out struct {
		pair
		DeviceToken string `json:"device_token"`
	}
	if err := post(p.url+"/login", map[string]string{"email": email, "password": password}, &out); err != nil {
		t.Fatal(err)
	}
	return out.pair, out.DeviceToken
}

// guessAt tries a wrong password of a person at one of the four doors of a node,
// in one of the spellings of either name.
func guessAt(p *process, i int, username string, own pair) (int, map[string]any, int, error) {
	names := []string{username, strings.ToUpper(username), username + "@example.com", strings.ToUpper(username + "@example.com")}
	name := names[i/4%len(names)]
	switch i % 4 {
	case 0:
		return knockJSON("POST", p.url+"/login", "", "", map[string]string{"email": name, "password": "a guess"})
	case 1:
		form := url.Values{"username": {name}, "password": {"a guess"}}
		return knock("POST", p.url+"/token", "", "", "application/x-www-form-urlencoded", form.Encode())
	case 2:
		return knockJSON("POST", p.url+"/me/password", own.AccessToken, "", map[string]string{"current_password": "a guess", "new_password": "another horse to ride"})
	}
	return knockJSON("DELETE", p.url+"/me", own.AccessToken, "", map[string]string{"password": "a guess"})
}

// TestL3ParallelGuessesOnTwoNodesDoNotPassTogether through all doors and in all
// spellings; meanwhile the owner gets in on a known device, at each node.
func TestL3ParallelGuessesOnTwoNodesDoNotPassTogether(t *testing.T) {
	settings := slices.Concat(database(storetest.Postgres(t)), []string{"SPOTTER_PUBLIC_URL=http://localhost:5555"}, byDefault)
	nodes := [2]*process{start(t, t.TempDir(), settings...), start(t, t.TempDir(), settings...)}
	own, device := member(t, nodes[0], "ann")

	begun := time.Now()
	var evaluated, refused atomic.Int64
	var all errgroup.Group
	for i := range 120 {
		all.Go(func() error {
			code, answer, wait, err := guessAt(nodes[i/16%2], i, "ann", own)
			switch {
			case err != nil:
				return err
			case code == 401 || code == 403:
				evaluated.Add(1)
			case code == 429 && answer["code"] == "throttled" && wait >= 1:
				refused.Add(1)
			default:
				return fmt.Errorf("guess %d is answered %d, %v, Retry-After %d", i, code, answer, wait)
			}
			return nil
		})
	}
	all.Go(func() error { // the owner, between the guesses
		for i := range 6 {
			code, answer, _, err := knockJSON("POST", nodes[i%2].url+"/login", "", device, map[string]string{"username": "ann", "password": password})
			if err != nil {
				return err
			}
			if code != 200 {
				return fmt.Errorf("the owner is answered %d, %v", code, answer)
			}
		}
		return nil
	})
	if err := all.Wait(); err != nil {
		t.Error(err)
	}
	t.Logf("%d evaluated, %d refused", evaluated.Load(), refused.Load())
	allowed := int64(10)
	for wait := 5 * time.Second; time.Since(begun) >= wait; wait += wait + 5*time.Second { // a machine so slow that delays have ended
		allowed++
	}
	if n := evaluated.Load(); n < 1 || n > allowed || n+refused.Load() != 120 {
		t.Errorf("%d of 120 guesses were evaluated, %d refused", n, refused.Load())
	}

	// The right password is not looked at on a strange device, and is on a known one.
	form := url.Values{"username": {"ann"}, "password": {password}}.Encode()
	for i, p := range nodes {
		if code, _, _, err := knock("POST", p.url+"/token", "", "", "application/x-www-form-urlencoded", form); code != 429 || err != nil {
			t.Errorf("node %d, a strange device with the right password: %d, %v", i, code, err)
		}
		if code, _, _, err := knock("POST", p.url+"/token", "", device, "application/x-www-form-urlencoded", form); code != 200 || err != nil {
			t.Errorf("node %d, the owner's device: %d, %v", i, code, err)
		}
	}
	change := map[string]string{"current_password": password, "new_password": "another horse to ride"}
	if code, answer, _, err := knockJSON("POST", nodes[1].url+"/me/password", own.AccessToken, device, change); code != 204 || err != nil {
		t.Errorf("the owner changes the password: %d, %v, %v", code, answer, err)
	}
}

// TestL3CountersSurviveAKill of the server, and metrics count what it refuses.
func TestL3CountersSurviveAKill(t *testing.T) {
	dir := t.TempDir()
	p := start(t, dir, byDefault...)
	own, _ := member(t, p, "ann")
	for i := range 10 {
		if code, answer, _, err := guessAt(p, i, "ann", own); code != 401 && code != 403 || err != nil {
			t.Fatalf("guess %d: %d, %v, %v", i, code, answer, err)
		}
	}
	p.kill()
	p = start(t, dir, append([]string{"SPOTTER_ADMIN_ADDR=127.0.0.1:0"}, byDefault...)...)
	// What waits now is the rest of the first five seconds: a slow start may have
	// used it up, and then the next guess is evaluated and the wait is longer.
	var code, wait int
	for range 2 {
		var err error
		if code, _, wait, err = guessAt(p, 0, "ann", own); err != nil {
			t.Fatal(err)
		}
		if code == 429 {
			break
		}
	}
	if code != 429 || wait < 1 || wait > 10 {
		t.Errorf("after a restart: %d, Retry-After %d", code, wait)
	}
	text := page(t, "http://"+p.adminAddress(t)+"/metrics")
	for _, line := range []string{
		`spotter_throttled_total{rule="account"} 1`, `spotter_throttled_total{rule="address"} 0`, "spotter_shared_address 0", "spotter_untrusted_forwarded_total 0",
	} {
		if !strings.Contains(text, line+"\n") {
			t.Errorf("no %s in the metrics", line)
		}
	}
}

// TestL6RatesAreSettings.
func TestL6RatesAreSettings(t *testing.T) {
	p := start(t, t.TempDir(), "SPOTTER_ADDRESS_RATE=2/h", "SPOTTER_REGISTER_RATE=1/h+2", "SPOTTER_LOGIN_RATE=1/m", "SPOTTER_REFRESH_RATE=1/m", "SPOTTER_REFRESH_FAILURE_RATE=1/h")
	own, _ := member(t, p, "ann")
	member(t, p, "ben")
	want := func(what string, want int, method, path string, body any) {
		t.Helper()
		if code, answer, _, err := knockJSON(method, p.url+path, "", "", body); code != want || err != nil {
			t.Errorf("%s: %d, %v, %v; want %d", what, code, answer, err, want)
		}
	}
	want("a third registration", 429, "POST", "/register", map[string]string{"username": "cay", "email": "cay@example.com", "password": password})
	want("a guess", 403, "POST", "/login", map[string]string{"username": "ann", "password": "a guess"})
	want("a second guess", 429, "POST", "/login", map[string]string{"username": "ann", "password": "a guess"})
	want("a second account", 403, "POST", "/login", map[string]string{"username": "ben", "password": "a guess"})
	want("a third account", 429, "POST", "/login", map[string]string{"username": "cay", "password": "a guess"})
	want("a refresh", 200, "POST", "/refresh", map[string]string{"refresh_token": own.RefreshToken})
	want("the same again", 429, "POST", "/refresh", map[string]string{"refresh_token": own.RefreshToken})
	want("one that fails", 401, "POST", "/refresh", map[string]string{"refresh_token": "x"})
	want("another that fails", 429, "POST", "/refresh", map[string]string{"refresh_token": "x"})
}

// TestL9NothingIsThereByDefault: no account, and no key that another server has.
func TestL9NothingIsThereByDefault(t *testing.T) {
	var keys []string
	for range 2 {
		dir := t.TempDir()
		p := start(t, dir)
		if list := mustRun(t, dir, "", "user", "list"); strings.Count(list, "\n") != 1 {
			t.Errorf("a new database has people:\n%s", list)
		}
		keys = append(keys, page(t, p.url+"/.well-known/jwks.json"))
	}
	if keys[0] == keys[1] {
		t.Error("two servers have one key")
	}
}
