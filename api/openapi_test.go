package api_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write testdata/openapi.json anew")

const golden = "testdata/openapi.json"

// TestDocumentIsTheGoldenOne, so that every change of the API is seen as one.
func TestDocumentIsTheGoldenOne(t *testing.T) {
	s := newServer(t)
	served := s.send(t, "GET /openapi.json")
	var indented bytes.Buffer
	if err := json.Indent(&indented, []byte(served.Body), "", "  "); err != nil {
		t.Fatal(err)
	}
	indented.WriteByte('\n')
	if *update {
		if err := os.WriteFile(golden, indented.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(indented.Bytes(), want) {
		t.Errorf("the document has changed%s\nif that is meant: go test ./api -run %s -update", firstChange(indented.String(), string(want)), t.Name())
	}
	if again := newServer(t).send(t, "GET /openapi.json"); again.Body != served.Body {
		t.Error("another server serves another document")
	}
}

func firstChange(got, want string) string {
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(gotLines), len(wantLines)) {
		if gotLines[i] != wantLines[i] {
			return fmt.Sprintf(" at line %d: %s, it was %s", i+1, strings.TrimSpace(gotLines[i]), strings.TrimSpace(wantLines[i]))
		}
	}
	return " in length"
}

func TestDocumentIsWhole(t *testing.T) {
	s := newServer(t)
	var document struct {
		OpenAPI    string
		Info       struct{ Title, Description, Version string }
		Tags       []struct{ Name, Description string }
		Components struct {
			SecuritySchemes map[string]struct {
				Type, Scheme string
				Flows        struct{ Password struct{ TokenURL string } }
			}
		}
	}
	if err := json.Unmarshal([]byte(s.send(t, "GET /openapi.json").Body), &document); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(document.OpenAPI, "3.1.") || document.Info.Title != "Spotter" || document.Info.Version != "test" || document.Info.Description == "" {
		t.Errorf("openapi %s, info %v", document.OpenAPI, document.Info)
	}
	if oauth := document.Components.SecuritySchemes["OAuth2PasswordBearer"]; oauth.Type != "oauth2" || oauth.Flows.Password.TokenURL != "/token" {
		t.Errorf("scheme OAuth2PasswordBearer: %v", oauth)
	}
	for name, want := range map[string]string{"bearer": "bearer", "client": "basic"} {
		if scheme := document.Components.SecuritySchemes[name]; scheme.Type != "http" || scheme.Scheme != want {
			t.Errorf("scheme %s: %v", name, scheme)
		}
	}
	tags := map[string]bool{}
	for _, tag := range document.Tags {
		tags[tag.Name] = tag.Description != ""
	}
	operations, err := operationsOf(s.api)
	if err != nil {
		t.Fatal(err)
	}
	for what, op := range operations {
		if op.Summary == "" || len(op.Tags) != 1 || !tags[op.Tags[0]] || op.OperationID == "" {
			t.Errorf("%s: summary %q, tags %q", what, op.Summary, op.Tags)
		}
		if (op.Responses["500"] == nil && op.Responses["default"] == nil) || (op.Security != nil && op.Responses["401"] == nil) {
			t.Errorf("%s: no errors in the document", what)
		}
		for mediaType, m := range op.RequestBody.Content {
			if m.Example == nil && len(m.Schema.Properties) == 0 {
				t.Errorf("%s: no example of a %s body", what, mediaType)
			}
		}
	}
}

// expected is the status of an example as it stands: 200 where not said.
var expected = map[string]int{"POST /register": 201, "POST /me/keys": 201, "DELETE /me": 204, "POST /me/password": 204, "POST /logout": 204, "POST /messages/{id}/feedback": 204, "POST /workouts": 201}

// TestExamplesOfTheDocumentAreAccepted as they stand: what "Try it out" starts
// with works.
func TestExamplesOfTheDocumentAreAccepted(t *testing.T) {
	operations, err := operationsOf(newServer(t).api)
	if err != nil {
		t.Fatal(err)
	}
	register := operations["POST /register"].RequestBody.Content["application/json"].Example
	login := operations["POST /login"].RequestBody.Content["application/json"].Example
	for what, op := range operations {
		if len(op.RequestBody.Content) == 0 {
			continue
		}
		t.Run(what, func(t *testing.T) {
			s := newServer(t, on(aMonday()))
			var options []option
			if what != "POST /register" {
				s.send(t, "POST /register", jsonOf(register)).object(t, 201)
				own := pairOf(t, s.send(t, "POST /login", jsonOf(login)).object(t, 200))
				credential := own.access
				if what == "POST /refresh" {
					credential = own.refresh
				}
				options = append(options, bearer(credential))
			}
			if what == "POST /introspect" {
				options = []option{s.client(t)}
			}
			want, path := expected[what], what
			if strings.Contains(what, "{id}") {
				path = strings.Replace(what, "{id}", s.exampleID(t, what, options[0]), 1)
			}
			if strings.Contains(what, "{date}") {
				days := s.send(t, "GET /plan", options[0]).object(t, 200)["days"].([]any)
				day := days[0].(map[string]any)
				path = strings.Replace(what, "{date}", day["date"].(string), 1)
				path = strings.Replace(path, "{exercise}", day["exercises"].([]any)[0].(map[string]any)["exercise"].(string), 1)
			}
			if want == 0 {
				want = 200
			}
			a := s.send(t, path, append(options, exampleOf(op))...)
			if a.Status != want {
				t.Errorf("status %d, want %d: %s", a.Status, want, a.Body)
			}
		})
	}
}

// exampleID is the id of what an operation may be tried on.
func (s *server) exampleID(t *testing.T, what string, own option) string {
	t.Helper()
	o := s.send(t, "POST /conversation", own, jsonText(`{"message": "Hello"}`)).object(t, 200)
	id := o["conversation_id"].(string)
	switch what {
	case "POST /messages/{id}/feedback":
		return o["message_id"].(string)
	case "PATCH /messages/{id}":
		messages := s.send(t, "GET /conversations/"+id, own).object(t, 200)["messages"].([]any)
		return messages[0].(map[string]any)["id"].(string)
	}
	return id
}

// exampleOf is the example of an operation's body; a form is put together from
// the examples of its parameters.
func exampleOf(op operation) option {
	if m, ok := op.RequestBody.Content["application/json"]; ok {
		return jsonOf(m.Example)
	}
	values := url.Values{}
	for name, parameter := range op.RequestBody.Content["application/x-www-form-urlencoded"].Schema.Properties {
		for _, example := range parameter.Examples {
			values.Set(name, fmt.Sprint(example))
		}
	}
	return formText(values.Encode())
}

// TestDocumentAdmitsWhatTheServerAnswers: the members of a new user, nulls and
// all, are in the schema of a user.
func TestDocumentAdmitsWhatTheServerAnswers(t *testing.T) {
	s := newServer(t)
	var document struct {
		Components struct {
			Schemas map[string]struct {
				Required   []string
				Properties map[string]struct {
					Type any
					Enum []any
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(s.send(t, "GET /openapi.json").Body), &document); err != nil {
		t.Fatal(err)
	}
	user := document.Components.Schemas["User"]
	for name, value := range s.account(t, ada) {
		property, ok := user.Properties[name]
		if !ok {
			t.Errorf("%s is not in the schema", name)
			continue
		}
		if value == nil && !slices.Contains(typesOf(property.Type), "null") {
			t.Errorf("%s is null, its type is %v", name, property.Type)
		}
		if property.Enum != nil && !slices.Contains(property.Enum, value) {
			t.Errorf("%s is %v, its words are %v", name, value, property.Enum)
		}
	}
}

func typesOf(declared any) []string {
	switch declared := declared.(type) {
	case string:
		return []string{declared}
	case []any:
		var all []string
		for _, one := range declared {
			all = append(all, fmt.Sprint(one))
		}
		return all
	}
	return nil
}
