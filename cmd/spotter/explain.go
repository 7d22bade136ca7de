package main

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"spotter/account"
	"spotter/store"
)

type explainCommand struct {
	ID string `arg:"" name:"request-id" help:"The X-Request-Id of the answer, or the request_id in its body."`
}

// Run explains a refusal. It ends with 1 when nothing is known.
func (e explainCommand) Run(ctx context.Context, s *Settings, t terminal) error {
	id, err := parseRequestID(e.ID)
	if err != nil {
		return err
	}
	db, c, err := openExisting(ctx, s)
	if err != nil {
		return err
	}
	defer db.Close()
	text, err := explanation(ctx, db, id)
	if errors.Is(err, errUnknownRequest) {
		fmt.Fprintf(t.out, unknownRequest, id, describeDB(c.DB))
		return exitCode(1)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(t.out, text)
	return err
}

var requestID = regexp.MustCompile(`^[0-9a-f]{32}$`)

// parseRequestID does not repeat what it refuses: it may be a token.
func parseRequestID(text string) (string, error) {
	id := strings.ToLower(strings.TrimSpace(text))
	if !requestID.MatchString(id) {
		return "", errors.New("that is no request id: it has 32 digits from 0 to f, as in the X-Request-Id header of an answer or the request_id in its body")
	}
	return id, nil
}

// openExisting opens the database, and never makes one: who asks about the past
// has a database, or looks in the wrong place.
func openExisting(ctx context.Context, s *Settings) (*store.Store, settings, error) {
	c, err := s.check()
	if err != nil {
		return nil, c, err
	}
	if isAbsent(c.DB) {
		return nil, c, fmt.Errorf("there is no Spotter database at %s: run this in the server's folder, or set SPOTTER_DB", c.DB)
	}
	if err := store.CheckFile(c.DB); err != nil {
		return nil, c, err
	}
	db, err := store.OpenExisting(ctx, c.DB)
	return db, c, err
}

var errUnknownRequest = errors.New("nothing is known of this request")

const unknownRequest = `Nothing is known of request %s in %s.

Kept are the refusals of a credential (401, the 403 of a wrong password, 429), for one day.
So it may be that
  the request was not refused for its credential, or not refused at all
  it is older than a day
  its answer came from a server with another database (SPOTTER_DB)
  the id has a slip of the pen
  too many were refused at that moment: the log then says "refusals were not kept"
  it was refused less than a second ago: ask again
`

// explanation is what an operator may know of a refusal, in sentences.
func explanation(ctx context.Context, db account.Store, id string) (string, error) {
	r, found, err := db.RefusalByRequest(ctx, id)
	if err != nil {
		return "", err
	}
	if !found {
		return "", errUnknownRequest
	}
	fate, err := account.FateOf(ctx, db, r.UID, r.SessionID)
	if err != nil {
		return "", err
	}
	whose, err := whose(ctx, db, r.UID)
	if err != nil {
		return "", err
	}
	var text strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&text, format+"\n", args...) }
	line("Request %s was refused with %d %s", r.RequestID, r.Status, r.Code)
	line("  when        %s", inSeconds(r.At))
	line("  what        %s, from %s", r.Route, orUnknown(r.Address))
	line("  judged      %s", judged(r))
	line("  why         %s", whyRefused(r, fate))
	if r.UID != "" {
		line("  whose       %s", whose)
	}
	switch {
	case endedBefore(r, fate):
		line("  session     %s", r.SessionID)
	case r.SessionID != "":
		line("  session     %s, %s", r.SessionID, fateInWords(fate, r.At, relative))
	}
	return text.String(), nil
}

func orUnknown(text string) string {
	if text == "" {
		return "an unknown address"
	}
	return text
}

// judged names the credential by its ids, which let nobody in.
func judged(r account.Refusal) string {
	text := r.Credential
	if text == "" {
		text = "no credential"
	}
	if r.TokenID != "" {
		text += ", jti " + r.TokenID
	}
	if r.KeyID != "" {
		text += ", kid " + r.KeyID
	}
	return text
}

// whyRefused adds to the reason what is known by now: how late it was, and what
// ended the session.
func whyRefused(r account.Refusal, fate account.Fate) string {
	switch {
	case r.Code == "token_expired" && !r.ExpiresAt.IsZero():
		return fmt.Sprintf("it expired at %s, %s", inSeconds(r.ExpiresAt), relative(r.ExpiresAt, r.At))
	case endedBefore(r, fate):
		return "the session " + endInWords(fate, relative(fate.End.At, r.At))
	}
	return r.Reason
}

// endedBefore reports whether the refusal is for a session whose end is known.
func endedBefore(r account.Refusal, fate account.Fate) bool {
	return r.Code == "session_ended" && fate.End.Reason != ""
}

// whose is a person by uid.
func whose(ctx context.Context, db account.People, uid string) (string, error) {
	if uid == "" {
		return "", nil
	}
	p, err := db.PersonByID(ctx, uid)
	switch {
	case errors.Is(err, account.ErrNoPerson):
		return uid + ", whose account does not exist any more", nil
	case err != nil:
		return "", err
	case p.Disabled():
		return fmt.Sprintf("%s (%s), disabled since %s", p.Username, uid, inSeconds(p.DisabledAt)), nil
	}
	return fmt.Sprintf("%s (%s)", p.Username, uid), nil
}

// endings say what ended a session, by the reason.
var endings = map[string]string{
	account.EndedLogout:   "its person logged out",
	account.EndedByUser:   "its person ended it",
	account.EndedReuse:    "a refresh token of it was used twice",
	account.EndedPassword: "the password was changed",
	account.EndedDisabled: "the account was disabled",
	account.EndedDeleted:  "the account was deleted",
	account.EndedTooMany:  "a newer one took its place, as a person has at most 100",
}

// doors say where a person ended a session, by the event.
var doors = map[account.EventKind]string{
	account.EventSessionEnded: ", from the list of sessions",
	account.EventSignedOutAll: ", by log-out everywhere",
}

func howEnded(f account.Fate) string {
	how, known := endings[f.End.Reason]
	if !known {
		how = f.End.Reason
	}
	return how + doors[f.Cause.Kind]
}

// endInWords says how a session ended, how far from the moment in question, and
// which request did it.
func endInWords(f account.Fate, apart string) string {
	text := fmt.Sprintf("ended at %s, %s: %s", inSeconds(f.End.At), apart, howEnded(f))
	switch {
	case f.Cause.RequestID != "":
		text += " (request " + f.Cause.RequestID + " from " + orUnknown(f.Cause.Client.Address) + ")"
	case f.Cause.ID != "":
		text += ", from the command line"
	}
	return text
}

// fateInWords is the state of a session, seen from a moment.
func fateInWords(f account.Fate, now time.Time, apart func(t, from time.Time) string) string {
	switch {
	case f.End.Reason != "":
		return endInWords(f, apart(f.End.At, now))
	case f.Live(now):
		return "live until " + inSeconds(f.Session.Refresh.ExpiresAt) + ", or longer if it is used before"
	case f.Session.ID != "":
		return "expired at " + inSeconds(f.Session.Refresh.ExpiresAt)
	}
	return "not known: it expired, ended long ago, or was never here"
}
