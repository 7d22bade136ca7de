package api

import (
	"context"
	"net/http"
	"regexp"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
)

// Problem is what an error looks like on the wire (RFC 9457), and at the OAuth
// endpoints with the members of RFC 6749 §5.2 beside it.
type Problem struct {
	Type      string         `json:"type" doc:"A URI for the kind of problem." example:"about:blank"`
	Title     string         `json:"title" doc:"The status in words." example:"Unprocessable Entity"`
	Status    int            `json:"status" doc:"The HTTP status." example:"422"`
	Detail    string         `json:"detail" doc:"The sentence for people." example:"Some fields are not as they must be."`
	Code      string         `json:"code" doc:"The stable word for machines." example:"invalid"`
	RequestID string         `json:"request_id" doc:"The id of this request in the log." example:"0e1f6d0f5a2b4c7d"`
	Errors    []FieldProblem `json:"errors,omitempty" doc:"What is wrong where, for status 422."`

	OAuthError       string `json:"error,omitempty" doc:"At /token, /revoke and /introspect: the word of RFC 6749 §5.2." example:"invalid_grant"`
	OAuthDescription string `json:"error_description,omitempty" doc:"At /token, /revoke and /introspect: the sentence again." example:"Incorrect username or password"`

	header http.Header
	openAI bool   // it is told in OpenAI's form
	param  string // of that form: the field that is meant
}

// FieldProblem says what is wrong with one field.
type FieldProblem struct {
	Location string `json:"location" doc:"Where, such as body.password." example:"body.age"`
	Message  string `json:"message" doc:"What to do about it." example:"Use a number from 13 to 120."`
}

// Error implements error.
func (p *Problem) Error() string { return p.Detail }

// GetStatus implements huma.StatusError.
func (p *Problem) GetStatus() int { return p.Status }

// GetHeaders implements huma.HeadersError.
func (p *Problem) GetHeaders() http.Header { return p.header }

// ContentType implements huma.ContentTypeFilter.
func (p *Problem) ContentType(string) string {
	if p.OAuthError != "" || p.openAI {
		return "application/json"
	}
	return "application/problem+json"
}

func (p *Problem) set(name, value string) *Problem {
	if p.header == nil {
		p.header = http.Header{}
	}
	p.header.Set(name, value)
	return p
}

func newProblem(ctx context.Context, status int, code, detail string) *Problem {
	x := exchangeOf(ctx)
	return &Problem{
		Type: "about:blank", Title: http.StatusText(status), Status: status,
		Detail: detail, Code: code, RequestID: x.id, openAI: isV1(x.request),
	}
}

var takeErrors sync.Once

// takeErrorsFromHuma makes every error that huma finds by itself a Problem.
// Huma's own would echo the rejected value: whole bodies, passwords included.
func takeErrorsFromHuma() {
	takeErrors.Do(func() {
		huma.ValidateStrictCasing = true
		huma.NewError = func(status int, _ string, _ ...error) huma.StatusError {
			return newProblem(context.Background(), status, codeOf(status), sentenceOf(status))
		}
		huma.NewErrorWithContext = humaProblem
	})
}

func humaProblem(ctx huma.Context, status int, _ string, errs ...error) huma.StatusError {
	if status == http.StatusInternalServerError { // a body that breaks off is the client's doing
		status = http.StatusBadRequest
	}
	p := newProblem(ctx.Context(), status, codeOf(status), sentenceOf(status))
	for _, err := range errs {
		detail, ok := err.(huma.ErrorDetailer)
		if !ok {
			continue
		}
		d := detail.ErrorDetail()
		if status == http.StatusUnprocessableEntity {
			p.Errors = append(p.Errors, fieldProblem(d.Location, d.Message))
		} else if d.Message != "" && status == http.StatusBadRequest {
			p.Detail = d.Message
		}
	}
	if takesForm(ctx.Operation()) {
		if status == http.StatusBadRequest {
			p.Detail = "Send the parameters as a form in the body."
		}
		p.oauth("invalid_request")
	}
	return p
}

func (p *Problem) oauth(word string) *Problem {
	p.OAuthError, p.OAuthDescription = word, p.Detail
	return p
}

var requiredProperty = regexp.MustCompile(`^expected required property (\S+) to be present$`)

// fieldProblem puts huma's words into a sentence that says what to do.
func fieldProblem(location, message string) FieldProblem {
	if m := requiredProperty.FindStringSubmatch(message); m != nil {
		return FieldProblem{location + "." + m[1], "This field is required."}
	}
	switch {
	case message == "unexpected property":
		message = "There is no such field: leave it out."
	case strings.HasPrefix(message, "expected value to be one of "):
		message = "Use one of: " + strings.Trim(strings.TrimPrefix(message, "expected value to be one of "), `"`) + "."
	case strings.HasPrefix(message, "expected number >= "):
		message = "Use a number of at least " + strings.TrimPrefix(message, "expected number >= ") + "."
	case strings.HasPrefix(message, "expected number <= "):
		message = "Use a number of at most " + strings.TrimPrefix(message, "expected number <= ") + "."
	case strings.HasPrefix(message, "expected length <= "):
		message = "Use at most " + strings.TrimPrefix(message, "expected length <= ") + " characters."
	case strings.HasPrefix(message, "expected length >= "):
		message = "Use at least " + strings.TrimPrefix(message, "expected length >= ") + " characters."
	case message == "expected number":
		message = "Write a number, such as 12.5."
	case message == "expected integer":
		message = "Write a whole number."
	case strings.HasPrefix(message, "expected "):
		message = "This must be of another kind: " + message + "."
	}
	return FieldProblem{location, message}
}

func codeOf(status int) string {
	switch status {
	case http.StatusBadRequest:
		return "malformed_request"
	case http.StatusNotFound:
		return "not_found"
	case http.StatusMethodNotAllowed:
		return "method_not_allowed"
	case http.StatusRequestTimeout:
		return "request_timeout"
	case http.StatusRequestEntityTooLarge:
		return "body_too_large"
	case http.StatusUnsupportedMediaType:
		return "unsupported_media_type"
	case http.StatusUnprocessableEntity:
		return "invalid"
	}
	return "internal"
}

func sentenceOf(status int) string {
	switch status {
	case http.StatusBadRequest:
		return "The request needs a body that can be read: send one JSON object."
	case http.StatusNotFound:
		return "There is nothing at this address: see /docs for what there is."
	case http.StatusMethodNotAllowed:
		return "This address does not take this method: see the Allow header."
	case http.StatusRequestTimeout:
		return "The body took too long to arrive: send it again."
	case http.StatusRequestEntityTooLarge:
		return "The body is larger than 64 KiB: send less."
	case http.StatusUnsupportedMediaType:
		return "Send the body with Content-Type: application/json."
	case http.StatusUnprocessableEntity:
		return "Some fields are not as they must be: see errors."
	}
	return "Something went wrong here, not with you: try again, and name the request_id if it stays."
}
