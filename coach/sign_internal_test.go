package coach

import "testing"

func TestEveryFlagAndRefusalHasItsRule(t *testing.T) {
	ruled := map[string]bool{}
	for _, r := range allSigns().rules {
		ruled[r.flag] = true
		_, flag := redFlags[r.flag]
		_, refused := refusals[r.flag]
		if flag == refused {
			t.Errorf("[%s] of rules.txt is answered by %v flag and %v refusal, want one", r.flag, flag, refused)
		}
	}
	for name := range redFlags {
		if !ruled[name] {
			t.Errorf("no rule raises the flag %q", name)
		}
	}
	for name := range refusals {
		if !ruled[name] {
			t.Errorf("no rule raises the refusal %q", name)
		}
	}
	for _, told := range conditionParts {
		if _, ok := allSigns().named[told.part]; !ok {
			t.Errorf("words.txt has no part %q", told.part)
		}
	}
}

func TestAMistakeInTheSignsIsNamed(t *testing.T) {
	if _, err := parseSigns("[a]\none\n", "[flag]\na + b\n"); err == nil {
		t.Error("a rule with a part that is not there is taken")
	}
}

func FuzzComplaint(f *testing.F) {
	for _, seed := range []string{"no chest pain, dizziness or fainting", "my dad, he, she...", "…", "'", "can't", "never\x00without"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, message string) {
		signs := allSigns()
		c := signs.complaintIn(fold(message))
		for id, all := range c.spans {
			for _, at := range all {
				if at.from < 0 || at.to > len(c.words) || at.from >= at.to {
					t.Fatalf("%s stands at %v of %d words", signs.parts[id].name, at, len(c.words))
				}
			}
		}
		signs.raised(c, func(string) bool { return true })
	})
}
