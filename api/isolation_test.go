package api_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
)

// foreign is how each operation that takes an id is called with another's: which
// id stands in the path, and a body that would do. A new route with an id needs a
// line here; ids in bodies are in foreignBodies.
var foreign = map[string]struct {
	ids  []string // of belongings
	body string
}{
	"DELETE /sessions/{id}":          {ids: []string{"session"}},
	"GET /conversations/{id}":        {ids: []string{"conversation"}},
	"PATCH /conversations/{id}":      {ids: []string{"conversation"}, body: `{"title": "Mine"}`},
	"DELETE /conversations/{id}":     {ids: []string{"conversation"}},
	"GET /conversations/{id}/stream": {ids: []string{"conversation"}},
	"POST /conversations/{id}/stop":  {ids: []string{"conversation"}},
	"POST /messages/{id}/feedback":   {ids: []string{"answer", "question"}, body: `{"rating": "down", "reason": "mine"}`},
	"POST /messages/{id}/regenerate": {ids: []string{"answer", "question"}},
	"PATCH /messages/{id}":           {ids: []string{"answer", "question"}, body: `{"text": "Mine"}`},
	"DELETE /me/memory/{id}":         {ids: []string{"fact"}},
	"DELETE /workouts/{id}":          {ids: []string{"workout"}},
	"DELETE /me/keys/{id}":           {ids: []string{"key"}},
}

// foreignBodies are the operations with an id in the body or the query, as
// "POST /conversation conversation_id", and a body for it.
var foreignBodies = map[string]struct{ id, body string }{
	"POST /conversation conversation_id": {"conversation", `{"message": "And?", "conversation_id": "ID"}`},
}

// ownNames are parameters that name nothing of anybody, by operation.
var ownNames = []string{
	"POST /token client_id", "POST /plan/days/{date}/done", "PUT /plan/days/{date}/done", "DELETE /plan/days/{date}/done", "POST /plan/days/{date}/exercises/{exercise}/done",
	"DELETE /plan/days/{date}/exercises/{exercise}/done", "GET /v1/models/{model}",
}

// belongings are the ids of what one person has, of each kind.
func (s *server) belongings(t testing.TB, own tokens) map[string]string {
	t.Helper()
	o := s.said(t, own, marker+". I weigh 80 kg")
	_, facts := s.memory(t, own)
	session := s.send(t, "GET /sessions", bearer(own.access)).object(t, 200)["sessions"].([]any)[0].(map[string]any)
	conversation := o["conversation_id"].(string)
	workout := s.send(t, "POST /workouts", bearer(own.access), jsonText(`{"date": "2026-01-02", "sets": [{"exercise": "push-up", "reps": 9}], "note": "`+marker+`"}`)).object(t, 201)
	days := s.send(t, "GET /plan", bearer(own.access)).object(t, 200)["days"].([]any)
	ticked := s.send(t, "POST /plan/days/"+days[0].(map[string]any)["date"].(string)+"/done", bearer(own.access), jsonText(`{"sets": [{"exercise": "push-up", "reps": 8}], "note": "`+marker+`"}`))
	if ticked.Status != 200 {
		t.Fatal(ticked.Body)
	}
	return map[string]string{
		"session": session["id"].(string), "conversation": conversation, "answer": o["message_id"].(string),
		"question": s.messages(t, own, conversation)[0]["id"].(string), "fact": facts["You weigh 80 kg."], "workout": workout["id"].(string),
		"key": s.send(t, "POST /me/keys", bearer(own.access), jsonText(`{"name": "`+marker+`"}`)).object(t, 201)["id"].(string),
	}
}

