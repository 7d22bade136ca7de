package llm_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"spotter/llm"
	"spotter/llm/llmtest"
)

// callPart is the event of a part of a call.
func callPart(members ...string) string {
	return llmtest.Event(`{"choices":[{"delta":{"tool_calls":[{` + strings.Join(members, `},{`) + `}]}}]}`)
}

// TestParallelCalls wants two calls told apart, however a server marks their parts.
func TestParallelCalls(t *testing.T) {
	const one, two = `{"kg": 60}`, `{"weeks": 4}`
	for name, stream := range map[string]string{
		"by index": callPart(`"index":0,"id":"a","type":"function","function":{"name":"one_rep_max","arguments":""}`) +
			callPart(`"index":1,"id":"b","type":"function","function":{"name":"progress","arguments":""}`) +
			callPart(`"index":0,"function":{"arguments":"{\"kg\":"}`, `"index":1,"function":{"arguments":"{\"weeks\":"}`) +
			callPart(`"index":1,"function":{"arguments":" 4}"}`) + callPart(`"index":0,"function":{"arguments":" 60}"}`),
		"by index, from 1": callPart(`"index":1,"id":"a","function":{"name":"one_rep_max","arguments":"{\"kg\": 60}"}`) +
			callPart(`"index":2,"id":"b","function":{"name":"progress","arguments":"{\"weeks\": 4}"}`),
		"by index, with the id and the name in each part": callPart(`"index":0,"id":"a","function":{"name":"one_rep_max","arguments":"{\"kg\":"}`) +
			callPart(`"index":0,"id":"a","function":{"name":"one_rep_max","arguments":" 60}"}`) +
			callPart(`"index":1,"id":"b","function":{"name":"progress","arguments":"{\"weeks\": 4}"}`),
		"by index, with a new id in each part": callPart(`"index":0,"id":"a","function":{"name":"one_rep_max"}`) +
			callPart(`"index":0,"id":"x","function":{"arguments":"{\"kg\":"}`) + callPart(`"index":0,"id":"y","function":{"arguments":" 60}"}`) +
			callPart(`"index":1,"id":"b","function":{"name":"progress"}`) + callPart(`"index":1,"id":"z","function":{"arguments":"{\"weeks\": 4}"}`),
		"index 0 for each": callPart(`"index":0,"id":"a","function":{"name":"one_rep_max","arguments":"{\"kg\": 60}"}`) +
			callPart(`"index":0,"id":"b","function":{"name":"progress","arguments":"{\"weeks\": 4}"}`),
		"index null": callPart(`"index":null,"id":"a","function":{"name":"one_rep_max","arguments":"{\"kg\": 60}"}`) +
			callPart(`"index":null,"id":"b","function":{"name":"progress","arguments":"{\"weeks\": 4}"}`),
		"no index": callPart(`"id":"a","function":{"name":"one_rep_max","arguments":"{\"kg\": 60}"}`, `"id":"b","function":{"name":"progress","arguments":"{\"weeks\": 4}"}`),
		"no index, one after the other": callPart(`"id":"a","function":{"name":"one_rep_max","arguments":"{\"kg\""}`) + callPart(`"function":{"arguments":": 60}"}`) +
			callPart(`"id":"b","function":{"name":"progress","arguments":"{\"weeks\""}`) + callPart(`"function":{"arguments":": 4}"}`),
		"no index, parts by id": callPart(`"id":"a","function":{"name":"one_rep_max"}`) + callPart(`"id":"b","function":{"name":"progress"}`) +
			callPart(`"id":"a","function":{"arguments":"{\"kg\": 60}"}`) + callPart(`"id":"b","function":{"arguments":"{\"weeks\": 4}"}`),
		"no index, parts by place": callPart(`"id":"a","function":{"name":"one_rep_max"}`, `"id":"b","function":{"name":"progress"}`) +
			callPart(`"function":{"arguments":"{\"kg\":"}`, `"function":{"arguments":"{\"weeks\":"}`) + callPart(`"function":{"arguments":" 60}"}`, `"function":{"arguments":" 4}"}`),
		"arguments that are an object": callPart(`"index":0,"id":"a","function":{"name":"one_rep_max","arguments":{"kg": 60}}`) +
			callPart(`"index":1,"id":"b","function":{"name":"progress","arguments":{"weeks": 4}}`),
	} {
		for _, end := range []string{llmtest.Finish("tool_calls"), llmtest.Finish("stop"), llmtest.Finish("function_call")} {
			got, err := play(t, sends(stream+end+llmtest.End))
			want := []llm.Call{{ID: "a", Name: "one_rep_max", Arguments: one}, {ID: "b", Name: "progress", Arguments: two}}
			if err != nil || !reflect.DeepEqual(got.Calls, want) || got.Finish != llm.FinishCalls {
				t.Errorf("%s: got %q, %q, %v", name, got.Calls, got.Finish, err)
			}
		}
	}
}

