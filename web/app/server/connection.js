import { send } from "./wire.js";

// Whether the server can be reached: a change is told as the event "change", with the state in .reachable.
class Connection extends EventTarget {
  reachable = true;
  #back = null;

  // lost says that the server did not answer. It returns a promise that is kept when it answers again.
  lost() {
    this.#back ??= this.#search();
    return this.#back;
  }

  async #search() {
    this.#tell(false);
    for (let wait = 500; ; wait = Math.min(wait * 2, 10_000)) {
      await Promise.race([pause(wait), online()]);
      try {
        await send("GET", "/healthz");
        break;
      } catch {
        // Not yet.
      }
    }
    this.#back = null;
    this.#tell(true);
  }

  #tell(reachable) {
    this.reachable = reachable;
    this.dispatchEvent(new Event("change"));
  }
}

export const connection = new Connection();
addEventListener("offline", () => connection.lost());

// pause waits so many milliseconds.
export function pause(milliseconds) {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds); });
}

function online() {
  return new Promise((resolve) => { addEventListener("online", resolve, { once: true }); });
}
