package account_test

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"spotter/account"
	"spotter/store/storetest"
)

func TestProfileBounds(t *testing.T) {
	type bounds struct {
		field     string
		set       func(p *account.Profile, v any)
		good, bad []any
	}
	text := func(n int) any { return strings.Repeat("ü", n) }
	words := func(n int) any {
		var all []string
		for i := range n {
			all = append(all, fmt.Sprint("bands ", i))
		}
		return all
	}
	controls := []any{"\x00", "a\x1bb", "\x7f", "\r", "\u0085", "\xff", "\xed\xa0\x80"}
	for _, b := range []bounds{
		{
			"first_name", func(p *account.Profile, v any) { p.FirstName = v.(string) },
			[]any{"", "Zoë 张伟 😀", text(100), "tab\t", "line\n", "O'Néill", "<b>"},
			append(controls, text(101)),
		},
		{"last_name", func(p *account.Profile, v any) { p.LastName = v.(string) }, []any{"", text(100)}, append(controls, text(101))},
		{"injuries", func(p *account.Profile, v any) { p.Injuries = v.(string) }, []any{"", text(500)}, append(controls, text(501))},
		{"age", func(p *account.Profile, v any) { p.Age = v.(int) }, []any{0, 13, 120}, []any{-1, 1, 12, 121, math.MaxInt}},
		{"days_per_week", func(p *account.Profile, v any) { p.DaysPerWeek = v.(int) }, []any{0, 1, 7}, []any{-1, 8}},
		{"resting_heart_rate", func(p *account.Profile, v any) { p.RestingHeartRate = v.(int) }, []any{0, 30, 120}, []any{29, 121}},
		{
			"weight_kg", func(p *account.Profile, v any) { p.WeightKG = v.(float64) },
			[]any{0.0, 25.0, 82.35, 350.0},
			[]any{24.999, 350.001, -80.0, 1e-300, math.Inf(1), math.NaN()},
		},
		{
			"height_cm", func(p *account.Profile, v any) { p.HeightCM = v.(float64) },
			[]any{0.0, 100.0, 250.0},
			[]any{99.999, 250.001, math.Inf(-1), math.NaN()},
		},
		{"gender", func(p *account.Profile, v any) { p.Gender = v.(string) }, []any{"", "female", "male", "other"}, []any{"Female", "f", " ", "male\n"}},
		{"level", func(p *account.Profile, v any) { p.Level = v.(string) }, []any{"", "beginner", "intermediate", "expert"}, []any{"Expert", "advanced"}},
		{"goal", func(p *account.Profile, v any) { p.Goal = v.(string) }, []any{"", "strength", "muscle", "fat_loss", "endurance", "health"}, []any{"fat loss", "x"}},
		{
			"equipment", func(p *account.Profile, v any) { p.Equipment = v.([]string) },
			[]any{[]string(nil), []string{}, []string{"barbell", "pull-up bar", "kettlebell_24"}, words(40), []string{strings.Repeat("x", 40)}},
			[]any{words(41), []string{"bands", "bands"}, []string{""}, []string{"Barbell"}, []string{"a,b"}, []string{"bänd"}, []string{"\x00"}, []string{strings.Repeat("x", 41)}, []string{"ok", "\xff"}},
		},
	} {
		for _, v := range b.good {
			var p account.Profile
			b.set(&p, v)
			if err := p.Check(); err != nil || p.Level == "" {
				t.Errorf("%s = %#v: %v", b.field, v, err)
			}
		}
		for _, v := range b.bad {
			var p account.Profile
			b.set(&p, v)
			var field *account.FieldError
			if err := p.Check(); !errors.As(err, &field) || field.Field != b.field {
				t.Errorf("%s = %#v: %v, want an error of that field", b.field, v, err)
			}
		}
	}
}

func TestAChangedProfileIsCheckedAndKept(t *testing.T) {
	n := alone(t)
	p := n.registered(t)
	got, err := n.ChangeProfile(ctx, p.UID, func(f *account.Profile) {
		f.Age, f.Equipment, f.WeightKG, f.Injuries = 40, []string{}, 82.5, "knee"
	}, nil)
	must(t, err)
	want := account.Profile{Age: 40, Equipment: []string{}, WeightKG: 82.5, Injuries: "knee", Level: "beginner"}
	kept, err := n.Person(ctx, p.UID)
	if must(t, err); !reflect.DeepEqual(got.Profile, want) || !reflect.DeepEqual(kept.Profile, want) || got.Version != 2 || kept.Version != 2 {
		t.Errorf("%+v, kept %+v, want %+v", got, kept, want)
	}

	_, err = n.ChangeProfile(ctx, p.UID, func(f *account.Profile) { f.Level, f.Age = "", 12 }, nil)
	var field *account.FieldError
	if !errors.As(err, &field) || field.Field != "age" {
		t.Errorf("%v", err)
	}
	cleared, err := n.ChangeProfile(ctx, p.UID, func(f *account.Profile) { *f = account.Profile{} }, nil)
	if must(t, err); !reflect.DeepEqual(cleared.Profile, account.Profile{Level: "beginner"}) || cleared.Version != 3 {
		t.Errorf("%+v", cleared)
	}
	_, err = n.ChangeProfile(ctx, "nobody", func(*account.Profile) {}, nil)
	wantError(t, err, account.ErrNoPerson)
}

func TestChangesOfAProfileAtOnceAllCount(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		nodes := []*node{newNode(t, dsn), newNode(t, dsn)}
		for range 20 {
			p := nodes[0].registered(t)
			changes := []func(f *account.Profile){
				func(f *account.Profile) { f.Age = 40 },
				func(f *account.Profile) { f.WeightKG = 80 },
				func(f *account.Profile) { f.Goal = "health" },
				func(f *account.Profile) { f.Injuries = "knee" },
			}
			together(len(changes), func(i int) {
				if _, err := nodes[i%2].ChangeProfile(ctx, p.UID, changes[i], nil); err != nil {
					t.Error(err)
				}
			})
			got, err := nodes[0].Person(ctx, p.UID)
			must(t, err)
			want := account.Profile{Age: 40, WeightKG: 80, Goal: "health", Injuries: "knee", Level: "beginner"}
			if !reflect.DeepEqual(got.Profile, want) || got.Version != 5 {
				t.Errorf("%+v, version %d", got.Profile, got.Version)
			}
		}
	})
}
