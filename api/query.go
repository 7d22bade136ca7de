package api

import (
	"net/http"
	"net/url"

	"github.com/danielgtaylor/huma/v2"

	"spotter/account"
)

// checkQuery refuses what no text holds in the parameters that an operation reads
// of the address: what is in a body is checked by its fields. Others are ignored.
func (s *Server) checkQuery(ctx huma.Context, next func(huma.Context)) {
	x := exchangeOf(ctx.Context())
	if x.request.URL.RawQuery == "" {
		next(ctx)
		return
	}
	values, err := url.ParseQuery(x.request.URL.RawQuery)
	var wrong []FieldProblem
	for _, known := range ctx.Operation().Parameters {
		if known.In != "query" {
			continue
		}
		if err != nil {
			wrong = []FieldProblem{{"query", "Escape the characters that have a meaning in addresses, such as %25 for the per cent sign."}}
			break
		}
		for _, v := range values[known.Name] {
			if account.CheckText("", v, len(v)) != nil {
				wrong = append(wrong, FieldProblem{"query." + known.Name, "Leave out control characters."})
				break
			}
		}
	}
	if wrong == nil {
		next(ctx)
		return
	}
	p := newProblem(ctx.Context(), http.StatusUnprocessableEntity, codeOf(http.StatusUnprocessableEntity), sentenceOf(http.StatusUnprocessableEntity))
	p.Errors = wrong
	s.answer(&x.reply, p)
}
