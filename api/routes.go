package api

import (
	"context"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"spotter/token"
	"spotter/web"
)

// Who may call a route.
type door int

const (
	anyone door = iota // also those whose token is in the body or a cookie
	bearer             // an access token in the Authorization header
	client             // the id and secret of a client in the Authorization header
)

const (
	tagAccounts  = "Accounts"
	tagLogin     = "Logging in"
	tagCoach     = "The coach"
	tagOpenAI    = "For OpenAI clients"
	tagOperation = "Operation"
	tagOthers    = "For other services"
)

// routes is every route on one screen. The statuses behind a route are the
// errors that its documentation lists beside 500; bodyFailures are added where no
// body is read.
func (s *Server) routes() {
	route(s, "POST /register", tagAccounts, "Make an account", anyone, 201, s.register, 400, 403, 413, 415, 422, 429, 503)
	route(s, "GET /me", tagAccounts, "Who am I", bearer, 200, s.me, 401, 503)
	route(s, "PATCH /me", tagAccounts, "Change my profile", bearer, 200, s.changeMe, 400, 401, 409, 413, 415, 422, 503)
	route(s, "DELETE /me", tagAccounts, "Delete my account", bearer, 204, s.deleteMe, 400, 401, 403, 413, 415, 422, 429, 503)
	route(s, "POST /me/password", tagAccounts, "Change my password", bearer, 204, s.changePassword, 400, 401, 403, 409, 413, 415, 422, 429, 503)
	route(s, "POST /me/keys", tagAccounts, "Make a key for a program of mine", bearer, 201, s.makeKey, 400, 401, 409, 413, 415, 422, 503)
	route(s, "GET /me/keys", tagAccounts, "My keys", bearer, 200, s.keys, 401, 503)
	route(s, "DELETE /me/keys/{id}", tagAccounts, "Remove one of my keys", bearer, 204, s.removeKey, 401, 404, 422, 503)
	file[Export](s, "GET /me/export", tagAccounts, "All that is stored about me", s.export, 401, 429, 503)

	route(s, "POST /token", tagLogin, "Get tokens (OAuth 2.0)", anyone, 200, s.token, 400, 401, 413, 415, 429, 503)
	route(s, "POST /login", tagLogin, "Log in", anyone, 200, s.login, 400, 403, 413, 415, 422, 429, 503)
	route(s, "POST /refresh", tagLogin, "Get the next pair of tokens", anyone, 200, s.refresh, 400, 401, 403, 413, 415, 422, 429, 503)
	route(s, "POST /logout", tagLogin, "End this session", anyone, 204, s.logout, 400, 401, 403, 413, 415, 422, 503)
	route(s, "POST /logout/all", tagLogin, "End all my sessions", bearer, 204, s.logoutAll, 401, 503)
	route(s, "GET /sessions", tagLogin, "Where am I logged in", bearer, 200, s.sessions, 401, 503)
	route(s, "DELETE /sessions/{id}", tagLogin, "End one of my sessions", bearer, 204, s.endSession, 401, 404, 422, 503)

	route(s, "GET /conversation", tagCoach, "A greeting by name", bearer, 200, s.greeting, 401, 503)
	live(s, "POST /conversation", tagCoach, "Ask the coach", s.converse, 400, 401, 404, 409, 413, 415, 422, 429, 503)
	route(s, "GET /conversations", tagCoach, "My conversations", bearer, 200, s.conversations, 401, 422, 503)
	route(s, "GET /conversations/{id}", tagCoach, "A conversation with its messages", bearer, 200, s.conversation, 401, 404, 422, 503)
	route(s, "PATCH /conversations/{id}", tagCoach, "Give a conversation another title", bearer, 200, s.rename, 400, 401, 404, 413, 415, 422, 503)
	route(s, "DELETE /conversations/{id}", tagCoach, "Delete a conversation", bearer, 204, s.deleteConversation, 401, 404, 422, 503)
	live(s, "GET /conversations/{id}/stream", tagCoach, "Resume the stream of an answer", s.resume, 401, 404, 422, 429, 503)
	route(s, "POST /conversations/{id}/stop", tagCoach, "Stop the answer; the part already written is kept", bearer, 204, s.stopAnswer, 401, 404, 422, 503)
	route(s, "POST /messages/{id}/feedback", tagCoach, "Say what an answer is worth", bearer, 204, s.feedback, 400, 401, 404, 413, 415, 422, 503)
	live(s, "POST /messages/{id}/regenerate", tagCoach, "Have a question answered once more", s.regenerate, 401, 404, 409, 422, 429, 503)
	live(s, "PATCH /messages/{id}", tagCoach, "Change a question: what follows is dropped, and it is answered anew", s.edit, 400, 401, 404, 409, 413, 415, 422, 429, 503)
	route(s, "GET /me/memory", tagCoach, "What the coach remembers of me", bearer, 200, s.memory, 401, 503)
	route(s, "DELETE /me/memory/{id}", tagCoach, "Have the coach forget something: no conversation knows it any more until I say it again", bearer, 204, s.forget, 401, 404, 422, 503)

	route(s, "GET /plan", tagCoach, "My plan: this week and its progression", bearer, 200, s.plan, 401, 409, 422, 503)
	route(s, "PUT /plan", tagCoach, "Change my plan", bearer, 200, s.changePlan, 400, 401, 409, 413, 415, 422, 503)
	route(s, "POST /plan/days/{date}/done", tagCoach, "Tick off a day of my plan", bearer, 200, s.tick, 400, 401, 404, 409, 413, 415, 422, 503)
	route(s, "PUT /plan/days/{date}/done", tagCoach, "Keep exactly this of a day of my plan: to take a change back", bearer, 200, s.keepDay, 400, 401, 404, 409, 413, 415, 422, 503)
	route(s, "DELETE /plan/days/{date}/done", tagCoach, "Take back that a day of my plan is done, and what is logged with it", bearer, 204, s.untick, 401, 404, 409, 422, 503)
	route(s, "POST /plan/days/{date}/exercises/{exercise}/done", tagCoach, "Tick off an exercise of a day of my plan", bearer, 200, s.tickExercise, 400, 401, 404, 409, 413, 415, 422, 503)
	route(s, "DELETE /plan/days/{date}/exercises/{exercise}/done", tagCoach, "Take back that an exercise is done, and its sets", bearer, 204, s.untickExercise, 401, 404, 409, 422, 503)
	route(s, "DELETE /plan/change", tagCoach, "I know how my week has changed", bearer, 204, s.knowWeek, 401, 404, 409, 503)
	route(s, "GET /exercises", tagCoach, "The exercises that can be planned and logged", bearer, 200, s.exercises, 401, 503)
	route(s, "POST /workouts", tagCoach, "Log a workout", bearer, 201, s.logWorkout, 400, 401, 409, 413, 415, 422, 503)
	route(s, "GET /workouts", tagCoach, "My workouts", bearer, 200, s.workouts, 401, 422, 503)
	route(s, "DELETE /workouts/{id}", tagCoach, "Delete a workout", bearer, 204, s.deleteWorkout, 401, 404, 422, 503)
	route(s, "GET /progress", tagCoach, "What my log shows", bearer, 200, s.progress, 401, 503)

	s.openAI(s.completionOperation(), s.complete)
	s.openAI(s.modelsOperation(), s.models)
	s.openAI(s.modelOperation(), s.model)

	route(s, "POST /revoke", tagOthers, "End the session of a token (RFC 7009)", anyone, 200, s.revoke, 400, 413, 415, 503)
	route(s, "POST /introspect", tagOthers, "What is a token worth (RFC 7662)", client, 200, s.introspect, 400, 401, 413, 415, 503)
	route(s, "GET /.well-known/oauth-authorization-server", tagOthers, "Server metadata (RFC 8414)", anyone, 200, s.metadata)
	s.plain("GET /.well-known/jwks.json", s.jwks)
	s.plain("GET /revocations", s.revocations)

	route(s, "GET /healthz", tagOperation, "The process lives", anyone, 200, s.healthz)
	route(s, "GET /readyz", tagOperation, "The database answers", anyone, 200, s.readyz, 503)
	s.plain("GET /openapi.json", s.openAPI)
	web.MountDocs(s.mux, "/openapi.json")
	web.MountApp(s.mux, web.AppFacts{PasswordMin: s.Accounts.Policy.Shortest(), Registration: !s.Accounts.Closed})
}

