package api

import (
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

// hintEvery is how often the log says that a header was not believed.
const hintEvery = 10 * time.Minute

// forwardedHints counts requests with a header that names another client, from
// an address which may not say so. They are attacks, or a proxy that nobody has
// named in the settings.
type forwardedHints struct {
	count  atomic.Uint64
	toldAt atomic.Int64 // Unix seconds
}

// hint counts such a request, and tells the log now and then.
func (s *Server) hint(r *http.Request, socket string) {
	if r.Header["X-Forwarded-For"] == nil && r.Header["Forwarded"] == nil {
		return
	}
	s.hints.count.Add(1)
	now, told := s.Now().Unix(), s.hints.toldAt.Load()
	if now-told < int64(hintEvery/time.Second) || !s.hints.toldAt.CompareAndSwap(told, now) {
		return
	}
	s.log.LogAttrs(r.Context(), levelWarn, "X-Forwarded-For is not believed from this address: if it is a proxy of yours, name it in SPOTTER_TRUSTED_PROXIES",
		slog.String("address", socket))
}

// clientAddress is where a request comes from: the socket's address, unless
// that is a trusted proxy's. Then it is the right-most address of
// X-Forwarded-For that is none: whatever stands further left, anybody may have
// written. A header that cannot be read is not believed at all.
func (s *Server) clientAddress(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	if len(s.TrustedProxies) == 0 {
		s.hint(r, host)
		return host
	}
	socket, err := netip.ParseAddr(host)
	if err != nil || !s.trusts(socket) {
		s.hint(r, host)
		return host
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		address, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil {
			return host
		}
		if !s.trusts(address) {
			return address.Unmap().String()
		}
	}
	return host
}

func (s *Server) trusts(a netip.Addr) bool {
	return slices.ContainsFunc(s.TrustedProxies, func(p netip.Prefix) bool { return p.Contains(a.Unmap()) })
}
