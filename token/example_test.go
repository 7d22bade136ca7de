package token_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"

	"spotter/token"
)

// greet is an ordinary handler: behind Require it knows who is asking.
func greet(w http.ResponseWriter, r *http.Request) {
	who, _ := token.FromContext(r.Context())
	fmt.Fprintf(w, "Hello, %s!", who.User.Username)
}

// Six lines protect an endpoint: an authority, and a handler wrapped by Require.
func Example() {
	authority, err := token.NewAuthority(context.Background(), token.Config{
		Issuer: "https://spotter.example", Keys: new(token.MemoryKeys), Master: token.NewMasterKey(),
	})
	if err != nil {
		panic(err)
	}
	http.Handle("GET /hello", token.Require(authority, http.HandlerFunc(greet)))

	// A caller without a token, and one who is logged in:
	ada := token.User{UID: "42", Username: "Ada"}
	access, err := authority.MintAccess(token.AccessFor{ID: "1", SessionID: "7", Scope: "account", User: ada})
	if err != nil {
		panic(err)
	}
	for _, authorization := range []string{"", "Bearer " + access} {
		request := httptest.NewRequest("GET", "/hello", nil)
		request.Header.Set("Authorization", authorization)
		answer := httptest.NewRecorder()
		http.DefaultServeMux.ServeHTTP(answer, request)
		fmt.Println(answer.Code, answer.Body.String())
	}
	// Output:
	// 401 {"code":"not_authenticated","detail":"Not authenticated","status":401,"title":"Unauthorized","type":"about:blank"}
	//
	// 200 Hello, Ada!
}
