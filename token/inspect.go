package token

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// SignatureState is what is known of the signature of a token.
type SignatureState string

// The states of a signature.
const (
	SignatureUnchecked SignatureState = "not checked"
	SignatureGood      SignatureState = "good"
	SignatureWrong     SignatureState = "wrong"
	SignatureUnknown   SignatureState = "of an unknown key"
	SignatureRetired   SignatureState = "of a retired key"
)

// Inspection is everything that can be said of a text that should be a token.
// What it holds of the text is a stranger's while the signature is not good.
type Inspection struct {
	Decoded
	Signature SignatureState
	RetiredAt time.Time // of the key, if that is retired
	// Faults is everything that is wrong with the token, each wrapping one of
	// the reasons for which tokens are refused. The first is what a [Verifier]
	// would say. Whether the session has ended is not among them.
	Faults []error
}

// Verifies reports whether nothing is wrong with the token and its signature is
// good.
func (i Inspection) Verifies() bool { return i.Signature == SignatureGood && len(i.Faults) == 0 }

func (i *Inspection) fault(fact error, format string, args ...any) {
	i.Faults = append(i.Faults, fmt.Errorf("%w: "+format, append([]any{fact}, args...)...))
}

// Inspector says everything that is wrong with a token, where a [Verifier] says
// the first. It reads keys and makes none.
type Inspector struct {
	check  *checker
	unused map[string]bool // keys that a shared secret has put out of use
}

// NewInspector makes an inspector of what an [Authority] of that configuration
// would say: with its secret, or with its stored keys. With neither, signatures
// are not checked. The error is as of [NewAuthority].
func NewInspector(ctx context.Context, c Config) (*Inspector, error) {
	c = c.withDefaults()
	var stored []StoredKey
	var err error
	if c.Keys != nil {
		if stored, err = c.Keys.Keys(ctx); err != nil {
			return nil, fmt.Errorf("read the signing keys: %w", err)
		}
	}
	if c.Secret == "" {
		keys, retired, err := c.openKeys(stored, nil)
		if err != nil {
			return nil, err
		}
		return newInspector(c, keys, retired), nil
	}
	if err := CheckSecret(c.Algorithm, c.Secret); err != nil {
		return nil, err
	}
	i := newInspector(c, []*key{secretKey(c.Algorithm, c.Secret)}, nil)
	for _, s := range stored {
		i.unused[s.ID] = true
	}
	return i, nil
}

// NewRemoteInspector makes an inspector with the public keys of a JSON Web Key
// Set (RFC 7517), as a [Verifier] elsewhere has them. Of the configuration
// Issuer, Audience, Leeway and Now count.
func NewRemoteInspector(c Config, jwks []byte) (*Inspector, error) {
	keys, err := readJWKS(jwks)
	if err == nil && len(keys) == 0 {
		err = errors.New("key set: there is no public key in it, as where a shared secret signs")
	}
	if err != nil {
		return nil, err
	}
	return newInspector(c.withDefaults(), keys, nil), nil
}

func newInspector(c Config, keys []*key, retired map[string]time.Time) *Inspector {
	i := &Inspector{check: newChecker(c.Issuer, c.Audience, c.Leeway, c.Ended, c.Now), unused: map[string]bool{}}
	ring := verifyingKeys(keys)
	ring.retired = retired
	i.check.keys.Store(ring)
	return i
}

// Inspect says everything that is wrong with a text that should be a token of
// ours. Of a text that is none it says as much as can be read.
func (i *Inspector) Inspect(raw string) Inspection {
	in := Inspection{Decoded: Decode(raw), Signature: SignatureUnchecked}
	var unreadable error
	t, err := takeApart(raw, MaxLength, func(segment string) (h header, _ error) {
		h, unreadable = readHeader(segment)
		return h, nil
	})
	if err != nil {
		in.fault(ErrInvalid, "%w", err)
		i.inspectRest(&in, raw)
		return in
	}
	if unreadable != nil {
		in.fault(ErrInvalid, "%w", unreadable)
		t.header = header{Algorithm(in.Algorithm), in.KeyID, in.Type}
	}
	if t.kind != Access && t.kind != Refresh {
		in.fault(ErrInvalid, "its type (typ) is %.40q, and here that is %s or %s", t.kind, Access, Refresh)
	}
	i.inspectSignature(&in, t)
	i.inspectPayload(&in, t)
	return in
}

