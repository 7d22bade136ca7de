import { el } from "../../parts/dom.js";
import { iconButton } from "../../parts/buttons.js";

const slack = 80; // pixels above the end that still count as the end

// follower keeps the end of a growing page in sight, as long as the reader is there; who reads further up is left alone.
export function follower(node, signal) {
  const scroller = document.scrollingElement;
  const atEnd = () => scroller.scrollHeight - scroller.scrollTop - innerHeight < slack;
  const toEnd = () => requestAnimationFrame(() => scrollTo(0, scroller.scrollHeight));
  let waiting = null;
  let there = true; // the reader was at the end before the window got another size, as it does for a keyboard
  addEventListener("scroll", () => { there = atEnd(); }, { signal, passive: true });
  addEventListener("resize", () => { if (there) toEnd(); }, { signal });

  return {
    toEnd,
    // keeping runs paint, at most once a frame, and stays at the end if that is where the reader is.
    keeping(paint) {
      if (waiting) return;
      waiting = requestAnimationFrame(() => {
        waiting = null;
        if (signal.aborted) return;
        const follow = atEnd();
        paint();
        if (follow) scrollTo(0, scroller.scrollHeight);
      });
    },
  };
}

// endButton goes to the end of the page; it is there while the end is not in sight.
export function endButton(signal) {
  const made = iconButton("down", "To the latest message", () => scrollTo({ top: document.scrollingElement.scrollHeight, behavior: "smooth" }), "to-end");
  const holder = el("div", { class: "to-end-holder", hidden: true }, made);
  const look = () => {
    const page = document.scrollingElement;
    holder.hidden = page.scrollHeight - page.scrollTop - innerHeight < 200;
  };
  addEventListener("scroll", look, { signal, passive: true });
  addEventListener("resize", look, { signal });
  return holder;
}
