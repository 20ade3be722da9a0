// Prints what ical.js makes of a file: node read_ical_js.mjs FILE FIRST BEFORE (Unix seconds)
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const [file, first, before] = process.argv.slice(2);
const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(zone);
}
const masters = new Map();
const changed = [];
for (const component of calendar.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(component);
  if (event.isRecurrenceException()) changed.push(event);
  else if (masters.has(event.uid)) throw new Error(`twice: ${event.uid}`);
  else masters.set(event.uid, event);
}
for (const event of changed) masters.get(event.uid).relateException(event);

const found = [];
function add(event, start, end) {
  const begins = start.toUnixTime();
  if (begins < Number(first) || begins >= Number(before)) return;
  found.push({
    start: begins, end: end.toUnixTime(), day: start.isDate ? start.toString() : null,
    last: end.isDate ? end.toString() : null, title: event.summary,
    cancelled: event.component.getFirstPropertyValue("status") === "CANCELLED",
  });
}
for (const event of masters.values()) {
  if (!event.isRecurring()) { add(event, event.startDate, event.endDate); continue; }
  const instances = event.iterator();
  for (let next = instances.next(); next && next.toUnixTime() < Number(before) + 40 * 86400; next = instances.next()) {
    const details = event.getOccurrenceDetails(next);
    add(details.item, details.startDate, details.endDate);
  }
}
console.log(JSON.stringify(found));
