package token_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"spotter/token"
)

// far is a Spotter elsewhere, over real HTTP, which a test can take away.
type far struct {
	*token.Authority
	server *httptest.Server
	clock  *clock
	away   atomic.Bool
	// instead answers in place of the service, if set.
	instead atomic.Pointer[http.HandlerFunc]
	keySets atomic.Int64 // how often the key set was fetched
	age     string       // Cache-Control of the key set
}

func newFar(t *testing.T, change ...func(*token.Config)) *far {
	t.Helper()
	f := &far{clock: &clock{}, age: "public, max-age=300"}
	f.server = httptest.NewServer(f)
	t.Cleanup(f.server.Close)
	c := token.Config{Issuer: f.server.URL, Keys: new(token.MemoryKeys), Master: token.NewMasterKey(), Leeway: leeway, Now: f.clock.Now}
	for _, edit := range change {
		edit(&c)
	}
	a, err := token.NewAuthority(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	f.Authority = a
	return f
}

func (f *far) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if h := f.instead.Load(); h != nil {
		(*h)(w, r)
		return
	}
	if f.away.Load() {
		panic(http.ErrAbortHandler)
	}
	switch r.URL.Path {
	case "/.well-known/jwks.json":
		f.keySets.Add(1)
		w.Header().Set("Cache-Control", f.age)
		w.Write(f.JWKS())
	case "/revocations":
		raw, tag, err := f.Revocations()
		switch {
		case err != nil:
			w.WriteHeader(http.StatusServiceUnavailable)
		case r.Header.Get("If-None-Match") == tag:
			w.WriteHeader(http.StatusNotModified)
		default:
			w.Header().Set("ETag", tag)
			w.Write([]byte(raw))
		}
	default:
		http.NotFound(w, r)
	}
}

func (f *far) answer(h http.HandlerFunc) { f.instead.Store(&h) }

