package coach

import (
	"fmt"
	"slices"
	"strings"

	"spotter/fitness"
)

func helloAnswer(c *chat) Answer {
	return Answer{Text: Greeting(c.Person), Sources: nil}
}

func thanksAnswer(c *chat) Answer {
	lift := prescriptionFor(c.Person)
	return Answer{Text: addressed(c.Person, fmt.Sprintf("%s Your next %v are waiting whenever you are.", c.pick("glad it helps!", "you are welcome!", "any time!"), lift.Sets))}
}

func byeAnswer(c *chat) Answer {
	return Answer{Text: addressed(c.Person, fmt.Sprintf("%s Train on %v this week, and tell me how it went.", c.pick("see you!", "until next time!"), prescriptionFor(c.Person).DaysOf(c.DaysPerWeek)))}
}

func whoAnswer(c *chat) Answer {
	a := Answer{Text: addressed(c.Person, fmt.Sprintf("I am Spotter's coach: a program, no person and no doctor. I work with published formulas and %d exercises, name the source of each number, and nothing you tell me leaves this server through me. For you, %s%s, I can work out zones, loads, energy and a week of training.", len(fitness.Catalogue()), c.aLevel(), atAge(c.Person)))}
	return a
}

func helpAnswer(c *chat) Answer {
	return Answer{
		Text: addressed(c.Person, fmt.Sprintf("as %s%s you can ask me about heart-rate zones and maximum, calories at rest, in a day and in sport, protein, fat loss and muscle, one-repetition maxima and loads, sets, rest, warm-up and plateaus, a plan for the week or a session for today, %d exercises and what to do instead of one, running pace, pain, pregnancy, balance and blood pressure. Tell me \"bench press 3x8 @ 60 kg\" and I note it.",
			c.aLevel(), atAge(c.Person), len(fitness.Catalogue()))),
	}
}

func meAnswer(c *chat) Answer {
	var known, unknown []string
	note := func(what string, isKnown bool) {
		if isKnown {
			known = append(known, what)
		}
	}
	note(fmt.Sprintf("age %d", c.Age), c.Age != 0)
	note("gender "+string(c.Gender), c.Gender != fitness.GenderUnknown)
	note("level "+string(c.Level), true)
	note(fitness.Exactly(c.WeightKG, fitness.Kilograms).String(), c.WeightKG != 0)
	note(fitness.Exactly(c.HeightCM, fitness.Centimetres).String(), c.HeightCM != 0)
	note(fmt.Sprintf("pulse at rest %d bpm", c.RestingHeartRate), c.RestingHeartRate != 0)
	note(fmt.Sprintf("%v a week", fitness.Exactly(float64(c.DaysPerWeek), fitness.Days)), c.DaysPerWeek != 0)
	note("goal "+strings.ReplaceAll(string(c.Goal), "_", " "), slices.Contains(fitness.Goals(), fitness.Goal(c.Goal)))
	if len(c.owned) > 0 && len(c.owned) < 12 {
		var things []string
		for _, e := range c.owned {
			things = append(things, string(e))
		}
		known = append(known, "equipment "+strings.Join(things, ", "))
	}
	if len(c.joints) > 0 {
		known = append(known, "careful with your "+jointNames(c.joints))
	}
	for what, missing := range map[string]bool{"age": c.Age == 0, "weight": c.WeightKG == 0, "height": c.HeightCM == 0, "pulse at rest": c.RestingHeartRate == 0} {
		if missing {
			unknown = append(unknown, what)
		}
	}
	slices.Sort(unknown)
	a := Answer{Text: addressed(c.Person, "I know your "+strings.Join(known, ", ")+".")}
	if len(unknown) > 0 {
		a.Text += " Not known: " + strings.Join(unknown, ", ") + "; say it here or in your profile, and my numbers get closer."
	}
	if last := c.lastTime(); last != "" {
		a.Text += " " + last
	}
	return a
}

func motivationAnswer(c *chat) Answer {
	lift := prescriptionFor(c.Person)
	days := lift.DaysOf(c.DaysPerWeek).Start()
	var a Answer
	lead := c.pick("make it small enough to win", "nobody feels like it every day, so make it small")
	missed := ""
	if c.reading.has(patterns("miss*", "skip*", "quit*", "stopped", "fell off")) {
		missed = "Two missed weeks cost you next to nothing. "
	}
	if c.reading.has(patterns("no|any time", "busy")) {
		lead = "short counts"
	}
	a.Text = addressed(c.Person, fmt.Sprintf("%s: today only %v and one set of %v of two exercises, done in a quarter of an hour. %sAs %s%s %v a week, at a fixed time after something you do anyway, turn into a habit in about two months (Lally et al.).",
		lead, fitness.WarmUp(), lift.Reps, missed, c.aLevel(), atAge(c.Person), days))
	if last := c.lastTime(); last != "" {
		a.Text += " " + last + " That was you."
	}
	if c.reading.has(patterns("depress*", "hopeless", "sad|down all|every|always", "worthless")) {
		a.Text += " If low spirits last longer than two weeks, talk to a doctor or someone you trust; moving helps but does not have to carry it alone."
	}
	if c.reading.has(patterns("tired|exhausted|fatigue*")) {
		a.Text += " Sleep and food come before any plan; tiredness that lasts more than two weeks is for a doctor."
	}
	a.cite(lally2010)
	a.cite(lift.Sources()...)
	return a
}

func offTopicAnswer(c *chat) Answer {
	return Answer{Text: addressed(c.Person, fmt.Sprintf("%s I stay with training: for %s%s I can work out heart-rate zones, loads, energy, a week of training or what to do first.",
		c.pick("that is outside what I know.", "that is not my field."), c.aLevel(), atAge(c.Person)))}
}
