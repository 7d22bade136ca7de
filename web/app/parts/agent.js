const browsers = [[/Edg(e|A|iOS)?\//, "Edge"], [/OPR\//, "Opera"], [/SamsungBrowser\//, "Samsung Internet"], [/(Firefox|FxiOS)\//, "Firefox"],
  [/(HeadlessChrome|Chrome|CriOS|Chromium)\//, "Chrome"], [/Version\/.*Safari\//, "Safari"]];
const systems = [[/iPhone/, "iPhone"], [/iPad/, "iPad"], [/Android/, "Android"], [/CrOS/, "ChromeOS"], [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "a Mac"], [/Linux|X11/, "Linux"]];

// agentInWords is a User-Agent as people say it: "Chrome on Linux". Of a program it is its name, "curl".
export function agentInWords(agent) {
  const named = (list) => list.find(([pattern]) => pattern.test(agent))?.[1];
  const browser = named(browsers);
  const system = named(systems);
  if (browser) return system ? `${browser} on ${system}` : browser;
  const program = agent.split(/[/\s(]/)[0];
  return program ? program.slice(0, 40) : "An unknown program";
}