func (f *far) mint(t *testing.T, sid string) string {
	t.Helper()
	raw, err := f.MintAccess(token.AccessFor{ID: sid, SessionID: sid, Scope: "account", User: ada})
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func (f *far) end(sid string) {
	f.Ended().Add(token.EndedSession{ID: sid, EndedAt: f.clock.Now(), Until: f.clock.Now().Add(time.Hour), Reason: "logout"})
}

func (f *far) remote(t *testing.T, o token.RemoteOptions) *token.RemoteVerifier {
	t.Helper()
	if o.WhenStale == 0 {
		o.WhenStale = token.FailClosed
	}
	o.Now = f.clock.Now
	v, err := token.Remote(t.Context(), f.server.URL, o)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// patience is how long a test waits for what happens once a second.
const patience = 20 * time.Second

// untilVerify waits until the token is judged so.
func untilVerify(t *testing.T, v token.Verifier, raw string, want error) {
	t.Helper()
	deadline := time.Now().Add(patience)
	for {
		_, err := v.Verify(t.Context(), raw)
		if want == nil && err == nil || want != nil && errors.Is(err, want) {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%v, want %v", err, want)
		}
		time.Sleep(5 * time.Millisecond) // between two looks
	}
}

func wantVerify(t *testing.T, v token.Verifier, raw string, want error) *token.Claims {
	t.Helper()
	c, err := v.Verify(t.Context(), raw)
	if want == nil && err != nil || want != nil && !errors.Is(err, want) {
		t.Errorf("%v, want %v", err, want)
	}
	return c
}

func TestRemoteVerifiesFromTheFirstRequestOn(t *testing.T) {
	for _, alg := range keyPairs {
		f := newFar(t, func(c *token.Config) { c.Algorithm = alg })
		v := f.remote(t, token.RemoteOptions{})
		if c := wantVerify(t, v, f.mint(t, session), nil); c == nil || c.User != ada || c.SessionID != session {
			t.Errorf("%s: %+v", alg, c)
		}
	}
}

func TestRemoteHearsOfALogOut(t *testing.T) {
	f := newFar(t)
	v := f.remote(t, token.RemoteOptions{})
	one, other := f.mint(t, "one"), f.mint(t, "other")
	wantVerify(t, v, one, nil)
	f.end("one")
	untilVerify(t, v, one, token.ErrSessionEnded)
	wantVerify(t, v, other, nil)
}

func TestRemoteRefusesWhatIsNotForIt(t *testing.T) {
	f := newFar(t)
	v := f.remote(t, token.RemoteOptions{})
	elsewhere := f.remote(t, token.RemoteOptions{Audience: "https://elsewhere.example"})
	access := f.mint(t, session)
	refresh, err := f.MintRefresh(token.RefreshFor{UserID: ada.UID, SessionID: session, ID: "r", IssuedAt: f.clock.Now(), ExpiresAt: f.clock.Now().Add(time.Hour)})
	if err != nil {
		t.Fatal(err)
	}
	document, _, err := f.Revocations()
	if err != nil {
		t.Fatal(err)
	}
	wantVerify(t, v, access, nil)
	wantVerify(t, elsewhere, access, token.ErrInvalid)
	wantVerify(t, v, refresh, token.ErrWrongType)
	wantVerify(t, v, document, token.ErrInvalid)
	wantVerify(t, v, access+"A", token.ErrInvalid)
	f.clock.Advance(token.DefaultAccessTTL)
	wantVerify(t, v, access, token.ErrExpired)
}

func TestRemoteServesOnWhileTheServiceIsAwayForASoLongAsItKnows(t *testing.T) {
	for policy, want := range map[token.StalePolicy]error{token.FailClosed: token.ErrStale, token.FailOpen: nil} {
		f := newFar(t)
		v := f.remote(t, token.RemoteOptions{WhenStale: policy})
		good, gone := f.mint(t, session), f.mint(t, "gone")
		f.end("gone")
		untilVerify(t, v, gone, token.ErrSessionEnded)
		f.away.Store(true)
		f.clock.Advance(4 * time.Second)
		wantVerify(t, v, good, nil)
		f.clock.Advance(time.Minute) // stale now; the key set is past its time before long
		wantVerify(t, v, good, want)
		wantVerify(t, v, gone, token.ErrSessionEnded)
		f.clock.Advance(10 * time.Minute)
		wantVerify(t, v, good, want)
		f.away.Store(false)
		untilVerify(t, v, good, nil)
	}
}

func TestRemoteStartsBeforeTheService(t *testing.T) {
	f := newFar(t)
	f.away.Store(true)
	for _, policy := range []token.StalePolicy{token.FailClosed, token.FailOpen} {
		v := f.remote(t, token.RemoteOptions{WhenStale: policy})
		wantVerify(t, v, f.mint(t, session), token.ErrStale) // without a key not even FailOpen lets it pass
		f.away.Store(false)
		untilVerify(t, v, f.mint(t, session), nil)
		f.away.Store(true)
	}
}

func TestRemoteFetchesTheKeySetForAnUnknownKeyAtMostOnceInTenSeconds(t *testing.T) {
	f := newFar(t)
	v := f.remote(t, token.RemoteOptions{})
	wantVerify(t, v, f.mint(t, session), nil)
	strange := newForge(t, token.EdDSA).minted(t)
	for range 50 {
		wantVerify(t, v, strange, token.ErrInvalid)
	}
	if n := f.keySets.Load(); n != 1 {
		t.Errorf("fetched %d times within ten seconds", n)
	}
	f.clock.Advance(11 * time.Second)
	for range 50 {
		wantVerify(t, v, strange, token.ErrInvalid)
	}
	if n := f.keySets.Load(); n != 2 {
		t.Errorf("fetched %d times, want once more", n)
	}
}

func TestRemoteFollowsARotation(t *testing.T) {
	f := newFar(t)
	v := f.remote(t, token.RemoteOptions{})
	before := f.mint(t, "before")
	wantVerify(t, v, before, nil)
	next, err := f.RotateKey(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	f.clock.Advance(next.SignFrom.Sub(f.clock.Now()))
	after := f.mint(t, "after")
	untilVerify(t, v, after, nil)
	untilVerify(t, v, before, nil)
}

func TestRemoteKeepsTheKeySetForItsTime(t *testing.T) {
	f := newFar(t)
	v := f.remote(t, token.RemoteOptions{})
	raw := f.mint(t, session)
	wantVerify(t, v, raw, nil)
	f.clock.Advance(299 * time.Second)
	f.end("x") // a poll later than this look has come
	untilVerify(t, v, f.mint(t, "x"), token.ErrSessionEnded)
	if n := f.keySets.Load(); n != 1 {
		t.Errorf("fetched %d times within its max-age", n)
	}
	f.clock.Advance(2 * time.Second)
	for deadline := time.Now().Add(patience); f.keySets.Load() < 2; {
		if time.Now().After(deadline) {
			t.Fatal("not fetched again")
		}
		time.Sleep(5 * time.Millisecond)
	}
}

func TestARemotePolicyMustBeNamed(t *testing.T) {
	if _, err := token.Remote(t.Context(), "https://spotter.example", token.RemoteOptions{}); !errors.Is(err, token.ErrNoPolicy) {
		t.Error(err)
	}
	for _, url := range []string{"", "spotter.example", "ftp://spotter.example", "https://", "\x7f"} {
		if _, err := token.Remote(t.Context(), url, token.RemoteOptions{WhenStale: token.FailOpen}); err == nil {
			t.Errorf("%q is no URL", url)
		}
	}
}

// TestT3ARemoteTakesKeysFromItsURLAlone: a redirect to another host would hand
// the keys over to it.
func TestT3ARemoteTakesKeysFromItsURLAlone(t *testing.T) {
	f, other := newFar(t), newFar(t)
	f.answer(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.server.URL+r.URL.Path, http.StatusFound)
	})
	v := f.remote(t, token.RemoteOptions{})
	wantVerify(t, v, other.mint(t, session), token.ErrStale)
	if n := other.keySets.Load(); n != 0 {
		t.Errorf("%d fetches elsewhere", n)
	}
}

func TestRemoteDoesNotBelieveAForgedOrOldListOfEndedSessions(t *testing.T) {
	f, stranger := newFar(t), newFar(t)
	v := f.remote(t, token.RemoteOptions{})
	raw := f.mint(t, session)
	wantVerify(t, v, raw, nil)
	old, _, err := f.Revocations()
	if err != nil {
		t.Fatal(err)
	}
	stranger.end(session)
	forged, _, err := stranger.Revocations()
	if err != nil {
		t.Fatal(err)
	}
	for name, body := range map[string]string{
		"another's": forged, "of no kind": "x", "empty": "", "an access token": raw, "altered": old[:len(old)-4] + "AAAA", "long": strings.Repeat("a", 17<<20),
	} {
		f.answer(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/revocations" {
				w.Write([]byte(body))
				return
			}
			w.Write(f.JWKS())
		})
		f.clock.Advance(6 * time.Second)
		if wantVerify(t, v, raw, token.ErrStale); t.Failed() {
			t.Fatal(name)
		}
	}
	// An old copy, good as it was, and kept alive by whoever is in between.
	f.clock.Advance(3 * time.Minute)
	f.answer(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", `"old"`)
		w.Write([]byte(old))
	})
	wantVerify(t, v, raw, token.ErrStale)
	f.instead.Store(nil)
	untilVerify(t, v, raw, nil)
}

