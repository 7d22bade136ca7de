package api_test

import (
	"net/http"
	"net/netip"
	"testing"
)

// TestL5AddressComesFromTheSocket, or from trusted proxies: then it is the
// right-most address that is none of theirs.
func TestL5AddressComesFromTheSocket(t *testing.T) {
	alone := newServer(t)
	alone.account(t, ada)
	behind := newServer(t, func(c *config) {
		c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("10.0.0.0/8")}
	})
	behind.account(t, ada)
	elsewhere := newServer(t, func(c *config) { c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")} })
	elsewhere.account(t, ada)
	for name, c := range map[string]struct {
		s         *server
		forwarded []string
		want      string
	}{
		"no proxy is trusted":       {alone, []string{"203.0.113.7"}, "127.0.0.1"},
		"another proxy is trusted":  {elsewhere, []string{"203.0.113.7"}, "127.0.0.1"},
		"no header":                 {behind, nil, "127.0.0.1"},
		"one hop":                   {behind, []string{"203.0.113.7"}, "203.0.113.7"},
		"left ones are anybody's":   {behind, []string{"1.1.1.1, 203.0.113.7"}, "203.0.113.7"},
		"proxies behind proxies":    {behind, []string{"1.1.1.1, 203.0.113.7, 10.1.2.3"}, "203.0.113.7"},
		"several headers":           {behind, []string{"1.1.1.1", "203.0.113.7", "10.1.2.3"}, "203.0.113.7"},
		"IPv6":                      {behind, []string{"2001:db8::7"}, "2001:db8::7"},
		"IPv4 in IPv6":              {behind, []string{"::ffff:203.0.113.7"}, "203.0.113.7"},
		"proxies alone":             {behind, []string{"10.1.2.3, 10.1.2.4"}, "127.0.0.1"},
		"garbage":                   {behind, []string{"<script>"}, "127.0.0.1"},
		"garbage at the right":      {behind, []string{"203.0.113.7, unknown"}, "127.0.0.1"},
		"garbage at the left":       {behind, []string{"unknown, 203.0.113.7"}, "203.0.113.7"},
		"garbage behind a proxy":    {behind, []string{"203.0.113.7, x, 10.1.2.3"}, "127.0.0.1"},
		"empty":                     {behind, []string{""}, "127.0.0.1"},
		"a port is no address":      {behind, []string{"203.0.113.7:80"}, "127.0.0.1"},
		"other headers count never": {behind, nil, "127.0.0.1"},
	} {
		t.Run(name, func(t *testing.T) {
			own := c.s.login(t, ada, func(r *http.Request) {
				r.Header["X-Forwarded-For"] = c.forwarded
				r.Header.Set("X-Real-Ip", "198.51.100.1")
				r.Header.Set("Forwarded", "for=198.51.100.1")
				r.Header.Set("True-Client-Ip", "198.51.100.1")
			})
			for _, session := range c.s.send(t, "GET /sessions", bearer(own.access)).object(t, 200)["sessions"].([]any) {
				if session := session.(map[string]any); session["current"] == true && session["address"] != c.want {
					t.Errorf("address %v, want %s", session["address"], c.want)
				}
			}
		})
	}
}
