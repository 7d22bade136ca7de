package coach

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"
)

// finishTries is how often the end of an answer is kept again while the store
// fails: until others would take its writer for dead.
const finishTries = int(DeadAfter / saveEvery)

// mayBegin says at once what KeepTurn would say of a job in the end.
func (c *Conversations) mayBegin(uid string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.running[uid] >= MaxAnswers {
		return ErrTooManyAnswers
	}
	return nil
}

func (c *Conversations) enter(j *job) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closing {
		return ErrClosing
	}
	if c.running[j.uid] >= MaxAnswers {
		return ErrTooManyAnswers
	}
	c.running[j.uid]++
	c.jobs[j.turn.Answer.ID] = j
	c.all.Add(1)
	return nil
}

func (c *Conversations) leave(j *job) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.jobs, j.turn.Answer.ID)
	if c.running[j.uid]--; c.running[j.uid] == 0 {
		delete(c.running, j.uid)
	}
	c.all.Done()
}

// job returns the job of an answer that this process writes, or nil.
func (c *Conversations) job(answerID string) *job {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.jobs[answerID]
}

// keep keeps what is told until the answer ends.
func (j *job) keep(ctx context.Context) {
	defer j.cancel(nil)
	tick := time.NewTicker(saveEvery)
	defer tick.Stop()
	for looks := 1; ; looks++ {
		select {
		case r := <-j.result:
			j.end(ctx, r)
			return
		case <-j.ctx.Done():
			j.end(ctx, result{})
			return
		case <-j.full:
		case <-tick.C:
		}
		j.save(ctx, looks%lookEvery == 0)
	}
}

// save keeps what is new, and the heartbeat when it is due. With look it asks in
// any case whether to stop.
func (j *job) save(ctx context.Context, look bool) {
	id, now := j.turn.Answer.ID, j.c.Now()
	events := j.unsaved()
	var stop bool
	var err error
	switch {
	case len(events) > 0 || now.Sub(j.beat) >= HeartbeatBy:
		if stop, err = j.c.Store.AppendEvents(ctx, id, j.c.owner, now, events); err == nil {
			j.beat = now
			j.wasSaved(events)
		}
	case look:
		var seen Job
		seen, _, err = j.c.Store.EventsAfter(ctx, id, math.MaxInt64)
		stop = seen.Stop
		if err == nil && !seen.EndedAt.IsZero() {
			err = ErrNoMessage
		}
	}
	switch {
	case errors.Is(err, ErrNoMessage):
		j.cancel(errGone)
	case stop:
		j.cancel(errStopped)
	}
}

func (j *job) unsaved() []Event {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.events[j.saved:]
}

func (j *job) wasSaved(events []Event) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.saved += len(events)
	for _, e := range events {
		j.fresh -= len(e.Text)
	}
}

// end is the end of the answer: as its coach leaves it, or as far as it was told
// when the job was cancelled.
func (j *job) end(ctx context.Context, r result) {
	cause := r.err
	if j.ctx.Err() != nil {
		cause = context.Cause(j.ctx)
	}
	var m Message
	var rest []Event
	var workout *Workout
	last := Event{Kind: End}
	switch {
	case cause == nil:
		m, rest = j.finished(r.answer)
		workout = j.turn.told(m, r.answer)
	case errors.Is(cause, errStopped):
		m = j.part(Stopped)
	case errors.Is(cause, errTooLong):
		m = j.part(Truncated)
	case errors.Is(cause, errShutDown):
		m = j.part(Interrupted)
	case errors.Is(cause, errGone):
		j.part(Interrupted)
		j.lost(ctx)
		return
	default:
		m = j.part(Interrupted)
		last = Event{Kind: Failure, Err: ErrCoachFailed}
		j.c.OnError(fmt.Errorf("write an answer: %w", cause))
	}
	m.FinishedAt = j.c.Now()
	j.tellRest(rest)
	j.finish(ctx, Finish{Message: m, Owner: j.c.owner, Workout: workout}, last)
}

// tellRest tells listeners what there is, but not yet that it is the end.
func (j *job) tellRest(rest []Event) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(rest) > 0 {
		j.add(rest...)
	}
}

// finish keeps the end, and then tells it.
func (j *job) finish(ctx context.Context, f Finish, last Event) {
	var kept bool
	var err error
	for range finishTries {
		events := append([]Event{}, j.unsaved()...)
		numbered := last
		numbered.Number = j.number(j.told())
		f.Events = append(events, numbered)
		kept, err = j.c.Store.FinishAnswer(ctx, f)
		if errors.Is(err, ErrTooManyWorkouts) && f.Workout != nil {
			f.Workout = nil
			j.tellNotLogged(&f.Message)
			continue
		}
		if err == nil || j.c.isOver() {
			break
		}
		time.Sleep(saveEvery)
	}
	switch {
	case err != nil:
		j.c.OnError(fmt.Errorf("keep an answer: %w", err))
		j.tellLast(Event{Kind: Failure, Err: err})
	case !kept:
		j.lost(ctx)
	default:
		if last.Kind == End {
			last.Message = &f.Message
		}
		j.tellLast(last)
	}
}

// logFull stands behind an answer that noted a workout for which there is no room.
const logFull = "\n\nThis is not in your log: it holds as many workouts as may be. Delete old ones, and then tell me again."

// tellNotLogged says so in the answer too: the rest of it is kept.
func (j *job) tellNotLogged(m *Message) {
	m.Text += logFull
	j.tellRest([]Event{{Kind: Delta, Text: logFull, Writer: m.Writer}})
}

func (j *job) told() int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return len(j.events)
}

// lost tells the end that somebody else gave the answer, or that it is gone.
func (j *job) lost(ctx context.Context) {
	m, err := j.c.Store.MessageByID(ctx, j.uid, j.turn.Answer.ID)
	switch {
	case errors.Is(err, ErrNoMessage):
		j.tellLast(Event{Kind: Failure, Err: ErrNoConversation})
	case err != nil:
		j.tellLast(Event{Kind: Failure, Err: err})
	default:
		j.tellLast(Event{Kind: End, Message: &m})
	}
}

// tellLast tells the end. Who has heard it may ask again at once.
func (j *job) tellLast(last Event) {
	j.c.leave(j)
	j.mu.Lock()
	defer j.mu.Unlock()
	j.add(last)
	close(j.over)
}