func TestRevocationsAreTheSameUntilSomethingHasEnded(t *testing.T) {
	f := newFar(t)
	first, tag, err := f.Revocations()
	if err != nil {
		t.Fatal(err)
	}
	again, sameTag, _ := f.Revocations()
	if again != first || sameTag != tag || tag == "" {
		t.Errorf("another document, %s and %s", tag, sameTag)
	}
	f.end("gone")
	if after, newTag, _ := f.Revocations(); after == first || newTag == tag {
		t.Error("the same document after an end")
	}
	f.clock.Advance(31 * time.Second)
	_, before, _ := f.Revocations()
	f.clock.Advance(time.Second)
	if _, now, _ := f.Revocations(); now != before {
		t.Error("signed anew although nothing changed")
	}
	f.clock.Advance(30 * time.Second)
	if _, now, _ := f.Revocations(); now == before {
		t.Error("the document grows old")
	}
}

func TestF1NobodyIsToldOfEndedSessionsWhileThatIsNotKnown(t *testing.T) {
	f := newFar(t)
	source := &scriptedSource{}
	if err := f.Ended().Load(t.Context(), source); err != nil {
		t.Fatal(err)
	}
	f.clock.Advance(6 * time.Second)
	if _, _, err := f.Revocations(); !errors.Is(err, token.ErrStale) {
		t.Error(err)
	}
}

func TestAVerifyThatGivesUpWaitingSaysSo(t *testing.T) {
	f := newFar(t)
	hold := make(chan struct{})
	f.answer(func(http.ResponseWriter, *http.Request) { <-hold })
	defer close(hold)
	v := f.remote(t, token.RemoteOptions{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := v.Verify(ctx, f.mint(t, session)); !errors.Is(err, token.ErrStale) {
		t.Error(err)
	}
}

// TestK4RemoteKnowsANewKeyBeforeItSigns also where key sets are kept for a
// second: no token meets it unknown.
func TestK4RemoteKnowsANewKeyBeforeItSigns(t *testing.T) {
	f := newFar(t, func(c *token.Config) { c.JWKSMaxAge, c.Leeway = time.Second, 0 })
	f.age = "public, max-age=1"
	v := f.remote(t, token.RemoteOptions{})
	wantVerify(t, v, f.mint(t, session), nil)
	for range 3 {
		next, err := f.RotateKey(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		fetched := f.keySets.Load()
		f.clock.Advance(1100 * time.Millisecond)
		for deadline := time.Now().Add(patience); f.keySets.Load() == fetched; {
			if time.Now().After(deadline) {
				t.Fatal("not fetched again")
			}
			time.Sleep(5 * time.Millisecond)
		}
		f.clock.Advance(next.SignFrom.Sub(f.clock.Now()))
		untilVerify(t, v, f.mint(t, "after"), nil)
		if n := f.keySets.Load(); n > fetched+3 {
			t.Errorf("%d fetches", n-fetched)
		}
	}
}
