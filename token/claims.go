package token

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
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
// right kind. It is the jwt.Claims of the library's validator.
type readClaims struct {
	issuer, subject, sessionID, id, scope string
	audience                              []string
	issuedAt, notBefore, expiresAt        *jwt.NumericDate
	refresh                               bool
	user                                  User
}

func readPayload(data []byte) (*readClaims, error) {
	members, err := strictObject(data)
	if err != nil {
		return nil, err
	}
	c := &readClaims{}
	return c, errors.Join(
		members.text("iss", &c.issuer), members.text("sub", &c.subject), members.text("sid", &c.sessionID),
		members.text("jti", &c.id), members.text("scope", &c.scope), members.boolean("refresh", &c.refresh),
		members.date("iat", &c.issuedAt), members.date("nbf", &c.notBefore), members.date("exp", &c.expiresAt),
		members.texts("aud", &c.audience), members.user(&c.user),
	)
}

// GetExpirationTime implements jwt.Claims.
func (c *readClaims) GetExpirationTime() (*jwt.NumericDate, error) { return c.expiresAt, nil }

// GetIssuedAt implements jwt.Claims.
func (c *readClaims) GetIssuedAt() (*jwt.NumericDate, error) { return c.issuedAt, nil }

// GetNotBefore implements jwt.Claims. The library knows one leeway for all
// times; ours is for clocks that run ahead and never prolongs a life, so iat
// and nbf are checked in [Authority.check].
func (c *readClaims) GetNotBefore() (*jwt.NumericDate, error) { return nil, nil }

// GetIssuer implements jwt.Claims.
func (c *readClaims) GetIssuer() (string, error) { return c.issuer, nil }

// GetSubject implements jwt.Claims.
func (c *readClaims) GetSubject() (string, error) { return c.subject, nil }

// GetAudience implements jwt.Claims.
func (c *readClaims) GetAudience() (jwt.ClaimStrings, error) { return c.audience, nil }

func wrongKind(name string) error { return fmt.Errorf("%s is of the wrong kind", name) }

// text decodes a string. An absent member leaves the zero value; null is no
// string.
func (o object) text(name string, into *string) error {
	raw, ok := o[name]
	if !ok {
		return nil
	}
	if raw[0] != '"' {
		return wrongKind(name)
	}
	if bytes.IndexByte(raw, '\\') < 0 { // nothing is escaped: as nearly always
		*into = string(raw[1 : len(raw)-1])
		return nil
	}
	if json.Unmarshal(raw, into) != nil {
		return wrongKind(name)
	}
	return nil
}

// boolean decodes true or false.
func (o object) boolean(name string, into *bool) error {
	raw, ok := o[name]
	switch {
	case !ok:
	case string(raw) == "true", string(raw) == "false":
		*into = raw[0] == 't'
	default:
		return wrongKind(name)
	}
	return nil
}

// latestDate is 9999-12-31T23:59:59Z, the last second that RFC 3339 can write.
const latestDate = 253402300799

// date decodes a NumericDate (RFC 7519 §2). Spotter writes whole seconds and
// takes nothing else.
func (o object) date(name string, into **jwt.NumericDate) error {
	raw, ok := o[name]
	if !ok {
		return nil
	}
	n, err := strconv.ParseFloat(string(raw), 64)
	if err != nil || n != math.Trunc(n) || n < 0 || n > latestDate {
		return fmt.Errorf("%s is no date", name)
	}
	*into = jwt.NewNumericDate(time.Unix(int64(n), 0))
	return nil
}

// texts decodes one string or an array of them, as aud is (RFC 7519 §4.1.3).
func (o object) texts(name string, into *[]string) error {
	raw, ok := o[name]
	if !ok {
		return nil
	}
	if raw[0] == '"' {
		*into = make([]string, 1)
		return o.text(name, &(*into)[0])
	}
	var many []*string
	if raw[0] != '[' || json.Unmarshal(raw, &many) != nil {
		return wrongKind(name)
	}
	for _, one := range many {
		if one == nil {
			return wrongKind(name)
		}
		*into = append(*into, *one)
	}
	return nil
}

func (o object) user(into *User) error {
	raw, ok := o["user"]
	if !ok {
		return nil
	}
	members, err := strictObject(raw)
	if err == nil {
		err = errors.Join(members.text("email", &into.Email), members.text("user_uid", &into.UID), members.text("username", &into.Username))
	}
	if err != nil {
		return fmt.Errorf("user: %w", err)
	}
	return nil
}
