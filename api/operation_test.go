package api_test

import (
	"context"
	"errors"
	"strings"
	"testing"
)

func TestHealthAndReadiness(t *testing.T) {
	s := newServer(t)
	if o := s.send(t, "GET /healthz").object(t, 200); o["status"] != "ok" {
		t.Errorf("/healthz answers %v", o)
	}
	if o := s.send(t, "GET /readyz").object(t, 200); o["status"] != "ready" {
		t.Errorf("/readyz answers %v", o)
	}
}

// TestF2NotReadyIsToldToLoadBalancers, while the process says that it lives.
func TestF2NotReadyIsToldToLoadBalancers(t *testing.T) {
	now := newClock()
	for name, failing := range map[string]func(t *testing.T) *server{
		"Ready fails": func(t *testing.T) *server {
			return newServer(t, func(c *config) {
				c.Ready = func(context.Context) error { return errors.New("dial tcp 192.0.2.7:5432: refused") }
			})
		},
		"draining": func(t *testing.T) *server { s := newServer(t); s.api.Drain(); return s },
		"nobody knows which sessions ended": func(t *testing.T) *server {
			s := newServer(t, on(now))
			s.stale(t, now)
			return s
		},
		"the database is closed": func(t *testing.T) *server { s := newServer(t); s.store.Close(); return s },
	} {
		t.Run(name, func(t *testing.T) {
			s := failing(t)
			a := s.send(t, "GET /readyz")
			a.refused(t, 503, "not_ready", "")
			a.putOff(t)
			if strings.Contains(a.Body, "192.0.2.7") || strings.Contains(a.Body, "sql") {
				t.Errorf("the answer tells why: %s", a.Body)
			}
			s.send(t, "GET /healthz").object(t, 200)
		})
	}
}

// TestH10WhatIsForOperatorsIsNotHere but on an address of its own.
func TestH10WhatIsForOperatorsIsNotHere(t *testing.T) {
	s := newServer(t)
	for _, path := range []string{"/metrics", "/debug/pprof/", "/debug/pprof/heap", "/debug/vars"} {
		s.send(t, "GET "+path).refused(t, 404, "not_found", "")
	}
}

func TestPages(t *testing.T) {
	s := newServer(t)
	s.send(t, "GET /openapi.json").has(t, "Content-Type", "application/openapi+json")
	s.send(t, "GET /docs").has(t, "Content-Type", "text/html; charset=utf-8")
	a := s.send(t, "GET /")
	a.has(t, "Content-Type", "text/html; charset=utf-8")
	if !strings.Contains(a.Body, `data-password-min="8"`) {
		t.Errorf("the web app does not know the shortest password:\n%s", a.Body)
	}
}
