import { el } from "../../parts/dom.js";
import { trouble } from "../../parts/announce.js";
import { button } from "../../parts/buttons.js";
import { check, forged, read } from "../../parts/jwt.js";
import { session } from "../../server/session.js";
import { send } from "../../server/wire.js";
import { wordsOf } from "../../server/words.js";
import { ownPage, part } from "../own.js";
import { claims, different, endInWords } from "./claims.js";
import { verdict } from "./verdict.js";

// show is the access token of this very page, taken apart. It is in this page and in the variable of session.js: nothing
// here writes it anywhere else.
export async function show({ signal }) {
  let token = await session.token();
  let before = null; // the token that this one has replaced
  let flipped = false;
  let tick = () => {};
  const wrong = trouble();

  const place = el("div", { class: "token-parts" });
  const result = el("div", { role: "status" });
  const end = el("p", { class: "soft token-end" });
  const news = el("p", { role: "status" });
  const flip = button("Change one character", () => {
    flipped = !flipped;
    paint();
  }, "", { "aria-pressed": "false" });
  const fresh = button("Get a new token", async () => {
    try {
      const old = token;
      await session.renew(old);
      token = await session.token();
      before = old;
      flipped = false;
      wrong.say("");
      paint();
    } catch (error) {
      wrong.say(wordsOf(error));
    }
  });

  const paint = async () => {
    const { token: shown, at } = flipped ? forged(token) : { token, at: -1 };
    const [head, payload] = shown.split(".").slice(0, 2).map(read);
    const [oldHead, oldPayload] = (flipped ? token : before ?? token).split(".").slice(0, 2).map(read);
    const changed = [...different(oldHead, head), ...different(oldPayload, payload)];
    const badge = flipped ? "Changed" : "New";
    const said = claims(payload, changed, badge);
    place.replaceChildren(whole(shown, at),
      piece("header", "Header", "What it is and how it is signed.", claims(head, changed, badge).node),
      piece("payload", "Payload", "What it says.", said.node));
    tick = () => { said.tick(); end.textContent = endInWords(payload.exp); };
    tick();
    flip.setAttribute("aria-pressed", String(flipped));
    flip.textContent = flipped ? "Change it back" : "Change one character";
    news.textContent = before && !flipped ? newsOf(changed) : "";
    result.replaceChildren(verdict(await judge(shown), head.alg));
  };
  await paint();
  const clock = setInterval(() => tick(), 1000);
  signal.addEventListener("abort", () => clearInterval(clock));

  return ownPage("token", "Your access token",
    el("p", {}, "Whenever this page asks the server for something, it shows this note: a JSON Web Token, or JWT. It says who you are and until when it holds, and ends with a signature that only the server can make. It is signed, not encrypted: everybody who holds it can read it, as you do here, but nobody can change it unnoticed. So it is kept in this page’s memory only, and ends soon. Show it to nobody."),
    place,
    el("section", { class: "piece signature" }, el("h2", {}, "Signature"), el("p", { class: "soft small" }, "Why one can believe it."), result,
      el("div", { class: "actions" }, flip)),
    part("A new one", "Before it ends, this page gets the next by itself. You need not wait.", end, el("div", { class: "actions" }, fresh), wrong.node, news));
}

// whole is the token in its three colours, with the character at marked.
function whole(token, at) {
  let begin = 0;
  const names = ["header", "payload", "signature"];
  const texts = token.split(".").map((text, i) => {
    const mark = at - begin;
    const inside = mark >= 0 && mark < text.length ? [text.slice(0, mark), el("mark", {}, text[mark]), text.slice(mark + 1)] : [text];
    begin += text.length + 1;
    return el("span", { class: names[i] }, inside);
  });
  return el("figure", { class: "card token-whole" },
    el("figcaption", {}, ["Header", "Payload", "Signature"].map((name, i) => el("span", { class: `token-name ${names[i]}` }, name))),
    el("p", { class: "token-text" }, el("code", {}, texts[0], ".", texts[1], ".", texts[2])));
}

function piece(kind, title, why, content) {
  return el("section", { class: `piece ${kind}` }, el("h2", {}, title), el("p", { class: "soft small" }, why), content);
}

function newsOf(changed) {
  const list = changed.join(", ");
  return `This is the next one. New in it: ${list}, and with them the signature. Who you are and which session it is have stayed.`;
}

// judge checks a signature with the keys that the server shows at this moment.
async function judge(token) {
  try {
    const { keys } = await (await send("GET", "/.well-known/jwks.json")).json();
    return await check(token, keys);
  } catch {
    return "unreachable";
  }
}
