package coach

import (
	"os"
	"slices"
	"strings"
	"testing"
	"spotter/fitness"
)

func TestFresh(t *testing.T) {
	text, err := os.ReadFile("testdata/fresh.tsv")
	if err != nil {
		t.Fatal(err)
	}
	right, wrong, total := [2]int{}, [2]int{}, [2]int{}
	n := 0
	for line := range strings.Lines(string(text)) {
		about, message, _ := strings.Cut(strings.TrimSpace(line), "\t")
		half := n % 2
		n++
		total[half]++
		p := Person{Name: "Jo", Age: 35, Gender: fitness.Male, Level: fitness.Beginner, WeightKG: 80, HeightCM: 180}
		a := Respond(Question{UID: "u", Person: p, Text: message, Turn: 1, Variant: 1})
		got := string(dialogueOf(a.State).Topic)
		if a.Asks { got = "ASKS" }
		if slices.Contains(strings.Split(about, ","), got) {
			right[half]++
		} else {
			if got != "ASKS" && got != "" { wrong[half]++ }
			if half == 0 || os.Getenv("SEE") != "" {
				t.Logf("%s: %q -> %q", about, message, got)
			}
		}
	}
	t.Logf("dev: %d right, %d wrong of %d; aside: %d right, %d wrong of %d", right[0], wrong[0], total[0], right[1], wrong[1], total[1])
}
