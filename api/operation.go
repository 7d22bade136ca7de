package api

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

type statusReply struct {
	Body struct {
		Status string `json:"status" example:"ok"`
	}
}

func (s *Server) healthz(context.Context, *struct{}) (*statusReply, error) {
	out := &statusReply{}
	out.Body.Status = "ok"
	return out, nil
}

var errDraining = errors.New("shutting down")

// readyz tells a load balancer whether to send people here.
func (s *Server) readyz(ctx context.Context, _ *struct{}) (*statusReply, error) {
	err := s.Authority.Ended().Check("")
	if err == nil && s.Ready != nil {
		err = s.Ready(ctx)
	}
	if s.draining.Load() {
		err = errDraining
	}
	if err != nil {
		s.log.LogAttrs(ctx, levelWarn, "not ready", requestAttrs(ctx, err)...)
		return nil, newProblem(ctx, http.StatusServiceUnavailable, "not_ready", "The service is not ready: ask again shortly.").set("Retry-After", "1")
	}
	out := &statusReply{}
	out.Body.Status = "ready"
	return out, nil
}

// cacheFor is the Cache-Control of what is the same for everybody. An answer to
// a request that carried a credential is not stored even then.
func cacheFor(r *http.Request, policy string) string {
	if r.Header["Authorization"] != nil || r.Header["Cookie"] != nil {
		return "no-store"
	}
	return policy
}

// cacheKeys says for how long a verifier elsewhere may keep the key set.
func (s *Server) cacheKeys(r *http.Request) string {
	return cacheFor(r, "public, max-age="+strconv.Itoa(int(s.Authority.JWKSMaxAge()/time.Second)))
}

func (s *Server) jwks(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", s.cacheKeys(r))
	w.Header().Set("Content-Type", "application/jwk-set+json")
	w.Write(s.Authority.JWKS())
}

// revocations tells verifiers elsewhere which sessions have ended, once a second
// each: mostly that nothing has changed.
func (s *Server) revocations(w http.ResponseWriter, r *http.Request) {
	raw, tag, err := s.Authority.Revocations()
	if err != nil {
		s.answer(w, s.problemOf(r.Context(), err))
		return
	}
	w.Header().Set("Cache-Control", cacheFor(r, "no-cache"))
	w.Header().Set("ETag", tag)
	if matches(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("Content-Type", "application/jwt")
	w.Header().Set("Content-Length", strconv.Itoa(len(raw)))
	io.WriteString(w, raw)
}

// matches compares weakly, as a cache on the way may have marked the tag (RFC
// 9110 §13.1.2).
func matches(condition, tag string) bool {
	for one := range strings.SplitSeq(condition, ",") {
		if one = strings.TrimSpace(one); one == "*" || strings.TrimPrefix(one, "W/") == tag {
			return true
		}
	}
	return false
}

// Metadata is what an OAuth client asks a server about (RFC 8414 §2). Only what
// exists is in it.
type Metadata struct {
	Issuer                   string   `json:"issuer"`
	TokenEndpoint            string   `json:"token_endpoint"`
	JWKSURI                  string   `json:"jwks_uri"`
	ScopesSupported          []string `json:"scopes_supported"`
	ResponseTypesSupported   []string `json:"response_types_supported" doc:"Empty: there is no authorization endpoint."`
	GrantTypesSupported      []string `json:"grant_types_supported"`
	TokenEndpointAuthMethods []string `json:"token_endpoint_auth_methods_supported"`
	RevocationEndpoint       string   `json:"revocation_endpoint"`
	RevocationAuthMethods    []string `json:"revocation_endpoint_auth_methods_supported"`
	IntrospectionEndpoint    string   `json:"introspection_endpoint"`
	IntrospectionAuthMethods []string `json:"introspection_endpoint_auth_methods_supported"`
	ServiceDocumentation     string   `json:"service_documentation"`
}

type metadataReply struct {
	CacheControl string `header:"Cache-Control"`
	Body         Metadata
}

func (s *Server) metadata(ctx context.Context, _ *struct{}) (*metadataReply, error) {
	at := func(path string) string { return strings.TrimSuffix(s.PublicURL, "/") + path }
	m := Metadata{
		Issuer: s.Authority.Issuer(), TokenEndpoint: at("/token"), JWKSURI: at("/.well-known/jwks.json"),
		ScopesSupported: []string{scope}, ResponseTypesSupported: []string{},
		GrantTypesSupported: []string{"refresh_token"}, TokenEndpointAuthMethods: []string{"none"},
		RevocationEndpoint: at("/revoke"), RevocationAuthMethods: []string{"none"},
		IntrospectionEndpoint: at("/introspect"), IntrospectionAuthMethods: []string{"client_secret_basic"},
		ServiceDocumentation: at("/docs"),
	}
	if s.PasswordGrant {
		m.GrantTypesSupported = []string{"password", "refresh_token"}
	}
	return &metadataReply{CacheControl: s.cacheKeys(exchangeOf(ctx).request), Body: m}, nil
}
