// Command orders is a service of its own, whose endpoint a Spotter elsewhere
// protects: the lines with a number are all that it takes. It knows who is
// asking without asking Spotter on each request, and hears of a log-out within a
// second.
//
//	go run . -spotter http://localhost:5555
package main

import (
	"context"
	"encoding/json"
	"flag"
	"log"
	"net"
	"net/http"
	"spotter/token"
)

func main() {
	spotter := flag.String("spotter", "http://localhost:5555", "public URL of the Spotter whose people may ask")
	addr := flag.String("addr", "127.0.0.1:5556", "where to listen")
	flag.Parse()

	options := token.RemoteOptions{WhenStale: token.FailClosed}            // 1
	verifier, err := token.Remote(context.Background(), *spotter, options) // 2
	if err != nil {                                                        // 3
		log.Fatal(err)
	}
	http.Handle("GET /orders", token.Require(verifier, http.HandlerFunc(list))) // 4

	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		log.Fatal(err)
	}
	log.Printf("orders listens on http://%s", listener.Addr())
	log.Fatal(http.Serve(listener, nil))
}

// order is one of somebody's orders.
type order struct {
	ID   int    `json:"id"`
	What string `json:"what"`
}

// list answers with the orders of whoever is asking.
func list(w http.ResponseWriter, r *http.Request) {
	who, _ := token.FromContext(r.Context()) // 5
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]any{
		"for":    who.User.Username,
		"orders": []order{{1, "a kettlebell"}}, // a real service asks its database for who.Subject
	})
}
