// Package store keeps what Spotter knows, in SQL: it implements the store
// interfaces of packages account, coach and token on SQLite and on PostgreSQL.
//
// One query text serves both engines: $1 placeholders, times as microseconds
// since 1970 in a BIGINT, ids and sealed keys as TEXT, ON CONFLICT DO NOTHING
// and RETURNING. Every race is decided by one conditional statement, so that
// the isolation level does not matter. What a method acknowledges is on disk.
//
// Only the full text search differs between the engines: see search.go.
//
// The package holds no rules: who may do what, and when a session is over, is
// asked of it in conditions that package account chooses.
package store
