package main_test

import (
	"context"
	"encoding/json"
	"net/http"
	"testing"

	"github.com/chromedp/chromedp"

	"spotter/web/webtest"
)

// TestAppAboutOneself is somebody who says who they are, and has the coach forget something.
func TestAppAboutOneself(t *testing.T) {
	p := start(t, t.TempDir())
	elsewhere := known(t, p.url, "mira")
	if err := postAs(p.url+"/conversation", elsewhere.AccessToken, map[string]string{"message": "I have a kettlebell"}); err != nil {
		t.Fatal(err)
	}
	tab := webtest.Open(t)
	signInAs(t, tab, p.url, "mira")
	beRefused(t, tab)
	seen := webtest.Watch(t, tab) // a browser complains of every refusal
	changeProfile(t, tab, p.url)
	webtest.Follow(t, tab, visit("#/memory"),
		webtest.Step("see what is remembered", webtest.See(".row", "You have a kettlebell.")),
		webtest.Step("see where from", webtest.See(`.row a[href^="#/chat/"]`, "kettlebell")),
	)
	inspect(t, tab, "memory")
	webtest.Follow(t, tab,
		webtest.Step("have it forgotten", webtest.Click(`[aria-label^="Forget"]`)),
		webtest.Step("say so again", webtest.Click("dialog .danger")),
		webtest.Step("see nothing left", webtest.See(".nothing", "Nothing yet")),
	)
	seen.Check(t, p.url)
}

// TestAppLooksAfterAnAccount until its owner ends it.
func TestAppLooksAfterAnAccount(t *testing.T) {
	p := start(t, t.TempDir())
	known(t, p.url, "mira")
	tab := webtest.Open(t)
	seen := webtest.Watch(t, tab)
	signInAs(t, tab, p.url, "mira")
	useKey(t, tab, p.url)
	changePassword(t, tab)
	webtest.Follow(t, tab,
		webtest.Step("take one's data along", clickOn("Download my data")),
		webtest.Step("hear where it is", webtest.See(".toast", "spotter-export.json")),
		webtest.Step("end the account", clickOn("Delete my account")),
		webtest.Step("confirm another one", chromedp.SendKeys(chromedp.CSS("dialog [name=confirm]"), "miro")),
		webtest.Step("give the password", chromedp.SendKeys(chromedp.CSS("dialog [name=current_password]"), newPassword+"\r")),
		webtest.Step("hear that it is another", webtest.See("dialog .wrong", "Type mira")),
	)
	webtest.Inspect(t, tab, "end of the account")
	webtest.Follow(t, tab,
		webtest.Step("confirm this one", chromedp.SetValue(chromedp.CSS("dialog [name=confirm]"), "mira")),
		webtest.Step("go", webtest.Click("dialog [type=submit]")),
		webtest.Step("be at the door", webtest.See("h1", "Sign in")),
	)
	if err := post(p.url+"/login", map[string]any{"username": "mira", "password": newPassword}, nil); err == nil {
		t.Error("the account is still there")
	}
	seen.Check(t, p.url)
}

const newPassword = "four unlike words here"

// beRefused is somebody who types what the server does not take: it is said where it stands, and stays there.
func beRefused(t *testing.T, tab context.Context) {
	t.Helper()
	webtest.Follow(t, tab, visit("#/account"),
		webtest.Step("give a wrong password", chromedp.SendKeys(chromedp.CSS("[name=current_password]"), "wrong")),
		webtest.Step("and a new one", chromedp.SendKeys(chromedp.CSS("[name=new_password]"), newPassword+"\r")),
		webtest.Step("hear that it is wrong", webtest.See(".field:has([name=current_password]) .wrong", "not right")),
		visit("#/profile"),
		webtest.Step("see the profile", webtest.See("h1", "You")),
		webtest.Step("type a name", chromedp.SendKeys(chromedp.CSS("[name=first_name]"), "Mira M.")),
		webtest.Step("type a wrong age", chromedp.SendKeys(chromedp.CSS("[name=age]"), "7")),
		webtest.Step("choose feet", choose("height_cm_unit", "ft")),
		webtest.Step("type feet", chromedp.SendKeys(chromedp.CSS("[aria-label='Height in feet']"), "5")),
		webtest.Step("type inches, and save", chromedp.SendKeys(chromedp.CSS("[aria-label='Height in inches']"), "6\r")),
		webtest.Step("hear of the age", webtest.See(".field:has([name=age]) .wrong", "13")),
		webtest.Step("be there", focusOn("age")),
		webtest.Step("go elsewhere", webtest.Click(`.tab[href="#/memory"]`)),
		webtest.Step("hear that it is not saved", webtest.See(".toast", "not saved")),
		webtest.Step("be there", webtest.See("h1", "What the coach remembers")),
	)
}

