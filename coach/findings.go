package coach

import (
	"slices"
	"sync"

	"spotter/fitness"
)

// findings are what was worked out of a message, each once, however many rules ask for
// it. They live as long as its reading.
type findings struct {
	words, marked letters // those of reading

	guess   sync.Once
	guesses []guess

	complain  sync.Once
	complaint complaint

	hurt   sync.Once
	joints []fitness.Joint

	split sync.Once
	parts []reading

	ask   sync.Once
	plain []string

	tell   sync.Once
	said   said
	wanted wanted
}

// complaint is the message as triage reads it, to be read only.
func (r reading) complaint() complaint {
	if r.found == nil {
		return allSigns().complaintIn(r.text)
	}
	r.found.complain.Do(func() { r.found.complaint = allSigns().complaintIn(r.text) })
	return r.found.complaint
}

// jointsIn returns the joints named beside words of pain. The slice is the caller's own.
func (r reading) jointsIn() []fitness.Joint {
	if r.found == nil {
		return nil
	}
	r.found.hurt.Do(func() { r.found.joints = r.painfulJoints() })
	return slices.Clone(r.found.joints)
}

// questionsIn splits a message into its sentences, and a sentence where another
// question begins in it. The slice is the caller's own.
func (r reading) questionsIn() []reading {
	if r.found == nil {
		return nil
	}
	r.found.split.Do(func() { r.found.parts = r.questions() })
	return slices.Clone(r.found.parts)
}

// withoutPoliteness are the words of a message but those that only address the coach,
// and the "my" before somebody else. They are to be read only.
func (r reading) withoutPoliteness() []string {
	if r.found == nil {
		return nil
	}
	r.found.ask.Do(func() { r.found.plain = r.impolite() })
	return r.found.plain
}

// readWords reads what is said in words, and no number.
func (r reading) readWords() (said, wanted) {
	if r.found == nil {
		return said{}, wanted{}
	}
	r.found.tell.Do(func() { r.tellWords(&r.found.said, &r.found.wanted) })
	s := r.found.said
	s.Joints, s.Conditions = slices.Clip(s.Joints), slices.Clip(s.Conditions)
	s.Owns, s.Lacks = slices.Clip(s.Owns), slices.Clip(s.Lacks)
	return s, r.found.wanted
}
