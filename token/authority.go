package token

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"
)

// Config says how an [Authority] signs and what it accepts.
type Config struct {
	// Issuer is the iss of the access tokens: the public URL of the service.
	Issuer string
	// Audience is the aud of the access tokens; the issuer if empty.
	Audience string
	// Algorithm signs; EdDSA if empty, HS256 if there is a secret.
	Algorithm Algorithm
	// Secret is the shared secret of the symmetric algorithms; its raw bytes
	// count. With a secret there are no key pairs, and the JWKS is empty.
	Secret string
	// Keys keeps the key pairs, sealed under Master. Unused with a secret.
	Keys   KeyStore
	Master MasterKey
	// Rotation is the age at which the signing key is replaced; never if zero.
	Rotation time.Duration
	// JWKSMaxAge is for how long verifiers elsewhere keep the key set, and so
	// the least time from the publication of a key to its first use; 5 minutes
	// if zero.
	JWKSMaxAge time.Duration
	// AccessTTL is the life of an access token; 30 minutes if zero.
	AccessTTL time.Duration
	// RefreshTTL is the longest life of a refresh token; 48 hours if zero. A
	// key that has been replaced is kept for so long, or AccessTTL if longer.
	RefreshTTL time.Duration
	// Leeway is by how much the clock of another node may run ahead; it never
	// prolongs a life. At most MaxLeeway.
	Leeway time.Duration
	// Ended is asked on every check; a set of its own if nil.
	Ended *Ended
	// OnKey is told of every change of the keys that is made here.
	OnKey func(KeyChange)
	// Now is the clock; time.Now if nil.
	Now func() time.Time
}

// Defaults of a [Config].
const (
	DefaultAccessTTL  = 30 * time.Minute
	DefaultRefreshTTL = 48 * time.Hour
	DefaultJWKSMaxAge = 5 * time.Minute
)

// MaxLeeway is the most that the clock of another node may run ahead: for so
// much longer than a token's life an ended session is remembered.
const MaxLeeway = time.Minute

// Authority signs tokens and verifies its own. It implements [Verifier]. Safe
// for concurrent use.
type Authority struct {
	*checker
	config Config

	loading  sync.Mutex // held while the keys are read anew
	loadedAt time.Time  // when that was last tried
	loadErr  error      // what came of it

	list signedList
}

// NewAuthority makes an authority from its configuration: it opens the keys,
// making the first key pair where there is none. The error wraps
// [ErrWeakSecret], [ErrUnknownAlgorithm], [ErrWrongMasterKey], [ErrRotation] or
// what the key store says.
func NewAuthority(ctx context.Context, c Config) (*Authority, error) {
	c = c.withDefaults()
	if c.Issuer == "" {
		return nil, errors.New("an authority needs an issuer")
	}
	if c.AccessTTL < time.Second || c.Leeway < 0 || c.Leeway > MaxLeeway {
		return nil, fmt.Errorf("an authority needs an AccessTTL of a second or more, and a Leeway from 0 to %s", MaxLeeway)
	}
	if c.Rotation < 0 || c.Rotation > 0 && c.Rotation < 2*c.lead() {
		return nil, fmt.Errorf("%w: it needs %s at least, or 0 for never", ErrRotation, 2*c.lead())
	}
	ring, err := c.keyring(ctx)
	if err != nil {
		return nil, err
	}
	v := newChecker(c.Issuer, c.Audience, c.Leeway, c.Ended, c.Now)
	v.keys.Store(ring)
	a := &Authority{checker: v, config: c, loadedAt: c.Now()}
	if !c.Algorithm.Symmetric() {
		v.missing = a.lookForKeys
	}
	return a, nil
}

func (c Config) withDefaults() Config {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Audience == "" {
		c.Audience = c.Issuer
	}
	if c.Algorithm == "" {
		c.Algorithm = EdDSA
		if c.Secret != "" {
			c.Algorithm = HS256
		}
	}
	if c.AccessTTL == 0 {
		c.AccessTTL = DefaultAccessTTL
	}
	if c.RefreshTTL == 0 {
		c.RefreshTTL = DefaultRefreshTTL
	}
	if c.JWKSMaxAge == 0 {
		c.JWKSMaxAge = DefaultJWKSMaxAge
	}
	if c.OnKey == nil {
		c.OnKey = func(KeyChange) {}
	}
	if c.Ended == nil {
		c.Ended = NewEnded(c.Now)
	}
	return c
}

