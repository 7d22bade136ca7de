package api_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"testing"
	"time"

	"spotter/account"
	"spotter/coach"
)

// TestS10ExportHasEveryPageOfTheLog once and in order.
func TestS10ExportHasEveryPageOfTheLog(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	p := s.send(t, "GET /me", bearer(own.access)).object(t, 200)
	first := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	const days = 401
	for i := range days {
		w := coach.Workout{ID: fmt.Sprintf("%03d", i), UID: p["uid"].(string), Day: first.AddDate(0, 0, i/2), CreatedAt: first}
		w.Sets = []coach.LoggedSet{{Slug: "plank", Seconds: 45, On: w.Day}}
		if _, err := s.store.AddWorkout(t.Context(), w); err != nil {
			t.Fatal(err)
		}
	}
	a := s.send(t, "GET /me/export", bearer(own.access))
	list := a.object(t, 200)["workouts"].([]any)
	a.has(t, "Content-Type", "application/json")
	a.has(t, "Content-Disposition", `attachment; filename="spotter-export.json"`)
	for i, w := range list {
		if id := w.(map[string]any)["id"]; len(list) != days || id != fmt.Sprintf("%03d", days-1-i) {
			t.Fatalf("%d workouts, of which %d is %v", len(list), i, id)
		}
	}
}

// heldLists lets nobody list conversations before it is told what comes of it.
type heldLists struct {
	coach.Store
	asked chan struct{}
	come  chan error
}

func (h *heldLists) ListConversations(ctx context.Context, uid string, p coach.Page) ([]coach.Conversation, error) {
	h.asked <- struct{}{}
	if err := <-h.come; err != nil {
		return nil, err
	}
	return h.Store.ListConversations(ctx, uid, p)
}

// TestH7OneExportOfAPersonAtATime, and one that breaks off does not look whole.
func TestH7OneExportOfAPersonAtATime(t *testing.T) {
	held := &heldLists{asked: make(chan struct{}), come: make(chan error)}
	s := newServer(t, func(c *config) {
		held.Store = c.Talk.Store
		c.Talk.Store = held
	})
	own := s.member(t, ada)
	for _, comes := range []error{nil, account.ErrUnavailable, nil} {
		ended := make(chan error)
		go func() {
			r, err := http.NewRequestWithContext(t.Context(), "GET", s.URL+"/me/export", nil)
			if err == nil {
				bearer(own.access)(r)
				var got *http.Response
				if got, err = http.DefaultClient.Do(r); err == nil {
					_, err = io.ReadAll(got.Body)
					got.Body.Close()
				}
			}
			ended <- err
		}()
		<-held.asked
		a := s.send(t, "GET /me/export", bearer(own.access))
		a.refused(t, 429, "exporting", "An export of yours is under way already: wait until it is there.")
		a.has(t, "Retry-After", "1")
		held.come <- comes
		if err := <-ended; (err == nil) != (comes == nil) {
			t.Errorf("%v came, and the client saw %v", comes, err)
		}
	}
}
