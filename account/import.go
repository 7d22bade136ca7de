package account

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/maphash"
	"strings"
	"time"

	"github.com/google/uuid"
)

// Newcomer is somebody whose account comes from another app, as that app has
// them.
type Newcomer struct {
	UID          string // kept if it is a UUID that is free here; any other is replaced
	Username     string // one is made of the e-mail address if empty
	Email        string
	PasswordHash string // as [HashKind] knows them
	Verified     bool   // the other app has proven the e-mail address
	Disabled     bool
	CreatedAt    time.Time // now, if zero or in the future
	Profile      Profile
}

// Outcome is what became of a newcomer.
type Outcome int

// The outcomes.
const (
	Refused     Outcome = iota
	Imported            // or would be, in a dry run
	AlreadyHere         // an account here has both the username and the e-mail address
)

// Arrival says what became of a newcomer, and why it was refused.
type Arrival struct {
	Outcome Outcome
	Kind    string // of the password hash, unless refused for it
	// Err is a *FieldError, or ErrUsernameTaken or ErrEmailTaken where an
	// account here has one of the two names alone, or ErrConflict.
	Err error
}

// ImportRules says how newcomers are taken in.
type ImportRules struct {
	DryRun bool // everything is checked and nothing is kept
	// LegacyLife is for how long from now the tokens of the other app speak for
	// its people here; never, if zero. See [Accounts.LegacyPerson].
	LegacyLife time.Duration
}

// Import takes in the people of another app. Not safe for concurrent use.
type Import struct {
	accounts *Accounts
	rules    ImportRules
	seed     maphash.Seed
	seen     map[uint64]bool // of the names of a dry run, which no store has
}

// Import begins to take in the people of another app. Registration may be
// closed: it is the operator who does this.
func (a *Accounts) Import(rules ImportRules) *Import {
	return &Import{accounts: a, rules: rules, seed: maphash.MakeSeed(), seen: map[uint64]bool{}}
}

// Settler is a newcomer who has been found good.
type Settler struct {
	Person      Person
	LegacyUntil time.Time // zero: the other app's tokens never count
	Event       Event
}

// Batch takes in at most [MaxSettlers] people, in one transaction, and says of
// each what became of them, in their order. One who is refused does not keep the others out. The
// error is that of the store; then nobody of the batch was taken in.
func (i *Import) Batch(ctx context.Context, batch []Newcomer) ([]Arrival, error) {
	arrivals := make([]Arrival, len(batch))
	settlers := map[int]Settler{}
	uids := map[string]bool{}
	for n, newcomer := range batch {
		settler, kind, err := i.settler(newcomer, uids)
		arrivals[n] = Arrival{Kind: kind, Err: err}
		if err == nil {
			settlers[n] = settler
		}
	}
	settle := i.accounts.settle
	if i.rules.DryRun {
		settle = i.rehearse
	}
	if err := settle(ctx, settlers, arrivals); err != nil {
		return nil, fmt.Errorf("import: %w", err)
	}
	return arrivals, nil
}

// settler checks a newcomer by the rules that everybody's names and profile
// keep. The password cannot be looked at.
func (i *Import) settler(n Newcomer, uids map[string]bool) (s Settler, kind string, err error) {
	now := i.accounts.Now()
	p := Person{
		UID: keptUID(n.UID), PasswordHash: n.PasswordHash, Verified: n.Verified,
		CreatedAt: n.CreatedAt, Version: 1, Profile: n.Profile,
	}
	if p.Email, err = ParseEmail(n.Email); err != nil {
		return s, "", err
	}
	if n.Username == "" {
		n.Username = usernameOf(p.Email)
	}
	if p.Username, err = ParseUsername(n.Username); err != nil {
		return s, "", err
	}
	if kind, err = HashKind(n.PasswordHash); err != nil {
		return s, "", err
	}
	if err = p.Profile.Check(); err != nil {
		return s, kind, err
	}
	if p.UID == "" || uids[p.UID] {
		p.UID = newID()
	}
	uids[p.UID] = true
	if p.CreatedAt.IsZero() || p.CreatedAt.After(now) {
		p.CreatedAt = now
	}
	s = Settler{Person: p, Event: i.accounts.event(EventImported, p.UID, "", By{})}
	switch {
	case n.Disabled:
		s.Person.DisabledAt = now
	case i.rules.LegacyLife > 0:
		s.LegacyUntil = now.Add(i.rules.LegacyLife)
	}
	return s, kind, nil
}