func (c Config) keyring(ctx context.Context) (*keyring, error) {
	if c.Algorithm.Symmetric() {
		if err := CheckSecret(c.Algorithm, c.Secret); err != nil {
			return nil, err
		}
		return newKeyring([]*key{secretKey(c.Algorithm, c.Secret)}, c.Algorithm)
	}
	if c.Secret != "" {
		return nil, fmt.Errorf("%s does not take a shared secret", c.Algorithm)
	}
	if c.Keys == nil {
		return nil, errors.New("an authority with key pairs needs a key store")
	}
	return loadKeys(ctx, c)
}

// SigningKeyID returns the kid of the tokens that are minted now.
func (a *Authority) SigningKeyID() string { return a.signer().id }

// Algorithm returns the algorithm that the tokens are signed with now.
func (a *Authority) Algorithm() Algorithm { return a.signer().algorithm }

// AccessTTL returns the life of an access token.
func (a *Authority) AccessTTL() time.Duration { return a.config.AccessTTL }

// JWKSMaxAge returns for how long others may keep the key set.
func (a *Authority) JWKSMaxAge() time.Duration { return a.config.JWKSMaxAge }

func (a *Authority) signer() *key { return a.keys.Load().signer(a.now()) }

// AccessFor says for whom an access token is minted.
type AccessFor struct {
	ID        string // the jti
	SessionID string
	Scope     string
	User      User
}

// MintAccess signs an access token that lives from now for the configured time.
func (a *Authority) MintAccess(f AccessFor) (string, error) {
	now := a.now().Unix()
	return sign(a.signer(), Access, accessClaims{
		Issuer: a.issuer, Audience: a.audience, Subject: f.User.UID,
		IssuedAt: now, ExpiresAt: now + int64(a.config.AccessTTL/time.Second),
		ID: f.ID, SessionID: f.SessionID, Scope: f.Scope, User: f.User,
	})
}

// RefreshFor says which refresh token is minted. The same values give the same
// token again, byte for byte, with every algorithm but ES256, whose signatures
// are random.
type RefreshFor struct {
	UserID    string
	SessionID string
	ID        string // the jti
	IssuedAt  time.Time
	ExpiresAt time.Time
	KeyID     string // the kid to sign with; the current one if empty
}

// MintRefresh signs a refresh token. The error wraps [ErrInvalid] when the key
// that it names is not known any more, and [ErrStale] when nobody can tell.
func (a *Authority) MintRefresh(f RefreshFor) (string, error) {
	k := a.signer()
	if f.KeyID != "" && f.KeyID != k.id {
		var err error
		if k, err = a.signedBefore(f.KeyID); err != nil {
			return "", fmt.Errorf("mint a refresh token: %w", err)
		}
	}
	return sign(k, Refresh, refreshClaims{
		Subject: f.UserID, SessionID: f.SessionID, ID: f.ID,
		IssuedAt: f.IssuedAt.Unix(), ExpiresAt: f.ExpiresAt.Unix(), Refresh: true,
	})
}

// signedBefore returns the key that a session names: it may have been made by
// another node since ours were read.
func (a *Authority) signedBefore(kid string) (*key, error) {
	for try := 1; ; try++ {
		if k := a.keys.Load().byID[kid]; k != nil {
			return k, nil
		}
		if try == 2 {
			return nil, fmt.Errorf("%w: key %q is not known", ErrInvalid, kid)
		}
		if err := a.missing(context.Background()); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrStale, err)
		}
	}
}

// sign writes the compact form (RFC 7515 §7.1).
func sign(k *key, typ Type, claims any) (string, error) {
	payload, err := json.Marshal(claims)
	if err != nil {
		return "", fmt.Errorf("mint a token: %w", err)
	}
	signed := k.header(typ).segment() + "." + base64.RawURLEncoding.EncodeToString(payload)
	signature, err := k.method.Sign(signed, k.signing)
	if err != nil {
		return "", fmt.Errorf("sign a token: %w", err)
	}
	return signed + "." + base64.RawURLEncoding.EncodeToString(signature), nil
}
