package api

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"spotter/account"
)

// checkQuery refuses what no text holds in the parameters that an operation reads
// of the address and of the header: what is in a body is checked by its fields.
// Others are ignored.
func (s *Server) checkQuery(ctx huma.Context, next func(huma.Context)) {
	x := exchangeOf(ctx.Context())
	wrong := wrongParameters(x.request, ctx.Operation().Parameters)
	if wrong == nil {
		next(ctx)
		return
	}
	p := newProblem(ctx.Context(), http.StatusUnprocessableEntity, codeOf(http.StatusUnprocessableEntity), sentenceOf(http.StatusUnprocessableEntity))
	p.Errors = wrong
	s.answer(&x.reply, p)
}

func wrongParameters(r *http.Request, parameters []*huma.Param) (wrong []FieldProblem) {
	values, err := url.ParseQuery(r.URL.RawQuery)
	for _, known := range parameters {
		var sent []string
		switch {
		case known.In == "query" && err != nil:
			return []FieldProblem{{"query", "Escape the characters that have a meaning in addresses, such as %25 for the per cent sign."}}
		case known.In == "query":
			sent = values[known.Name]
		case known.In == "header":
			sent = r.Header.Values(known.Name)
		}
		if slices.ContainsFunc(sent, func(v string) bool { return account.CheckText("", v, len(v)) != nil }) {
			wrong = append(wrong, FieldProblem{known.In + "." + known.Name, "Leave out control characters."})
		}
	}
	return wrong
}
