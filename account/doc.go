// Package account is who: people and how they are identified, their passwords,
// and the sessions that a log-in starts.
//
// It owns the rules: what a username, an e-mail address and a password may be;
// that unknown people and wrong passwords are indistinguishable; that a refresh
// token is used once and its reuse ends the session; which changes end which
// sessions; how often what may be tried; which events are kept for whom; how
// people of another app are taken in, and what its passwords and tokens are
// worth. It holds no SQL and no HTTP, and it signs nothing: it says which session
// there is, and others write the tokens.
//
// Start with [Accounts], which has a method for everything that a person or an
// operator does, and [Store], which a database implements. [Clients] is beside
// them: the services that may ask what a token is worth.
package account
