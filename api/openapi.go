package api

import (
	"encoding/json"
	"net/http"
	"reflect"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

const description = `Accounts, access and refresh tokens, and a fitness coach that knows who is asking.

**Authorize** logs in through ` + "`/token`" + ` with a username (or an e-mail address) and a password; "Execute" then calls as that person.
Errors are problem details (RFC 9457): ` + "`detail`" + ` is for people, ` + "`code`" + ` for programs, ` + "`request_id`" + ` for the log.`

// The ways to authenticate. The dialog of /docs asks for them in the order of
// their names: for the password first.
const (
	passwordScheme = "OAuth2PasswordBearer"
	bearerScheme   = "bearer"
	clientScheme   = "client"
	keyScheme      = "key"
)

// newHuma returns the API that operations are registered with: our own JSON, no
// schema links, no pages of its own.
func newHuma(mux *http.ServeMux, version string) huma.API {
	format := jsonFormat()
	config := huma.DefaultConfig("Spotter", version)
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", ""
	config.CreateHooks = nil
	config.Formats = map[string]huma.Format{jsonType: format, "json": format}
	config.Info.Description = description
	config.Info.License = &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"}
	config.Tags = []*huma.Tag{
		{Name: tagAccounts, Description: "Who people are."},
		{Name: tagLogin, Description: "Tokens and sessions."},
		{Name: tagCoach, Description: "Answers with the person's age, gender and level in mind."},
		{Name: tagOpenAI, Description: "The coach in OpenAI's wire format, with OpenAI's errors."},
		{Name: tagOthers, Description: "What verifiers elsewhere need."},
		{Name: tagOperation, Description: "Is it alive, is it ready."},
	}
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		passwordScheme: {
			Type: "oauth2", Description: "Username (or e-mail address) and password; the rest of the dialog may stay empty.",
			Flows: &huma.OAuthFlows{Password: &huma.OAuthFlow{TokenURL: "/token", RefreshURL: "/token", Scopes: map[string]string{}}},
		},
		bearerScheme: {Type: "http", Scheme: "bearer", BearerFormat: "JWT", Description: "An access token that you have already."},
		keyScheme:    {Type: "http", Scheme: "bearer", Description: "A personal key (POST /me/keys). It serves /v1 alone."},
		clientScheme: {Type: "http", Scheme: "basic", Description: "Id and secret of a service that may introspect: see spotter client add."},
	}
	return humago.New(mux, config)
}

// operation describes one route. Credentials are required, and bodies are looked
// at, before huma reads a byte of them.
func (s *Server) operation(pattern, tag, summary string, who door, status int, failures []int) huma.Operation {
	method, path, _ := strings.Cut(pattern, " ")
	op := huma.Operation{
		OperationID: operationID(method, path), Method: method, Path: path, Summary: summary, Tags: []string{tag},
		DefaultStatus: status, Errors: failures, MaxBodyBytes: maxBody + 1, BodyReadTimeout: bodyTime,
		Middlewares: huma.Middlewares{s.checkQuery, s.checkBody},
	}
	switch who {
	case bearer:
		op.Security = []map[string][]string{{passwordScheme: {}}, {bearerScheme: {}}}
		op.Middlewares = huma.Middlewares{s.requireBearer, s.checkQuery, s.checkBody}
	case client:
		op.Security = []map[string][]string{{clientScheme: {}}}
		op.Middlewares = huma.Middlewares{s.requireClient, s.checkQuery, s.checkBody}
	}
	return op
}

// operationID makes one word of a route: "post-me-password". The endpoints of
// OAuth have the ones that mark them.
func operationID(method, path string) string {
	if name := strings.TrimPrefix(path, "/"); formSchemas[name] != nil {
		return name
	}
	words := strings.FieldsFunc(strings.ToLower(method)+path, func(r rune) bool { return strings.ContainsRune("/{}.", r) })
	return strings.Join(words, "-")
}

