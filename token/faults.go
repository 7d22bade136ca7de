package token

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// faults says everything that is wrong with the claims of a token: what the
// library finds in the registered claims, then what is not whole, what was
// issued, or is to count, later than the clock of another node may be ahead of
// ours, and at the end that it is too old. Each wraps one of the reasons.
func (v *checker) faults(h header, c *readClaims) (faults []error) {
	rules := v.refreshRules
	if h.kind == Access {
		rules = v.accessRules
	}
	err := rules.Validate(c)
	tooOld := errors.Is(err, jwt.ErrTokenExpired)
	if err != nil && !onlyExpired(err) {
		faults = v.misfits(err, h, c)
	}
	latest := v.now().Add(v.leeway)
	if c.issuedAt != nil && c.issuedAt.After(latest) {
		faults = append(faults, fmt.Errorf("%w: issued in the future, at %s", ErrInvalid, inWords(c.issuedAt.Time)))
	}
	if c.notBefore != nil && c.notBefore.After(latest) {
		faults = append(faults, fmt.Errorf("%w: not valid before %s", ErrInvalid, inWords(c.notBefore.Time)))
	}
	faults = append(faults, c.gaps(h)...)
	if tooOld {
		faults = append(faults, expired(c.expiresAt.Time))
	}
	return faults
}

// onlyExpired reports whether the library found nothing against the claims but
// their age.
func onlyExpired(err error) bool {
	return errors.Is(err, jwt.ErrTokenExpired) && !errors.Is(err, jwt.ErrTokenRequiredClaimMissing) &&
		!errors.Is(err, jwt.ErrTokenInvalidIssuer) && !errors.Is(err, jwt.ErrTokenInvalidAudience)
}

// misfits puts into words what the library says of issuer and audience. Of an
// exp that is missing the gaps tell.
func (v *checker) misfits(err error, h header, c *readClaims) (faults []error) {
	missing := errors.Is(err, jwt.ErrTokenRequiredClaimMissing) && h.kind == Access
	switch {
	case missing && c.issuer == "":
		faults = append(faults, fmt.Errorf("%w: its issuer (iss) is missing", ErrInvalid))
	case errors.Is(err, jwt.ErrTokenInvalidIssuer):
		faults = append(faults, fmt.Errorf("%w: its issuer (iss) is %.100q, and here that is %q", ErrInvalid, c.issuer, v.issuer))
	}
	switch {
	case missing && strings.Join(c.audience, "") == "":
		faults = append(faults, fmt.Errorf("%w: its audience (aud) is missing", ErrInvalid))
	case errors.Is(err, jwt.ErrTokenInvalidAudience):
		faults = append(faults, fmt.Errorf("%w: its audience (aud) is %.100q, and here that is %q", ErrInvalid, strings.Join(c.audience, " "), v.audience))
	}
	if len(faults) == 0 && c.expiresAt != nil {
		faults = append(faults, fmt.Errorf("%w: %w", ErrInvalid, err))
	}
	return faults
}

// gaps says what is not whole: no empty value may pass for somebody.
func (c *readClaims) gaps(h header) (faults []error) {
	if c.issuedAt == nil || c.expiresAt == nil {
		faults = append(faults, fmt.Errorf("%w: iat or exp is missing", ErrInvalid))
	}
	if c.subject == "" || c.sessionID == "" || c.id == "" {
		faults = append(faults, fmt.Errorf("%w: sub, sid or jti is missing", ErrInvalid))
	}
	if c.refresh != (h.kind == Refresh) {
		faults = append(faults, fmt.Errorf("%w: the refresh claim contradicts the type %s", ErrWrongType, h.kind))
	}
	if h.kind == Access && c.user.UID != c.subject {
		faults = append(faults, fmt.Errorf("%w: user.user_uid is not sub", ErrInvalid))
	}
	return faults
}

func expired(at time.Time) error {
	return fmt.Errorf("%w: at %s", ErrExpired, inWords(at))
}

// inWords is a moment for the log.
func inWords(at time.Time) string { return at.UTC().Format("2006-01-02 15:04:05 UTC") }

// noSuchKey is a fault of the header.
func noSuchKey(kid string) string {
	if kid == "" {
		return "it names no key (kid)"
	}
	return fmt.Sprintf("signed with a key that is not known here (kid %.40q)", kid)
}

func (t Type) inWords() string {
	name := "a token"
	if i := slices.Index([]Type{Access, Refresh}, t); i >= 0 {
		name = []string{"an access token", "a refresh token"}[i]
	}
	return name + " (" + string(t) + ")"
}
