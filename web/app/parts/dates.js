// Days as the server writes them, "2026-03-02", which belong to no time zone.

const day = 86_400_000;

// dateOf is such a day as a Date, at its midnight here.
export function dateOf(text) {
  const [year, month, date] = text.split("-").map(Number);
  return new Date(year, month - 1, date);
}

// textOf is the day of a Date here.
export function textOf(date) {
  return new Date(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate())).toISOString().slice(0, 10);
}

// today is the day it is here.
export function today() {
  return textOf(new Date());
}

// plusDays is the day so many days later.
export function plusDays(text, days) {
  return new Date(Date.parse(text) + days * day).toISOString().slice(0, 10);
}

// mondayOf is the Monday of the week of a day.
export function mondayOf(text) {
  return plusDays(text, -((new Date(text).getUTCDay() + 6) % 7));
}

// weekday is the name of a day's weekday: "Monday".
export function weekday(text) {
  return dateOf(text).toLocaleDateString("en-GB", { weekday: "long" });
}

// short is a day in little room: "2 Mar".
export function short(text) {
  return dateOf(text).toLocaleDateString("en-GB", { day: "numeric", month: "short" });
}

// long is a day in full: "Monday 2 March".
export function long(text) {
  return dateOf(text).toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" }).replace(",", "");
}
