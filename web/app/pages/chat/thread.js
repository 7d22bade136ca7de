import { el } from "../../parts/dom.js";
import { announce } from "../../parts/announce.js";
import { momentInWords } from "../../parts/time.js";
import { call } from "../../server/api.js";
import { askCoach, Lost, resumeAnswer, stopAnswer } from "../../server/answer.js";
import { wordsOf } from "../../server/words.js";
import { answerNode } from "./answer.js";
import { follower } from "./follower.js";
import { isListed } from "./list.js";
import { questionNode } from "./question.js";

// A thread is one conversation on the page: its messages, and the answer that is being written.
//
//   changed(id, title)  the conversation has begun, or has gone on
//   busy(now)           an answer is being written, or no longer
//   refused(text, why)  text was not sent
export function thread({ signal, changed, busy, refused }) {
  const node = el("div", { class: "thread" });
  const scroll = follower(node, signal);
  let id = "";
  let rows = []; // { message, view, day } in order; day is the line above that says when, if there is one
  let working = 0; // answers that are heard at this moment

  // show asks for the conversation, and goes on with the answer that is being written, unless nothing is told of it.
  async function show(conversation, follow = true) {
    id = conversation;
    const messages = [];
    let title = "";
    for (let cursor = ""; cursor !== null;) {
      const page = await call("GET", `/conversations/${id}?cursor=${encodeURIComponent(cursor)}`, { signal });
      messages.push(...page.messages);
      title = page.title;
      cursor = page.next_cursor;
    }
    rows = [];
    node.replaceChildren();
    messages.forEach(add);
    markLast();
    scroll.toEnd();
    const running = rows.find((row) => row.message.status === "running");
    if (running && follow) work(running, (take) => resumeAnswer(id, take, signal));
    return title;
  }

  function rowOf(message) {
    const row = { message };
    row.view = message.role === "user" ? questionNode(message, (text) => edit(row, text))
      : answerNode(message, { again: () => again(row), suggest: (text) => send(text) });
    if (message.role === "assistant") row.view.paint();
    return row;
  }

  function add(message) {
    const row = rowOf(message);
    const before = rows.findLast((other) => other.message.role === "user");
    if (message.role === "user" && dayOf(before?.message) !== dayOf(message)) {
      row.day = el("p", { class: "day soft small" }, el("time", { datetime: message.created_at }, momentInWords(new Date(message.created_at))));
      node.append(row.day);
    }
    rows.push(row);
    node.append(row.view.node);
    return row;
  }

  function drop(from) {
    for (const row of rows.splice(from)) {
      row.day?.remove();
      row.view.node.remove();
    }
  }

  function markLast() {
    rows.forEach((row, i) => row.view.isLast?.(i === rows.length - 1));
  }

  // send puts a question, and shows it at once.
  function send(text) {
    const question = add(messageOf("user", { text, status: "done" }));
    const answer = add(messageOf("assistant"));
    markLast();
    scroll.toEnd();
    catchFocus(answer);
    const body = id ? { message: text, conversation_id: id } : { message: text };
    return work(answer, (take) => askCoach("POST", "/conversation", body, take, signal), question);
  }

  // edit puts a question anew: what follows it goes.
  function edit(row, text) {
    drop(rows.indexOf(row) + 1);
    const before = row.message.text;
    row.message.text = text;
    row.view.paint();
    const answer = add(messageOf("assistant"));
    markLast();
    return work(answer, (take) => askCoach("PATCH", `/messages/${row.message.id}`, { text }, take, signal), row, () => { row.message.text = before; });
  }

  // again has a question answered once more. The answer before stays as a variant.
  function again(row) {
    const { variants, ...old } = row.message;
    Object.assign(row.message, messageOf("assistant"), { variants: [...variants, old] });
    const { node: before } = row.view;
    row.view = rowOf(row.message).view;
    before.replaceWith(row.view.node);
    markLast();
    catchFocus(row);
    return work(row, (take) => askCoach("POST", `/messages/${old.id}/regenerate`, undefined, take, signal));
  }

  // work has an answer written: begin gets what to do with its events.
  async function work(answer, begin, question) {
    const { message, view } = answer;
    working += 1;
    busy(true);
    try {
      const any = await begin((event) => hear(event, message, question, view));
      if (any === false || message.status === "running") await show(id, false);
      else announce(message.text);
    } catch (error) {
      if (signal.aborted) return;
      await failed(error, question);
    } finally {
      working -= 1;
      if (!signal.aborted) busy(working > 0);
    }
  }

  function hear({ name, data }, message, question, view) {
    switch (name) {
      case "start":
        message.text = "";
        message.sources = [];
        message.calculations = [];
        message.id = data.message_id;
        if (question && data.question_id) {
          question.message.id = data.question_id;
          question.view.paint();
        }
        if (id !== data.conversation_id) changed(id = data.conversation_id, question?.message.text);
        else changed(id);
        break;
      case "delta": message.text += data.text; break;
      case "source": message.sources.push(data); break;
      case "calculation": message.calculations.push(data); break;
      case "done":
        Object.assign(message, { text: data.response, id: data.message_id, status: data.status, coach: data.coach,
          sources: data.sources, calculations: data.calculations, suggestions: data.suggestions });
        break;
      case "error":
        message.status = "interrupted";
        break;
      default: return;
    }
    scroll.keeping(() => view.paint());
  }

  // failed puts the page back to what the server has. A question that was not taken goes back to whoever wrote it.
  async function failed(error, question) {
    const text = question?.message.text ?? "";
    try {
      const begun = id || (error instanceof Lost && await arrivedAsNew(text));
      const fresh = begun && !id;
      if (begun) await show(begun);
      else drop(0);
      if (fresh) changed(begun, text);
    } catch {
      if (signal.aborted) return;
      drop(0);
    }
    if (error instanceof Lost && lastQuestion() === text) return;
    refused(text, wordsOf(error));
  }

  function lastQuestion() {
    return rows.findLast((row) => row.message.role === "user")?.message.text;
  }

  // arrivedAsNew finds the conversation that a lost message has begun, if it has.
  async function arrivedAsNew(text) {
    const { items: [latest] } = await call("GET", "/conversations?limit=1", { signal });
    if (!latest || isListed(latest.id)) return "";
    const { messages } = await call("GET", `/conversations/${latest.id}`, { signal });
    return messages[0]?.text === text ? latest.id : "";
  }

  return { node, show, send, stop: () => id && stopAnswer(id).catch((error) => refused("", wordsOf(error))), get empty() { return rows.length === 0; } };
}

// catchFocus takes the focus to an answer that begins when what was pressed for it has gone.
function catchFocus({ view: { node } }) {
  if (document.activeElement !== document.body) return;
  node.tabIndex = -1;
  node.focus({ preventScroll: true });
}

function dayOf(message) {
  return message && new Date(message.created_at).toDateString();
}

function messageOf(role, more) {
  return { id: "", role, text: "", status: "running", coach: null, sources: [], calculations: [], suggestions: [], rating: null, variants: [], created_at: new Date().toISOString(), ...more };
}
