package token

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// MaxLength is the longest token that is looked at, in bytes. Spotter's own
// are under 1,500.
const MaxLength = 8 << 10

// object is a JSON object whose members are not decoded yet.
type object map[string]json.RawMessage

// strictObject reads one JSON object and nothing behind it. It refuses invalid
// UTF-8 and members whose names are equal but for ASCII case, which
// encoding/json would let override each other.
func strictObject(data []byte) (object, error) {
	if !utf8.Valid(data) {
		return nil, errors.New("not UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(data))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return nil, errors.New("not a JSON object")
	}
	members, folded := object{}, map[string]bool{}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, errors.New("not JSON")
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, errors.New("not JSON")
		}
		text := name.(string) // the decoder takes nothing but strings as names
		if fold := strings.ToLower(text); folded[fold] {
			return nil, fmt.Errorf("member %.40q stands twice", fold)
		} else {
			folded[fold] = true
		}
		members[text] = value
	}
	if _, err := d.Token(); err != nil {
		return nil, errors.New("not JSON")
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("something stands behind the JSON object")
	}
	return members, nil
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

// readHeader looks at the header of a token before anything is verified. A
// token of ours has alg, kid and typ there and nothing else: so keys that come
// along with a token (jwk, jku, x5u, x5c) and extensions that must be
// understood (crit, b64) are all refused without a list of them.
func readHeader(raw string) (header, error) {
	var h header
	if len(raw) > MaxLength {
		return h, fmt.Errorf("longer than %d bytes", MaxLength)
	}
	if strings.Count(raw, ".") != 2 {
		return h, errors.New("not three parts")
	}
	parts := strings.Split(raw, ".")
	for _, part := range parts[1:] {
		if _, err := decodeSegment(part); err != nil {
			return h, errors.New("not base64url")
		}
	}
	data, err := decodeSegment(parts[0])
	if err != nil {
		return h, errors.New("header is not base64url")
	}
	members, err := strictObject(data)
	if err != nil {
		return h, fmt.Errorf("header: %w", err)
	}
	for name, into := range map[string]any{"alg": &h.algorithm, "kid": &h.keyID, "typ": &h.kind} {
		if err := members.read(name, into); err != nil {
			return h, fmt.Errorf("header: %w", err)
		}
		delete(members, name)
	}
	if len(members) > 0 {
		return h, errors.New("header has members that are not alg, kid or typ")
	}
	return h, nil
}
