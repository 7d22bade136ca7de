import { el } from "../../parts/dom.js";
import { button, iconButton } from "../../parts/buttons.js";

const most = 8000; // characters of a message

// questionNode shows what the person has said. edit gets the text in its place; it is called with another text only.
export function questionNode(message, edit) {
  const node = el("article", { class: "question", "aria-label": "You" });
  show();

  function show() {
    const pencil = message.id && iconButton("pencil", "Edit your message", write, "little");
    node.replaceChildren(el("p", { class: "question-text" }, message.text), pencil || "");
  }

  function write() {
    const input = el("textarea", { class: "input", "aria-label": "Your message", rows: 3, maxlength: most }, message.text);
    const back = () => { show(); node.querySelector("button").focus(); };
    const done = () => {
      const text = input.value.trim();
      if (text === "" || text === message.text) back();
      else {
        edit(text);
        node.querySelector("button")?.focus();
      }
    };
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") back();
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        done();
      }
    });
    node.replaceChildren(el("div", { class: "question-edit" }, input,
      el("p", { class: "small soft" }, "What follows this message is dropped, and it is answered anew."),
      el("div", { class: "question-actions" }, button("Cancel", back, "plain"), button("Send", done, "main"))));
    input.focus();
    input.setSelectionRange(input.value.length, input.value.length);
  }

  return { node, paint: show };
}
