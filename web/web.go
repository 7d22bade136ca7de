// Package web owns the pages that Spotter carries inside its binary and the way they are sent: compressed, cached, under
// a strict content security policy. A page needs nothing but the server it came from, so it works on a machine without a
// network. What a page says to the API is the API's concern; this package knows no route but its own.
package web
