package spotter_test

import (
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestReadmeSettings compares the table of settings with what --help says.
func TestReadmeSettings(t *testing.T) {
	_, section, found := strings.Cut(read(t, "README.md"), "\n## Configuration\n")
	section, _, _ = strings.Cut(section, "\n## ")
	if !found {
		t.Fatal("README.md has no Configuration")
	}
	said := map[string]string{}
	for _, m := range regexp.MustCompile("(?m)^\\| `([A-Z_]+)` \\| (.*?) \\| ").FindAllStringSubmatch(section, -1) {
		said[m[1]] = m[2]
	}
	for _, s := range settingsOf(t, help(t)) {
		cell, ok := said[s.name]
		delete(said, s.name)
		switch {
		case !ok:
			t.Errorf("README.md does not have %s", s.name)
		case s.standard != "" && cell != "`"+s.standard+"`":
			t.Errorf("README.md gives %s the default %s: it is `%s`", s.name, cell, s.standard)
		case s.standard == "" && regexp.MustCompile("^`[^`]*`$").MatchString(cell):
			t.Errorf("README.md gives %s the default %s: it has none", s.name, cell)
		}
		if flag := strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(s.name, "SPOTTER_")), "_", "-"); s.flag != flag {
			t.Errorf("the flag of %s is --%s, and README.md lets expect --%s", s.name, s.flag, flag)
		}
	}
	for name := range said {
		t.Errorf("README.md has %s, which is no setting", name)
	}
}

type setting struct{ flag, standard, name string }

// settingsOf reads the settings out of the help text.
func settingsOf(t *testing.T, help string) []setting {
	t.Helper()
	_, list, found := strings.Cut(help, "\nSettings\n")
	if !found {
		t.Fatalf("--help has no settings:\n%s", help)
	}
	var all []setting
	list = strings.Join(strings.Fields(list), " ")
	for _, m := range regexp.MustCompile(`--([a-z-]+)=("[^"]*"|\S+) .*?\[([A-Z_]+)\]`).FindAllStringSubmatch(list, -1) {
		s := setting{flag: m[1], name: m[3]}
		if _, err := strconv.Atoi(m[2]); err == nil || m[2][0] == '"' {
			s.standard = strings.Trim(m[2], `"`)
		}
		all = append(all, s)
	}
	if len(all) < 10 || len(all) != strings.Count(list, "--")-strings.Count(list, "--help") {
		t.Fatalf("read %d settings out of --help, which has others:\n%s", len(all), help)
	}
	return all
}

func help(t *testing.T) string {
	t.Helper()
	run := exec.Command(spotter(t), "--help")
	run.Env = append(os.Environ(), "COLUMNS=200")
	out, err := run.Output()
	if err != nil {
		t.Fatalf("spotter --help: %v", err)
	}
	return string(out)
}

// TestReadmeMap checks that the map has a line for each folder with Go code, and
// none for another.
func TestReadmeMap(t *testing.T) {
	_, section, found := strings.Cut(read(t, "README.md"), "\n## The map\n")
	section, _, _ = strings.Cut(section, "\n## ")
	if !found {
		t.Fatal("README.md has no map")
	}
	said := map[string]bool{}
	for _, m := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\|").FindAllStringSubmatch(section, -1) {
		said[strings.TrimSuffix(m[1], "/")] = true
	}
	for _, folder := range folders(t) {
		if !said[folder] {
			t.Errorf("README.md's map does not have %s", folder)
		}
		delete(said, folder)
	}
	for folder := range said {
		t.Errorf("README.md's map has %s, where no Go file is", folder)
	}
}

// TestReadmeLinks checks that the files that the pages point to exist.
func TestReadmeLinks(t *testing.T) {
	for _, m := range regexp.MustCompile(`\]\(([^)#:]+)\)`).FindAllStringSubmatch(read(t, "README.md"), -1) {
		if _, err := os.Stat(m[1]); err != nil {
			t.Errorf("README.md points to nothing: %v", err)
		}
	}
}
