package api

import (
	"context"
	"net/url"
	"slices"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
)

// formSchemas are the operations whose body is a form and whose errors are
// OAuth's, by id, with what their forms hold: huma sees only bytes.
var formSchemas = map[string]func() *huma.Schema{
	"token": tokenFormSchema, "revoke": revokeFormSchema, "introspect": introspectFormSchema,
}

func takesForm(op *huma.Operation) bool { return formSchemas[op.OperationID] != nil }

type formRequest struct {
	RawBody []byte `contentType:"application/x-www-form-urlencoded"`
}

// readForm reads the parameters of an OAuth request out of its body (RFC 6749
// §3.2). Those that are known here may not stand twice, nor in the query, where
// they would end up in logs; others are ignored. An empty one counts as absent.
func readForm(ctx context.Context, body []byte, known []string) (url.Values, error) {
	query, err := url.ParseQuery(exchangeOf(ctx).request.URL.RawQuery)
	if err != nil || slices.ContainsFunc(known, query.Has) {
		return nil, malformedForm(ctx, "Send the parameters in the body, not in the address.")
	}
	if !utf8.Valid(body) {
		return nil, malformedForm(ctx, "The form is not UTF-8.")
	}
	values, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, malformedForm(ctx, "The form cannot be read.")
	}
	for _, name := range known {
		if len(values[name]) > 1 {
			return nil, malformedForm(ctx, "The parameter "+name+" stands more than once.")
		}
	}
	return values, nil
}

func malformedForm(ctx context.Context, detail string) *Problem {
	return newProblem(ctx, 400, "malformed_request", detail).oauth("invalid_request")
}

// formText describes one parameter of a form.
func formText(description string, example any) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeString, Description: description}
	if example != nil {
		s.Examples = []any{example}
	}
	return s
}

func tokenFormSchema() *huma.Schema {
	grant := formText("password when left out.", "password")
	grant.Enum = []any{"password", "refresh_token"}
	password := formText("The password.", "correct horse battery staple")
	password.Format = "password"
	return &huma.Schema{
		Type: huma.TypeObject,
		Properties: map[string]*huma.Schema{
			"grant_type":    grant,
			"username":      formText("A username or an e-mail address.", "testuser"),
			"password":      password,
			"refresh_token": formText("With grant_type=refresh_token.", nil),
			"scope":         formText("Ignored: what is granted is account.", nil),
		},
	}
}

func revokeFormSchema() *huma.Schema {
	return &huma.Schema{
		Type: huma.TypeObject, Required: []string{"token"},
		Properties: map[string]*huma.Schema{
			"token":           formText("A refresh token or an access token: its session ends.", "eyJ…"),
			"token_type_hint": formText("Ignored: a token says what it is.", nil),
		},
	}
}

func introspectFormSchema() *huma.Schema {
	return &huma.Schema{
		Type: huma.TypeObject, Required: []string{"token"},
		Properties: map[string]*huma.Schema{
			"token":           formText("The token that came with a request to your service.", "eyJ…"),
			"token_type_hint": formText("Ignored: a token says what it is.", nil),
		},
	}
}
