package api

import (
	"context"
	"errors"
	"math"
	"net/http"
	"strconv"
	"time"

	"spotter/account"
	"spotter/coach"
	"spotter/token"
)

// refusal is what a caller is told of an error.
type refusal struct {
	err    error
	status int
	code   string
	detail string
}

// Errors of this package. The sentences are part of the contract.
var (
	// ErrLogin is account.ErrWrongCredentials as /login tells it.
	ErrLogin = errors.New("login refused")
	// ErrCrossOrigin says that a page of another origin tried to use the cookie.
	ErrCrossOrigin = errors.New("cross-origin use of the cookie")
)

// refusals is the one table from error to answer. The first row whose error is
// wrapped counts; an error without a row is a bare 500, and its text goes to
// the log alone.
var refusals = []refusal{
	{account.ErrUsernameTaken, 400, "username_taken", "Username already registered"},
	{account.ErrEmailTaken, 400, "email_taken", "Email already registered"},
	{account.ErrRegistrationClosed, 403, "registration_closed", "Registration is closed here: ask whoever runs this service for an account."},
	{ErrLogin, 403, "invalid_credentials", "Invalid email or password"},
	{account.ErrWrongCredentials, 401, "invalid_credentials", "Incorrect username or password"},
	{account.ErrWrongPassword, 403, "wrong_password", "The current password is not right: try again."},
	{account.ErrNoPerson, 401, "token_invalid", "Could not validate credentials"},
	{account.ErrDisabled, 401, "session_ended", "Could not validate credentials"},
	{account.ErrNoSession, 404, "not_found", "There is no such session among yours: see GET /sessions."},
	{account.ErrSessionEnded, 401, "session_ended", "This session has ended: log in again."},
	{account.ErrTokenReused, 401, "token_reused", "This refresh token was already used. Every refresh returns a new one: store it. The session has ended; log in again."},
	{account.ErrConflict, 409, "conflict", "This was changed at the same time by another request: look at it and try again."},
	{account.ErrWrongClient, 401, "invalid_client", "Send the id and the secret of a client by HTTP Basic: spotter client add makes them."},
	{account.ErrNoClient, 404, "not_found", "There is no such client: see spotter client list."},
	{account.ErrClientTaken, 409, "client_taken", "There is a client of this id: choose another name."},
	{account.ErrTooManyClients, 409, "too_many_clients", "There are as many clients as may be: remove one first."},
	{account.ErrWrongKey, 401, "invalid_api_key", "Incorrect API key: make one with POST /me/keys, or send an access token."},
	{account.ErrNoKey, 404, "not_found", "There is no such key among yours: see GET /me/keys."},
	{account.ErrTooManyKeys, 409, "too_many_keys", "You have 20 keys, which is as many as may be: remove one first."},
	{account.ErrThrottled, 429, "throttled", "Too many attempts: wait as many seconds as Retry-After says, then try again."},
	{account.ErrBusy, 503, "busy", "Too many people are logging in at this moment: try again shortly."},
	{account.ErrUnavailable, 503, "unavailable", "The service cannot reach its database at the moment: try again shortly."},
	{coach.ErrNoConversation, 404, "not_found", "There is no such conversation among yours: see GET /conversations."},
	{coach.ErrNoFact, 404, "not_found", "Nothing of that id is remembered of you: see GET /me/memory."},
	{coach.ErrNoMessage, 404, "not_found", "There is no such message among yours: see GET /conversations/{id}."},
	{coach.ErrTooManyAnswers, 429, "too_many_answers", "Two answers are being written for you already: wait for one, or stop it."},
	{coach.ErrAnswerRunning, 409, "answer_running", "The answer before is still being written: wait for it, or stop it."},
	{coach.ErrConversationFull, 409, "conversation_full", "There is no more room in this conversation: begin a new one."},
	{coach.ErrConflict, 409, "conflict", "This was changed at the same time by another request: look at it and try again."},
	{coach.ErrCoachFailed, 503, "coach_failed", "The coach could not finish this answer. What it had written is kept: ask once more."},
	{coach.ErrClosing, 503, "shutting_down", "This service is about to restart: try again shortly."},
	{coach.ErrNoWorkout, 404, "not_found", "There is no such workout among yours: see GET /workouts."},
	{coach.ErrTooManyWorkouts, 409, "too_many_workouts", "There are as many workouts as may be: delete old ones first."},
	{coach.ErrNoPlan, 404, "not_found", "There is no plan yet: GET /plan makes one."},
	{coach.ErrNoPlanDay, 404, "not_found", "The plan has no such day or exercise, or it is no day of this week or before: see GET /plan."},
	{coach.ErrDayToCome, 409, "day_to_come", "This day is still to come: tick it off on the day itself."},
	{coach.ErrKeyReused, 409, "idempotency_key_reused", "This Idempotency-Key came with another workout before: send a new one."},
	{coach.ErrNoPlanFits, 409, "no_plan", "What you have, what you spare and the minutes leave no balanced week: allow more minutes or add equipment, such as a band, with PUT /plan, or ask a physiotherapist what is safe for you."},
	{coach.ErrPlanChanged, 409, "conflict", "This was changed at the same time by another request: look at it and try again."},
	{errLeaving, 503, "shutting_down", "This service is about to restart: resume the stream shortly."},
	{ErrTooManyStreams, 429, "too_many_streams", "You follow many answers at once already: close one of the others."},
	{ErrExporting, 429, "exporting", "An export of yours is under way already: wait until it is there."},
	{ErrManyExports, 503, "busy", "Several people export at this moment: try again shortly."},
	{ErrCrossOrigin, 403, "cross_origin", "The cookie is for pages of this service alone: use a bearer token from elsewhere."},
}

