package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"spotter/account"
	"spotter/token"
)

// underV1 is where the wire format is OpenAI's, errors too.
const underV1 = "/v1/"

func isV1(r *http.Request) bool { return r != nil && strings.HasPrefix(r.URL.Path, underV1) }

// OpenAIError is what an error looks like under /v1.
type OpenAIError struct {
	Error OpenAIErrorBody `json:"error"`
}

// OpenAIErrorBody says what is wrong.
type OpenAIErrorBody struct {
	Message string  `json:"message" doc:"The sentence for people." example:"Incorrect API key: make one with POST /me/keys, or send an access token."`
	Type    string  `json:"type" enum:"invalid_request_error,authentication_error,rate_limit_error,server_error" example:"authentication_error"`
	Param   *string `json:"param" doc:"Which field of the request, if one is meant." example:"messages[0].content"`
	Code    string  `json:"code" doc:"The stable word for machines." example:"invalid_api_key"`
}

// openAIError puts a problem into OpenAI's form.
func (p *Problem) openAIError() OpenAIError {
	e := OpenAIErrorBody{Message: p.Detail, Type: "invalid_request_error", Param: known(p.param), Code: p.Code}
	switch {
	case p.Code == "not_authenticated":
		e.Message = "Send a personal key (POST /me/keys makes one) or an access token: Authorization: Bearer sk-spotter-…"
		e.Type = "authentication_error"
	case p.Status == http.StatusUnauthorized:
		e.Type = "authentication_error"
	case p.Code == "coach_failed":
		e.Message, e.Type = "The coach could not finish this answer: ask once more.", "server_error"
	case p.Status == http.StatusTooManyRequests:
		e.Type = "rate_limit_error"
	case p.Status >= 500:
		e.Type = "server_error"
	}
	return OpenAIError{e}
}

// badRequest is a 400 about one field.
func badRequest(ctx context.Context, param, detail string) *Problem {
	p := newProblem(ctx, http.StatusBadRequest, codeOf(http.StatusUnprocessableEntity), detail)
	p.param = param
	return p
}

// openAI registers a route under /v1: its door takes personal keys too, and
// answers with plain JSON or events of its own.
func (s *Server) openAI(op huma.Operation, answer func(http.ResponseWriter, *http.Request) error) {
	pattern := op.Method + " " + op.Path
	op.OperationID, op.Tags = operationID(op.Method, op.Path), []string{tagOpenAI}
	op.Security = []map[string][]string{{keyScheme: {}}, {passwordScheme: {}}, {bearerScheme: {}}}
	s.describeOpenAI(&op)
	s.huma.OpenAPI().AddOperation(&op)
	s.plain(pattern, func(w http.ResponseWriter, r *http.Request) {
		err := s.admitProgram(exchangeOf(r.Context()))
		if err == nil {
			err = answer(w, r)
		}
		if err != nil {
			s.answer(w, s.problemOf(r.Context(), err))
		}
	})
}

// admitProgram takes an access token or a personal key.
func (s *Server) admitProgram(x *exchange) error {
	raw, err := token.FromRequest(x.request)
	if err != nil || !account.IsPersonalKey(raw) {
		return s.admit(x, raw, err)
	}
	x.judged = aPersonalKey
	k, err := s.Accounts.UsePersonalKey(x.request.Context(), raw)
	if err != nil {
		return err
	}
	x.key, x.claims = k.ID, &token.Claims{Subject: k.UID}
	return nil
}

// admitAgain says why a client whose stream goes on may hear no more.
func (s *Server) admitAgain(ctx context.Context, x *exchange) error {
	raw, err := token.FromRequest(x.request)
	switch {
	case err != nil:
	case x.key != "":
		_, err = s.Accounts.CheckPersonalKey(ctx, raw)
	default:
		_, err = s.verifyAccess(ctx, raw)
	}
	return err
}

// Model is a model of the list: the coach.
type Model struct {
	ID      string `json:"id" example:"spotter"`
	Object  string `json:"object" enum:"model"`
	Created int64  `json:"created" doc:"Seconds since 1970."`
	OwnedBy string `json:"owned_by" example:"spotter"`
}

// ModelList is the list of models.
type ModelList struct {
	Object string  `json:"object" enum:"list"`
	Data   []Model `json:"data"`
}

// modelName is the one model that there is.
const modelName = "spotter"

// theModel is as old as the project.
var theModel = Model{ID: modelName, Object: "model", Created: 1767225600, OwnedBy: modelName}

func (s *Server) models(w http.ResponseWriter, _ *http.Request) error {
	return writeJSON(w, ModelList{Object: "list", Data: []Model{theModel}})
}

func (s *Server) model(w http.ResponseWriter, r *http.Request) error {
	if r.PathValue("model") != modelName {
		p := newProblem(r.Context(), http.StatusNotFound, "model_not_found", "There is one model here: "+modelName+".")
		p.param = "model"
		return p
	}
	return writeJSON(w, theModel)
}
