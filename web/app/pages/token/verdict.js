import { el } from "../../parts/dom.js";
import { icon } from "../../parts/icons.js";

// What a check of the signature has come to: how it is shown, in a word, and what it means.
const verdicts = {
  right: ["good", "The signature is right", (alg) => `Your browser has just checked it (${alg}), with the public key that the server shows to everybody. Not a character has changed since the server signed it.`],
  wrong: ["bad", "The signature is wrong", () => "One character is another one than the server has signed: the server would refuse this token, and so would everybody who looks at the public key."],
  secret: ["", "Only the server can check it", (alg) => `It is signed with a secret (${alg}) that the server shares with nobody, so there is no public key to check it with.`],
  insecure: ["", "Your browser checks no signatures here", () => "Browsers do so on https, and on the machine that the server runs on. This page has come over plain http."],
  unsupported: ["", "Your browser cannot check it", (alg) => `It does not know ${alg === "EdDSA" ? "Ed25519" : alg}, which newer browsers do.`],
  "unknown key": ["", "The key is not there", () => "The server shows other public keys than the one that this token names: perhaps it has just changed them. Get a new token."],
  unreachable: ["", "The key could not be had", () => "The server did not answer with its public keys. Try again."],
};

// verdict says what a check has come to.
export function verdict(what, alg) {
  const [kind, word, means] = verdicts[what];
  return el("div", { class: `verdict ${kind}` }, icon(kind === "good" ? "check" : kind === "bad" ? "close" : "shield"),
    el("div", {}, el("p", { class: "row-name" }, word), el("p", {}, means(alg))));
}
