// Package token is the proof of who is asking: it mints and verifies the
// access and refresh tokens of Spotter, and protects endpoints with them.
//
// A program that wants its endpoints protected uses three names:
// [Require] wraps a handler, a [Verifier] decides, and [FromContext] tells the
// handler who is asking. [Remote] makes the verifier for the tokens of a Spotter
// that runs elsewhere. An [Authority] is the verifier that also signs: it owns
// the life of the keys. Both own a cache of verified tokens and [Ended], the set
// of sessions that have ended before their tokens did. [Legacy] takes the tokens
// of another app while its users move here.
//
// Tokens are JWTs (RFC 7519) in compact form, signed with one algorithm per
// key (RFC 8725 §3.1), explicitly typed (RFC 8725 §3.11): "at+jwt" for access
// (RFC 9068), "rt+jwt" for refresh. Verification is strict: one spelling per
// token, no header member but alg, kid and typ, no duplicate claims.
//
// The package knows nothing of people, passwords or databases: sessions are
// ids to it, and keys come from a [KeyStore] that others implement.
package token
