import { el } from "../../parts/dom.js";
import { iconButton } from "../../parts/buttons.js";
import { announce } from "../../parts/announce.js";
import { draftOf, keepDraft } from "./draft.js";

const most = 8000; // characters of a message
const near = 500; // of them left, the number is shown

// composer is where a message is written. send gets its text; stop ends the answer that is being written.
export function composer({ send, stop }) {
  let conversation = "";
  let busy = false;
  let sent = false; // by Enter, which was the last key
  const input = el("textarea", { class: "composer-input", rows: 1, "aria-label": "Message to the coach", placeholder: "Ask your coach", autofocus: true, enterkeyhint: "send" });
  const count = el("p", { class: "composer-count small soft" });
  const notice = el("p", { class: "notice bad", role: "alert" });
  const sendButton = iconButton("send", "Send", submit, "composer-send", { "aria-disabled": "true" });
  const stopButton = iconButton("stop", "Stop the answer", stop, "composer-send", { hidden: true });

  function fit() {
    input.style.setProperty("height", "auto");
    input.style.setProperty("height", `${Math.min(input.scrollHeight, innerHeight * 0.4)}px`);
    const left = most - [...input.value].length;
    count.textContent = left > near ? "" : left >= 0 ? `${left} characters left` : `${-left} characters too many`;
    count.classList.toggle("wrong", left < 0);
    sendButton.setAttribute("aria-disabled", String(input.value.trim() === "" || left < 0));
  }

  function submit() {
    const text = input.value.trim();
    if (text === "" || [...input.value].length > most) return;
    if (busy) return announce("The answer is still being written. Stop it, or wait for it.");
    set("");
    notice.textContent = "";
    send(text);
  }

  function set(text) {
    input.value = text;
    keepDraft(conversation, text);
    fit();
  }

  input.addEventListener("input", () => { keepDraft(conversation, input.value); fit(); });
  input.addEventListener("keydown", (event) => {
    // Where the keyboard is on the screen, Enter makes a line: there is the button to send.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    sent = true;
    submit();
  });
  // Some keyboards make a line all the same.
  input.addEventListener("beforeinput", (event) => {
    if (sent && event.inputType === "insertLineBreak") event.preventDefault();
    sent = false;
  });

  return {
    node: el("div", { class: "composer" }, notice, el("div", { class: "composer-box" }, input, sendButton, stopButton), count),
    // of says in which conversation this is, and brings back what was begun there.
    of(id) {
      conversation = id;
      input.value = draftOf(id);
      requestAnimationFrame(fit);
    },
    // busy says whether an answer is being written.
    busy(now) {
      const focused = document.activeElement === sendButton || document.activeElement === stopButton;
      busy = now;
      sendButton.hidden = now;
      stopButton.hidden = !now;
      if (focused) (now ? stopButton : input).focus();
    },
    // giveBack puts a message that was not sent back, and says why.
    giveBack(text, why) {
      if (input.value === "") set(text);
      notice.textContent = why;
    },
    say(why) { notice.textContent = why; },
    // moved says that the conversation has got its id.
    moved(id) {
      const text = input.value;
      keepDraft(conversation, "");
      conversation = id;
      keepDraft(conversation, text);
    },
    focus() { input.focus(); },
  };
}
