package api

import (
	"context"
	"net/http"
	"net/url"
	"testing"

	"spotter/token"
)

// FuzzCursor: a cursor leads to the place it was made for, for that user and that
// list; what anybody else wrote leads nowhere, and is told so in the field's name.
func FuzzCursor(f *testing.F) {
	s := &Server{Config: Config{DeviceKey: []byte("a key of the fuzz target alone....")}}
	for _, sent := range []string{"", ".", "e30.", "!.x", "e30.AAAAAAAAAAAAAAAAAAAAAA", *s.cursorOf("u", "conversations", "1"), *s.cursorOf("u", "conversations", "") + "="} {
		f.Add(sent, "u", "conversations", "1763820000000000 c-1")
	}
	f.Fuzz(func(t *testing.T, sent, user, list, place string) {
		ctx := asUser(t.Context(), user)
		made := *s.cursorOf(user, list, place)
		if got, err := s.placeOf(ctx, list, made); err != nil || got != place {
			t.Errorf("%q came out as %q, %v", place, got, err)
		}
		if _, err := s.placeOf(asUser(t.Context(), user+"x"), list, made); err == nil {
			t.Errorf("%q leads another user to %q", made, place)
		}
		if _, err := s.placeOf(ctx, list+"x", made); err == nil {
			t.Errorf("%q leads into another list", made)
		}
		if sent == "" || sent == made {
			return
		}
		got, err := s.placeOf(ctx, list, sent)
		if err == nil && *s.cursorOf(user, list, got) != sent {
			t.Errorf("%q leads to %q and was not made here", sent, got)
		}
		if p, ok := err.(*Problem); err != nil && (!ok || p.Status != http.StatusUnprocessableEntity || len(p.Errors) != 1 || p.Errors[0].Location != "query.cursor" || got != "") {
			t.Errorf("%q is refused with %#v, and leads to %q", sent, err, got)
		}
	})
}

// asUser is the context of a request whose token has verified.
func asUser(ctx context.Context, uid string) context.Context {
	x := &exchange{request: &http.Request{URL: &url.URL{}}, claims: &token.Claims{Subject: uid}}
	return context.WithValue(ctx, exchangeKey{}, x)
}
