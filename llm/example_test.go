package llm_test

import (
	"context"
	"errors"
	"fmt"

	"spotter/llm"
)

// How a caller answers with a model, and without one where there is none.
func ExampleModel() {
	model := llm.Script(
		llm.Scene{Text: []string{"Your one-rep maximum ", "is 76 kg."}},
		llm.Scene{Err: llm.ErrBusy},
		llm.Scene{Text: []string{"Do five sets of"}, Err: llm.ErrTruncated},
	)
	for range 3 {
		for event, err := range model.Answer(context.Background(), llm.Request{Messages: []llm.Message{{Role: llm.User, Text: "And for 8?"}}}) {
			switch e := event.(type) {
			case llm.Text:
				fmt.Print(string(e))
			case llm.Calls:
				// use the tools, then ask again with their results
			case llm.Done:
				switch {
				case errors.Is(err, llm.ErrTruncated):
					fmt.Println(" … (cut off)")
				case err != nil:
					fmt.Println("(the embedded coach answers)")
				default:
					fmt.Printf(" (%d tokens)\n", e.Usage.Total())
				}
			}
		}
	}
	// Output:
	// Your one-rep maximum is 76 kg. (19 tokens)
	// (the embedded coach answers)
	// Do five sets of … (cut off)
}
