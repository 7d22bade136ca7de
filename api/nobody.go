package api

import (
	"context"
	"io"
	"maps"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-json-experiment/json"
)

func takesNoBody(op *huma.Operation) bool { return op.RequestBody == nil }

// isSafe reports the methods whose bodies mean nothing (RFC 9110 §9.3.1).
func isSafe(method string) bool { return method == http.MethodGet || method == http.MethodHead }

// bodyFailures are the statuses of an operation that takes no body for one that
// comes all the same.
var bodyFailures = []int{
	http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity,
}

// withBodyFailures adds them to what an operation documents.
func withBodyFailures(op *huma.Operation) {
	if takesNoBody(op) && !isSafe(op.Method) {
		op.Errors = slices.Compact(slices.Sorted(slices.Values(slices.Concat(op.Errors, bodyFailures))))
	}
}

// noFields reads the body of a request that takes none: null and an object without
// a field say nothing, and many clients send one. What a field would ask for is refused
// rather than left undone.
func (s *Server) noFields(ctx context.Context, r *http.Request) *Problem {
	bodyDeadline(&exchangeOf(ctx).reply)
	data, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	switch {
	case err != nil:
		return newProblem(ctx, http.StatusBadRequest, codeOf(http.StatusBadRequest), sentenceOf(http.StatusBadRequest))
	case len(data) > maxBody:
		return newProblem(ctx, http.StatusRequestEntityTooLarge, codeOf(http.StatusRequestEntityTooLarge), sentenceOf(http.StatusRequestEntityTooLarge))
	}
	var whole any
	if err := json.Unmarshal(data, &whole); err != nil {
		return newProblem(ctx, http.StatusBadRequest, codeOf(http.StatusBadRequest), string(errNotJSON))
	}
	if hasTwins(whole) {
		return newProblem(ctx, http.StatusBadRequest, codeOf(http.StatusBadRequest), string(errTwins))
	}
	fields, isObject := whole.(map[string]any)
	if whole == nil || isObject && len(fields) == 0 {
		return nil
	}
	p := newProblem(ctx, http.StatusUnprocessableEntity, codeOf(http.StatusUnprocessableEntity), sentenceOf(http.StatusUnprocessableEntity))
	if !isObject {
		p.Errors = []FieldProblem{fieldProblem("body", "expected object")}
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		p.Errors = append(p.Errors, fieldProblem("body."+name, "unexpected property"))
	}
	return p
}
