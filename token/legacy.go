package token

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// Legacy verifies the access tokens that another app has signed with HS256,
// while its users move here. It never signs. Whom such a token speaks for, and
// whether it still does, the keeper of the accounts knows.
type Legacy struct {
	secret []byte
	leeway time.Duration
	now    func() time.Time
}

// NewLegacy returns a verifier of tokens signed with the secret; its raw bytes
// count. It is the other app's, so that nothing is asked of it but to be there:
// who starts it warns with [CheckSecret]. Leeway is by how much that app's clock
// may run ahead, and a nil now is time.Now.
func NewLegacy(secret string, leeway time.Duration, now func() time.Time) (*Legacy, error) {
	if secret == "" {
		return nil, fmt.Errorf("%w: it is empty", ErrWeakSecret)
	}
	if now == nil {
		now = time.Now
	}
	return &Legacy{secret: []byte(secret), leeway: leeway, now: now}, nil
}

// LegacyClaims is what a verified token of another app says.
type LegacyClaims struct {
	Login     string // user.email, or user.username, or sub: the first that is there
	SessionID string // derived from the token, the same every time
	ExpiresAt time.Time
}

// Verify returns what an access token of the other app says. Its header holds
// alg, which is HS256, and typ, which is JWT or absent, and nothing else; its
// payload an exp, and sub or a user claim. The error wraps ErrInvalid,
// ErrExpired, with what the token says all the same, or ErrWrongType for a
// refresh token of that app.
func (l *Legacy) Verify(raw string) (LegacyClaims, error) {
	t, err := splitLegacy(raw)
	if err != nil {
		return LegacyClaims{}, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	if err := jwt.SigningMethodHS256.Verify(t.signed, t.signature, l.secret); err != nil {
		return LegacyClaims{}, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	p, err := readLegacyPayload(t.payload)
	if err != nil {
		return LegacyClaims{}, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	fault := l.check(p)
	if fault != nil && !errors.Is(fault, ErrExpired) {
		return LegacyClaims{}, fault
	}
	sum := sha256.Sum256([]byte(raw)) // a token has one spelling
	return LegacyClaims{
		Login: p.login(), ExpiresAt: p.expiresAt.Time,
		SessionID: legacySession + base64.RawURLEncoding.EncodeToString(sum[:]),
	}, fault
}

// legacySession is how the sid of a token of another app begins, so that it is
// never one of ours.
const legacySession = "legacy-"

// splitLegacy takes a token apart as strictly as one of ours.
func splitLegacy(raw string) (parts, error) {
	t, err := new(keyring).read(raw)
	switch {
	case err != nil:
		return t, err
	case t.algorithm != HS256:
		return t, errors.New("its algorithm is not HS256")
	case t.keyID != "":
		return t, errors.New("it names a key")
	case t.kind != "" && t.kind != "JWT":
		return t, errors.New("its type is not JWT")
	}
	return t, nil
}

// legacyPayload is a payload of the two apps whose tokens are known: one writes
// sub, the other a user claim and whether it is a refresh token.
type legacyPayload struct {
	subject, kind                  string
	user                           User
	refresh                        bool
	issuedAt, notBefore, expiresAt *jwt.NumericDate
}

func readLegacyPayload(data []byte) (p legacyPayload, err error) {
	members, err := strictObject(data)
	if err != nil {
		return p, err
	}
	return p, errors.Join(
		members.text("sub", &p.subject), members.user(&p.user), members.boolean("refresh", &p.refresh), members.text("type", &p.kind),
		members.date("iat", &p.issuedAt), members.date("nbf", &p.notBefore), members.date("exp", &p.expiresAt),
	)
}

// login is whom the token is about. The user claim comes first: beside it, sub
// may be anything.
func (p legacyPayload) login() string {
	for _, name := range []string{p.user.Email, p.user.Username, p.subject} {
		if name != "" {
			return name
		}
	}
	return ""
}

// check refuses what is not whole or not yet valid, then another type, then
// what is too old, as with tokens of ours.
func (l *Legacy) check(p legacyPayload) error {
	latest := l.now().Add(l.leeway)
	switch {
	case p.expiresAt == nil:
		return fmt.Errorf("%w: exp is missing", ErrInvalid)
	case p.login() == "":
		return fmt.Errorf("%w: neither sub nor user says whose it is", ErrInvalid)
	case p.issuedAt != nil && p.issuedAt.After(latest), p.notBefore != nil && p.notBefore.After(latest):
		return fmt.Errorf("%w: not valid yet", ErrInvalid)
	case p.refresh || p.kind == "refresh":
		return fmt.Errorf("%w: a refresh token of another app", ErrWrongType)
	case !l.now().Before(p.expiresAt.Time):
		return expired(p.expiresAt.Time)
	}
	return nil
}
