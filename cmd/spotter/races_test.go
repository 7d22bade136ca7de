package main_test

import (
	"net/http"
	"path"
	"sync"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"spotter/store/storetest"
)

// TestR2OfOneRefreshTokenThereIsOneSuccessor of twenty calls at once, in every
// round: at one node of each database, and half and half at two.
func TestR2OfOneRefreshTokenThereIsOneSuccessor(t *testing.T) {
	if holdFile != "" {
		storetest.Each(t, func(t *testing.T, dsn string) {
			p := start(t, t.TempDir(), database(dsn)...)
			raceRefreshes(t, []*process{p}, "20 refreshes at once, one node, "+path.Base(t.Name()))
		})
	}
	nodes, _ := twoNodes(t)
	raceRefreshes(t, nodes[:], "20 refreshes at once, two nodes")
}

func raceRefreshes(t *testing.T, nodes []*process, what string) {
	t.Helper()
	const calls = 20
	f := measures(t, "R2", what)
	rounds := full(200, 20)
	current := signUp(t, nodes[0]).RefreshToken
	var times []time.Duration
	for round := range rounds {
		var successors [calls]pair
		var together errgroup.Group
		begun := time.Now()
		for i := range calls {
			together.Go(func() error {
				return post(nodes[i%len(nodes)].url+"/refresh", map[string]string{"refresh_token": current}, &successors[i])
			})
		}
		if err := together.Wait(); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		times = append(times, time.Since(begun))
		for _, s := range successors {
			if s.RefreshToken != successors[0].RefreshToken || s.RefreshToken == current {
				t.Fatalf("round %d: two successors", round)
			}
		}
		current = successors[0].RefreshToken
	}
	f.none("rounds with another outcome than one successor", 0)
	f.soon("p99 of a race", percentile(times, 0.99), 500*time.Millisecond)
}

// TestR3OfALogOutAndARefreshAtOnceNothingSurvives: whichever is first, the
// session has ended when both are done.
func TestR3OfALogOutAndARefreshAtOnceNothingSurvives(t *testing.T) {
	if holdFile != "" {
		p := start(t, t.TempDir())
		raceLogOuts(t, [2]*process{p, p}, "a log-out and a refresh at once, SQLite")
	}
	nodes, _ := twoNodes(t)
	raceLogOuts(t, nodes, "a log-out and a refresh at once, two nodes")
}

func raceLogOuts(t *testing.T, nodes [2]*process, what string) {
	t.Helper()
	f := measures(t, "R3", what)
	signUp(t, nodes[0])
	survivors := int64(0)
	for round := range full(400, 20) {
		own := logIn(t, nodes[0])
		var next pair
		var refreshed error
		var both sync.WaitGroup
		both.Go(func() {
			refreshed = post(nodes[1].url+"/refresh", map[string]string{"refresh_token": own.RefreshToken}, &next)
		})
		both.Go(func() {
			if code := status(t, "POST", nodes[0].url+"/logout", own.AccessToken); code != http.StatusNoContent {
				t.Errorf("POST /logout answers %d", code)
			}
		})
		both.Wait()
		survivor := own.RefreshToken
		if refreshed == nil {
			survivor = next.RefreshToken
		}
		if err := post(nodes[round%2].url+"/refresh", map[string]string{"refresh_token": survivor}, nil); err == nil {
			survivors++
		}
	}
	f.none("sessions that went on", survivors)
}
