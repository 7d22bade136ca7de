package coach_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"spotter/coach"
	"spotter/llm"
	"spotter/llm/llmtest"
)

// streamOf is the stream of an answer in one text.
func streamOf(text string) string {
	return llmtest.Opening + llmtest.Text(text) + llmtest.Finish("stop") + llmtest.Usage(20, 5) + llmtest.End
}

// TestStreamsThatAreOddButWhole are answers all the same.
func TestStreamsThatAreOddButWhole(t *testing.T) {
	long := strings.Repeat("Slow and steady does it. ", 4000)
	for name, c := range map[string]struct {
		script llmtest.Script
		text   string
	}{
		"pings":                  {llmtest.Script{llmtest.Write(": ping\n\n" + llmtest.Opening + ": ping\n\n" + llmtest.Text("Walk.") + ": ping\n\n" + llmtest.Finish("stop") + llmtest.End)}, "Walk."},
		"a byte at a time":       {llmtest.Script{llmtest.Dribble(streamOf("Géh … 10 min."))}, "Géh … 10 min."},
		"usage in the last":      {llmtest.Script{llmtest.Write(streamOf("Walk."))}, "Walk."},
		"no usage":               {llmtest.Script{llmtest.Write(llmtest.Text("Walk.") + llmtest.Finish("stop") + llmtest.End)}, "Walk."},
		"a very long line":       {llmtest.Script{llmtest.Write(streamOf(long[:60000]))}, strings.TrimSpace(long[:60000])},
		"a very long word":       {llmtest.Script{llmtest.Write(streamOf(strings.Repeat("a", 3000)))}, strings.Repeat("a", 2000) + "\n" + strings.Repeat("a", 1000)},
		"white space on a line":  {llmtest.Script{llmtest.Write(streamOf("\n\n  Walk.\n\n- slowly\n\n"))}, "Walk.\n\n- slowly"},
		"an answer in one piece": {llmtest.Script{llmtest.Header("Content-Type", "application/json"), llmtest.Write(`{"choices":[{"message":{"role":"assistant","content":"Walk."},"finish_reason":"stop"}]}`)}, "Walk."},
	} {
		t.Run(name, func(t *testing.T) {
			h := newRig(t, nil, c.script).ask(t, asks(zones))
			if h.Text != c.text || h.told != c.text || h.Writer != coach.ByModel || h.Status != "" {
				t.Errorf("%d bytes by %s, %s: %.200q", len(h.Text), h.Writer, h.Status, h.Text)
			}
		})
	}
}

// TestWithoutAnAnswerTheEmbeddedCoachAnswersAndSaysSo, and says why in a word;
// the log has the rest, and neither has the key.
func TestWithoutAnAnswerTheEmbeddedCoachAnswersAndSaysSo(t *testing.T) {
	refuses := func(status int, wait string) llmtest.Script {
		return append(llmtest.Script{llmtest.Header("Retry-After", wait)}, llmtest.Refuses(status, "Incorrect API key provided: "+secretKey)...)
	}
	for name, c := range map[string]struct {
		script llmtest.Script
		says   string
		reason coach.Reason
	}{
		"401":                    {refuses(401, ""), "refuses to answer", coach.NotSetUp},
		"404":                    {refuses(404, ""), "refuses to answer", coach.NotSetUp},
		"429 with a long wait":   {refuses(429, "60"), "is busy", coach.Overloaded},
		"501":                    {refuses(501, ""), "out of reach", coach.Unreachable},
		"a hang":                 {llmtest.Script{llmtest.Hang()}, "took too long", coach.TooSlow},
		"pings alone":            {llmtest.Script{llmtest.Write(": ping\n\n"), llmtest.Hang()}, "took too long", coach.TooSlow},
		"cut before the text":    {llmtest.Script{llmtest.Write(llmtest.Opening), llmtest.Cut()}, "gave no usable answer", coach.Nonsense},
		"empty content":          {llmtest.Script{llmtest.Write(llmtest.Opening + llmtest.Finish("stop") + llmtest.Usage(9, 0) + llmtest.End)}, "gave no usable answer", coach.Nonsense},
		"white space":            {llmtest.Says(" \n ", "\t"), "gave no usable answer", coach.Nonsense},
		"a page":                 {llmtest.Script{llmtest.Write("<html>502</html>")}, "gave no usable answer", coach.Nonsense},
		"a tool that is not":     {llmtest.Uses("c", "delete_user", `{}`), "gave no usable answer", coach.Nonsense},
		"an error in the stream": {llmtest.Script{llmtest.Write(llmtest.Opening + llmtest.Event(`{"error":{"message":"overloaded"}}`))}, "This is the embedded coach", ""},
		"only half a number":     {llmtest.Script{llmtest.Write(llmtest.Text("Your maximum is 18")), llmtest.Cut()}, "gave no usable answer", coach.Nonsense},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, func(_ *coach.ModelConfig, s *llm.Settings) {
				s.First = time.Minute
				if c.reason == coach.TooSlow {
					s.First = 50 * time.Millisecond
				}
			}, c.script)
			r.ask(t, asks(zones)).byEmbedded(t, asks(zones), c.says)
			if n := r.Stats().FellBack[c.reason]; n != 1 && c.reason != "" {
				t.Errorf("counted %+v", r.Stats())
			}
			if len(r.errors) != 1 {
				t.Fatalf("the log has %v", r.errors)
			}
			hides(t, r.errors[0].Error(), secretKey, secretUID, firstName)
		})
	}
}