func changeProfile(t *testing.T, tab context.Context, address string) {
	t.Helper()
	webtest.Follow(t, tab, visit("#/profile"),
		webtest.Step("find it as it was", webtest.Until(`() => document.querySelector("[name=first_name]")?.value === "Mira M."`)),
		webtest.Step("mend the age", chromedp.SetValue(chromedp.CSS("[name=age]"), "40")),
		webtest.Step("save", webtest.Click(".save-bar [type=submit]")),
		webtest.Step("hear that it is saved", webtest.See(".toast", "Saved.")),
		webtest.Step("see the name at the foot", webtest.See(".who", "Mira M.")),
	)
	inspect(t, tab, "profile")
	var me struct {
		Age    int     `json:"age"`
		Height float64 `json:"height_cm"`
	}
	askAs(t, address+"/me", bearerOf(t, tab), &me)
	if me.Age != 40 || me.Height != 167.6 {
		t.Errorf("the server knows %+v", me)
	}
	webtest.Follow(t, tab, visit("#/chat"), webtest.Step("be greeted by that name", webtest.See("main", "Hello, Mira M.!")))
}

func useKey(t *testing.T, tab context.Context, address string) {
	t.Helper()
	webtest.Follow(t, tab, visit("#/account"),
		webtest.Step("see this device", webtest.See(".row:first-child .badge", "This device")),
		webtest.Step("see the other", webtest.See(".row", "Go-http-client")),
		webtest.Step("name a key and make it", chromedp.SendKeys(chromedp.CSS("[name=name]"), "Laptop\r")),
		webtest.Step("be shown it", webtest.See(".fresh-key", "sk-spotter-")),
	)
	inspect(t, tab, "account")
	key := webtest.Ask[string](t, tab, `document.querySelector(".fresh-key code").textContent`)
	var models struct{ Data []struct{ ID string } }
	askAs(t, address+"/v1/models", key, &models)
	if len(models.Data) != 1 || models.Data[0].ID != "spotter" {
		t.Errorf("with the key there are the models %v", models.Data)
	}
	webtest.Follow(t, tab,
		webtest.Step("put it away", clickOn("I have it")),
		webtest.Step("see it no more", webtest.Gone(".fresh-key")),
		webtest.Step("delete it", webtest.Click(`[aria-label="Delete the key “Laptop”"]`)),
		webtest.Step("say so again", webtest.Click("dialog .danger")),
		webtest.Step("hear that it is gone", webtest.See(".toast", "The key opens nothing")),
	)
}

func changePassword(t *testing.T, tab context.Context) {
	t.Helper()
	webtest.Follow(t, tab,
		webtest.Step("give the password", chromedp.SendKeys(chromedp.CSS("[name=current_password]"), appPassword)),
		webtest.Step("and a new one", chromedp.SendKeys(chromedp.CSS("[name=new_password]"), newPassword+"\r")),
		webtest.Step("hear that it is changed", webtest.See(".toast", "Your password is a new one")),
		webtest.Step("be alone", webtest.Until(`() => document.querySelectorAll(".part:first-of-type .row").length === 1`)),
	)
}

