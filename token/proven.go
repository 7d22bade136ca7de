package token

import "errors"

// ProvenError is the refusal of a token whose signature held: its claims are
// known to be ours, and not a stranger's. Its text is that of the refusal alone.
type ProvenError struct {
	Claims *Claims
	Err    error // [ErrExpired], [ErrWrongType], [ErrSessionEnded] or [ErrStale], wrapped
}

// Error returns the text of the refusal.
func (e *ProvenError) Error() string { return e.Err.Error() }

// Unwrap returns the refusal.
func (e *ProvenError) Unwrap() error { return e.Err }

// ProvenBy returns the claims of the token that err refuses, for the log of who
// refused it, or nil where nothing was proven: a forged token is nobody's.
func ProvenBy(err error) *Claims {
	var proven *ProvenError
	if errors.As(err, &proven) {
		return proven.Claims
	}
	return nil
}

// proven is err with the claims, where there are both.
func proven(c *Claims, err error) error {
	if err == nil || c == nil {
		return err
	}
	return &ProvenError{Claims: c, Err: err}
}
