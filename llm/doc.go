// Package llm is the language model behind the coach: any server that speaks
// OpenAI's chat completions, and a scripted one for tests.
//
// It owns the conversation with a provider: the request, the stream, the tool
// calls in it, time-outs, second tries, what counts as a whole answer and what
// it cost. It does not own what is said: prompts, tools and what becomes of an
// answer are the caller's, and so is answering without a model when none does.
//
// Start with [Model], whose one method is ranged over, and [Provider], which
// asks a server. Nothing that a provider sends is trusted: every length has a
// bound, every text is made valid, and what it says of an error is for the log
// alone, cut short and without the key.
//
// The format is the one of https://platform.openai.com/docs/api-reference/chat
// and, where servers differ from it, what they were seen to send.
package llm
