import { el } from "../parts/dom.js";
import { call } from "../server/api.js";

// show is the conversation with the coach.
export async function show({ signal }) {
  const { conversation } = await call("GET", "/conversation", { signal });
  return el("div", { class: "page" }, el("h1", {}, "Coach"), el("p", {}, conversation));
}
