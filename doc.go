// Package spotter is the root of a server that keeps people's accounts, proves
// who is asking with JWTs, and answers each signed-in person as a fitness coach.
// It holds no code. This is the tour, from the bottom up; after it, read one
// package at a time in the same order.
//
// Package fitness is what is known about training: heart-rate zones, sets and
// loads, energy, each number with the publication it comes from; docs/facts.md
// lists them. It has the catalogue of exercises, plans a week from it and proposes
// the next load. It also reads "1h30" and "3x8 @ 60". Pure functions: no user, no
// clock, no I/O.
//
// Package llm asks a language model: any server that speaks OpenAI's chat
// completions. What comes back is streamed, bounded and not trusted. Its
// llm/llmtest is such a server for tests.
//
// Package coach is the conversation. Greeting opens it, Respond answers one
// message of it, both for a Person that the caller fills. Red flags such as chest
// pain are answered before anything else; then a message has a topic, found by
// clues and by its likeness to the utterances in coach/utterances, and what it says
// of the person. A state goes from each answer to the next question. Its numbers
// come from fitness. Learned is what of a message holds beyond its conversation; it
// is remembered until it is taken back. Conversations keeps what is said; an answer that takes its
// time is a job, which goes on when its reader goes away and is never left hanging
// when its writer does. Training is what people do: it keeps workouts, and a plan
// whose exercises follow from the profile, its week from the clock and its loads
// from the log. WithModel answers with a language model: red flags never reach it,
// its numbers have to agree with those of fitness, and where it fails the embedded
// coach answers.
//
// Package token is the proof. It signs and verifies access and refresh tokens,
// keeps the signing keys sealed, and knows which sessions have ended. Other
// programs use it too: Require puts a check before an http.Handler.
//
// Package account is who: people, passwords, and the sessions that a log-in
// starts. It says what may happen, how often it may be tried, and which changes
// end which sessions; which services may ask what a token is worth, and which keys
// people have made for their own programs. It holds no SQL and no HTTP, and it
// signs nothing.
//
// Package store keeps all that in SQL. It implements the store interfaces of
// account, coach and token; one text of each query serves SQLite and PostgreSQL.
// Backup copies a SQLite database under a running server, and Move carries one
// into PostgreSQL, by what the two schemas say. Package store/storetest gives
// tests empty databases of both kinds, web/webtest a real browser.
//
// Package roster reads who the people of another app are, from its database or a
// file, so that they can move in with the passwords they have.
//
// Package web is the pages inside the binary: now the documentation page. It
// sends them compressed and under a strict content security policy.
//
// Package api is HTTP: requests in, JSON out. Every route stands in routes.go,
// every error in one table. A handler decodes, calls one method below, replies.
//
// Command cmd/spotter wires it all: settings, log, database, keys, accounts,
// server. Read serve.go from the top; each other command has a file of its own.
//
// What may import what is a table in layout_test.go, and README.md has the map.
package spotter
