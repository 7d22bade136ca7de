import { ask, call } from "./api.js";
import { connection, pause } from "./connection.js";
import { events } from "./events.js";
import { session } from "./session.js";
import { Refusal, Unreachable } from "./wire.js";

const stream = "text/event-stream";
const silence = 40_000; // milliseconds; the server says something every 15 seconds

// Lost says that nobody knows whether the question has arrived: the connection broke before its answer began.
export class Lost extends Error {
  constructor() {
    super("The connection was lost before your message arrived. Send it again.");
  }
}

// askCoach puts a question, or a question anew, and tells take what comes: ({ name, data }), data an object. It goes on
// behind the last event when the connection breaks, and returns after the last one. It throws Refusal and Lost.
export async function askCoach(method, path, body, take, signal) {
  const first = await open(() => ask(method, path, { body, accept: stream, signal }));
  await follow(first, null, take, signal);
}

// resumeAnswer tells take of the answer that is being written in a conversation, from its start. It returns false when
// there is none.
export async function resumeAnswer(conversation, take, signal) {
  return follow(null, conversation, take, signal);
}

async function open(first) {
  try {
    return await first();
  } catch (error) {
    if (error instanceof Unreachable) {
      await connection.lost();
      throw new Lost();
    }
    throw error;
  }
}

// follow hears a stream, and the next one where it breaks, until the answer is whole.
async function follow(answer, conversation, take, signal) {
  let last = "";
  let heardAny = answer !== null;
  for (let failures = 0; ; failures += 1) {
    if (answer === null) answer = await resume(conversation, last, signal);
    if (answer.status === 204) {
      // All of it was told, or it is too old to be told again.
      if (heardAny && failures > 0) take({ name: "gone", data: {} });
      return heardAny;
    }
    heardAny = true;
    const end = await hear(answer, signal, (event) => {
      last = event.id || last;
      failures = 0;
      if (event.name === "start") conversation = event.data.conversation_id;
      take(event);
    });
    if (end) return true;
    signal.throwIfAborted();
    if (!conversation) {
      await connection.lost();
      throw new Lost();
    }
    answer = null;
    await pause(Math.min(200 * 2 ** failures, 5000));
  }
}

// resume waits until the server is there, and asks for what comes behind the event called last.
async function resume(conversation, last, signal) {
  for (;;) {
    try {
      return await ask("GET", `/conversations/${conversation}/stream`, { accept: stream, signal, headers: last ? { "Last-Event-ID": last } : {} });
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof Unreachable) await connection.lost();
      else if (error instanceof Refusal && error.wait > 0) await pause(error.wait * 1000);
      else throw error;
    }
  }
}

// Errors that end a stream but not the answer.
const passing = ["session_ended", "token_expired", "unavailable", "shutting_down"];

// hear tells the events of one connection, and whether the last one was among them.
async function hear(answer, signal, take) {
  const token = await session.token();
  try {
    for await (const { id, name, data } of events(answer.body, silence)) {
      const event = { id, name, data: JSON.parse(data) };
      if (name === "error" && passing.includes(event.data.code)) {
        if (/token|session/.test(event.data.code)) await session.renew(token);
        return false;
      }
      take(event);
      if (name === "done" || name === "error") return true;
    }
  } catch (error) {
    if (signal.aborted) throw error;
  }
  return false;
}

// stopAnswer stops the answer that is being written in a conversation. What is written stays.
export function stopAnswer(conversation) {
  return call("POST", `/conversations/${conversation}/stop`);
}
