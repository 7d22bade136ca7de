package coach

import (
	"context"
	"slices"
	"time"
)

// Memory keeps what is known of people beyond one conversation.
type Memory interface {
	// Facts returns all facts of a person, those that are gone and the mark of
	// FactForgotten too, the earlier said first.
	Facts(ctx context.Context, uid string) ([]Fact, error)
	// Learn keeps facts as Turn.Learned does, without a turn. It does nothing for
	// nobody.
	Learn(ctx context.Context, uid string, list []Fact) error
	// Forget deletes a fact for good, and marks the moment as FactForgotten does.
	// It returns ErrNoFact when uid has no such one.
	Forget(ctx context.Context, uid, id string, at time.Time) error
}

// Memory returns what is remembered of a person, the latest said first.
func (c *Conversations) Memory(ctx context.Context, uid string) ([]Fact, error) {
	all, err := c.Store.Facts(ctx, uid)
	known := facts(all).known()
	slices.Reverse(known)
	return known, doing("recall what is known", err)
}

// Remember returns p with what is remembered of the person.
func (c *Conversations) Remember(ctx context.Context, uid string, p Person) (Person, error) {
	all, err := c.Store.Facts(ctx, uid)
	p.Remembered = facts(all).known()
	return p, doing("recall what is known", err)
}

// Forget deletes a fact. From then on no conversation knows it, the one in which
// it was said neither, until the person says it again: what was said before is
// told to no coach any more. It returns ErrNoFact.
func (c *Conversations) Forget(ctx context.Context, uid, id string) error {
	return doing("forget a fact", c.Store.Forget(ctx, uid, id, c.Now()))
}

// Overtake takes back what is remembered of a profile's fields that the person
// changes now: the latest word counts. For equipment that is whatever they have
// or lack. It comes before the profile is kept: behind it, a change that was made
// again after a fault would not show any more.
func (c *Conversations) Overtake(ctx context.Context, uid string, before, after Person) error {
	kinds := changed(before, after)
	if len(kinds) == 0 {
		return nil
	}
	all, err := c.Store.Facts(ctx, uid)
	if err != nil {
		return doing("recall what is known", err)
	}
	var over []Fact
	for _, f := range facts(all).known() {
		if slices.Contains(kinds, f.Kind) {
			f.ID, f.Gone, f.SaidAt, f.MessageID = newID(), true, c.Now(), ""
			over = append(over, f)
		}
	}
	return doing("take back facts", c.Store.Learn(ctx, uid, over))
}

func changed(before, after Person) []FactKind {
	var kinds []FactKind
	for kind, is := range map[FactKind]bool{
		FactWeight: before.WeightKG != after.WeightKG, FactHeight: before.HeightCM != after.HeightCM,
		FactPulse: before.RestingHeartRate != after.RestingHeartRate, FactDays: before.DaysPerWeek != after.DaysPerWeek,
	} {
		if is {
			kinds = append(kinds, kind)
		}
	}
	if !slices.Equal(before.Equipment, after.Equipment) || (before.Equipment == nil) != (after.Equipment == nil) {
		kinds = append(kinds, FactOwns, FactLacks, FactNoEquipment)
	}
	return kinds
}

// learn fills in what is remembered when a turn is asked, and what it adds to
// that. What is about to be dropped with its question counts no more.
func (t *Turn) learn(q *Question, all facts) {
	for _, f := range all {
		dropped := t.Drop && f.ConversationID == t.Conversation.ID && f.Turn >= t.Answer.Turn
		if f.IsKnown() && !dropped {
			q.Person.Remembered = append(q.Person.Remembered, f)
		}
	}
	t.Learned = Learned(*q)
	for i := range t.Learned {
		t.Learned[i].ID = newID()
	}
}
