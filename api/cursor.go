package api

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
)

// cursorOf is where the next page of a list begins, for this user and this list
// alone: nobody can point one elsewhere.
func (s *Server) cursorOf(uid, list, place string) *string {
	text := base64.RawURLEncoding.EncodeToString([]byte(place)) + "." + s.cursorMAC(uid, list, place)
	return &text
}

// placeOf is the place in a cursor of this user and list. An empty cursor is the
// first place.
func (s *Server) placeOf(ctx context.Context, list, cursor string) (string, error) {
	if cursor == "" {
		return "", nil
	}
	text, mac, _ := strings.Cut(cursor, ".")
	place, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || !hmac.Equal([]byte(mac), []byte(s.cursorMAC(uid(ctx), list, string(place)))) {
		p := newProblem(ctx, http.StatusUnprocessableEntity, codeOf(http.StatusUnprocessableEntity), sentenceOf(http.StatusUnprocessableEntity))
		p.Errors = []FieldProblem{{"query.cursor", "Use the next_cursor of this list as it came, or leave it out to start."}}
		return "", p
	}
	return string(place), nil
}

func (s *Server) cursorMAC(uid, list, place string) string {
	mac := hmac.New(sha256.New, s.DeviceKey)
	mac.Write([]byte("cursor " + uid + " " + list + " " + place))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:16])
}
