import { Marked } from "../../vendor/marked.esm.js";
import "../../vendor/purify.min.js";

// What the coach says is Markdown, and may be a model's: it is trusted with nothing. HTML in it is shown as the text that it
// is, pictures are left out, for to load one would tell somebody that it was read, and links lead to https alone.

const purify = globalThis.DOMPurify;
const allowed = {
  ALLOWED_TAGS: ["p", "br", "strong", "em", "del", "code", "pre", "blockquote", "ul", "ol", "li", "h3", "h4", "h5", "h6", "hr", "table", "thead", "tbody", "tr", "th", "td", "a"],
  ALLOWED_ATTR: ["href", "start", "align"],
  ALLOWED_URI_REGEXP: /^https:\/\//i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
};

const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text) => text.replace(/[&<>"']/g, (c) => escapes[c]);

const marked = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    html: ({ text }) => escaped(text),
    image: ({ text }) => escaped(text),
    heading({ tokens, depth }) { // beneath the headings of the page
      const level = Math.min(depth + 2, 6);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`;
    },
    checkbox: ({ checked }) => (checked ? "☑ " : "☐ "),
  },
});

const item = /^\s*([-*+]|\d+[.)])\s/;

// parted puts an empty line behind a list where none is: Markdown takes a line behind an item for a part of it, and nobody
// who writes for people means that.
function parted(text) {
  let code = false;
  const lines = text.split("\n");
  return lines.flatMap((line, i) => {
    if (/^\s*(```|~~~)/.test(line)) code = !code;
    const ends = !code && item.test(line) && /^\S/.test(lines[i + 1] ?? "") && !item.test(lines[i + 1]);
    return ends ? [line, ""] : [line];
  }).join("\n");
}

// fromMarkdown is the text as elements.
export function fromMarkdown(text) {
  const fragment = purify.sanitize(marked.parse(parted(text)), allowed);
  for (const link of fragment.querySelectorAll("a")) {
    if (!link.hasAttribute("href")) {
      link.replaceWith(...link.childNodes);
      continue;
    }
    link.rel = "noopener noreferrer";
    link.target = "_blank";
  }
  for (const table of fragment.querySelectorAll("table")) {
    const frame = document.createElement("div");
    frame.className = "table-frame";
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", "Table");
    table.replaceWith(frame);
    frame.append(table);
  }
  return fragment;
}
