package main_test

import (
	"strings"
	"testing"

	"spotter/web/webtest"
)

// TestAppPutsBackWhatWasLogged with a day: an exercise that the plan does not ask for and the note too, though a request
// fails on the way, and one request after the other.
func TestAppPutsBackWhatWasLogged(t *testing.T) {
	p := start(t, t.TempDir())
	known(t, p.url, "mira")
	tab := webtest.Open(t)
	signInAs(t, tab, p.url, "mira")
	const today = `new Date().toLocaleDateString("en-CA")`
	asks(t, tab, "PUT", "/plan", `{ start_over: true, equipment: [], weekdays: [new Date().toLocaleDateString("en-GB", { weekday: "long" }).toLowerCase()] }`)
	asks(t, tab, "POST", `/plan/days/" + `+today+` + "/done`, `{ note: "well", sets: [{ exercise: "back squat", reps: 8, weight_kg: 62.25 }] }`)
	webtest.Ask[bool](t, tab, watched)
	webtest.Follow(t, tab,
		webtest.Step("open the week", open("week")),
		webtest.Step("see the day", webtest.Until(`() => document.querySelector(".plan-day.done:not([open]) summary")?.click() ?? document.querySelector(".plan-day[open]") !== null`)),
		webtest.Step("see what is logged besides", webtest.See(".facts", "Logged besides: Barbell back squat, 8 at")),
		webtest.Step("look at what is logged", press("Change what is logged")),
		webtest.Step("see it there too", webtest.See("dialog .log-name", "Barbell back squat")),
		webtest.Step("leave it so", press("Cancel")),
		webtest.Step("be back", webtest.Gone("dialog")),

		refuse("PUT"),
		webtest.Step("take the day out of the log", press("Not done after all")),
		webtest.Step("hear of it", webtest.See(".toast", "is out of your log again.")),
		webtest.Step("take that back", press("Undo")),
		webtest.Step("hear at the day that it did not work", webtest.See(".plan-day .notice.bad", "Not now.")),
		webtest.Step("be offered it again", webtest.See(".toast", "That is not taken back yet.")),
		refuse(""),
		webtest.Step("take it back", press("Undo")),
		webtest.Step("see all of it", webtest.See(".plan-day.done .facts", "Logged besides: Barbell back squat, 8 at")),
		webtest.Step("hear of no trouble", webtest.Gone(".notice.bad")),

		refuse("GET"),
		webtest.Step("tick off one more", tickLast()),
		webtest.Step("hear of it", webtest.See(".toast", "Logged:")),
		webtest.Step("see it done", webtest.Until(`() => document.querySelectorAll(".exercise.done").length === 1`)),
		webtest.Step("hear that the week may be an old one", webtest.See(".notice.bad", "may be an old one")),
		refuse(""),
		webtest.Step("take it back", press("Undo")),
		webtest.Step("see none", webtest.Gone(".exercise.done")),
		webtest.Step("hear that the week is a new one", webtest.Gone(".notice.bad")),
		webtest.Step("change one's mind at once", webtest.Until(`() => {
			const box = document.querySelector(".tick input");
			box.click();
			box.click();
			return true;
		}`)),
		webtest.Step("hear of the last", webtest.See(".toast", "is out of your log again.")),
		webtest.Step("see none", webtest.Gone(".exercise.done")),
	)
	if most := webtest.Ask[int](t, tab, "window.atOnce"); most != 1 {
		t.Errorf("%d changes of a day at once, want one after the other", most)
	}
	kept := webtest.Ask[string](t, tab, `import(document.querySelector("script[type=module]").src.replace("main.js", "server/api.js"))
		.then(({ call }) => call("GET", "/plan")).then(({ days: [day] }) => JSON.stringify([day.note, day.logged.map((s) => [s.exercise, s.reps, s.weight_kg])]))`)
	if want := `["well",[["back-squat",8,62.25]]]`; !strings.Contains(kept, want) {
		t.Errorf("kept: %s, want %s", kept, want)
	}
}

// watched counts the changes of days that are under way at once, and refuses what is to be refused.
const watched = `(() => {
	const real = window.fetch;
	let under = 0;
	window.atOnce = 0;
	window.refused = "";
	window.fetch = async (path, options) => {
		const days = String(path).startsWith("/plan/days/");
		if (options.method === window.refused && String(path).startsWith("/plan"))
			return new Response('{"code": "unavailable_now", "detail": "Not now."}', { status: 500 });
		if (!days) return real(path, options);
		window.atOnce = Math.max(window.atOnce, under += 1);
		try {
			return await real(path, options);
		} finally {
			under -= 1;
		}
	};
	return true;
})()`

// refuse has the server refuse everything of a method that is about the plan; "" nothing.
func refuse(method string) webtest.Action {
	return webtest.Step("refuse "+method, webtest.Until(`(method) => { window.refused = method; return true; }`, method))
}
