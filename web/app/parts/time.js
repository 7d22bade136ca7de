const day = 86_400_000;

function midnight(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

// daysAgo is how many days lie between the day of date and today, in the reader's time zone.
export function daysAgo(date, now = new Date()) {
  return Math.round((midnight(now) - midnight(date)) / day);
}

// periodOf is the heading under which something of that date stands in a list: Today, Yesterday, …, "March 2026".
export function periodOf(date, now = new Date()) {
  const days = daysAgo(date, now);
  if (days <= 0) return "Today";
  if (days === 1) return "Yesterday";
  if (days < 7) return "Last seven days";
  if (days < 30) return "Last thirty days";
  return date.toLocaleDateString("en", { month: "long", year: "numeric" });
}

// dayInWords is a date as one says it: "today", "yesterday", "Monday", "2 March", "2 March 2025".
export function dayInWords(date, now = new Date()) {
  const days = daysAgo(date, now);
  if (days === 0) return "today";
  if (days === 1) return "yesterday";
  if (days > 1 && days < 7) return date.toLocaleDateString("en", { weekday: "long" });
  const year = date.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year });
}

// momentInWords is dayInWords with the time of day: "today at 14:05".
export function momentInWords(date, now = new Date()) {
  return `${dayInWords(date, now)} at ${date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}`;
}

// sinceInWords is how long ago something was: "just now", "5 minutes ago", "yesterday at 14:05".
export function sinceInWords(date, now = new Date()) {
  const minutes = Math.floor((now - date) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return minutes === 1 ? "a minute ago" : `${minutes} minutes ago`;
  return momentInWords(date, now);
}
