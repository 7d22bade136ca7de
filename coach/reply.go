package coach

// Reply answers one message of p that begins a conversation: Respond without a
// state.
func Reply(p Person, message string) Answer { return Respond(Question{Person: p, Text: message}) }