// bodyExamples are what "Try it out" starts with: each is valid as it stands.
var bodyExamples = map[string]map[string]any{
	"post-register": {
		"username": "testuser", "email": "testuser@example.com", "password": "correct horse battery staple",
		"age": 30, "gender": "female", "level": "beginner",
	},
	"patch-me": {
		"age": 31, "gender": "female", "level": "intermediate", "first_name": "Terry", "last_name": "Tester", "goal": "strength",
		"equipment": []string{"dumbbell", "bench"}, "days_per_week": 3, "resting_heart_rate": 60, "weight_kg": 70, "height_cm": 175,
		"injuries": "left knee",
	},
	"delete-me":         {"password": "correct horse battery staple"},
	"post-me-password":  {"current_password": "correct horse battery staple", "new_password": "a better horse than before"},
	"post-me-keys":      {"name": "Laptop"},
	"post-login":        {"email": "testuser@example.com", "password": "correct horse battery staple"},
	"post-refresh":      {},
	"post-logout":       {},
	"post-conversation": {"message": "What are my heart-rate zones?"},

	"put-plan":                 {"days_per_week": 3, "minutes": 45, "goal": "health", "equipment": []string{"dumbbell", "band"}, "weekdays": []string{"monday", "wednesday", "saturday"}},
	"post-plan-days-date-done": {},
	"put-plan-days-date-done":  {"done": true, "note": "Slept well.", "sets": []map[string]any{{"exercise": "plank", "seconds": 45}}},

	"post-plan-days-date-exercises-exercise-done": {},

	"post-workouts": {"date": "2026-01-31", "note": "Slept well.", "sets": []map[string]any{
		{"exercise": "bench press", "reps": 8, "weight_kg": 60, "rpe": 8}, {"exercise": "plank", "seconds": 45},
	}},

	"patch-conversations-id":    {"title": "Zones for the spring"},
	"post-messages-id-feedback": {"rating": "up", "reason": "Just what I needed."},
	"patch-messages-id":         {"text": "What is my maximum heart rate?"},
}

// describeBody gives a body its example, and a form its parameters, which huma
// sees only as bytes.
func describeBody(operationID string, body *huma.RequestBody) {
	if body == nil {
		return
	}
	if media := body.Content[jsonType]; media != nil {
		media.Example = bodyExamples[operationID]
	}
	if media := body.Content[formType]; media != nil {
		media.Schema = formSchemas[operationID]()
	}
}

const streamDescription = `Server-sent events. Each has an id, a number that grows through the conversation: send the last one as Last-Event-ID to resume.

- start: {"conversation_id", "message_id", "question_id"}
- delta: {"text"}, what the answer goes on with
- source: {"id", "title"}
- calculation: {"name", "input", "output"}
- done: the whole answer, the same object as with application/json. It is the last event.
- error: {"code", "detail"}, in place of done: coach_failed; or session_ended, token_expired or shutting_down, which end the stream alone and not the answer.

A comment comes every 15 seconds while nothing is said.`

const streamExample = "id: 1000001\nevent: start\ndata: {\"conversation_id\":\"0192f0c4-7d1e-7c3a-9b5e-2f4d8a6c1e70\",\"message_id\":\"0192f0c4-7d1e-7c3a-9b5e-2f4d8a6c1e71\"}\n\n"

// liveResponses documents an answer that comes whole or as it is written; one
// that is resumed comes as events alone, or not at all.
func (s *Server) liveResponses(method string) map[string]*huma.Response {
	content := map[string]*huma.MediaType{
		eventStream: {Schema: &huma.Schema{Type: huma.TypeString, Description: streamDescription}, Example: streamExample},
	}
	responses := map[string]*huma.Response{"200": {Description: "The answer", Content: content}}
	if method == http.MethodGet {
		responses["204"] = &huma.Response{Description: "No answer is being written, and none ended in the last five minutes."}
		return responses
	}
	schema := s.huma.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[AnswerReply](), true, "AnswerReply")
	content[jsonType] = &huma.MediaType{Schema: schema}
	return responses
}

// admitNull adds null to the words of every field that may be null: an enum
// binds whatever the type says (JSON Schema 2020-12, Validation §6.1.2).
func admitNull(document *huma.OpenAPI) {
	for _, schema := range document.Components.Schemas.Map() {
		for _, field := range schema.Properties {
			if field.Nullable && len(field.Enum) > 0 {
				field.Enum = append(field.Enum, nil)
			}
		}
	}
}

// Document returns the OpenAPI document, as it is served.
func (s *Server) Document() ([]byte, error) { return json.Marshal(s.huma.OpenAPI()) }

func (s *Server) openAPI(w http.ResponseWriter, r *http.Request) {
	document, err := s.document()
	if err != nil {
		s.answer(w, s.problemOf(r.Context(), err))
		return
	}
	w.Header().Set("Cache-Control", cacheFor(r, "no-cache"))
	w.Header().Set("Content-Type", "application/openapi+json")
	w.Header().Set("Content-Length", strconv.Itoa(len(document)))
	w.Write(document)
}
