package main_test

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"golang.org/x/sync/errgroup"

	"spotter/store/storetest"
	"spotter/token"
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

// remoteOf is a service elsewhere that verifies tokens by what it hears of that
// node.
func remoteOf(t *testing.T, p *process) func(raw string) error {
	t.Helper()
	issuer := strings.TrimPrefix(asDocumented, "SPOTTER_PUBLIC_URL=")
	verifier, err := token.Remote(t.Context(), issuer, token.RemoteOptions{WhenStale: token.FailClosed, ReachedAt: p.url})
	if err != nil {
		t.Fatal(err)
	}
	return func(raw string) error {
		_, err := verifier.Verify(t.Context(), raw)
		return err
	}
}

// TestK4AKeyRotationOnThreeNodesGivesNoFalse401: people log in, ask and refresh on
// all nodes all the while, each token at a node that did not make it, and in a
// service elsewhere.
func TestK4AKeyRotationOnThreeNodesGivesNoFalse401(t *testing.T) {
	atOnce(t)
	nodes := newFleet(t, 3, "SPOTTER_JWKS_MAX_AGE=1s", "SPOTTER_LEEWAY=0s")
	f := measures(t, "K4", "the key is replaced under load at three nodes")
	dir, settings := t.TempDir(), nodes.settings
	own := signUp(t, nodes.node(0))
	first := kidOf(t, own.AccessToken)
	elsewhere := remoteOf(t, nodes.node(2))

	var stop atomic.Bool
	var asked, newKeys, refused atomic.Int64
	var people sync.WaitGroup
	t.Cleanup(func() { stop.Store(true); people.Wait() })
	for person := range full(12, 4) {
		mine := own
		if person > 0 {
			mine = logIn(t, nodes.node(person))
		}
		people.Go(func() {
			for turn := person; !stop.Load(); turn++ {
				err := get(nodes.node(turn+1).url+"/me", mine.AccessToken)
				if err == nil {
					err = elsewhere(mine.AccessToken)
				}
				if err == nil {
					mine, err = mine.refresh(nodes.node(turn))
				}
				if err != nil {
					refused.Add(1)
					t.Errorf("a good token: %v", err)
					return
				}
				asked.Add(3)
				if kidOf(t, mine.AccessToken) != first {
					newKeys.Add(1)
				}
			}
		})
	}
	if out, code := tryRun(t, dir, "", settings, "key", "rotate"); code != 0 || !strings.HasPrefix(out, "published ") {
		t.Fatal(out)
	}
	if out, code := tryRun(t, dir, "", settings, "key", "rotate"); code == 0 || !strings.Contains(out, "is published already") {
		t.Errorf("activating early: %s", out)
	}
	eventually(t, "tokens of the new key", func() bool { return newKeys.Load() > full[int64](3000, 100) || refused.Load() > 0 })
	stop.Store(true)
	people.Wait()
	if out, _ := tryRun(t, dir, "", settings, "key", "list"); strings.Count(out, "signing") != 1 || !strings.Contains(out, "replaced, verifies until") {
		t.Errorf("key list:\n%s", out)
	}
	// A token of the first key is good still, everywhere.
	for i := range 3 {
		if err := get(nodes.node(i).url+"/me", own.AccessToken); err != nil {
			refused.Add(1)
			t.Error(err)
		}
	}
	if err := elsewhere(own.AccessToken); err != nil {
		refused.Add(1)
		t.Error(err)
	}
	f.least("uses of good tokens", float64(asked.Load()), full(10000.0, 100), "")
	f.least("refreshes signed by the new key", float64(newKeys.Load()), full(3000.0, 100), "")
	f.none("good tokens refused", refused.Load())
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
