// Refusal is an answer of the server that is no success: its status, the stable word for it, the sentence for people, what
// is wrong with which field, and how many seconds to wait.
export class Refusal extends Error {
  constructor(status, problem, wait) {
    super(problem.detail ?? "Something went wrong on the server. Try again.");
    this.status = status;
    this.code = problem.code ?? "";
    this.wait = wait;
    this.fields = new Map();
    for (const { location, message } of problem.errors ?? []) this.fields.set(location.replace(/^body\./, ""), message);
  }
}

// Unreachable says that no answer came: the server is away, or the network.
export class Unreachable extends Error {
  constructor() {
    super("Spotter cannot be reached. Look at your connection and try again.");
    this.code = "unreachable";
  }
}

// patience is how long an answer that is no stream may take, in milliseconds.
const patience = 30_000;

// send asks the server, and returns its answer, a fetch Response, when that is a success. It throws Refusal, Unreachable,
// or an AbortError when signal says so. The browser adds the cookie.
export async function send(method, path, { body, token, accept = "application/json", headers = {}, signal } = {}) {
  const all = { Accept: accept, ...headers };
  if (token) all.Authorization = `Bearer ${token}`;
  if (body !== undefined) all["Content-Type"] = "application/json";
  const signals = [signal, accept === "application/json" ? AbortSignal.timeout(patience) : null].filter(Boolean);
  let answer;
  try {
    answer = await fetch(path, {
      method, headers: all, body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.any(signals), cache: "no-store", credentials: "same-origin", redirect: "error",
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Unreachable();
  }
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({}));
  throw new Refusal(answer.status, problem, Number(answer.headers.get("Retry-After")) || 0);
}
