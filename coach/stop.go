package coach

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"
)

// stopTime is how long Stop waits for a writer of this process.
const stopTime = 3 * time.Second

// Stop ends the answer that is being written in a conversation, if there is one;
// the part that was written is kept. It returns ErrNoConversation. A writer of
// another process stops with its next look.
func (c *Conversations) Stop(ctx context.Context, uid, conversationID string) error {
	conv, err := c.Store.ConversationByID(ctx, uid, conversationID)
	if err != nil {
		return doing("stop an answer", err)
	}
	if !conv.Running {
		return nil
	}
	j := c.job(conv.AnswerID)
	if j == nil {
		return doing("stop an answer", c.Store.StopAnswer(ctx, conv.AnswerID))
	}
	j.cancel(errStopped)
	select {
	case <-j.over:
	case <-ctx.Done():
	case <-time.After(stopTime):
	}
	return nil
}

// isDead reports whether nobody writes a running answer any more.
func (c *Conversations) isDead(j Job) bool { return c.Now().Sub(j.HeartbeatAt) >= DeadAfter }

// soFar is a running answer as it is: with its text so far, ended by somebody
// meanwhile, or Interrupted because its writer has died.
func (c *Conversations) soFar(ctx context.Context, uid string, m Message) (Message, error) {
	job, events, err := c.Store.EventsAfter(ctx, m.ID, 0)
	if errors.Is(err, ErrNoMessage) || err == nil && !job.EndedAt.IsZero() {
		return c.Store.MessageByID(ctx, uid, m.ID)
	}
	if err != nil {
		return m, err
	}
	m = written(m, events)
	if !c.isDead(job) {
		return m, nil
	}
	m.Status, m.FinishedAt = Interrupted, c.Now()
	end := Event{Kind: End, Number: m.Number*eventsPerAnswer + crashGap}
	if len(events) > 0 {
		end.Number = events[len(events)-1].Number + crashGap
	}
	kept, err := c.Store.FinishAnswer(ctx, Finish{Message: m, Owner: job.Owner, Dead: job.HeartbeatAt, Events: []Event{end}})
	if err != nil || kept {
		return m, err
	}
	return c.Store.MessageByID(ctx, uid, m.ID)
}

// Watch ends the answers whose writers have died, every 5 seconds until ctx is
// done.
func (c *Conversations) Watch(ctx context.Context) {
	tick := time.NewTicker(sweep)
	defer tick.Stop()
	for {
		if err := c.Sweep(ctx); err != nil && ctx.Err() == nil {
			c.OnError(doing("look for dead answers", err))
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Sweep ends the answers whose writers have died.
func (c *Conversations) Sweep(ctx context.Context) error {
	ids, err := c.Store.DeadAnswers(ctx, c.Now().Add(-DeadAfter))
	if err != nil {
		return err
	}
	for _, id := range ids {
		job, _, err := c.Store.EventsAfter(ctx, id, 0)
		if errors.Is(err, ErrNoMessage) {
			continue
		}
		if err != nil {
			return err
		}
		m, err := c.Store.MessageByID(ctx, job.UID, id)
		if err == nil {
			_, err = c.soFar(ctx, job.UID, m)
		}
		if err != nil && !errors.Is(err, ErrNoMessage) {
			return err
		}
	}
	return nil
}

// Close begins no more jobs, waits for those that run until ctx is done, and then
// ends them: what they had written is kept as Interrupted, and whoever listens
// hears of it. Then it waits for their coaches to come back, settleTime at most: a
// language model counts in the end what it has cost, and the store has to be there.
func (c *Conversations) Close(ctx context.Context) {
	c.mu.Lock()
	c.closing = true
	c.mu.Unlock()
	defer c.awaitWriters()
	done := make(chan struct{})
	go func() {
		c.all.Wait()
		close(done)
	}()
	select {
	case <-done:
		return
	case <-ctx.Done():
	}
	c.mu.Lock()
	c.over = true
	for _, j := range c.jobs {
		j.cancel(errShutDown)
	}
	c.mu.Unlock()
	<-done
}

// write has a coach write on its own.
func (c *Conversations) write(j *job, ask func() Question) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.writers[j] = true
	go func() {
		defer func() {
			c.mu.Lock()
			defer c.mu.Unlock()
			delete(c.writers, j)
			close(j.left)
		}()
		j.write(ask)
	}()
}

// awaitWriters waits for the coaches that are still at it.
func (c *Conversations) awaitWriters() {
	c.mu.Lock()
	writers := slices.Collect(maps.Keys(c.writers))
	c.mu.Unlock()
	late := time.After(settleTime)
	for _, j := range writers {
		select {
		case <-j.left:
		case <-late:
			return
		}
	}
}

// isOver reports whether the process is about to end.
func (c *Conversations) isOver() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.over
}
