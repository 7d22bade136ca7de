package token

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"sync"
	"time"
)

// Revocations is the type of the document that tells other services which
// sessions have ended before their access tokens did: a JWT like the others, so
// that whoever passes it on can change nothing.
const Revocations Type = "revocations+jwt"

const (
	// revocationsLife is for how long a copy of the document counts. It bounds
	// what somebody in between can withhold who serves an old copy.
	revocationsLife = time.Minute
	// revocationsAge is the age at which the document is signed anew although
	// no session has ended.
	revocationsAge = revocationsLife / 2
	// MaxRevocations is the longest document that is read, in bytes: room for
	// 200,000 sessions that ended within one life of an access token.
	MaxRevocations = 16 << 20
)

// revocationsClaims is the payload. The sids stand with the second until which
// access tokens of theirs could be alive, 0 for ever.
type revocationsClaims struct {
	Issuer    string           `json:"iss"`
	IssuedAt  int64            `json:"iat"`
	ExpiresAt int64            `json:"exp"`
	Ended     map[string]int64 `json:"ended"`
}

// signedList is the document as it was last signed.
type signedList struct {
	mu       sync.Mutex
	raw      string
	tag      string
	changes  uint64
	signedAt time.Time
}

// Revocations returns the signed list of the sessions that have ended before
// their access tokens did, for verifiers elsewhere, and its entity tag (RFC 9110
// §8.8.3). The error wraps [ErrStale] while nobody can tell.
func (a *Authority) Revocations() (raw, tag string, err error) {
	if err := a.ended.known(); err != nil {
		return "", "", err
	}
	l := &a.list
	l.mu.Lock()
	defer l.mu.Unlock()
	now := a.now()
	if age := now.Sub(l.signedAt); l.raw != "" && l.changes == a.ended.version() && age >= 0 && age < revocationsAge {
		return l.raw, l.tag, nil
	}
	ended, changes := a.ended.alive(now)
	at := now.Truncate(revocationsAge) // the same on every node, and so the same document
	raw, err = sign(a.signer(), Revocations, revocationsClaims{
		Issuer: a.issuer, IssuedAt: at.Unix(), ExpiresAt: at.Add(revocationsLife).Unix(), Ended: ended,
	})
	if err != nil {
		return "", "", fmt.Errorf("sign the revocations: %w", err)
	}
	sum := sha256.Sum256([]byte(raw))
	l.raw, l.tag, l.changes, l.signedAt = raw, `"`+base64.RawURLEncoding.EncodeToString(sum[:12])+`"`, changes, at
	return l.raw, l.tag, nil
}

// endedList is a document that was read and holds.
type endedList struct {
	sessions  []EndedSession
	expiresAt time.Time
}

// readRevocations verifies a document and reads it.
func (v *checker) readRevocations(ctx context.Context, raw string) (endedList, error) {
	var list endedList
	t, err := v.keys.Load().takeApart(raw, MaxRevocations)
	if err != nil {
		return list, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	if t.kind != Revocations {
		return list, fmt.Errorf("%w: its type is not %s", ErrWrongType, Revocations)
	}
	k, err := v.key(ctx, t.header)
	if err != nil {
		return list, err
	}
	if err := k.verify(t); err != nil {
		return list, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	members, err := strictObject(t.payload)
	if err != nil {
		return list, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	var c readClaims
	err = errors.Join(members.text("iss", &c.issuer), members.date("iat", &c.issuedAt), members.date("exp", &c.expiresAt))
	switch {
	case err != nil:
		return list, fmt.Errorf("%w: %w", ErrInvalid, err)
	case c.issuer != v.issuer:
		return list, fmt.Errorf("%w: issued by %.100q", ErrInvalid, c.issuer)
	case c.issuedAt == nil || c.expiresAt == nil:
		return list, fmt.Errorf("%w: iat or exp is missing", ErrInvalid)
	case c.issuedAt.After(v.now().Add(v.leeway)):
		return list, fmt.Errorf("%w: issued in the future", ErrInvalid)
	}
	list.expiresAt = c.expiresAt.Add(v.leeway)
	list.sessions, err = readEnded(members["ended"], c.issuedAt.Time)
	if err == nil && !v.now().Before(list.expiresAt) {
		err = expired(list.expiresAt)
	}
	return list, err
}

// readEnded reads the sids and times of a document of that date.
func readEnded(data json.RawMessage, at time.Time) ([]EndedSession, error) {
	var members map[string]json.Number
	if len(data) == 0 || json.Unmarshal(data, &members) != nil || members == nil {
		return nil, fmt.Errorf("%w: the sessions cannot be read", ErrInvalid)
	}
	ended := make([]EndedSession, 0, len(members))
	for sid, until := range members {
		seconds, err := strconv.ParseInt(until.String(), 10, 64)
		if sid == "" || err != nil || seconds < 0 || seconds > latestDate {
			return nil, fmt.Errorf("%w: the time of a session is no date", ErrInvalid)
		}
		s := EndedSession{ID: sid, EndedAt: at, Reason: "ended"}
		if seconds > 0 {
			s.Until = time.Unix(seconds, 0)
		}
		ended = append(ended, s)
	}
	return ended, nil
}

// untilSeconds rounds up, so that nobody forgets too early; 0 is never.
func untilSeconds(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return int64(math.Ceil(float64(t.UnixMilli()) / 1000))
}
