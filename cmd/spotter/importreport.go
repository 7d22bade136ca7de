package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"spotter/account"
	"spotter/roster"
)

// importReport counts what became of people.
type importReport struct {
	dryRun                        bool
	read, imported, here, refused int
	kinds                         map[string]int // of the hashes of those imported
	bad                           []string
}

// namedMost bounds the refusals that are named.
const namedMost = 50

func newImportReport(dryRun bool) *importReport {
	return &importReport{dryRun: dryRun, kinds: map[string]int{}}
}

func (r *importReport) note(row roster.Row, a account.Arrival) {
	switch a.Outcome {
	case account.Imported:
		r.imported++
		r.kinds[a.Kind]++
	case account.AlreadyHere:
		r.here++
	default:
		r.refuse(row, a.Err)
	}
}

func (r *importReport) refuse(row roster.Row, err error) {
	r.refused++
	if len(r.bad) < namedMost {
		r.bad = append(r.bad, fmt.Sprintf("row %d%s: %s", row.Number, called(row.Person), oneLine(refusal(err))))
	}
}

// refusal is why somebody is refused, in words for the command line.
func refusal(err error) string {
	var field *account.FieldError
	switch {
	case errors.As(err, &field):
		return field.Field + ": " + field.Message
	case errors.Is(err, account.ErrUsernameTaken):
		return "the username is somebody else's here"
	case errors.Is(err, account.ErrEmailTaken):
		return "the e-mail address is somebody else's here"
	case errors.Is(err, account.ErrConflict):
		return "changed at the same time: run the import again"
	}
	return err.Error()
}

// called names a person, as far as it can be printed.
func called(p roster.Person) string {
	name := p.Username
	if name == "" {
		name = p.Email
	}
	if name == "" {
		return ""
	}
	const most = 40
	if runes := []rune(name); len(runes) > most {
		name = string(runes[:most]) + "…"
	}
	return fmt.Sprintf(" (%+q)", name)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func (r *importReport) write(out io.Writer) {
	imported := "imported"
	if r.dryRun {
		imported = "would be imported (dry run: nothing was written)"
	}
	fmt.Fprintf(out, "%d read\n%d %s", r.read, r.imported, imported)
	for i, kind := range slices.Sorted(maps.Keys(r.kinds)) {
		sign := ", "
		if i == 0 {
			sign = ": "
		}
		fmt.Fprintf(out, "%s%d %s", sign, r.kinds[kind], kind)
	}
	fmt.Fprintf(out, "\n%d already here\n%d refused\n", r.here, r.refused)
	for _, line := range r.bad {
		fmt.Fprintln(out, "  "+line)
	}
	if more := r.refused - len(r.bad); more > 0 {
		fmt.Fprintf(out, "  and %d more\n", more)
	}
}
