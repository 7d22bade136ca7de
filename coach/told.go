package coach

// told is the workout that a whole answer notes down, nil if none. Its day is the one
// that the sets say, else that of the question, whenever it is answered again.
func (t Turn) told(m Message, a Answer) *Workout {
	if m.Status != Done || len(a.Logged) == 0 {
		return nil
	}
	w := &Workout{ID: newID(), UID: t.Conversation.UID, Day: dayOf(t.AskedAt), CreatedAt: m.FinishedAt}
	if on := a.Logged[0].On; !on.IsZero() && !on.Before(firstDay) && !on.After(w.Day) {
		w.Day = dayOf(on)
	}
	if w.CreatedAt.IsZero() {
		w.CreatedAt = t.AskedAt
	}
	for _, set := range a.Logged[:min(len(a.Logged), MaxSets)] {
		if set.On = w.Day; set.Check() == nil {
			w.Sets = append(w.Sets, set)
		}
	}
	if len(w.Sets) == 0 {
		return nil
	}
	return w
}