// TestI7NothingOfAnothersIsThere walks every operation of the document that takes
// an id, with the real ids of another: 404, nothing of them in the answer, and
// nothing of theirs changed.
func TestI7NothingOfAnothersIsThere(t *testing.T) {
	s := newServer(t, on(aMonday()))
	own, other := s.member(t, ada), s.member(t, grace)
	theirs := s.belongings(t, own)
	before := s.send(t, "GET /me/export", bearer(own.access)).Body
	mine := s.send(t, "GET /me/export", bearer(other.access)).Body
	try := func(what, body string) {
		t.Helper()
		for _, accept := range []string{"application/json", "text/event-stream"} {
			options := []option{bearer(other.access), header("Accept", accept)}
			if body != "" {
				options = append(options, jsonText(body))
			}
			a := s.send(t, what, options...)
			a.refused(t, 404, "not_found", "")
			if strings.Contains(a.Body, marker) {
				t.Errorf("%s tells of it: %s", what, a.Body)
			}
		}
	}
	inPaths, inBodies := s.idsOfTheDocument(t)
	for _, what := range inPaths {
		call, known := foreign[what]
		if !known {
			t.Errorf("%s takes an id: give it a line in foreign", what)
		}
		for _, kind := range call.ids {
			if theirs[kind] == "" {
				t.Fatalf("nobody has a %s", kind)
			}
			try(strings.Replace(what, "{id}", theirs[kind], 1), call.body)
		}
	}
	for _, what := range inBodies {
		call, known := foreignBodies[what]
		if !known {
			t.Errorf("%s is an id: give it a line in foreignBodies", what)
			continue
		}
		operation, _, _ := strings.Cut(what, " "+what[strings.LastIndex(what, " ")+1:])
		try(operation, strings.ReplaceAll(call.body, "ID", theirs[call.id]))
	}
	for _, what := range slices.Sorted(maps.Keys(foreign)) {
		if !slices.Contains(inPaths, what) {
			t.Errorf("there is no %s any more", what)
		}
	}
	if after := s.send(t, "GET /me/export", bearer(own.access)).Body; after != before {
		t.Errorf("theirs was\n%s\nand is\n%s", before, after)
	}
	if after := s.send(t, "GET /me/export", bearer(other.access)).Body; after != mine {
		t.Errorf("mine was\n%s\nand is\n%s", mine, after)
	}
}

// TestI7ListsHoldOnesOwn: what is read without an id tells nothing of another.
func TestI7ListsHoldOnesOwn(t *testing.T) {
	s := newServer(t, on(aMonday()))
	own, other := s.member(t, ada), s.member(t, grace)
	theirs := s.belongings(t, own)
	s.send(t, "PATCH /me", bearer(own.access), jsonOf(map[string]any{"injuries": marker})).object(t, 200)
	known, err := operationsOf(s.api)
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for what, op := range known {
		if op.method != "GET" || strings.Contains(op.path, "{") {
			continue
		}
		a := s.send(t, what, bearer(other.access))
		for _, secret := range append(slices.Collect(maps.Values(theirs)), marker, ada.email) {
			if strings.Contains(a.Body, secret) {
				t.Errorf("%s tells of another's %s: %s", what, secret, a.Body)
			}
		}
		read++
	}
	if read < 8 {
		t.Errorf("only %d operations were read", read)
	}
	if list, _ := s.items(t, other, "/conversations?q="+marker[:10], "id"); len(list) != 0 {
		t.Errorf("a search finds %v", list)
	}
}

// idsOfTheDocument are the operations with a path parameter, and "operation name"
// of each parameter of a query or member of a body that is called an id.
func (s *server) idsOfTheDocument(t testing.TB) (inPaths, inBodies []string) {
	t.Helper()
	text, err := s.api.Document()
	if err != nil {
		t.Fatal(err)
	}
	var document struct {
		Paths      map[string]map[string]map[string]any
		Components struct{ Schemas map[string]any }
	}
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	for path, methods := range document.Paths {
		for method, op := range methods {
			what := strings.ToUpper(method) + " " + path
			if strings.Contains(path, "{") && !slices.Contains(ownNames, what) {
				inPaths = append(inPaths, what)
			}
			names := map[string]bool{}
			members(op["requestBody"], document.Components.Schemas, names, 0)
			parameters, _ := op["parameters"].([]any)
			for _, p := range parameters {
				if p := p.(map[string]any); p["in"] == "query" {
					names[p["name"].(string)] = true
				}
			}
			for name := range names {
				one := what + " " + name
				if (name == "id" || strings.HasSuffix(name, "_id")) && !slices.Contains(ownNames, one) {
					inBodies = append(inBodies, one)
				}
			}
		}
	}
	slices.Sort(inPaths)
	slices.Sort(inBodies)
	return inPaths, inBodies
}

// members notes the names of all properties of a schema, through references.
func members(schema any, all map[string]any, names map[string]bool, depth int) {
	if depth > 20 {
		return
	}
	switch schema := schema.(type) {
	case []any:
		for _, one := range schema {
			members(one, all, names, depth+1)
		}
	case map[string]any:
		for key, value := range schema {
			switch key {
			case "properties":
				for name, one := range value.(map[string]any) {
					names[name] = true
					members(one, all, names, depth+1)
				}
			case "$ref":
				ref := value.(string)
				members(all[ref[strings.LastIndex(ref, "/")+1:]], all, names, depth+1)
			default:
				members(value, all, names, depth+1)
			}
		}
	}
}
