// Package roster reads who the people of another app are: from its database, or
// from a file that it has written.
//
// It knows how those apps name their tables and columns, and makes one [Person]
// of each row, as that app has them. It owns no rule about people: whether a
// name or a password hash will do is for others to say. A row that cannot be
// read does not keep the others out: it comes with the reason. Everything is
// bounded, and nothing is written to where it reads from.
//
// Start with [Database] and [File].
package roster
