package main_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"spotter/coach"
	"spotter/web/webtest"
)

// TestAppTrainsInBrowser is somebody new: they say who they are, get a week, tick off a day, log a workout, and see all of
// it as progress.
func TestAppTrainsInBrowser(t *testing.T) {
	p := start(t, t.TempDir())
	tab := webtest.Open(t)
	seen := webtest.Watch(t, tab)
	webtest.Follow(t, tab, newcomer(p.url, "mira")...)
	introduce(t, tab)
	week(t, tab)
	logs(t, tab)
	webtest.Follow(t, tab,
		webtest.Step("open the progress", open("progress")),
		webtest.Step("see a line", webtest.See(".chart", "80 kg on one day")),
		webtest.Step("see the days", webtest.See("h2", "Days trained")),
		webtest.Step("see the muscles", webtest.See(".muscles", "Quads")),
		webtest.Step("see the zones by both formulas", webtest.See(".zones", "115–137")),
		webtest.Step("see them", webtest.See(".zones", "By Gulati")),
		webtest.Step("see a record", webtest.See(".records", "estimated maximum 80 kg")),
		webtest.Step("open the tables", webtest.Until(`() => [...document.querySelectorAll(".chart-table")].every((d) => d.open = true)`)),
		webtest.Step("read a number in a table", webtest.See(".chart-table td", "80")),
	)
	everywhere(t, tab, "progress")
	seen.Check(t, p.url)
	refused(t, tab) // which the console tells of
}

// introduce goes through the steps after signing up.
func introduce(t *testing.T, tab context.Context) {
	t.Helper()
	if words := catalogueWords(t, tab); !slices.Equal(words, slices.Sorted(slices.Values(coach.EquipmentWords()))) {
		t.Errorf("the app asks for %v, the catalogue has %v", words, coach.EquipmentWords())
	}
	everywhere(t, tab, "first step")
	webtest.Follow(t, tab,
		webtest.Step("choose a level", choose("level", "intermediate")),
		webtest.Step("say one's age", chromedp.SendKeys(chromedp.CSS("[name=age]"), "40")),
		webtest.Step("choose a gender", choose("gender", "female")),
		webtest.Step("go on", press("Next")),
		webtest.Step("be asked what for", webtest.See("h1", "What is it for?")),
		webtest.Step("choose a goal", choose("goal", "muscle")),
		webtest.Step("go on", press("Next")),
		webtest.Step("be asked what there is", webtest.See("h1", "What do you have?")),
		webtest.Step("have dumbbells", choose("equipment", "dumbbell")),
	)
	everywhere(t, tab, "last step")
	webtest.Follow(t, tab, webtest.Step("end", press("Make my week")))
}

// week changes a week, swaps an exercise and takes that back, and ticks off today's exercises.
func week(t *testing.T, tab context.Context) {
	t.Helper()
	webtest.Follow(t, tab,
		webtest.Step("see the week", webtest.See("h1", "Your week")),
		webtest.Step("see what it is for", webtest.See(".week", "Build muscle")),
		webtest.Step("see what week it is", webtest.See(".cycle-week[aria-current]", "Week 1")),
		webtest.Step("see a rest day", webtest.See(".rest-day", "Rest")),
		webtest.Step("change it", press("Change the plan")),
		webtest.Step("have less time", minutes("30")),
		webtest.Step("have it", webtest.See(".week", "up to 30 minutes")),
		webtest.Step("swap an exercise", webtest.Click("details[open] .swap")),
		webtest.Step("hear of it", webtest.Until(`() => (window.swapped = [...document.querySelectorAll(".toast p")].map((p) => / in place of (.+)\./.exec(p.innerText)?.[1]).find(Boolean)) !== undefined`)),
		webtest.Step("take it back", press("Undo")),
		webtest.Step("see it back", webtest.Until(`() => [...document.querySelectorAll("details[open] h3")].some((h) => h.innerText === window.swapped)`)),
	)
	asks(t, tab, "PUT", "/plan", `{ start_over: true, minutes: 30, weekdays: [new Date().toLocaleDateString("en-GB", { weekday: "long" }).toLowerCase()] }`)
	reopen(t, tab)
	ticks(t, tab)
	asks(t, tab, "PATCH", "/me", `{ injuries: "left knee" }`)
	reopen(t, tab)
	webtest.Follow(t, tab, webtest.Step("hear that the week is another", webtest.See(".week-changed", "Your week was made anew because you noted: knee.")))
	everywhere(t, tab, "week")
	webtest.Follow(t, tab,
		webtest.Step("have seen it", press("I have seen it")),
		webtest.Step("see it gone", webtest.Gone(".week-changed")),
	)
}