// problemOf is what the caller is told of err. Faults of the machine are logged
// here, once, with the request id.
func (s *Server) problemOf(ctx context.Context, err error) *Problem {
	p := s.problemOfError(ctx, err)
	noteRefusal(ctx, p, err)
	return p
}

func (s *Server) problemOfError(ctx context.Context, err error) *Problem {
	var ready *Problem
	var field *account.FieldError
	var entry *coach.FieldError
	var entries coach.FieldErrors
	switch {
	case errors.As(err, &entries):
		p := s.problemOfError(ctx, entries[0])
		for _, e := range entries[1:] {
			p.Errors = append(p.Errors, FieldProblem{"body." + e.Field, e.Message})
		}
		return p
	case errors.As(err, &entry):
		return s.problemOfError(ctx, &account.FieldError{Field: entry.Field, Message: entry.Message})
	case errors.As(err, &ready):
		return ready
	case errors.As(err, &field):
		p := newProblem(ctx, http.StatusUnprocessableEntity, codeOf(http.StatusUnprocessableEntity), sentenceOf(http.StatusUnprocessableEntity))
		for _, one := range account.AllFields(err) {
			p.Errors = append(p.Errors, FieldProblem{"body." + one.Field, one.Message})
		}
		return p
	}
	if p := s.tokenProblem(ctx, err); p != nil {
		return p
	}
	for _, r := range refusals {
		if errors.Is(err, r.err) {
			return s.refused(ctx, r, err)
		}
	}
	s.log.LogAttrs(ctx, levelError, "request failed", requestAttrs(ctx, err)...)
	return newProblem(ctx, http.StatusInternalServerError, codeOf(http.StatusInternalServerError), sentenceOf(http.StatusInternalServerError))
}

func (s *Server) refused(ctx context.Context, r refusal, err error) *Problem {
	p := newProblem(ctx, r.status, r.code, r.detail)
	switch r.status {
	case http.StatusUnauthorized:
		p.set("WWW-Authenticate", challengeOf(r.code))
		switch r.err {
		case account.ErrWrongClient:
			s.log.LogAttrs(ctx, levelInfo, "client refused", requestAttrs(ctx, err)...)
		case account.ErrWrongKey:
			s.log.LogAttrs(ctx, levelInfo, "key refused", requestAttrs(ctx, err)...)
		}
	case http.StatusTooManyRequests:
		p.set("Retry-After", retryAfter(err))
	case http.StatusServiceUnavailable:
		p.set("Retry-After", retryAfter(err))
		s.log.LogAttrs(ctx, levelWarn, "request put off", requestAttrs(ctx, err)...)
	}
	return p
}

// challengeOf is the WWW-Authenticate of a 401.
func challengeOf(code string) string {
	switch code {
	case "invalid_client":
		return basicChallenge
	case "invalid_credentials":
		return "Bearer"
	}
	return `Bearer error="invalid_token"`
}

// retryAfter is in whole seconds, at least one (RFC 9110 §10.2.3).
func retryAfter(err error) string {
	wait := time.Second
	var busy *account.BusyError
	var throttled *account.ThrottledError
	switch {
	case errors.As(err, &busy):
		wait = max(wait, busy.RetryAfter)
	case errors.As(err, &throttled):
		wait = max(wait, throttled.RetryAfter)
	}
	return strconv.Itoa(int(math.Ceil(wait.Seconds())))
}

// tokenProblem answers the errors of package token, and logs the reason, which
// the caller is not told.
func (s *Server) tokenProblem(ctx context.Context, err error) *Problem {
	for _, known := range []error{
		token.ErrMissing, token.ErrInvalid, token.ErrExpired, token.ErrWrongType, token.ErrSessionEnded, token.ErrStale,
	} {
		if !errors.Is(err, known) {
			continue
		}
		r := token.RefusalOf(err)
		p := newProblem(ctx, r.Status, r.Code, r.Detail)
		if r.Authenticate != "" {
			p.set("WWW-Authenticate", r.Authenticate)
		}
		if r.Status == http.StatusServiceUnavailable {
			p.set("Retry-After", retryAfter(err))
		}
		if known != token.ErrMissing {
			s.log.LogAttrs(ctx, levelInfo, "token refused", requestAttrs(ctx, err)...)
		}
		return p
	}
	return nil
}
