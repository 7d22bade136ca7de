package fitness_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"spotter/fitness"
)

var update = flag.Bool("update", false, "write docs/facts.md anew")

const factsPage = "../docs/facts.md"

// TestFactsPage compares docs/facts.md with what the code says. Run it with
// -update after a change of the facts.
func TestFactsPage(t *testing.T) {
	want := pageOfFacts()
	if *update {
		if err := os.WriteFile(factsPage, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(factsPage)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("docs/facts.md is not what the code says: run go test ./fitness -run FactsPage -update")
	}
}

func pageOfFacts() string {
	var b strings.Builder
	b.WriteString(`# What the coach knows

Every number that the coach says comes from one of these rules. This page is made by the code:
` + "`go test ./fitness -run FactsPage -update`" + `.

The rules are for healthy people and estimate; none of them measures. A deload, the factors of the
daily energy and a beginner's effort are practice, not research, and when not to lose weight is our own rule.

| what | rule | example | source |
|---|---|---|---|
`)
	for _, f := range fitness.Facts() {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", f.Name, cell(f.Rule), cell(f.Example), linked(f.Sources))
	}
	fmt.Fprintf(&b, `
## Energy of activities

In MET, multiples of the energy at rest, from the Compendium of 2024, which is for adults of
%d–%d; beside it that of 2011 where it was another. The values were read from copies of the
Compendium's tables that other projects keep, not from its own site.

| activity | also | code | MET | in 2011 | effort |
|---|---|---|---|---|---|
`, fitness.YoungestExerted, fitness.OldestExerted)
	for _, e := range fitness.Exertions() {
		former := ""
		if e.Former != 0 {
			former = fmt.Sprintf("%.1f", e.Former)
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %.1f | %s | %v |\n", e.Name, strings.Join(e.Aliases, "; "), e.Code, e.MET, former, e.Intensity())
	}
	b.WriteString("\n## Sources\n\n| id | publication |\n|---|---|\n")
	for _, s := range fitness.Sources() {
		fmt.Fprintf(&b, "| `%s` | %s |\n", s.ID, s.Title)
	}
	return b.String()
}

func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

func linked(sources []fitness.Source) string {
	var ids []string
	for _, s := range sources {
		ids = append(ids, "`"+s.ID+"`")
	}
	return strings.Join(ids, ", ")
}

func TestEveryFactIsWholeAndEverySourceIsUsed(t *testing.T) {
	used, names := map[string]bool{}, map[string]bool{}
	for _, f := range fitness.Facts() {
		if f.Name == "" || f.Rule == "" || names[f.Name] || strings.Contains(f.Rule+f.Example, "0 kg/m²") || strings.Contains(f.Example, "NaN") {
			t.Errorf("%+v is not whole, or there twice", f)
		}
		names[f.Name] = true
		for _, s := range f.Sources {
			used[s.ID] = true
		}
	}
	for _, s := range append(fitness.ScreeningSources(), fitness.Exertion{Year: 2011}.Sources()...) {
		used[s.ID] = true
	}
	young, _ := fitness.ResistanceFor(fitness.Expert, 17)
	for _, s := range young.Sources() {
		used[s.ID] = true
	}
	ids := map[string]bool{}
	for _, s := range fitness.Sources() {
		if !used[s.ID] || s.Title == "" || ids[s.ID] {
			t.Errorf("%s is cited nowhere, has no title, or is there twice", s.ID)
		}
		ids[s.ID] = true
	}
}
