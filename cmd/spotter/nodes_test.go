package main_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"spotter/store/storetest"
)

// twoNodes are two real processes on one PostgreSQL, with one public URL.
func twoNodes(t *testing.T, settings ...string) (nodes [2]*process, all []string) {
	t.Helper()
	all = append(database(storetest.Postgres(t)), "SPOTTER_PUBLIC_URL=http://localhost:5555")
	all = append(all, settings...)
	binary() // built once, before both start
	dirs := [2]string{t.TempDir(), t.TempDir()}
	var both errgroup.Group
	for i := range nodes {
		both.Go(func() error { nodes[i] = start(t, dirs[i], all...); return nil })
	}
	if err := both.Wait(); err != nil {
		t.Fatal(err)
	}
	return nodes, all
}

// TestK4AKeyRotationOnTwoNodesGivesNoFalse401: people log in, ask and refresh on
// both nodes all the while, each token at the node that did not make it.
func TestK4AKeyRotationOnTwoNodesGivesNoFalse401(t *testing.T) {
	short := []string{"SPOTTER_JWKS_MAX_AGE=1s", "SPOTTER_LEEWAY=0s"}
	nodes, settings := twoNodes(t, short...)
	dir := t.TempDir()
	own := signUp(t, nodes[0])
	first := kidOf(t, own.AccessToken)

	var stop atomic.Bool
	var asked, newKeys atomic.Int64
	var people errgroup.Group
	for person := range 4 {
		mine := own
		if person > 0 {
			mine = logIn(t, nodes[person%2])
		}
		people.Go(func() error {
			for turn := 0; !stop.Load(); turn++ {
				here, there := nodes[turn%2], nodes[(turn+1)%2]
				if err := get(there.url+"/me", mine.AccessToken); err != nil {
					return fmt.Errorf("a good token: %w", err)
				}
				if err := post(here.url+"/refresh", map[string]string{"refresh_token": mine.RefreshToken}, &mine); err != nil {
					return fmt.Errorf("a good refresh token: %w", err)
				}
				asked.Add(1)
				if kidOf(t, mine.AccessToken) != first {
					newKeys.Add(1)
				}
			}
			return nil
		})
	}
	if out, code := tryRun(t, dir, "", settings, "key", "rotate"); code != 0 || !strings.HasPrefix(out, "published ") {
		t.Fatal(out)
	}
	if out, code := tryRun(t, dir, "", settings, "key", "rotate"); code == 0 || !strings.Contains(out, "is published already") {
		t.Errorf("activating early: %s", out)
	}
	within(t, 20*time.Second, "tokens of the new key", func() bool { return newKeys.Load() > 100 })
	stop.Store(true)
	if err := people.Wait(); err != nil {
		t.Fatal(err)
	}
	if out, _ := tryRun(t, dir, "", settings, "key", "list"); strings.Count(out, "signing") != 1 || !strings.Contains(out, "replaced, verifies until") {
		t.Errorf("key list:\n%s", out)
	}
	// A token of the first key is good still, on both nodes.
	for _, n := range nodes {
		if err := get(n.url+"/me", own.AccessToken); err != nil {
			t.Error(err)
		}
	}
	t.Logf("%d refreshes and as many questions, %d of them after the new key signed", asked.Load(), newKeys.Load())
}

// kidOf reads the kid of a token's header.
func kidOf(t *testing.T, raw string) string {
	t.Helper()
	segment, _, _ := strings.Cut(raw, ".")
	data, err := base64.RawURLEncoding.DecodeString(segment)
	var h struct{ Kid string }
	if err == nil {
		err = json.Unmarshal(data, &h)
	}
	if err != nil {
		t.Error(err)
	}
	return h.Kid
}
