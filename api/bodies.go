package api

import (
	"bufio"
	"errors"
	"io"
	"mime"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-json-experiment/json"
)

const (
	// maxBody is the largest body, in bytes.
	maxBody = 64 << 10
	// bodyTime is how long a body may take to arrive.
	bodyTime = 15 * time.Second
)

const (
	jsonType = "application/json"
	formType = "application/x-www-form-urlencoded"
)

// sentence is an error whose text is for the person who sent the request.
type sentence string

func (s sentence) Error() string { return string(s) }

const (
	errNotJSON sentence = "The body is not one JSON object in UTF-8: names may stand once, and nothing may stand behind it."
	errWritten sentence = "A number in the body is not written as its field takes it: write whole numbers in digits alone."
	errTwins   sentence = "The body names one field twice, in capitals and in small letters: name it once."
)

// jsonFormat reads and writes JSON strictly (RFC 8259, RFC 7493): no duplicate
// names, no invalid UTF-8, nothing behind the document. Its errors say nothing
// of what was sent.
func jsonFormat() huma.Format {
	return huma.Format{
		Marshal: func(w io.Writer, v any) error { return json.MarshalWrite(w, v, json.Deterministic(true)) },
		Unmarshal: func(data []byte, v any) error {
			err := json.Unmarshal(data, v)
			whole, first := v.(*any)
			switch {
			case err != nil && first:
				return errNotJSON
			case err != nil: // it was read as a whole before, and each field found to be of its kind
				return errWritten
			case first && hasTwins(*whole):
				return errTwins
			}
			return nil
		},
	}
}

// hasTwins reports whether an object has two names that are equal but for ASCII
// case: a reader elsewhere might take the other.
func hasTwins(v any) bool {
	switch v := v.(type) {
	case map[string]any:
		seen := make(map[string]bool, len(v))
		for name, value := range v {
			folded := foldASCII(name)
			if seen[folded] || hasTwins(value) {
				return true
			}
			seen[folded] = true
		}
	case []any:
		for _, value := range v {
			if hasTwins(value) {
				return true
			}
		}
	}
	return false
}

func foldASCII(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// checkBody refuses a body that is too large or of another kind before any of
// it is read. It runs behind authentication.
func (s *Server) checkBody(ctx huma.Context, next func(huma.Context)) {
	op := ctx.Operation()
	r := exchangeOf(ctx.Context()).request
	if takesNoBody(op) && isEmpty(r) || isSafe(op.Method) {
		next(ctx)
		return
	}
	if r.ContentLength > maxBody {
		s.refuse(ctx, http.StatusRequestEntityTooLarge)
		return
	}
	if wanted := wantedType(op); !hasType(r, wanted) && !isEmpty(r) {
		s.refuse(ctx, http.StatusUnsupportedMediaType)
		return
	}
	if takesNoBody(op) {
		if p := s.noFields(ctx.Context(), r); p != nil {
			s.answer(&exchangeOf(ctx.Context()).reply, p)
			return
		}
	}
	next(ctx)
}

func (s *Server) refuse(ctx huma.Context, status int) {
	p := newProblem(ctx.Context(), status, codeOf(status), sentenceOf(status))
	if takesForm(ctx.Operation()) {
		p.Detail = "Send the parameters as a form, with Content-Type: " + formType + ", in at most 64 KiB."
		p.oauth("invalid_request")
	}
	s.answer(&exchangeOf(ctx.Context()).reply, p)
}

func wantedType(op *huma.Operation) string {
	if takesForm(op) {
		return formType
	}
	return jsonType
}

func hasType(r *http.Request, wanted string) bool {
	values := r.Header["Content-Type"]
	if len(values) != 1 {
		return false
	}
	if values[0] == wanted {
		return true
	}
	got, parameters, err := mime.ParseMediaType(values[0])
	charset := foldASCII(parameters["charset"])
	if err != nil || got != wanted || charset != "" && charset != "utf-8" {
		return false
	}
	values[0] = wanted // huma compares it as it stands, capitals and all
	return true
}

// isEmpty reports whether the request has no body. Where the length is not told
// it looks at the first byte, which stays to be read.
func isEmpty(r *http.Request) bool {
	if r.ContentLength >= 0 || r.Body == nil {
		return r.ContentLength == 0
	}
	ahead := bufio.NewReader(r.Body)
	_, err := ahead.Peek(1)
	r.Body = struct {
		io.Reader
		io.Closer
	}{ahead, r.Body}
	return errors.Is(err, io.EOF)
}

// answer writes a problem outside huma.
func (s *Server) answer(w http.ResponseWriter, p *Problem) {
	h := w.Header()
	for name, values := range p.header {
		h[name] = values
	}
	h.Set("Content-Type", p.ContentType(""))
	w.WriteHeader(p.Status)
	var told any = p
	if p.openAI {
		told = p.openAIError()
	}
	json.MarshalWrite(w, told) // the client may be gone: there is nobody to tell
}