// ticks ticks an exercise off, which asks for its weight, sees that as a workout, and takes it back; and another, which is
// taken back at once.
func ticks(t *testing.T, tab context.Context) {
	t.Helper()
	webtest.Follow(t, tab,
		webtest.Step("read what a word means", press("What do these words mean?")),
		webtest.Step("read it", webtest.See(".explain p", "RPE 10 leaves none")),
		webtest.Step("tick off an exercise", tickFirst(true)),
		webtest.Step("be asked for the weight", webtest.Until(`() => document.activeElement.ariaLabel?.startsWith("Weight in kilograms")`)),
		webtest.Step("see which day it is", webtest.See("dialog .log-date", "For ")),
	)
	everywhere(t, tab, "log of the plan")
	webtest.Follow(t, tab,
		webtest.Step("say none", press("Log it")),
		webtest.Step("hear of it", webtest.See("dialog .wrong", "Say the weight")),
		webtest.Step("say it", chromedp.SendKeys(chromedp.CSS(`dialog [aria-label^="Weight in"]`), "20")),
		webtest.Step("log the exercise", press("Log it")),
		webtest.Step("hear what comes next", webtest.See("dialog", "The next time")),
		webtest.Step("close", press("Done")),
		webtest.Step("see it ticked off", webtest.See(".exercise.done", "at 20 kg")),
		webtest.Step("tick off one without a weight", tickLast()),
		webtest.Step("hear of it", webtest.See(".toast", "Logged:")),
		webtest.Step("take it back", press("Undo")),
		webtest.Step("see one alone", webtest.Until(`() => document.querySelectorAll(".exercise.done").length === 1`)),
		webtest.Step("open the workouts", open("workouts")),
		webtest.Step("see it there", webtest.See(".workout", "from your week")),
		webtest.Step("open the week", open("week")),
		webtest.Step("take the tick back", tickFirst(false)),
		webtest.Step("hear of it", webtest.See(".toast", "is out of your log again.")),
		webtest.Step("see none", webtest.Until(`() => document.querySelectorAll(".exercise.done").length === 0`)),
		webtest.Step("leave it so", webtest.Until(`() => { for (const toast of document.querySelectorAll(".toast")) toast.remove(); return true; }`)),
	)
}

// tickFirst changes the first box of the week when it is not as wanted.
func tickFirst(on bool) chromedp.Action[chromedp.Void] {
	return webtest.Until(`(on) => {
		const box = document.querySelector(".tick input");
		if (!box || box.checked === on) return false;
		box.closest("details").open = true;
		box.click();
		return true;
	}`, on)
}

// tickLast ticks off the last exercise that needs no weight.
func tickLast() chromedp.Action[chromedp.Void] {
	return webtest.Until(`() => {
		const all = [...document.querySelectorAll(".exercise.tickable:not(.done)")].filter((e) => !/1RM/.test(e.innerText));
		all.at(-1)?.querySelector("input").click();
		return all.length > 0;
	}`)
}

// asks has the app ask the server for something.
func asks(t *testing.T, tab context.Context, method, path, body string) {
	t.Helper()
	webtest.Ask[bool](t, tab, `import(document.querySelector("script[type=module]").src.replace("main.js", "server/api.js"))
		.then(({ call }) => call("`+method+`", "`+path+`", { body: `+body+` })).then(() => true)`)
}

// reopen opens the week anew.
func reopen(t *testing.T, tab context.Context) {
	t.Helper()
	webtest.Follow(t, tab,
		webtest.Step("go elsewhere", open("workouts")),
		webtest.Step("be there", webtest.See("h1", "Workouts")),
		webtest.Step("come back", open("week")),
		webtest.Step("see the week", webtest.See("h1", "Your week")),
	)
}

// logs logs a workout, deletes it, and takes that back.
func logs(t *testing.T, tab context.Context) {
	t.Helper()
	webtest.Follow(t, tab,
		webtest.Step("open the workouts", open("workouts")),
		webtest.Step("see none", webtest.See(".empty", "Nothing is logged yet.")),
		webtest.Step("log one", press("Log a workout")),
		webtest.Step("name an exercise", chromedp.SendKeys(chromedp.CSS("dialog [name=exercise]"), "goblet squat")),
		webtest.Step("say the repetitions", chromedp.SendKeys(chromedp.CSS(`[aria-label^="Repetitions"]`), "10")),
		// Not as a key of chromedp, which sends the letter to the next box even so.
		webtest.Step("go from box to box with Enter", webtest.Until(`() => {
			document.querySelector('[aria-label^="Repetitions"]').dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
			return document.activeElement.ariaLabel.startsWith("Weight");
		}`)),
		webtest.Step("say the weight", chromedp.SendKeys(chromedp.CSS(`[aria-label^="Weight"]`), "60")),
	)
	everywhere(t, tab, "log")
	webtest.Follow(t, tab,
		webtest.Step("log it", press("Log it")),
		webtest.Step("hear what comes next", webtest.See("dialog", "The next time")),
		webtest.Step("close", press("Done")),
		webtest.Step("see it", webtest.See(".workout", "10 at 60 kg")),
		webtest.Step("delete it", webtest.Click(`[aria-label^="Delete the workout"]`)),
		webtest.Step("see it gone", webtest.Gone(".workout")),
		webtest.Step("take it back", press("Undo")),
		webtest.Step("see it again", webtest.See(".workout", "Goblet squat")),
	)
	everywhere(t, tab, "workouts")
}

