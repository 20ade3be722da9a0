// Prints what node-ical makes of a file: node read_node_ical.mjs FILE FIRST BEFORE (Unix seconds)
import ical from "node-ical";

const [file, first, before] = process.argv.slice(2);
const seconds = (date) => Math.round(date.getTime() / 1000);
const two = (number) => String(number).padStart(2, "0");
const local = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
const found = [];
const from = new Date(Number(first) * 1000), to = new Date(Number(before) * 1000 - 1);
for (const event of Object.values(ical.sync.parseFile(file))) {
  if (event.type !== "VEVENT") continue;
  for (const one of ical.expandRecurringEvent(event, { from, to })) {
    const begins = seconds(one.start);
    if (begins < Number(first) || begins >= Number(before)) continue;
    found.push({
      start: begins, end: seconds(one.end), day: one.isFullDay ? local(one.start) : null,
      last: one.isFullDay ? local(one.end) : null, title: one.summary,
      cancelled: one.event.status === "CANCELLED",
    });
  }
}
console.log(JSON.stringify(found));
