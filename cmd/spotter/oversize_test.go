package main_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// oversize is a request that is too much in one way.
type oversize struct {
	name, method, path, mediaType, bearer, body string
}

// oversized are requests with long fields, many dots and deep nesting, at every
// door that reads what strangers send.
func oversized() (all []oversize) {
	long := func(n int) string { return strings.Repeat("a", n) }
	const formType, jsonType = "application/x-www-form-urlencoded", "application/json"
	for _, n := range []int{100 << 10, 1 << 20, 2 << 20} {
		kb := fmt.Sprintf("%d kB", n>>10)
		all = append(all,
			oversize{"password of " + kb, "POST", "/login", jsonType, "", `{"username":"x","password":"` + long(n) + `"}`},
			oversize{"username of " + kb, "POST", "/register", jsonType, "", `{"username":"` + long(n) + `","email":"x@example.com","password":"y"}`},
			oversize{"e-mail address of " + kb, "POST", "/register", jsonType, "", `{"username":"x","email":"` + long(n) + `@example.com","password":"y"}`},
			oversize{"form of " + kb, "POST", "/token", formType, "", "username=x&password=" + long(n)},
			oversize{"form of many fields, " + kb, "POST", "/token", formType, "", strings.Repeat("a=b&", n/4)},
			oversize{"refresh token of " + kb, "POST", "/refresh", jsonType, "", `{"refresh_token":"` + long(n) + `"}`},
			oversize{"white space of " + kb, "POST", "/login", jsonType, "", strings.Repeat(" ", n) + "{}"},
		)
	}
	dots := strings.Repeat(".", 1e6)
	return append(all,
		oversize{"a million dots", "POST", "/refresh", jsonType, "", `{"refresh_token":"` + dots + `"}`},
		oversize{"a million dots to revoke", "POST", "/revoke", formType, "", "token=" + dots},
		oversize{"dots that fit into a header", "GET", "/me", "", strings.Repeat(".", 30<<10), ""},
		oversize{"a header too long", "GET", "/me", "", long(100 << 10), ""},
		oversize{"50,000 arrays", "POST", "/login", jsonType, "", strings.Repeat("[", 50_000)},
		oversize{"50,000 objects", "POST", "/login", jsonType, "", strings.Repeat(`{"a":`, 50_000)},
		oversize{"30,000 arrays in a field", "POST", "/login", jsonType, "", `{"username":` + strings.Repeat("[", 30_000) + strings.Repeat("]", 30_000) + "}"},
		oversize{"an address too long", "GET", "/" + long(30<<10), "", "", ""},
	)
}

// TestR9WhatIsTooMuchIsRefusedSoonAndCheaply, four times each and all at once.
func TestR9WhatIsTooMuchIsRefusedSoonAndCheaply(t *testing.T) {
	atOnce(t)
	p := start(t, t.TempDir())
	f := measures(t, "R9", "oversized requests")
	warmUpHealth(t, p)
	memory := p.residentMiB(t)
	var mu sync.Mutex
	var slowest time.Duration
	var wrong int64
	var all sync.WaitGroup
	limit := make(chan struct{}, 16)
	for _, o := range oversized() {
		for range 4 {
			all.Go(func() {
				limit <- struct{}{}
				defer func() { <-limit }()
				code, took, err := o.send(p)
				mu.Lock()
				defer mu.Unlock()
				slowest = max(slowest, took)
				if err != nil && !isCut(err) || err == nil && (code < 400 || code >= 500) {
					wrong++
					t.Errorf("%s is answered %d, %v", o.name, code, err)
				}
			})
		}
	}
	all.Wait()
	f.none("answers other than a refusal", wrong)
	f.soon("slowest answer", slowest, time.Second)
	f.most("memory it grew by at its peak", p.statusMiB(t, "VmHWM")-memory, 96, "MiB")
}

// isCut reports whether the server ended a connection on which more was being
// sent than it had read.
func isCut(err error) bool {
	return strings.Contains(err.Error(), "connection reset") || strings.Contains(err.Error(), "broken pipe")
}

func (o oversize) send(p *process) (code int, took time.Duration, err error) {
	r, err := http.NewRequest(o.method, p.url+o.path, strings.NewReader(o.body))
	if err != nil {
		return 0, 0, err
	}
	if o.mediaType != "" {
		r.Header.Set("Content-Type", o.mediaType)
	}
	if o.bearer != "" {
		r.Header.Set("Authorization", "Bearer "+o.bearer)
	}
	begun := time.Now()
	answer, err := benchClient.Do(r)
	if err != nil {
		return 0, time.Since(begun), err
	}
	defer answer.Body.Close()
	io.Copy(io.Discard, answer.Body)
	return answer.StatusCode, time.Since(begun), nil
}

// warmUpHealth has the server open what it keeps open.
func warmUpHealth(t *testing.T, p *process) {
	t.Helper()
	for range 20 {
		if err := get(p.url+"/healthz", ""); err != nil {
			t.Fatal(err)
		}
	}
}