// inspectRest says what else is wrong with a text that is not even in the form
// of a token.
func (i *Inspector) inspectRest(in *Inspection, raw string) {
	if foldEqual(in.Algorithm, "none") {
		in.fault(ErrInvalid, "it is not signed (alg none)")
	}
	if in.Payload != nil {
		payload := decodeLoosely(strings.Split(raw, ".")[1])
		i.inspectPayload(in, parts{header: header{kind: in.Type}, payload: payload})
	}
}

// inspectSignature finds the key and tries it, as [checker.key] does.
func (i *Inspector) inspectSignature(in *Inspection, t parts) {
	ring := i.check.keys.Load()
	k, retiredAt := ring.byID[t.keyID], ring.retired[t.keyID]
	switch {
	case len(ring.byID) == 0 && len(ring.retired) == 0:
		return
	case !retiredAt.IsZero():
		in.Signature, in.RetiredAt = SignatureRetired, retiredAt
		in.fault(ErrInvalid, "signed with a key that was retired at %s (kid %.40q)", inWords(retiredAt), t.keyID)
	case k == nil && i.unused[t.keyID]:
		in.Signature = SignatureUnknown
		in.fault(ErrInvalid, "signed with a key pair, and none counts while there is a shared secret (kid %.40q)", t.keyID)
	case k == nil:
		in.Signature = SignatureUnknown
		in.fault(ErrInvalid, "%s%s", noSuchKey(t.keyID), ring.perhapsShared(t))
	case t.algorithm != k.algorithm:
		in.Signature = SignatureWrong
		in.fault(ErrInvalid, "its algorithm (alg) is %.40q, and the key's is %s", t.algorithm, k.algorithm)
	case k.verify(t) != nil:
		in.Signature = SignatureWrong
		in.fault(ErrInvalid, "the signature is wrong")
	default:
		in.Signature = SignatureGood
	}
}

// perhapsShared says of a token without a kid of ours that it is signed with
// the shared secret all the same, as other programs sign with it.
func (r *keyring) perhapsShared(t parts) string {
	for _, k := range r.byID {
		if k.algorithm.Symmetric() && k.algorithm == t.algorithm && k.verify(t) == nil {
			return fmt.Sprintf("; it is signed with the shared secret, whose kid is %q", k.id)
		}
	}
	return ""
}

// inspectPayload judges the claims, whatever the signature is worth. A token of
// a foreign type is held to be an access token, unless it says otherwise.
func (i *Inspector) inspectPayload(in *Inspection, t parts) {
	c, err := readPayload(t.payload)
	if err != nil {
		for _, one := range eachOf(err) {
			in.fault(ErrInvalid, "%w", one)
		}
		return
	}
	if t.kind != Access && t.kind != Refresh {
		t.kind = Access
		if c.refresh {
			t.kind = Refresh
		}
	}
	in.Faults = append(in.Faults, i.check.faults(t.header, c)...)
}

// eachOf takes joined errors apart.
func eachOf(err error) []error {
	var joined interface{ Unwrap() []error }
	if errors.As(err, &joined) {
		return slices.DeleteFunc(joined.Unwrap(), func(e error) bool { return e == nil })
	}
	return []error{err}
}

// WithoutScheme is the token in a text as people copy it: from a header, with
// its scheme, or from JSON, with its quotes.
func WithoutScheme(text string) string {
	text = strings.TrimSpace(text)
	for _, before := range []string{"authorization:", "bearer "} {
		if len(text) >= len(before) && foldEqual(text[:len(before)], before) {
			text = strings.TrimSpace(text[len(before):])
		}
	}
	return strings.Trim(text, `"'`)
}