// settle keeps the settlers, and finds out about those who were not kept. One
// conditional statement decides who has a name that two want. Whose uid alone
// is taken gets another.
func (a *Accounts) settle(ctx context.Context, settlers map[int]Settler, arrivals []Arrival) error {
	again, err := a.add(ctx, settlers, arrivals)
	if err == nil && len(again) > 0 {
		_, err = a.add(ctx, again, arrivals)
	}
	return err
}

func (a *Accounts) add(ctx context.Context, settlers map[int]Settler, arrivals []Arrival) (map[int]Settler, error) {
	var list []Settler
	for n := range arrivals {
		if s, ok := settlers[n]; ok {
			list = append(list, s)
		}
	}
	added, err := a.Store.AddSettlers(ctx, list)
	if err != nil {
		return nil, err
	}
	again := map[int]Settler{}
	for n, s := range settlers {
		if added[s.Person.UID] {
			arrivals[n].Outcome = Imported
			a.OnEvent(s.Event)
			continue
		}
		if arrivals[n].Outcome, arrivals[n].Err, err = a.standing(ctx, s.Person); err != nil {
			return nil, err
		}
		if arrivals[n].Outcome == Imported {
			arrivals[n].Outcome, arrivals[n].Err = Refused, ErrConflict
			s.Person.UID = newID()
			s.Event.UID = s.Person.UID
			again[n] = s
		}
	}
	return again, nil
}

// rehearse says what settle would do.
func (i *Import) rehearse(ctx context.Context, settlers map[int]Settler, arrivals []Arrival) error {
	for n := range arrivals {
		s, ok := settlers[n]
		if !ok {
			continue
		}
		outcome, reason, err := i.accounts.standing(ctx, s.Person)
		if err != nil {
			return err
		}
		if outcome == Imported {
			outcome, reason = i.seenBefore(s.Person)
		}
		arrivals[n].Outcome, arrivals[n].Err = outcome, reason
	}
	return nil
}

// seenBefore is standing among those who came before in a dry run.
func (i *Import) seenBefore(p Person) (Outcome, error) {
	username := maphash.String(i.seed, p.Username.Canonical())
	email := maphash.String(i.seed, p.Email.Canonical())
	both := maphash.String(i.seed, p.Username.Canonical()+" "+p.Email.Canonical())
	switch {
	case i.seen[both]:
		return AlreadyHere, nil
	case i.seen[username]:
		return Refused, ErrUsernameTaken
	case i.seen[email]:
		return Refused, ErrEmailTaken
	}
	i.seen[username], i.seen[email], i.seen[both] = true, true, true
	return Imported, nil
}

// standing says whether a newcomer is here already, or somebody else has one of
// the two names; otherwise Imported, for nothing stands in the way.
func (a *Accounts) standing(ctx context.Context, p Person) (outcome Outcome, reason, err error) {
	byName, nameErr := a.Store.PersonByLogin(ctx, p.Username.Canonical())
	byEmail, emailErr := a.Store.PersonByLogin(ctx, p.Email.Canonical())
	for _, err := range []error{nameErr, emailErr} {
		if err != nil && !errors.Is(err, ErrNoPerson) {
			return Refused, nil, err
		}
	}
	switch {
	case nameErr == nil && emailErr == nil && byName.UID == byEmail.UID:
		return AlreadyHere, nil, nil
	case nameErr == nil:
		return Refused, ErrUsernameTaken, nil
	case emailErr == nil:
		return Refused, ErrEmailTaken, nil
	}
	return Imported, nil, nil
}

// keptUID returns a UUID in its canonical spelling, of whatever version but the
// nil and the max one, or nothing. SQLAlchemy keeps UUIDs without hyphens in
// SQLite.
func keptUID(s string) string {
	if len(s) != 32 && len(s) != 36 {
		return ""
	}
	id, err := uuid.Parse(s)
	if err != nil || id == uuid.Nil || id == uuid.Max {
		return ""
	}
	return id.String()
}

// usernameOf makes a username of an e-mail address: what stands before the @ as
// far as a username can hold it, and a mark of the whole address, so that the
// same address always yields the same one and two that begin alike do not.
func usernameOf(e Email) string {
	local, _, _ := strings.Cut(e.Canonical(), "@")
	name := strings.Map(func(r rune) rune {
		if r < 0x80 && isUsernameByte(byte(r)) {
			return r
		}
		return '-'
	}, local)
	sum := sha256.Sum256([]byte(e.Canonical()))
	const mark = 6 // hexadecimal digits
	name = name[:min(len(name), maxUsernameLength-mark-1)]
	return name + "-" + hex.EncodeToString(sum[:])[:mark]
}
