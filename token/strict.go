package token

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// MaxLength is the longest token that is looked at, in bytes. Spotter's own
// are under 1,500.
const MaxLength = 8 << 10

// object is a JSON object whose members are not decoded yet.
type object map[string]json.RawMessage

// strictObject reads one JSON object and nothing behind it. It refuses invalid
// UTF-8 and members whose names are equal but for case, which encoding/json
// would let override each other.
func strictObject(data []byte) (object, error) {
	if !utf8.Valid(data) {
		return nil, errors.New("not UTF-8")
	}
	var members object
	if json.Unmarshal(data, &members) != nil || members == nil {
		return nil, errors.New("not a JSON object")
	}
	if countMembers(data) != len(members) || hasTwins(members) {
		return nil, errors.New("a member stands twice")
	}
	return members, nil
}

// countMembers counts the members of a valid JSON object, repeated ones too:
// the colons at its first level.
func countMembers(data []byte) int {
	members, depth, quoted := 0, 0, false
	for i := 0; i < len(data); i++ {
		c := data[i]
		switch {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		case c == ':' && depth == 1:
			members++
		}
	}
	return members
}

// hasTwins reports whether two names are equal but for case.
func hasTwins(members object) bool {
	folded := make(map[string]bool, len(members))
	for name := range members {
		fold := strings.ToLower(name)
		if folded[fold] {
			return true
		}
		folded[fold] = true
	}
	return false
}

var base64url = base64.RawURLEncoding.Strict()

// decodeSegment decodes one part of a token. Go's decoder skips line breaks;
// here they are refused like any other foreign letter, so that each token has
// one spelling.
func decodeSegment(s string) ([]byte, error) {
	if s == "" || strings.ContainsAny(s, "\r\n") {
		return nil, errors.New("not base64url")
	}
	return base64url.DecodeString(s)
}

// header is what the header of a token of ours says.
type header struct {
	algorithm Algorithm
	keyID     string
	kind      Type
}

// parts is a token taken apart: what was signed, and by which signature.
type parts struct {
	header
	signed    string // header and payload as they came
	payload   []byte
	signature []byte
}

// read takes a token apart before anything is verified.
func (r *keyring) read(raw string) (parts, error) { return r.takeApart(raw, MaxLength) }

// takeApart takes apart what is up to most bytes long. Headers as they are
// minted here are known by their text; others are read.
func (r *keyring) takeApart(raw string, most int) (parts, error) {
	return takeApart(raw, most, func(segment string) (header, error) {
		if h, known := r.headers[segment]; known {
			return h, nil
		}
		return readHeader(segment)
	})
}

func takeApart(raw string, most int, readHeader func(segment string) (header, error)) (t parts, err error) {
	if len(raw) > most {
		return t, fmt.Errorf("longer than %d bytes", most)
	}
	first, last := strings.IndexByte(raw, '.'), strings.LastIndexByte(raw, '.')
	if first == last || strings.IndexByte(raw[first+1:last], '.') >= 0 {
		return t, fmt.Errorf("not three parts (dots in it: %d)", strings.Count(raw, "."))
	}
	if t.header, err = readHeader(raw[:first]); err != nil {
		return t, err
	}
	t.signed = raw[:last]
	if t.payload, err = decodeSegment(raw[first+1 : last]); err != nil {
		return t, errors.New("the payload is not base64url")
	}
	if t.signature, err = decodeSegment(raw[last+1:]); err != nil {
		return t, errors.New("the signature is missing or not base64url")
	}
	return t, nil
}

// readHeader reads a header strictly. A token of ours has alg, kid and typ
// there and nothing else: so keys that come along with a token (jwk, jku, x5u,
// x5c) and extensions that must be understood (crit, b64) are all refused
// without a list of them.
func readHeader(segment string) (header, error) {
	var h header
	data, err := decodeSegment(segment)
	if err != nil {
		return h, errors.New("header is not base64url")
	}
	members, err := strictObject(data)
	if err != nil {
		return h, fmt.Errorf("header: %w", err)
	}
	for name, into := range map[string]*string{"alg": (*string)(&h.algorithm), "kid": &h.keyID, "typ": (*string)(&h.kind)} {
		if err := members.text(name, into); err != nil {
			return h, fmt.Errorf("header: %w", err)
		}
		delete(members, name)
	}
	if len(members) > 0 {
		return h, fmt.Errorf("header has members that are not alg, kid or typ: %.100q", slices.Sorted(maps.Keys(members)))
	}
	return h, nil
}

// segment is the header as it is written, in base64url.
func (h header) segment() string {
	data, err := json.Marshal(struct {
		Algorithm Algorithm `json:"alg"`
		KeyID     string    `json:"kid"`
		Type      Type      `json:"typ"`
	}{h.algorithm, h.keyID, h.kind})
	if err != nil {
		panic(err) // strings only: cannot fail
	}
	return base64.RawURLEncoding.EncodeToString(data)
}