// TestAppShowsItsAccessToken, and whether its signature is right, in the browser.
func TestAppShowsItsAccessToken(t *testing.T) {
	p := start(t, t.TempDir())
	known(t, p.url, "mira")
	tab := webtest.Open(t)
	seen := webtest.Watch(t, tab)
	signInAs(t, tab, p.url, "mira")
	webtest.Follow(t, tab, visit("#/token"),
		webtest.Step("see that it is right", webtest.See(".verdict", "The signature is right")),
		webtest.Step("see who it is about", webtest.See(".claim", `"username": "mira"`)),
		webtest.Step("see when it ends", webtest.See(".claim", "When it ends: in 30 minutes")),
	)
	inspect(t, tab, "token")
	webtest.Follow(t, tab,
		webtest.Step("change a character", clickOn("Change one character")),
		webtest.Step("see that it is wrong", webtest.See(".verdict", "The signature is wrong")),
		webtest.Step("see which", webtest.Until(`() => document.querySelector(".token-text mark") !== null`)),
		webtest.Step("see what it says now", webtest.See(".claim:has(.badge)", `"username"`)),
	)
	inspect(t, tab, "token, changed")
	webtest.Follow(t, tab,
		webtest.Step("change it back", clickOn("Change it back")),
		webtest.Step("see that it is right", webtest.See(".verdict", "The signature is right")),
		webtest.Step("get the next", clickOn("Get a new token")),
		webtest.Step("hear what is new", webtest.See("main", "jti, and with them the signature")),
		webtest.Step("see that it is right too", webtest.See(".verdict", "The signature is right")),
	)
	if kept := webtest.Ask[bool](t, tab, `/eyJ/.test(JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + location.href + document.cookie)`); kept {
		t.Error("a token is in a storage or in the address")
	}
	seen.Check(t, p.url)
}

// known makes an account, and signs in to it from a program.
func known(t *testing.T, address, name string) (own pair) {
	t.Helper()
	if err := post(address+"/register", map[string]any{"username": name, "email": name + "@example.com", "password": appPassword}, nil); err != nil {
		t.Fatal(err)
	}
	if err := post(address+"/login", map[string]any{"username": name, "password": appPassword}, &own); err != nil {
		t.Fatal(err)
	}
	return own
}

// signInAs signs in to the app with an account that there is.
func signInAs(t *testing.T, tab context.Context, address, name string) {
	t.Helper()
	webtest.Follow(t, tab,
		webtest.Step("open the app", chromedp.Navigate(address+"/#/sign-in")),
		webtest.Step("be asked to sign in", webtest.See("h1", "Sign in")),
		webtest.Step("type a username", chromedp.SendKeys(chromedp.CSS("[name=email]"), name)),
		webtest.Step("type a password", chromedp.SendKeys(chromedp.CSS("[name=password]"), appPassword+"\r")),
		webtest.Step("be greeted", webtest.See("main", "Hello, "+name+"!")),
	)
}

// visit goes to a page of the app by its address.
func visit(page string) webtest.Action {
	return webtest.Step("open "+page, webtest.Until(`(page) => { location.hash = page; return true; }`, page))
}

// clickOn clicks on a button by its words.
func clickOn(words string) chromedp.Action[chromedp.Void] {
	return webtest.Until(`(words) => {
		const found = [...document.querySelectorAll("button")].find((b) => b.textContent === words && b.checkVisibility());
		found?.click();
		return Boolean(found);
	}`, words)
}

// inspect looks at a page wide and light, and narrow and dark, and leaves it as it was.
func inspect(t *testing.T, tab context.Context, page string) {
	t.Helper()
	webtest.Inspect(t, tab, page)
	webtest.Resize(t, tab, 320, 640, "dark")
	webtest.Inspect(t, tab, page+", narrow and dark")
	if wide := webtest.Ask[int](t, tab, "document.documentElement.scrollWidth"); wide > 320 {
		t.Errorf("%s: at 320 pixels the page is %d wide", page, wide)
	}
	webtest.Resize(t, tab, 1200, 1000, "light")
}

// bearerOf is the access token of a page.
func bearerOf(t *testing.T, tab context.Context) string {
	t.Helper()
	return webtest.Ask[string](t, tab, `import(document.querySelector("script[type=module]").src.replace("main.js", "server/session.js")).then(({ session }) => session.token())`)
}

func askAs(t *testing.T, url, bearer string, into any) {
	t.Helper()
	r, err := http.NewRequest("GET", url, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+bearer)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if err := json.NewDecoder(answer.Body).Decode(into); err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("GET %s: %s, %v", url, answer.Status, err)
	}
}