func TestAProviderThatIsDownIsSaidSo(t *testing.T) {
	r := newRig(t, func(_ *coach.ModelConfig, s *llm.Settings) { s.URL = "http://127.0.0.1:1/v1" })
	r.ask(t, asks(zones)).byEmbedded(t, asks(zones), "out of reach")
}

// TestAnAnswerThatBreaksOffKeepsItsPartAndSaysSo, but for a number that may be
// half a number.
func TestAnAnswerThatBreaksOffKeepsItsPartAndSaysSo(t *testing.T) {
	for name, script := range map[string]llmtest.Script{
		"cut":                    {llmtest.Write(llmtest.Text("Walk first. Then lift with care and")), llmtest.Cut()},
		"no finish reason":       {llmtest.Write(llmtest.Text("Walk first. Then lift with care and")), llmtest.Write(llmtest.End)},
		"no more room":           {llmtest.Write(llmtest.Text("Walk first. Then lift with care and") + llmtest.Finish("length") + llmtest.End)},
		"an error in the stream": {llmtest.Write(llmtest.Text("Walk first. Then lift with care and") + llmtest.Event(`{"error":{"message":"boom"}}`))},
	} {
		t.Run(name, func(t *testing.T) {
			h := newRig(t, nil, script).ask(t, asks(zones))
			if h.told != "Walk first. Then lift with care and" || h.Status != coach.Truncated || h.Writer != coach.ByModel || len(h.State) == 0 {
				t.Errorf("%q told, %s by %s", h.told, h.Status, h.Writer)
			}
			contains(t, h.Text, "broke off")
		})
	}
	h := newRig(t, nil, llmtest.Script{llmtest.Write(llmtest.Text("Walk first. Your maximum is 18")), llmtest.Cut()}).ask(t, asks(zones))
	if h.told != "Walk first." {
		t.Errorf("%q told", h.told)
	}
}

// TestAStopIsSeenByTheProvider, and what it cost is counted.
func TestAStopIsSeenByTheProvider(t *testing.T) {
	s := spending(t)
	r := newRig(t, func(c *coach.ModelConfig, _ *llm.Settings) { c.Spending = s },
		llmtest.Script{llmtest.Write(llmtest.Opening + llmtest.Text("Walk first. Then")), llmtest.Hang()})
	ctx, stop := context.WithCancel(t.Context())
	_, err := r.Answer(ctx, asks(zones), func(coach.Event) { stop() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	<-r.provider.Requests()[0].Gone
	spent, err := s.TokensOn(t.Context(), secretUID, time.Now().UTC().Truncate(24*time.Hour))
	if err != nil || spent.Prompt == 0 || spent.Completion == 0 || spent.Reserved != 0 || spent.Estimated != spent.Spent() {
		t.Errorf("%+v, %v", spent, err)
	}
}

// TestAConversationThatIsTooLongIsCutShort: the oldest goes first, and all of it
// when the model still cannot read the rest.
func TestAConversationThatIsTooLongIsCutShort(t *testing.T) {
	q := asks(zones)
	for turn := range 20 {
		q.History = append(q.History,
			coach.Message{Turn: turn + 1, Text: "How long should I rest? " + strings.Repeat("Well? ", 300)},
			coach.Message{Turn: turn + 1, Variant: 1, Text: "Rest, as I said the " + strings.Repeat("x", turn+1) + " time."})
	}
	r := newRig(t, nil, llmtest.Refuses(400, "maximum context length is 4096 tokens"), llmtest.Says(good))
	if h := r.ask(t, q); h.Text != good {
		t.Errorf("%q", h.Text)
	}
	all := r.requests(t, 2)
	contains(t, all[0].text(), strings.Repeat("x", 20)+" time")
	hides(t, all[0].text(), "the x time")
	if n := llm.EstimateTokens(string(r.provider.Requests()[0].Body)); n > coach.DefaultContext {
		t.Errorf("%d tokens", n)
	}
	if len(all[1].Messages) != 2 {
		t.Errorf("%d messages", len(all[1].Messages))
	}
}

// TestAProviderThatAsksToBeLeftAloneIs: what it asks of one question counts for
// the next, for a minute at most.
func TestAProviderThatAsksToBeLeftAloneIs(t *testing.T) {
	now := time.Now()
	r := newRig(t, func(c *coach.ModelConfig, _ *llm.Settings) { c.Now = func() time.Time { return now } },
		append(llmtest.Script{llmtest.Header("Retry-After", "3600")}, llmtest.Refuses(429, "slow down")...), llmtest.Says(good))
	for range 2 {
		r.ask(t, asks(zones)).byEmbedded(t, asks(zones), "is busy")
	}
	r.requests(t, 1)
	now = now.Add(time.Minute)
	if h := r.ask(t, asks(zones)); h.Text != good {
		t.Errorf("%q", h.Text)
	}
}
