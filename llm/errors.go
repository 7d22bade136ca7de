package llm

import (
	"errors"
	"fmt"
	"net/http"
	"time"
)

// Why there is no whole answer. The error of [Model].Answer wraps one of these
// or the error of its context, and ErrTruncated beside it as is told there.
var (
	// ErrUnauthorized says that the provider does not take the key.
	ErrUnauthorized = errors.New("the provider does not take the key")
	// ErrQuota says that the account with the provider is used up.
	ErrQuota = errors.New("the account with the provider is used up")
	// ErrBusy says that the provider wants fewer requests; [Failure] may say
	// when it would take the next.
	ErrBusy = errors.New("the provider is busy")
	// ErrUnavailable says that the provider is not reached, or has a fault.
	ErrUnavailable = errors.New("the provider is not available")
	// ErrSlow says that the provider let a time pass: before it began, between
	// two parts, or for the whole.
	ErrSlow = errors.New("the provider is too slow")
	// ErrRefused says that the provider does not take such a request: often a
	// wrong URL, or a model that it does not have or that cannot use tools.
	ErrRefused = errors.New("the provider refuses the request")
	// ErrContextFull says that the request is longer than the model can read.
	// It may serve without its oldest messages.
	ErrContextFull = errors.New("the conversation is too long for the model")
	// ErrTooLong says that the answer breaks one of our bounds.
	ErrTooLong = errors.New("the answer is too long")
	// ErrBadAnswer says that what came is no answer: not the format, or a call
	// that nothing can be done with.
	ErrBadAnswer = errors.New("the provider's answer makes no sense")
	// ErrEmpty says that an answer ended with neither text nor calls.
	ErrEmpty = errors.New("the answer is empty")
	// ErrFiltered says that the provider's filter ended the answer.
	ErrFiltered = errors.New("the provider's filter ended the answer")
	// ErrTruncated says that the answer ends before its end and that there is
	// text of it.
	ErrTruncated = errors.New("the answer is cut off")
)

// Failure is the error of a [Provider] and says more. Its text holds what the
// provider said, and is for the log, never for a person.
type Failure struct {
	// Reason is one of the sentinels, or the error of the context.
	Reason error
	// Status is that of the HTTP answer; 0 where there was none.
	Status int
	// RetryAfter is how long the provider asked to be left alone; 0 if it did not.
	RetryAfter time.Duration

	said string // cleaned, [maxSaid] characters at most
	cut  bool   // after the first text
}

// Error implements error.
func (f *Failure) Error() string {
	text := f.Reason.Error()
	if f.cut && !errors.Is(f.Reason, ErrTruncated) {
		text += ", in mid-answer"
	}
	if f.Status != 0 && f.Status != http.StatusOK {
		text += fmt.Sprintf(" (HTTP %d)", f.Status)
	}
	if f.said != "" {
		text += ": " + f.said
	}
	return text
}

// Unwrap is for errors.Is.
func (f *Failure) Unwrap() []error {
	if f.cut {
		return []error{f.Reason, ErrTruncated}
	}
	return []error{f.Reason}
}
