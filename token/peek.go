package token

import "time"

// Said is what a token says of itself, whether or not it verifies: for logs
// about tokens that were refused, never to decide by.
type Said struct {
	Type      Type
	KeyID     string // kid
	Subject   string // sub
	SessionID string // sid
	ID        string // jti
	ExpiresAt time.Time
}

// Peek reads what a token says without verifying anything. What cannot be read
// stays empty.
func Peek(raw string) (s Said) {
	t, err := takeApart(raw, MaxLength, readHeader)
	if err != nil {
		return s
	}
	s.Type, s.KeyID = t.kind, t.keyID
	c, err := readPayload(t.payload)
	if err != nil {
		return s
	}
	s.Subject, s.SessionID, s.ID = c.subject, c.sessionID, c.id
	if c.expiresAt != nil {
		s.ExpiresAt = c.expiresAt.Time
	}
	return s
}
