package roster

import "errors"

// Bounds of what is read.
const (
	MaxRows  = 5_000_000
	MaxFile  = 2 << 30  // bytes
	maxRow   = 64 << 10 // bytes of a line, or of one person in JSON
	maxText  = 1024     // characters of one field
	maxNames = 256      // columns
)

// Errors that end a roster before its end. What came before them counts.
var (
	// ErrTooLong says that a roster has more than MaxRows rows or MaxFile bytes.
	ErrTooLong = errors.New("too many people at once: split the file, or import from the database")
	// ErrFormat says that a source is not of the format that was named.
	ErrFormat = errors.New("not of this format")
)

var (
	errLongRow  = errors.New("is longer than 64 kB")
	errLongText = errors.New("has a field of more than 1,024 characters")
)