// route registers an operation: who may call it and what it is called for the
// documentation, and what answers it.
func route[I, O any](s *Server, pattern, tag, summary string, who door, status int, answer func(context.Context, *I) (*O, error), failures ...int) {
	register(s, s.operation(pattern, tag, summary, who, status, failures), pattern, answer)
}

// live registers an operation whose answer comes as events to whoever wants
// them.
func live[I any](s *Server, pattern, tag, summary string, answer func(context.Context, *I) (*liveReply, error), failures ...int) {
	op := s.operation(pattern, tag, summary, bearer, 200, failures)
	op.Responses = s.liveResponses(op.Method)
	register(s, op, pattern, answer)
}

// file registers an operation whose answer is an F that is written piece by piece.
func file[F, I, O any](s *Server, pattern, tag, summary string, answer func(context.Context, *I) (*O, error), failures ...int) {
	op := s.operation(pattern, tag, summary, bearer, 200, failures)
	op.Responses = s.found(reflect.TypeFor[F]())
	register(s, op, pattern, answer)
}

func register[I, O any](s *Server, op huma.Operation, pattern string, answer func(context.Context, *I) (*O, error)) {
	s.stats[pattern] = newRouteStats(pattern)
	if hasBody[I]() {
		op.RequestBody = &huma.RequestBody{}
	}
	withBodyFailures(&op)
	huma.Register(s.huma, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := answer(ctx, in)
		if err != nil {
			return nil, s.problemOf(ctx, err)
		}
		return out, nil
	})
	describeBody(op.OperationID, op.RequestBody)
}

func hasBody[I any]() bool {
	_, decoded := reflect.TypeFor[I]().FieldByName("Body")
	_, raw := reflect.TypeFor[I]().FieldByName("RawBody")
	return decoded || raw
}

// plain registers what is no operation of the API.
func (s *Server) plain(pattern string, h http.HandlerFunc) {
	s.stats[pattern] = newRouteStats(pattern)
	s.mux.HandleFunc(pattern, h)
}

// requireBearer lets a request through when its access token verifies.
func (s *Server) requireBearer(ctx huma.Context, next func(huma.Context)) {
	x := exchangeOf(ctx.Context())
	raw, err := token.FromRequest(x.request)
	if err = s.admit(x, raw, err); err != nil {
		s.answer(&x.reply, s.problemOf(ctx.Context(), err))
		return
	}
	next(ctx)
}

// admit takes an access token, unless the header was wrong already.
func (s *Server) admit(x *exchange, raw string, err error) error {
	if err != nil {
		return err
	}
	x.judged = aBearerToken
	x.claims, err = s.verifyAccess(x.request.Context(), raw)
	x.prove(x.claims, err)
	return err
}