// refused tries what the server does not take, and is told at the field.
func refused(t *testing.T, tab context.Context) {
	t.Helper()
	webtest.Follow(t, tab,
		webtest.Step("open the week", open("week")),
		webtest.Step("change it", press("Change the plan")),
		webtest.Step("have no time", minutes("5")),
		webtest.Step("hear of it", webtest.See("dialog .wrong", "at least 10")),
		webtest.Step("leave it", press("Cancel")),
		webtest.Step("open the workouts", open("workouts")),
		webtest.Step("log one", press("Log a workout")),
		webtest.Step("misspell an exercise", chromedp.SendKeys(chromedp.CSS("dialog [name=exercise]"), "goblet sqat")),
		webtest.Step("say a day to come", webtest.Until(`() => { document.querySelector("dialog [name=date]").value = "2100-01-01"; return true; }`)),
		webtest.Step("say too many repetitions", chromedp.SendKeys(chromedp.CSS(`[aria-label^="Repetitions"]`), "500")),
		webtest.Step("try", press("Log it")),
		webtest.Step("hear of the day", webtest.See("dialog .wrong", "Choose today or a day before")),
		webtest.Step("hear of the repetitions too", webtest.See("dialog .wrong", "Use 1 to 100 repetitions")),
		webtest.Step("mend both", webtest.Until(`() => {
			const day = document.querySelector("dialog [name=date]");
			day.value = day.max;
			document.querySelector('dialog [aria-label^="Repetitions"]').value = "10";
			return true;
		}`)),
		webtest.Step("try", press("Log it")),
		webtest.Step("be offered another name", webtest.See("dialog .chip", "goblet squat")),
		webtest.Step("be at the field", focusOn("exercise")),
	)
}

// everywhere inspects what is shown, narrow in the dark and wide in the light, and finds nothing wider than the window.
func everywhere(t *testing.T, tab context.Context, page string) {
	t.Helper()
	webtest.Resize(t, tab, 320, 640, "dark")
	webtest.Inspect(t, tab, page+", narrow, dark")
	if wide := webtest.Ask[int](t, tab, "document.documentElement.scrollWidth"); wide > 320 {
		t.Errorf("%s: at 320 pixels the page is %d wide", page, wide)
	}
	webtest.Resize(t, tab, 1200, 900, "light")
	webtest.Inspect(t, tab, page)
}

// catalogueWords are the words for equipment that the app has, sorted.
func catalogueWords(t *testing.T, tab context.Context) []string {
	t.Helper()
	words := webtest.Ask[string](t, tab, `import(document.querySelector("script[type=module]").src.replace("main.js", "pages/profile-fields.js"))
		.then(({ equipment }) => equipment.flatMap(([, things]) => things.map(([word]) => word)).sort().join(" "))`)
	return strings.Fields(words)
}

// press presses the button of these words, when there is one.
func press(words string) chromedp.Action[chromedp.Void] {
	return webtest.Until(`(words) => {
		const found = [...document.querySelectorAll("button, a, summary")].find((b) => b.checkVisibility() && b.innerText.trim() === words);
		found?.click();
		return found !== undefined;
	}`, words)
}

// choose presses one of the answers to a question.
func choose(name, value string) chromedp.Action[chromedp.Void] {
	return webtest.Until(`(name, value) => {
		const found = document.querySelector("input[name=" + name + "][value=" + value + "]");
		found?.click();
		return found !== null;
	}`, name, value)
}

func minutes(n string) chromedp.Action[chromedp.Void] {
	return webtest.Until(`(n) => {
		const field = document.querySelector("dialog [name=minutes]");
		if (!field) return false;
		field.value = n;
		field.form.requestSubmit();
		return true;
	}`, n)
}

// open goes to a page of the app by its address.
func open(page string) chromedp.Action[chromedp.Void] {
	return webtest.Until(`(page) => { location.hash = "#/" + page; return true; }`, page)
}
