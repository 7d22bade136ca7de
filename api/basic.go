package api

import (
	"fmt"
	"net/http"
	"net/url"

	"github.com/danielgtaylor/huma/v2"

	"spotter/account"
)

// basicChallenge asks for HTTP Basic (RFC 7617 §2).
const basicChallenge = `Basic realm="spotter"`

// requireClient lets a request through when it comes from a client. A bound on
// failures of one address belongs here, before the secret is looked at: the
// address is exchange.client.Address.
func (s *Server) requireClient(ctx huma.Context, next func(huma.Context)) {
	x := exchangeOf(ctx.Context())
	var client account.OAuthClient
	err := fmt.Errorf("%w: none came by HTTP Basic", account.ErrWrongClient)
	if id, secret, ok := basicCredentials(x.request); ok {
		judge(ctx.Context(), aClientSecret)
		client, err = s.Clients.Authenticate(ctx.Context(), id, secret)
	}
	if err != nil {
		s.answer(&x.reply, s.oauthProblem(ctx.Context(), err))
		return
	}
	x.caller = client.ID
	next(ctx)
}

// basicCredentials returns the id and the secret of the one Authorization
// header. Each is form-encoded inside it (RFC 6749 §2.3.1); what is not is taken
// as it stands, for many clients leave that out.
func basicCredentials(r *http.Request) (id, secret string, ok bool) {
	if len(r.Header["Authorization"]) != 1 {
		return "", "", false
	}
	id, secret, ok = r.BasicAuth()
	return formDecoded(id), formDecoded(secret), ok
}

func formDecoded(s string) string {
	decoded, err := url.QueryUnescape(s)
	if err != nil {
		return s
	}
	return decoded
}
