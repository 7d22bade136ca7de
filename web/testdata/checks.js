// What the modules of the app must hold, told as complaints: an empty list is a pass. folder is where they lie.
export async function run(folder) {
  const complaints = [];
  const same = (what, got, want) => {
    if (JSON.stringify(got) !== JSON.stringify(want)) complaints.push(`${what}: ${JSON.stringify(got)}, want ${JSON.stringify(want)}`);
  };
  await checkAgents(folder, same);
  await checkTokens(folder, same);
  await checkEvents(folder, same);
  await checkMarkdown(folder, same);
  await checkCalculations(folder, same);
  await checkTime(folder, same);
  await checkWords(folder, same);
  await checkTraining(folder, same);
  await checkCharts(folder, same);
  return complaints;
}

async function checkAgents(folder, same) {
  const { agentInWords } = await import(`${folder}parts/agent.js`);
  const table = [
    ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36", "Chrome on Linux"],
    ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge on Windows"],
    ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:143.0) Gecko/20100101 Firefox/143.0", "Firefox on a Mac"],
    ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1", "Safari on iPhone"],
    ["Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36", "Chrome on Android"],
    ["curl/8.5.0", "curl"],
    ["", "An unknown program"],
  ];
  for (const [agent, want] of table) same(`agent ${agent}`, agentInWords(agent), want);
}

