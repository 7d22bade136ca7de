package main_test

import (
	"bufio"
	"net/http"
	"testing"
	"time"
)

// usualQuestions are of all kinds that the coach has an answer for.
var usualQuestions = []string{
	"What are my heart-rate zones?",
	"How many calories do I need in a day?",
	"Make me a plan for four days a week",
	"How often should I train?",
	"My knee hurts when I squat",
	"Bench press 3x8 @ 60 kg",
	"How do I warm up?",
	"What is my one-repetition maximum if I did 5 at 100 kg?",
	"Thanks, that helps",
	"How much protein do I need?",
}

// TestR10TheEmbeddedCoachAnswersAtOnce: as a stream, in a conversation that has
// just begun; also the first answer that a process ever gives.
func TestR10TheEmbeddedCoachAnswersAtOnce(t *testing.T) {
	atOnce(t)
	f := measures(t, "R10", "an answer of the embedded coach as a stream, by a client alone")
	m := watchMachine(t)
	firsts, wholes := m.answers(t, full(7, 1), func(int) (first, whole time.Duration) {
		p := start(t, t.TempDir())
		defer p.kill()
		return answerTimes(t, p, signUp(t, p), usualQuestions[2])
	})
	f.soonWhereOurs(m, "the very first of a process, to its first event, median", firsts, 0.5, 100*time.Millisecond)
	f.soonWhereOurs(m, "the very first of a process, whole, median", wholes, 0.5, 200*time.Millisecond)

	p := start(t, t.TempDir())
	own := signUp(t, p)
	answerTimes(t, p, own, usualQuestions[0])
	firsts, wholes = m.answers(t, full(1000, 20), func(i int) (first, whole time.Duration) {
		return answerTimes(t, p, own, usualQuestions[i%len(usualQuestions)])
	})
	f.soonWhereOurs(m, "to the first event, median", firsts, 0.5, 5*time.Millisecond)
	f.soonWhereOurs(m, "to the first event, p99", firsts, 0.99, 20*time.Millisecond)
	f.soonWhereOurs(m, "whole, median", wholes, 0.5, 20*time.Millisecond)
	f.soonWhereOurs(m, "whole, p99", wholes, 0.99, 50*time.Millisecond)
}

// answers measures answers until that many were given while the machine was ours.
func (m *machine) answers(t *testing.T, enough int, answer func(i int) (first, whole time.Duration)) (firsts, wholes []taken) {
	t.Helper()
	m.often(t, enough, func() time.Duration {
		begun := time.Now()
		first, whole := answer(len(wholes))
		firsts, wholes = append(firsts, taken{begun, first}), append(wholes, taken{begun, whole})
		return whole
	})
	return firsts, wholes
}

// answerTimes are those from a question to the first event of its answer, and to
// the last.
func answerTimes(t *testing.T, p *process, own pair, question string) (first, whole time.Duration) {
	t.Helper()
	r, err := jsonRequest("POST", p.url+"/conversation", own.AccessToken, map[string]string{"message": question})
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/event-stream")
	begun := time.Now()
	answer, err := benchClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	lines, last := bufio.NewScanner(answer.Body), ""
	for lines.Scan() {
		if first == 0 {
			first = time.Since(begun)
		}
		if lines.Text() != "" {
			last = lines.Text()
		}
		if last == "event: done" {
			whole = time.Since(begun)
		}
	}
	if answer.StatusCode != http.StatusOK || whole == 0 {
		t.Fatalf("%q is answered %s, and at last %q", question, answer.Status, last)
	}
	return first, whole
}
