package llmtest

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Event is a chunk as it stands in a stream.
func Event(chunk string) string { return "data: " + chunk + "\n\n" }

// Text is the event of a part of a text.
func Text(part string) string {
	return Event(fmt.Sprintf(`{"choices":[{"index":0,"delta":{"content":%s},"finish_reason":null}],"usage":null}`, quote(part)))
}

// Finish is the event of a finish reason, in a chunk of its own.
func Finish(reason string) string {
	return Event(fmt.Sprintf(`{"choices":[{"index":0,"delta":{},"finish_reason":%q}]}`, reason))
}

// Usage is the event that tells what the answer cost.
func Usage(prompt, completion int) string {
	return Event(fmt.Sprintf(`{"choices":[],"usage":{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d}}`, prompt, completion, prompt+completion))
}

// Opening is the first event of OpenAI's streams, and End what comes after the
// last.
const (
	Opening = `data: {"id":"chatcmpl-1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}` + "\n\n"
	End     = "data: [DONE]\n\n"
)

// Says is the script of a text in parts, as OpenAI sends it.
func Says(parts ...string) Script {
	script := Script{Write(Opening)}
	for _, part := range parts {
		script = append(script, Write(Text(part)))
	}
	return append(script, Write(Finish("stop")), Write(Usage(20, len(parts))), Write(End))
}

// Uses is the script of an answer that wants a tool used, as OpenAI sends it:
// the arguments in two parts.
func Uses(id, tool, arguments string) Script {
	half := len(arguments) / 2
	for half > 0 && half < len(arguments) && arguments[half]&0xC0 == 0x80 {
		half--
	}
	return Script{
		Write(Opening),
		Write(Event(fmt.Sprintf(`{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":%s,"type":"function","function":{"name":%s,"arguments":""}}]}}]}`, quote(id), quote(tool)))),
		Write(Event(fmt.Sprintf(`{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":%s}}]}}]}`, quote(arguments[:half])))),
		Write(Event(fmt.Sprintf(`{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":%s}}]}}]}`, quote(arguments[half:])))),
		Write(Finish("tool_calls")), Write(Usage(30, 10)), Write(End),
	}
}

// Refuses is the script of an error before anything else, in OpenAI's format.
func Refuses(status int, message string) Script {
	body := fmt.Sprintf(`{"error":{"message":%s,"type":"invalid_request_error","param":null,"code":null}}`, quote(message))
	return Script{Header("Content-Type", "application/json"), Status(status), Write(body)}
}

func quote(text string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(text); err != nil {
		panic(err) // no string fails
	}
	return strings.TrimSpace(b.String())
}