// checkTokens makes a token with each algorithm, as a server would, and has it checked.
async function checkTokens(folder, same) {
  const { check, forged, read } = await import(`${folder}parts/jwt.js`);
  const url = (text) => btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  const kinds = {
    EdDSA: { name: "Ed25519" },
    ES256: { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" },
    RS256: { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
  };
  for (const [alg, kind] of Object.entries(kinds)) {
    const pair = await crypto.subtle.generateKey(kind, true, ["sign", "verify"]);
    const keys = [{ ...await crypto.subtle.exportKey("jwk", pair.publicKey), kid: "one", use: "sig", alg }];
    const signed = `${url(JSON.stringify({ alg, kid: "one" }))}.${url(JSON.stringify({ iat: 1, user: { username: "mira" } }))}`;
    const token = `${signed}.${url(String.fromCharCode(...new Uint8Array(await crypto.subtle.sign(kind, pair.privateKey, new TextEncoder().encode(signed)))))}`;
    same(`${alg}, as signed`, await check(token, keys), "right");
    const other = forged(token);
    same(`${alg}, one character changed`, [...token].filter((c, i) => c !== other.token[i]).length, 1);
    same(`${alg}, changed`, await check(other.token, keys), "wrong");
    same(`${alg}, what it says then`, read(other.token.split(".")[1]).user.username !== "mira", true);
    same(`${alg}, without keys`, await check(token, []), "secret");
    same(`${alg}, with another key`, await check(token, [{ ...keys[0], kid: "two" }]), "unknown key");
  }
}

// streamOf is a stream of the bytes of text, cut into pieces of that many bytes.
function streamOf(text, size) {
  const bytes = new TextEncoder().encode(text);
  return new ReadableStream({
    start(controller) {
      for (let i = 0; i < bytes.length; i += size) controller.enqueue(bytes.slice(i, i + size));
      controller.close();
    },
  });
}

async function checkEvents(folder, same) {
  const { events } = await import(`${folder}server/events.js`);
  const all = async (stream, silence) => {
    const list = [];
    for await (const { id, name, data } of events(stream, silence)) list.push([id, name, data]);
    return list;
  };
  const text = ": a comment\n\nid: 1\nevent: start\ndata: {}\n\nid: 2\r\nevent: delta\r\ndata: Rücken 🏋\r\ndata: two\r\n\r\nid: 3\revent: done\rdata:x\r\rdata: without a name\n\ndata: never ends";
  const want = [["1", "start", "{}"], ["2", "delta", "Rücken 🏋\ntwo"], ["3", "done", "x"], ["3", "message", "without a name"]];
  for (const size of [1, 2, 3, 7, 1000]) same(`events in pieces of ${size}`, await all(streamOf(text, size)), want);
  const refuses = (promise) => promise.then(() => "taken", () => "refused");
  same("an event without an end", await refuses(all(streamOf(`data: ${"x".repeat(1_000_100)}`, 65536))), "refused");
  same("lines without an end", await refuses(all(streamOf("data: 0123456789\n".repeat(80_000), 65536))), "refused");
  same("silence", await refuses(all(new ReadableStream(), 20)), "refused");
}

async function checkMarkdown(folder, same) {
  const { fromMarkdown } = await import(`${folder}pages/chat/markdown.js`);
  const html = (text) => {
    const node = document.createElement("div");
    node.append(fromMarkdown(text));
    return node;
  };
  for (const attack of [
    "<script>window.hacked = 1</script>", "<img src=x onerror='window.hacked = 1'>", "![pixel](https://example.com/a.png)", "![x](data:image/png;base64,AAAA)",
    "[x](javascript:window.hacked=1)", "[x](JaVaScRiPt:alert(1))", "[x](data:text/html,<script>alert(1)</script>)", "[x](http://example.com)", "[x](//example.com)", "[x](/logout)", "<javascript:alert(1)>",
    "<iframe src=https://example.com></iframe>", "<form action=/logout><button>x</button></form>", "<svg onload=alert(1)>", "<style>*{display:none}</style>", "<a href=https://example.com onclick=alert(1)>x</a>",
    "```\n</code></pre><script>1</script>\n```", "`<img src=x>`", "[x](https://example.com \"\\\" onmouseover=alert(1)\")", "<p style=position:fixed id=main class=door>x</p>",
    "[ref]\n\n[ref]: javascript:alert(1)", "<math><mtext></mtext><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
  ]) {
    const node = html(attack);
    const bad = node.querySelectorAll("script, img, iframe, form, button, input, style, svg, math, object, embed, [id], [style], [onclick], [onerror], [onload], [onmouseover]");
    if (bad.length > 0) same(attack, node.innerHTML, "nothing of this");
    for (const link of node.querySelectorAll("a")) if (!/^https:\/\//.test(link.getAttribute("href"))) same(attack, link.outerHTML, "no such link");
  }
  same("what was hacked", window.hacked ?? null, null);
  same("HTML is shown", html("a <b>bold</b> word").textContent.trim(), "a <b>bold</b> word");
  const link = html("[x](https://example.com/)").querySelector("a");
  same("a link", [link.rel, link.target, link.href], ["noopener noreferrer", "_blank", "https://example.com/"]);
  same("a line behind a list", [...html("one:\n- a\n- b\nTwo").children].map((n) => n.tagName), ["P", "UL", "P"]);
  same("code is left alone", html("```\n- a\nb\n```").querySelector("code").textContent, "- a\nb\n");
  same("a heading", html("# One").firstChild.tagName, "H3");
  same("a table", html("|a|b|\n|-|-|\n|1|2|").querySelectorAll(".table-frame td").length, 2);
}

async function checkCalculations(folder, same) {
  const { cardsOf } = await import(`${folder}pages/chat/calculation.js`);
  const words = (...calculations) => {
    const cards = cardsOf(calculations);
    return cards && [...cards.querySelectorAll(".calculation-title, .calculation-value, .calculation-from, dt, dd")].map((n) => n.textContent);
  };
  same("zones", words({ name: "heart_rate_zones", input: { age: 40, formula: "Tanaka", method: "percent of maximum" },
    output: { moderate_bpm: { low: 115, high: 137 }, maximum_bpm: 180, very_light_bpm: { high: 103 } } }),
  ["Heart-rate zone, moderate", "115–137 bpm", "Tanaka · age 40", "Maximum", "180 bpm", "Very light", "under 103 bpm"]);
  same("a maximum", words({ name: "one_rep_max", input: { formula: "Epley", load: "100 kg", repetitions: 5 }, output: { maximum: "116.7 kg" } }),
    ["One-repetition maximum", "116.7 kg", "Epley · 100 kg · 5 repetitions"]);
  same("one that nobody knows", words({ name: "moon_phase", input: {}, output: { days_left: 3, deep: { a: { b: 1 } } } }), ["Moon phase", "3", ""]);
  same("without a result", words({ name: "bmi", input: {}, output: {} }, { name: "exercise", input: { slug: "plank" }, output: { level: "beginner" } }), null);
}

async function checkTime(folder, same) {
  const { periodOf, dayInWords } = await import(`${folder}parts/time.js`);
  const now = new Date(2026, 2, 10, 0, 30);
  const at = (...parts) => new Date(2026, ...parts);
  same("periods", [at(2, 10, 0, 1), at(2, 9, 23, 59), at(2, 4), at(2, 3), at(1, 8), new Date(2025, 11, 31)].map((d) => periodOf(d, now)),
    ["Today", "Yesterday", "Last seven days", "Last thirty days", "February 2026", "December 2025"]);
  same("days", [at(2, 10), at(2, 9), at(2, 4), at(2, 3), new Date(2025, 2, 3)].map((d) => dayInWords(d, now)), ["today", "yesterday", "Wednesday", "3 March", "3 March 2025"]);
}

async function checkWords(folder, same) {
  const { wordsOf } = await import(`${folder}server/words.js`);
  const { Refusal } = await import(`${folder}server/wire.js`);
  const said = (status, problem, wait) => wordsOf(new Refusal(status, problem, wait));
  same("throttled", said(429, { code: "throttled", detail: "wait as many seconds as Retry-After says" }, 40), "Too many attempts. Try again in 40 seconds.");
  same("a long wait", said(429, { code: "throttled" }, 3600), "Too many attempts. Try again in 60 minutes.");
  same("what is not known", said(409, { code: "new", detail: "Do this." }, 0), "Do this.");
  same("no problem document", said(502, {}, 0), "Something went wrong on the server. Try again.");
}

async function checkTraining(folder, same) {
  const { dose, effort, facts, rest } = await import(`${folder}pages/week/words.js`);
  const { session } = await import(`${folder}server/session.js`);
  const of = (low, high = low) => ({ low, high });
  same("doses", [dose({ sets: 3, reps: of(8, 12) }), dose({ sets: 2, seconds: of(30) }), dose({ sets: 1, seconds: of(420) })], ["3 × 8–12", "2 × 30 s", "1 × 7 min"]);
  same("rests", [rest(of(90)), rest(of(120, 180)), rest(of(0))], ["rest 90 s", "rest 2–3 min", ""]);
  const efforts = () => [effort(7, true), effort(8.5, true), effort(9, true), effort(10, true), effort(6, false), effort(null, true)];
  const light = { effort: 7, reps: of(8), rest_seconds: of(90), each_side: true, load_kg: null, load_percent: of(70, 75) };
  const loads = () => [facts(light), facts({ ...light, load_kg: 77.5 }), facts({ ...light, each_side: false, load_percent: null })].map((f) => f.join(" · "));
  same("efforts in plain words", efforts(), ["leave 3 repetitions in reserve", "leave 1 or 2 repetitions in reserve", "leave 1 repetition in reserve", "until no repetition is left", "easy", ""]);
  same("loads in plain words", loads(), ["choose a weight that leaves 3 repetitions in reserve · each side · rest 90 s", "77.5 kg · leave 3 repetitions in reserve · each side · rest 90 s", "leave 3 repetitions in reserve · rest 90 s"]);
  session.user = { level: "expert" };
  same("efforts", efforts()[0], "leave 3 repetitions in reserve (RPE 7)");
  same("loads", loads()[0], "about 70–75 % of the most you can lift once (1RM) · leave 3 repetitions in reserve (RPE 7) · each side · rest 90 s");
  const { amount } = await import(`${folder}pages/log/amount.js`);
  const typed = (counts, begin, ...texts) => {
    const made = amount(counts, begin);
    texts.forEach((text, i) => { made.inputs[i].value = text; });
    return [made.isEmpty(), made.value()];
  };
  same("amounts", [typed("reps", {}, "8"), typed("reps", {}), typed("seconds", { seconds: 90 }), typed("seconds", {}, "45"), typed("seconds", {}, "5", "2"), typed("minutes", { seconds: 1200 }), typed("minutes", {}, "7,5"), typed("reps", {}, "many")],
    [[false, { reps: 8 }], [true, {}], [false, { seconds: 90 }], [false, { seconds: 45 }], [false, { seconds: 125 }], [false, { seconds: 1200 }], [false, { seconds: 450 }], [false, { reps: "many" }]]);
  const { kilograms, shown } = await import(`${folder}parts/weights.js`);
  localStorage.setItem("spotter.unit", "lb");
  same("pounds", [kilograms(135), shown(kilograms(135)), shown(100)], [61.23, 135, 220.5]);
  localStorage.removeItem("spotter.unit");
  same("kilograms", [kilograms(62.5), shown(62.5)], [62.5, 62.5]);
  const { exercisesOf } = await import(`${folder}pages/workouts/words.js`);
  const set = { exercise: "bench-press", name: "Bench", reps: 8, seconds: null, weight_kg: 60, rpe: null };
  same("a workout", exercisesOf([set, set, { ...set, rpe: 9 }, { exercise: "plank", name: "Plank", reps: null, seconds: 90, weight_kg: null, rpe: null }]),
    [{ name: "Bench", words: "2 × 8 at 60 kg; 8 at 60 kg, RPE 9" }, { name: "Plank", words: "1:30 min" }]);
  session.user = null;
  const { mondayOf, plusDays } = await import(`${folder}parts/dates.js`);
  same("Mondays", [mondayOf("2026-03-02"), mondayOf("2026-03-08"), plusDays("2026-02-28", 1), plusDays("2026-10-25", 1)], ["2026-03-02", "2026-03-02", "2026-03-01", "2026-10-26"]);
}

async function checkCharts(folder, same) {
  const { scale, ticks } = await import(`${folder}parts/chart.js`);
  same("ticks", [ticks(72, 121), ticks(0, 7), ticks(50, 50)].map((all) => [all[0] <= all.at(-1), all.length <= 8]), Array(3).fill([true, true]));
  same("a scale", [scale(0, 10, 100, 0)(5), scale(3, 3, 0, 10)(3)], [50, 5]);
  const { line } = await import(`${folder}parts/chart-line.js`);
  const { columns, spark } = await import(`${folder}parts/chart-columns.js`);
  const { band } = await import(`${folder}parts/chart-band.js`);
  const one = { at: 1, value: 80, label: "80 kg", short: 80, name: "2 Mar" };
  const pictures = [line(280, [one]), line(280, [one, { ...one, at: 2, value: 80 }]), columns(280, [{ value: 0, name: "2 Mar" }], { most: 4 }), spark([0, 0], 1),
    band(280, [{ from: 70, to: 97, number: 1 }, { from: 97, to: 180, number: 2 }])];
  same("numbers in pictures", pictures.map((p) => /NaN|Infinity|undefined/.test(new XMLSerializer().serializeToString(p))), Array(5).fill(false));
}
