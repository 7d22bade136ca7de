package token

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/golang-jwt/jwt/v5"
	lru "github.com/hashicorp/golang-lru/v2"
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
	// AccessTTL is the life of an access token; 30 minutes if zero.
	AccessTTL time.Duration
	// Leeway is by how much the clock of another node may run ahead; it never
	// prolongs a life. At most MaxLeeway.
	Leeway time.Duration
	// Ended is asked on every check; a set of its own if nil.
	Ended *Ended
	// Now is the clock; time.Now if nil.
	Now func() time.Time
}

// DefaultAccessTTL is the life of an access token unless configured.
const DefaultAccessTTL = 30 * time.Minute

// MaxLeeway is the most that the clock of another node may run ahead: for so
// much longer than a token's life an ended session is remembered.
const MaxLeeway = time.Minute

// cachedTokens bounds the cache of verified tokens: about 2 kB each.
const cachedTokens = 4096

// Authority signs tokens and verifies its own. It implements [Verifier]. Safe
// for concurrent use.
type Authority struct {
	issuer, audience string
	accessTTL        time.Duration
	leeway           time.Duration
	now              func() time.Time
	ring             *keyring
	ended            *Ended
	verified         *lru.Cache[string, *Claims]
	accessRules      *jwt.Validator
	refreshRules     *jwt.Validator
}

// NewAuthority makes an authority from its configuration: it opens the keys,
// making the first key pair where there is none. The error wraps
// [ErrWeakSecret], [ErrUnknownAlgorithm], [ErrWrongMasterKey] or what the key
// store says.
func NewAuthority(ctx context.Context, c Config) (*Authority, error) {
	c = c.withDefaults()
	if c.Issuer == "" {
		return nil, errors.New("an authority needs an issuer")
	}
	if c.AccessTTL < time.Second || c.Leeway < 0 || c.Leeway > MaxLeeway {
		return nil, fmt.Errorf("an authority needs an AccessTTL of a second or more, and a Leeway from 0 to %s", MaxLeeway)
	}
	ring, err := c.keyring(ctx)
	if err != nil {
		return nil, err
	}
	cache, err := lru.New[string, *Claims](cachedTokens)
	if err != nil {
		return nil, err
	}
	return &Authority{
		issuer: c.Issuer, audience: c.Audience, accessTTL: c.AccessTTL, leeway: c.Leeway,
		now: c.Now, ring: ring, ended: c.Ended, verified: cache,
		refreshRules: jwt.NewValidator(jwt.WithExpirationRequired(), jwt.WithTimeFunc(c.Now)),
		accessRules: jwt.NewValidator(jwt.WithExpirationRequired(), jwt.WithTimeFunc(c.Now),
			jwt.WithIssuer(c.Issuer), jwt.WithAudience(c.Audience)),
	}, nil
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

// Ended returns the set of ended sessions that the authority asks.
func (a *Authority) Ended() *Ended { return a.ended }

// SigningKeyID returns the kid of the tokens that are minted now.
func (a *Authority) SigningKeyID() string { return a.ring.signer.id }

// Algorithm returns the algorithm that the tokens are signed with now.
func (a *Authority) Algorithm() Algorithm { return a.ring.signer.algorithm }

// AccessTTL returns the life of an access token.
func (a *Authority) AccessTTL() time.Duration { return a.accessTTL }

// Issuer returns the iss of the access tokens.
func (a *Authority) Issuer() string { return a.issuer }

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
	return a.sign(a.ring.signer, Access, accessClaims{
		Issuer: a.issuer, Audience: a.audience, Subject: f.User.UID,
		IssuedAt: now, ExpiresAt: now + int64(a.accessTTL/time.Second),
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
// that it names is not known any more.
func (a *Authority) MintRefresh(f RefreshFor) (string, error) {
	k := a.ring.signer
	if f.KeyID != "" {
		if k = a.ring.byID[f.KeyID]; k == nil {
			return "", fmt.Errorf("mint a refresh token: %w: key %q is not known", ErrInvalid, f.KeyID)
		}
	}
	return a.sign(k, Refresh, refreshClaims{
		Subject: f.UserID, SessionID: f.SessionID, ID: f.ID,
		IssuedAt: f.IssuedAt.Unix(), ExpiresAt: f.ExpiresAt.Unix(), Refresh: true,
	})
}

// sign writes the compact form (RFC 7515 §7.1).
func (a *Authority) sign(k *key, typ Type, claims any) (string, error) {
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
