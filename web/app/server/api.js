import { connection } from "./connection.js";
import { session } from "./session.js";
import { Refusal, send, Unreachable } from "./wire.js";

// call asks the server in the name of whoever is signed in, and returns the JSON that it answers, null for no content.
// It throws Refusal; Unreachable, but for GET, which waits until the server is back; and AbortError.
//
//   const { items } = await call("GET", "/conversations?limit=20", { signal });
//   await call("PATCH", "/me", { body: { age: 40 } });
export async function call(method, path, options = {}) {
  const answer = await ask(method, path, options);
  return answer.status === 204 ? null : answer.json();
}

// ask is call for answers that are no JSON: it returns the Response.
export async function ask(method, path, options = {}) {
  for (let renewed = false; ;) {
    const token = await session.token();
    try {
      return await send(method, path, { ...options, token });
    } catch (error) {
      if (error instanceof Refusal && error.status === 401 && !renewed) {
        renewed = true;
        await session.renew(token);
      } else if (error instanceof Unreachable && method === "GET" && !options.accept) {
        await connection.lost();
        options.signal?.throwIfAborted();
      } else {
        throw error;
      }
    }
  }
}
