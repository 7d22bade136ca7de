// The largest event that is taken, in characters: an answer has at most 100,000 bytes, and comes once more with its end.
const mostOfOne = 1_000_000;

// events yields the server-sent events of a stream of bytes (HTML, section 9.2) as { id, name, data }, data still a text.
// It throws where an event has no end, and where nothing, not even a comment, comes for so many milliseconds of silence.
export async function* events(bytes, silence = 40_000) {
  let line = "";
  let event = { id: "", name: "", data: [] };
  let id = "";
  let size = 0;
  let lastWasReturn = false;
  for await (const text of texts(bytes, silence)) {
    for (const piece of text.split(/(\r\n|\r|\n)/)) {
      if (piece === "\n" && lastWasReturn) { // the second half of a line end that was cut in two
        lastWasReturn = false;
        continue;
      }
      if (piece === "") continue;
      lastWasReturn = piece === "\r";
      if (!/^[\r\n]/.test(piece)) {
        line += piece;
        size += piece.length;
        if (size > mostOfOne) throw new Error("an event has no end");
        continue;
      }
      if (line !== "") {
        read(line, event);
      } else {
        id = event.id || id;
        if (event.data.length > 0) yield { id, name: event.name || "message", data: event.data.join("\n") };
        event = { id: "", name: "", data: [] };
        size = 0;
      }
      line = "";
    }
  }
}

// read takes one line into event. A line that begins with ":" is a comment.
function read(line, event) {
  const colon = line.indexOf(":");
  const field = colon < 0 ? line : line.slice(0, colon);
  const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
  if (field === "id" && !value.includes("\0")) event.id = value;
  else if (field === "event") event.name = value;
  else if (field === "data") event.data.push(value);
}

async function* texts(bytes, silence) {
  const reader = bytes.getReader();
  const decoder = new TextDecoder();
  let timer;
  try {
    for (;;) {
      const tooLong = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error("nothing was heard for long")), silence); });
      const { value, done } = await Promise.race([reader.read(), tooLong]);
      clearTimeout(timer);
      if (done) return;
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    clearTimeout(timer);
    reader.cancel().catch(() => {});
  }
}