// TestCallsHaveIDs wants an id of its own for each call, where the server has none.
func TestCallsHaveIDs(t *testing.T) {
	for _, id := range []string{``, `"index":0,`, `"id":"",`, `"id":"same",`, `"id":"a\u0000b",`, `"id":"` + strings.Repeat("x", 200) + `",`} {
		part := `"index":%d,` + id + `"function":{"name":"progress","arguments":"{}"}`
		got, err := play(t, sends(callPart(fmt.Sprintf(part, 0), fmt.Sprintf(part, 1))+llmtest.Finish("tool_calls")))
		if err != nil || len(got.Calls) != 2 || got.Calls[0].ID == got.Calls[1].ID || got.Calls[0].ID == "" || got.Calls[1].ID == "" || len(got.Calls[0].ID) > 128 {
			t.Errorf("%s: got %+v, %v", id, got.Calls, err)
		}
	}
}

// TestCallsOfOneObject wants calls from a server that does not stream, too, and
// no arguments to be an empty object.
func TestCallsOfOneObject(t *testing.T) {
	got, err := play(t, llmtest.Script{llmtest.Header("Content-Type", "application/json"), llmtest.Write(
		`{"choices":[{"message":{"content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"progress","arguments":""}}]},"finish_reason":"tool_calls"}]}`)})
	if want := []llm.Call{{ID: "a", Name: "progress", Arguments: "{}"}}; err != nil || !reflect.DeepEqual(got.Calls, want) {
		t.Errorf("got %+v, %v", got.Calls, err)
	}
	if !got.Usage.Estimated {
		t.Errorf("nobody told the usage, and it is %+v", got.Usage)
	}
}

// TestCallsThatAreRefused wants no call that nothing can be done with.
func TestCallsThatAreRefused(t *testing.T) {
	end := llmtest.Finish("tool_calls")
	for name, c := range map[string]struct {
		stream string
		reason error
	}{
		"a tool that is not offered":   {callPart(`"index":0,"id":"a","function":{"name":"drop_tables","arguments":"{}"}`) + end, llm.ErrBadAnswer},
		"no name":                      {callPart(`"index":0,"id":"a","function":{"arguments":"{}"}`) + end, llm.ErrBadAnswer},
		"half an object":               {callPart(`"index":0,"id":"a","function":{"name":"progress","arguments":"{\"weeks\":"}`) + end, llm.ErrBadAnswer},
		"no object":                    {callPart(`"index":0,"id":"a","function":{"name":"progress","arguments":"[1]"}`) + end, llm.ErrBadAnswer},
		"no call":                      {llmtest.Text("Let me see.") + end, llm.ErrBadAnswer},
		"no finish reason":             {callPart(`"index":0,"id":"a","function":{"name":"progress","arguments":"{}"}`), llm.ErrBadAnswer},
		"seventeen":                    {seventeen() + end, llm.ErrTooLong},
		"arguments of 20 kB":           {callPart(`"index":0,"id":"a","function":{"name":"progress","arguments":"`+strings.Repeat(" ", 20_000)+`{}"}`) + end, llm.ErrTooLong},
		"arguments of 20 kB, in parts": {callPart(`"index":0,"id":"a","function":{"name":"progress"}`) + strings.Repeat(callPart(`"index":0,"function":{"arguments":"          "}`), 2000) + end, llm.ErrTooLong},
		"a name without an end":        {strings.Repeat(callPart(`"index":0,"function":{"name":"xy"}`)+callPart(`"index":0,"function":{"name":"yz"}`), 40) + end, llm.ErrTooLong},
	} {
		got, err := play(t, sends(c.stream))
		failure(t, err, c.reason)
		if len(got.Calls) > 0 {
			t.Errorf("%s: got %v", name, got.Calls)
		}
	}
}

func seventeen() string {
	var stream strings.Builder
	for i := range 17 {
		stream.WriteString(callPart(fmt.Sprintf(`"index":%d,"id":"c%d","function":{"name":"progress","arguments":"{}"}`, i, i)))
	}
	return stream.String()
}
