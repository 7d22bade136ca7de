const asked = new Map();

// style loads a style sheet that not every page needs, once. pages/index.js says which page needs which.
export function style(address) {
  const { href } = new URL(address);
  if (!asked.has(href)) {
    asked.set(href, new Promise((resolve) => {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = href;
      link.addEventListener("load", resolve);
      link.addEventListener("error", resolve); // the page can be used without it
      document.head.append(link);
    }));
  }
  return asked.get(href);
}
