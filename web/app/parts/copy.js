// copyText puts text on the clipboard, and tells whether it could. Browsers offer the clipboard on https and on this machine
// only; elsewhere the old way serves.
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "unseen";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
