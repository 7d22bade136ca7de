package token

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"math"
	"strings"
	"time"
)

// Decoded is a text taken apart as a token, whoever made it and whether or not
// it verifies: to show, never to decide by. What cannot be read is empty.
type Decoded struct {
	Parts     int      // how many there are between the dots
	Header    []Member // in the order in which they stand
	Payload   []Member
	Signed    []byte // the signature
	Algorithm string // alg
	KeyID     string // kid
	Type      Type   // typ
	Subject   string // sub
	SessionID string // sid
	ID        string // jti
	Username  string // user.username
	ExpiresAt time.Time
}

// Member is a member of a JSON object. Of two with one name, both are there.
type Member struct {
	Name  string
	Value json.RawMessage // in one line
}

// Decode takes a text apart. It reads what web decoders read, base64 with
// padding too, of texts of at most [MaxLength] bytes.
func Decode(raw string) (d Decoded) {
	if len(raw) > MaxLength {
		return d
	}
	segments := strings.Split(raw, ".")
	d.Parts = len(segments)
	d.Header = members(decodeLoosely(segments[0]))
	if len(segments) == 2 || len(segments) == 3 { // five are encrypted (RFC 7516 §3.1)
		d.Payload = members(decodeLoosely(segments[1]))
	}
	if len(segments) == 3 {
		d.Signed = decodeLoosely(segments[2])
	}
	var kind string
	read(d.Header, map[string]*string{"alg": &d.Algorithm, "kid": &d.KeyID, "typ": &kind})
	d.Type = Type(kind)
	read(d.Payload, map[string]*string{"sub": &d.Subject, "sid": &d.SessionID, "jti": &d.ID})
	for _, m := range d.Payload {
		switch m.Name {
		case "exp":
			d.ExpiresAt, _ = m.Moment()
		case "user":
			read(members(m.Value), map[string]*string{"username": &d.Username})
		}
	}
	return d
}

// decodeLoosely decodes base64 of either alphabet, with padding or without.
func decodeLoosely(segment string) []byte {
	segment = strings.NewReplacer("+", "-", "/", "_").Replace(strings.TrimRight(segment, "="))
	data, err := base64.RawURLEncoding.DecodeString(segment)
	if err != nil {
		return nil
	}
	return data
}

// members reads a JSON object, and nothing of what is none.
func members(data []byte) (all []Member) {
	if !json.Valid(data) {
		return nil
	}
	in := json.NewDecoder(bytes.NewReader(data))
	if open, err := in.Token(); err != nil || open != json.Delim('{') {
		return nil
	}
	for in.More() {
		name, err := in.Token()
		if err != nil {
			return nil
		}
		var value json.RawMessage
		var line bytes.Buffer
		if in.Decode(&value) != nil || json.Compact(&line, value) != nil {
			return nil
		}
		text, _ := name.(string)
		all = append(all, Member{text, line.Bytes()})
	}
	return all
}

// read puts the members that are strings where they belong.
func read(from []Member, into map[string]*string) {
	for _, m := range from {
		if to, ok := into[m.Name]; ok {
			var text string
			if json.Unmarshal(m.Value, &text) == nil {
				*to = text
			}
		}
	}
}

// Moment is the value as a NumericDate (RFC 7519 §2), if it can be one.
func (m Member) Moment() (time.Time, bool) {
	var n float64
	if string(m.Value) == "null" || json.Unmarshal(m.Value, &n) != nil || n < 0 || n > latestDate {
		return time.Time{}, false
	}
	whole, part := math.Modf(n)
	return time.Unix(int64(whole), int64(part*1e9)).UTC(), true
}
