package coach

import "sync"

// Ready learns what the embedded coach answers by: the signs, the topics and what red
// flags are like. That takes some 50 ms of processor time once in a process, and the
// first message would wait for it; New begins it, so that none does. It returns when
// all is learnt.
func Ready() {
	var beside sync.WaitGroup
	beside.Go(func() { resemblances() })
	Respond(Question{Text: "how many sets should I do?", Turn: 1, Variant: 1})
	beside.Wait()
}
