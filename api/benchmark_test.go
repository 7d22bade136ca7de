package api_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// withoutDebug logs as a server does, to nowhere.
func withoutDebug(c *config) { c.Log = slog.New(slog.NewJSONHandler(discard{}, nil)) }

type discard struct{}

// Write implements io.Writer.
func (discard) Write(p []byte) (int, error) { return len(p), nil }

// serve sends a request through the handler, without a network.
func (s *server) serve(b *testing.B, r *http.Request, status int) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.api.ServeHTTP(w, r)
	if w.Code != status {
		b.Fatalf("status %d, want %d: %s", w.Code, status, w.Body)
	}
	return w
}

// BenchmarkMe is a protected read: a token that was seen before, one row.
func BenchmarkMe(b *testing.B) {
	s := newServer(b, withoutDebug)
	own := s.member(b, ada)
	b.ReportAllocs()
	for b.Loop() {
		r := httptest.NewRequest("GET", "/me", nil)
		r.Header.Set("Authorization", "Bearer "+own.access)
		s.serve(b, r, 200)
	}
}

// BenchmarkRefresh is one durable write and two signatures.
func BenchmarkRefresh(b *testing.B) {
	s := newServer(b, withoutDebug)
	refresh := s.member(b, ada).refresh
	b.ReportAllocs()
	for b.Loop() {
		r := httptest.NewRequest("POST", "/refresh", nil)
		r.Header.Set("Authorization", "Bearer "+refresh)
		_, rest, _ := strings.Cut(s.serve(b, r, 200).Body.String(), `"refresh_token":"`)
		refresh, _, _ = strings.Cut(rest, `"`)
	}
}

// BenchmarkLogin is one password hash and one durable write.
func BenchmarkLogin(b *testing.B) {
	s := newServer(b, withoutDebug)
	s.account(b, ada)
	b.ReportAllocs()
	for b.Loop() {
		r := httptest.NewRequest("POST", "/login", strings.NewReader(`{"email": "ada@example.com", "password": "engine of 1843"}`))
		r.Header.Set("Content-Type", "application/json")
		s.serve(b, r, 200)
	}
}

// BenchmarkAsk is a question to the embedded coach, answered as JSON.
func BenchmarkAsk(b *testing.B) {
	s := newServer(b, withoutDebug)
	own := s.member(b, ada)
	b.ReportAllocs()
	for b.Loop() {
		r := httptest.NewRequest("POST", "/conversation", strings.NewReader(`{"message": "What are my heart-rate zones?"}`))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", "Bearer "+own.access)
		s.serve(b, r, 200)
	}
}

// BenchmarkAskOn is the same in a conversation that has gone on for a while.
func BenchmarkAskOn(b *testing.B) {
	s := newServer(b, withoutDebug)
	own := s.member(b, ada)
	id := s.said(b, own, "What are my heart-rate zones?")["conversation_id"].(string)
	ask := func() {
		r := httptest.NewRequest("POST", "/conversation", strings.NewReader(`{"message": "What are my heart-rate zones?", "conversation_id": "`+id+`"}`))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", "Bearer "+own.access)
		s.serve(b, r, 200)
	}
	for range 25 {
		ask()
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if i%1000 == 999 { // before it is full
			b.StopTimer()
			id = s.said(b, own, "What are my heart-rate zones?")["conversation_id"].(string)
			b.StartTimer()
		}
		ask()
	}
}
