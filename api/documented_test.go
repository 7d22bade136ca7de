package api_test

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"

	"spotter/api"
)

// documented lets the server answer, and fails the test when the OpenAPI
// document does not know the answer's status for that operation.
func documented(t testing.TB, s *api.Server) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		method, path := r.Method, r.URL.EscapedPath()
		noted := &noted{ResponseWriter: w, status: http.StatusOK}
		s.ServeHTTP(noted, r)
		known, err := documentedBy(s)
		if err != nil {
			t.Error(err)
		}
		if op, ok := operationAt(known, method, path); ok && op.Responses[strconv.Itoa(noted.status)] == nil {
			t.Errorf("the document does not know that %s %s may answer %d", method, path, noted.status)
		}
	})
}

// document is that of one server for all: nothing that a server is configured
// with is in it but the version, and making it takes longer than most tests.
var document struct {
	once       sync.Once
	operations map[string]operation
	err        error
}

func documentedBy(s *api.Server) (map[string]operation, error) {
	document.once.Do(func() { document.operations, document.err = operationsOf(s) })
	return document.operations, document.err
}

// operation is what the tests read of an operation of the document.
type operation struct {
	OperationID string
	Summary     string
	Tags        []string
	Security    []map[string][]string
	RequestBody struct{ Content map[string]media }
	Responses   map[string]any

	method, path string
}

type media struct {
	Example any
	Schema  struct {
		Properties map[string]struct{ Examples []any }
	}
}

// operationsOf returns the operations of the server's document by "GET /me".
func operationsOf(s *api.Server) (map[string]operation, error) {
	text, err := s.Document()
	if err != nil {
		return nil, err
	}
	var document struct {
		Paths map[string]map[string]operation
	}
	if err := json.Unmarshal(text, &document); err != nil {
		return nil, err
	}
	all := map[string]operation{}
	for path, methods := range document.Paths {
		for method, op := range methods {
			op.method, op.path = strings.ToUpper(method), path
			all[op.method+" "+path] = op
		}
	}
	return all, nil
}

func operationAt(known map[string]operation, method, path string) (operation, bool) {
	if op, ok := known[method+" "+path]; ok {
		return op, true
	}
	for _, op := range known {
		if op.method == method && isAt(op.path, path) {
			return op, true
		}
	}
	return operation{}, false
}

// isAt reports whether a path is one of a pattern, such as /sessions/{id}.
func isAt(pattern, path string) bool {
	wanted, parts := strings.Split(pattern, "/"), strings.Split(path, "/")
	if len(wanted) != len(parts) {
		return false
	}
	for i, part := range wanted {
		if part != parts[i] && !strings.HasPrefix(part, "{") {
			return false
		}
	}
	return true
}

// noted notes the status.
type noted struct {
	http.ResponseWriter
	status int
}

// WriteHeader implements http.ResponseWriter.
func (n *noted) WriteHeader(status int) {
	n.status = status
	n.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach the connection.
func (n *noted) Unwrap() http.ResponseWriter { return n.ResponseWriter }
