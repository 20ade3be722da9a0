// Prints what ical-expander makes of a file: node read_ical_expander.mjs FILE FIRST BEFORE (Unix seconds)
import { readFileSync } from "node:fs";
import IcalExpander from "ical-expander";

const [file, first, before] = process.argv.slice(2);
const expander = new IcalExpander({ ics: readFileSync(file, "utf8"), maxIterations: 5000 });
const { events, occurrences } = expander.between(new Date(first * 1000), new Date(before * 1000 - 1));
const found = [];
const add = (start, end, item) => found.push({
  start: start.isDate ? 0 : start.toUnixTime(), end: end.isDate ? 0 : end.toUnixTime(),
  day: start.isDate ? start.toString() : null, last: end.isDate ? end.toString() : null,
  title: item.summary, cancelled: item.component.getFirstPropertyValue("status") === "CANCELLED",
});
for (const event of events) add(event.startDate, event.endDate, event);
for (const one of occurrences) add(one.startDate, one.endDate, one.item);
console.log(JSON.stringify(found));
