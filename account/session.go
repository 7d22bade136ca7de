package account

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Session is one log-in: a row that lives until log-out, its absolute end, or
// 48 hours (a setting) without use.
type Session struct {
	ID         string // the sid of its tokens, UUIDv7
	UID        string
	CreatedAt  time.Time
	LastUsedAt time.Time // of its refresh token
	EndsAt     time.Time // absolute end in whole seconds, whatever its use
	Address    string    // of the client that logged in or last refreshed
	Agent      string    // its User-Agent, cleaned, ≤ 256 characters
	Refresh    RefreshID // the refresh token that counts now

	// Access is the life of the access token that comes with the log-in: what
	// a store is told, and keeps the longest of.
	Access time.Duration
}

// RefreshID names a refresh token without being one: worthless without the
// signing key, so that nothing in the store lets anybody in.
type RefreshID struct {
	ID        string    // the jti, a UUID
	IssuedAt  time.Time // whole seconds
	ExpiresAt time.Time // whole seconds: last use + idle life, or the session's end if sooner
	KeyID     string    // the kid that signed it
}

// Client is where a call comes from, as far as headers can be believed.
type Client struct {
	Address string // IP address
	Agent   string // User-Agent
}

const maxClientText = 256

// Clean returns the client with both texts cut to 256 characters and without
// control characters or invalid UTF-8: they come from headers and end up in
// logs and lists.
func (c Client) Clean() Client {
	return Client{cleanText(c.Address), cleanText(c.Agent)}
}

func cleanText(s string) string {
	if len(s) > 4*maxClientText {
		s = s[:4*maxClientText]
	}
	s = mapText(s)
	runes := 0
	for i := range s {
		if runes == maxClientText {
			return s[:i]
		}
		runes++
	}
	return s
}

// mapText returns a text in one line without what a terminal would obey.
func mapText(s string) string {
	return strings.Map(func(r rune) rune {
		if isControl(r) || unicode.Is(unicode.Cf, r) || // Cf turns the direction of what is read
			r == '\t' || r == '\n' || r == utf8.RuneError {
			return ' '
		}
		return r
	}, s)
}

// cutBytes cuts valid UTF-8 to at most so many bytes, between two characters.
func cutBytes(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	return s[:most]
}

// Reasons for which sessions end. They stand in the list of ended sessions and
// in the log.
const (
	EndedLogout   = "logout"
	EndedByUser   = "ended_by_user" // from the list of sessions, or log-out everywhere
	EndedReuse    = "token_reused"
	EndedPassword = "password_changed"
	EndedDisabled = "disabled"
	EndedDeleted  = "deleted"
	EndedTooMany  = "too_many_sessions"
)

// Ended is a session that has ended, as it is told to whoever checks tokens.
type Ended struct {
	ID     string
	At     time.Time
	Until  time.Time // no access token of it can be alive from then on
	Reason string
}
