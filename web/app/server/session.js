import { connection, pause } from "./connection.js";
import { Refusal, send, Unreachable } from "./wire.js";

// The session of the person at this browser. The refresh token is in a cookie that no script can read; the access token is
// in this variable and in no storage. All tabs share both.
//
// Events: "in" when somebody has signed in, "out" when they have signed out, here or in another tab, "expired" when the
// session has ended by itself. After "expired" calls wait until somebody has signed in again.

// hint says whether to try the cookie: a first visit asks for nothing in vain. It is no secret.
const hint = "spotter.signed-in";
const before = "spotter.been-here"; // somebody has signed in at this browser once

class Session extends EventTarget {
  user = null;
  #token = "";
  #until = 0; // when it is time for the next token, a while before this one ends
  #renewing = null;
  #meeting = null;
  #channel = "BroadcastChannel" in window ? new BroadcastChannel("spotter") : null;

  constructor() {
    super();
    this.#channel?.addEventListener("message", ({ data }) => this.#hear(data));
    addEventListener("storage", (event) => {
      if (event.key === hint && event.newValue === null && this.user) this.#forget();
    });
  }

  // restore goes on with the session of an earlier visit, and tells whether there is one.
  async restore() {
    if (!localStorage.getItem(hint)) return false;
    try {
      await this.#refresh();
      await this.#meet();
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      localStorage.removeItem(hint);
      return false;
    }
  }

  // signIn takes a username or an e-mail address.
  async signIn(email, password) {
    const answer = await send("POST", "/login", { body: { email, password, cookie: true } });
    const { user, ...pair } = await answer.json();
    if (this.user && this.user.uid !== user.uid) return location.reload(); // what is on this page is somebody else's
    this.#take(pair);
    await this.#meet();
  }

  // register makes an account and signs in. The session is that of the log-in: one more would look like a stranger's device.
  async register(details) {
    await send("POST", "/register", { body: details });
    await this.signIn(details.email, details.password);
  }

  // signOut ends the session in all tabs.
  async signOut() {
    try {
      await send("POST", "/logout", { token: this.#token });
    } catch (error) {
      if (error.status !== 401) throw error; // it has ended already
    }
    this.over();
  }

  // over says that the server has ended the session because this page has asked for it in another way.
  over() {
    this.#channel?.postMessage({ what: "out" });
    this.#forget();
  }

  // token is an access token that is good for a while. Nobody asks for one who has signed out.
  async token() {
    if (!this.user) throw new DOMException("signed out", "AbortError");
    if (Date.now() > this.#until) await this.renew(this.#token);
    return this.#token;
  }

  // renew gets another token in place of the one that the server has refused. Where the session is over, it waits until
  // somebody has signed in again.
  async renew(refused) {
    if (refused !== this.#token) return;
    this.#renewing ??= this.#renewOnce().finally(() => { this.#renewing = null; });
    await this.#renewing;
  }

  // knownHere tells whether anybody has ever signed in at this browser.
  knownHere() {
    return localStorage.getItem(before) !== null;
  }

  // changed says that the user is another one now: after PATCH /me.
  changed(user) {
    this.user = user;
    this.dispatchEvent(new Event("changed"));
  }

  async #renewOnce() {
    try {
      await this.#refresh(this.#token);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 401) throw error;
      const again = new Promise((resolve) => { this.addEventListener("in", resolve, { once: true }); });
      this.dispatchEvent(new Event("expired"));
      await again;
    }
  }

  // #refresh asks for the next pair, one tab at a time. A tab that had to wait finds that another has done it.
  async #refresh(known = "") {
    await alone(async () => {
      if (this.#token !== known) return;
      const answer = await patiently(() => send("POST", "/refresh"));
      this.#take(await answer.json());
    });
  }

  #take({ access_token: token, expires_in: life }) {
    this.#token = token;
    this.#until = Date.now() + life * 900;
    localStorage.setItem(hint, "yes");
    localStorage.setItem(before, "yes");
    this.#channel?.postMessage({ what: "token", token, until: this.#until });
  }

  #meet() {
    this.#meeting ??= this.#meetOnce().finally(() => { this.#meeting = null; });
    return this.#meeting;
  }

  async #meetOnce() {
    const answer = await patiently(() => send("GET", "/me", { token: this.#token }));
    this.user = await answer.json();
    this.dispatchEvent(new Event("in"));
  }

  #hear({ what, token, until }) {
    if (what === "out") this.#forget();
    if (what !== "token") return;
    const signedOut = this.user === null;
    if (!signedOut && personOf(token) !== this.user.uid) return location.reload();
    this.#token = token;
    this.#until = until;
    if (signedOut) this.#meet().catch(() => {}); // then this tab still asks for a password
    else this.dispatchEvent(new Event("in"));
  }

  #forget() {
    this.user = null;
    this.#token = "";
    this.#until = 0;
    localStorage.removeItem(hint);
    this.dispatchEvent(new Event("out"));
  }
}

export const session = new Session();

// personOf is the uid in an access token.
function personOf(token) {
  return JSON.parse(atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/"))).sub;
}

// alone has no other tab do the same meanwhile. A browser offers locks on https and on this machine only; elsewhere the
// server gives whoever comes second within 30 seconds the same token.
function alone(work) {
  return navigator.locks ? navigator.locks.request("spotter-refresh", work) : work();
}

// patiently asks again until the server is there and has time.
async function patiently(ask) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof Unreachable) await connection.lost();
      else if (error.wait > 0 && error.wait <= 30 && tries < 6) await pause(error.wait * 1000);
      else throw error;
    }
  }
}
