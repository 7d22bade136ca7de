package coach

import (
	"context"
	"time"
)

// Spending keeps how many tokens of the language model each person uses on a
// day, which begins at midnight UTC. What is set aside counts as spent, so that
// two answers at once cannot both take the last of it. A process that dies
// between setting aside and settling leaves it counted until the day is over.
// Safe for concurrent use by several processes.
type Spending interface {
	// ReserveTokens sets tokens aside, provided that what the person has spent
	// and set aside on that day is below most. It reports whether it did.
	ReserveTokens(ctx context.Context, uid string, day time.Time, tokens, most int64) (bool, error)
	// SettleTokens counts what a request has cost in the place of what was set
	// aside for it. It does nothing for a person who is gone.
	SettleTokens(ctx context.Context, s Settlement) error
	// TellSpent reports true to the first who asks for a person and day, and
	// false ever after.
	TellSpent(ctx context.Context, uid string, day time.Time) (bool, error)
	// TokensOn returns what a person has spent on a day; zero if nothing.
	TokensOn(ctx context.Context, uid string, day time.Time) (Tokens, error)
	// TokensByDay returns what is kept of a person's days, the latest first.
	TokensByDay(ctx context.Context, uid string) ([]DayTokens, error)
}

// DayTokens is what a person has spent on a day.
type DayTokens struct {
	Day time.Time // its midnight, UTC
	Tokens
}

// Settlement is what a request has cost.
type Settlement struct {
	UID      string
	Day      time.Time // the midnight that ReserveTokens was told
	Reserved int64     // as it was told
	Tokens
}

// Tokens are tokens of a language model.
type Tokens struct {
	Prompt     int64 // asked
	Completion int64 // answered
	Estimated  int64 // how many of both are guesses, where the provider did not tell
	Reserved   int64 // set aside for requests that are under way
}

// Spent is what was asked and answered.
func (t Tokens) Spent() int64 { return t.Prompt + t.Completion }

// DefaultDailyTokens is what a person may spend on a day, unless it is set.
const DefaultDailyTokens = 50_000

// SpendingKeptFor is how long the spending of a day is kept after it.
const SpendingKeptFor = 31 * 24 * time.Hour
