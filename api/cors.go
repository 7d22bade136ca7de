package api

import "net/http"

// cors answers the preflight requests of the configured origins and lets their
// pages read the answers. Credentials are never allowed: from another origin
// only bearer tokens count. It reports whether the request is answered.
func (s *Server) cors(w http.ResponseWriter, r *http.Request) bool {
	if len(s.origins) == 0 {
		return false
	}
	h := w.Header()
	h.Add("Vary", "Origin")
	origin := r.Header.Get("Origin")
	if !s.origins[origin] {
		return false
	}
	h.Set("Access-Control-Allow-Origin", origin)
	h.Set("Access-Control-Expose-Headers", "Allow, ETag, Retry-After, WWW-Authenticate, X-Request-Id")
	if r.Method != http.MethodOptions || r.Header.Get("Access-Control-Request-Method") == "" {
		return false
	}
	h.Set("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE")
	h.Set("Access-Control-Allow-Headers", allowedHeaders(r))
	h.Set("Access-Control-Max-Age", "600")
	w.WriteHeader(http.StatusNoContent)
	return true
}

// allowedHeaders are those that a page may send. OpenAI's clients send a dozen that
// describe themselves; the star stands for every header but Authorization (Fetch
// standard, section 3.3.3).
func allowedHeaders(r *http.Request) string {
	if isV1(r) {
		return "Authorization, *"
	}
	return "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, X-Device-Token"
}
