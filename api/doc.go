// Package api is Spotter over HTTP: requests in, JSON out. Its routes stand on
// one screen (routes.go), its errors in one table (refusals.go), and the
// OpenAPI document is made from both.
//
// A handler decodes, calls one method of package account, coach or token, and
// replies. Rules live there, not here. What is here is the wire: bodies and
// their limits, bearer tokens and cookies, headers, problem details (RFC 9457),
// request ids, metrics.
package api
