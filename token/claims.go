package token

import (
	"encoding/json"
	"fmt"
	"math"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// Type is the explicit type of a token, the typ of its header (RFC 8725 §3.11).
type Type string

const (
	// Access is presented with each request (RFC 9068 §2.1).
	Access Type = "at+jwt"
	// Refresh is presented only to get the next pair.
	Refresh Type = "rt+jwt"
)

// User is what an access token says of its user for first-party use.
type User struct {
	Email    string `json:"email"`
	UID      string `json:"user_uid"`
	Username string `json:"username"`
}

// Claims is what a verified token says. Values are shared between requests:
// do not change them.
type Claims struct {
	Type      Type
	Issuer    string    // access tokens only
	Audience  []string  // access tokens only
	Subject   string    // the user's id
	SessionID string    // the sid: which log-in this is
	ID        string    // the jti
	Scope     string    // access tokens only
	User      User      // access tokens only
	IssuedAt  time.Time // whole seconds
	ExpiresAt time.Time // whole seconds
	KeyID     string    // the kid of the key that signed
}

// accessClaims and refreshClaims are the payloads as they are written. The
// order of the fields is the order on the wire, and the same every time: a
// token can be minted again from its values, byte for byte.
type accessClaims struct {
	Issuer    string `json:"iss"`
	Audience  string `json:"aud"`
	Subject   string `json:"sub"`
	IssuedAt  int64  `json:"iat"`
	ExpiresAt int64  `json:"exp"`
	ID        string `json:"jti"`
	SessionID string `json:"sid"`
	Scope     string `json:"scope"`
	Refresh   bool   `json:"refresh"`
	User      User   `json:"user"`
}

type refreshClaims struct {
	Subject   string `json:"sub"`
	SessionID string `json:"sid"`
	ID        string `json:"jti"`
	IssuedAt  int64  `json:"iat"`
	ExpiresAt int64  `json:"exp"`
	Refresh   bool   `json:"refresh"`
}

// readClaims is a payload as it is read: strictly, each member once and of the
// right kind. It is the jwt.Claims of the library's parser, whose own reading
// would let a repeated or differently cased member override another.
type readClaims struct {
	issuer, subject, sessionID, id, scope string
	audience                              []string
	issuedAt, notBefore, expiresAt        *jwt.NumericDate
	refresh                               bool
	user                                  User
}

// UnmarshalJSON implements json.Unmarshaler.
func (c *readClaims) UnmarshalJSON(data []byte) error {
	members, err := strictObject(data)
	if err != nil {
		return err
	}
	fields := map[string]any{
		"iss": &c.issuer, "sub": &c.subject, "sid": &c.sessionID, "jti": &c.id, "scope": &c.scope,
		"refresh": &c.refresh,
	}
	for name, into := range fields {
		if err := members.read(name, into); err != nil {
			return err
		}
	}
	if c.audience, err = members.audience(); err != nil {
		return err
	}
	for name, into := range map[string]**jwt.NumericDate{"iat": &c.issuedAt, "nbf": &c.notBefore, "exp": &c.expiresAt} {
		if *into, err = members.date(name); err != nil {
			return err
		}
	}
	return members.user(&c.user)
}

// GetExpirationTime implements jwt.Claims.
func (c *readClaims) GetExpirationTime() (*jwt.NumericDate, error) { return c.expiresAt, nil }

// GetIssuedAt implements jwt.Claims.
func (c *readClaims) GetIssuedAt() (*jwt.NumericDate, error) { return c.issuedAt, nil }

// GetNotBefore implements jwt.Claims. The library knows one leeway for all
// times; ours is for clocks that run ahead and never prolongs a life, so iat
// and nbf are checked in [Authority.checkTimes].
func (c *readClaims) GetNotBefore() (*jwt.NumericDate, error) { return nil, nil }

// GetIssuer implements jwt.Claims.
func (c *readClaims) GetIssuer() (string, error) { return c.issuer, nil }

// GetSubject implements jwt.Claims.
func (c *readClaims) GetSubject() (string, error) { return c.subject, nil }

// GetAudience implements jwt.Claims.
func (c *readClaims) GetAudience() (jwt.ClaimStrings, error) { return c.audience, nil }

// read decodes a member into a value of its own kind. An absent member leaves
// the zero value; null is no string and no boolean.
func (o object) read(name string, into any) error {
	raw, ok := o[name]
	if !ok {
		return nil
	}
	if string(raw) == "null" {
		return fmt.Errorf("%s is null", name)
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("%s is of the wrong kind", name)
	}
	return nil
}

// latestDate is 9999-12-31T23:59:59Z, the last second that RFC 3339 can write.
const latestDate = 253402300799

// date reads a NumericDate (RFC 7519 §2). Spotter writes whole seconds and
// takes nothing else.
func (o object) date(name string) (*jwt.NumericDate, error) {
	raw, ok := o[name]
	if !ok {
		return nil, nil
	}
	var n float64
	if string(raw) == "null" || json.Unmarshal(raw, &n) != nil || n != math.Trunc(n) || n < 0 || n > latestDate {
		return nil, fmt.Errorf("%s is no date", name)
	}
	return jwt.NewNumericDate(time.Unix(int64(n), 0)), nil
}

// audience reads aud, which is one string or an array of them (RFC 7519 §4.1.3).
func (o object) audience() ([]string, error) {
	raw, ok := o["aud"]
	if !ok {
		return nil, nil
	}
	var one string
	if raw[0] == '"' && json.Unmarshal(raw, &one) == nil {
		return []string{one}, nil
	}
	var many []*string
	if raw[0] != '[' || json.Unmarshal(raw, &many) != nil {
		return nil, fmt.Errorf("aud is of the wrong kind")
	}
	all := make([]string, 0, len(many))
	for _, a := range many {
		if a == nil {
			return nil, fmt.Errorf("aud is of the wrong kind")
		}
		all = append(all, *a)
	}
	return all, nil
}

func (o object) user(into *User) error {
	raw, ok := o["user"]
	if !ok {
		return nil
	}
	members, err := strictObject(raw)
	if err != nil {
		return fmt.Errorf("user: %w", err)
	}
	for name, field := range map[string]*string{"email": &into.Email, "user_uid": &into.UID, "username": &into.Username} {
		if err := members.read(name, field); err != nil {
			return fmt.Errorf("user: %w", err)
		}
	}
	return nil
}
