"""The participant's own copy: all that is kept about them, in words or as it is stored.

The participant may at any time see what is kept about them, and gets copies of their own plan and
appointments. Source: the guide's consent form (the right of access). A protected address, and the places of
their meetings, are left out unless they were asked for: a paper lies about.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

import msgspec
from sqlalchemy import Connection, Table, select

from exin_schema.tables import access, disclosure, metadata, participant
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.history_fields import COLUMNS, ENTITIES, Means
from exin_tui.caseload.history_views import HistoryLine, Told, load_history
from exin_tui.caseload.history_words import about_and_values
from exin_tui.clock import OSLO
from exin_tui.dates import long_date
from exin_tui.language import Language, Sayable, say, text
from exin_tui.privacy.private_file import written_as_recorded
from exin_tui.privacy.sanitise import one_line

if TYPE_CHECKING:
    from exin_tui.caseload.labels import Labels
    from exin_tui.storage.database import Database

RECIPIENT, EXPORT = "participant", "copy"
SUFFIXES = (".md", ".json")
"""How a copy can be written: to be read, or for another program."""

_ORDER = (
    "participant", "checklist_item", "task", "meeting", "participant_contact", "consent", "phase_transition",
    "custody_episode", "intake_talk", "intake_criterion", "situation", "application", "activity",
    "partner_fact", "partner_record", "invitation", "meeting_attendee", "standup_entry", "checklist",
)  # fmt: skip
"""The plan and the appointments come first, after who they are. Tables that are not named follow."""
_EVERYTHING = 10**9


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that was written."""

    path: Path
    rows: int
    """How many rows of the caseload stand in it."""


def tables_about() -> tuple[Table, ...]:
    """Every table that holds rows of a participant, in the order of the copy. The log has its own place."""
    mine = [
        table
        for table in metadata.sorted_tables
        if table is participant or ("participant_id" in table.c and "version" in table.c)
    ]
    place = {name: number for number, name in enumerate(_ORDER)}
    return tuple(sorted(mine, key=lambda table: place.get(str(table.name), len(place))))


def write_copy(
    database: Database,
    participant_id: str,
    path: Path,
    *,
    labels: Labels,
    language: Language,
    with_address: bool = False,
    replace: bool = False,
    **acting: Unpack[Acting],
) -> Copied:
    """Write the copy to ``path``, mode 0600, and record that it was given: both or neither.

    The ending says how: ``.json`` as it is stored, otherwise text. Raises LookupError when there is no such
    participant, FileExistsError and OSError when the file cannot be written.
    """
    with (
        written_as_recorded(path, replace=replace) as write,
        database.write(command="participant.copy", now=acting["now"], actor=acting["actor"]) as door,
    ):
        stored = rows_about(door.connection, participant_id)
        hides = bool(stored["participant"][0]["protected_address"]) and not with_address
        if path.suffix.lower() == ".json":
            content = as_json(door.connection, participant_id, stored, hides=hides)
        else:
            content = as_text(
                door.connection, participant_id, stored, labels, language, acting["today"], hides=hides
            )
        if stored["participant"][0]["protected_address"] and with_address:
            door.access("protected_address", participant_id)
        fields = [str(name) for name, found in stored.items() if found]
        door.disclosure(participant_id=participant_id, recipient=RECIPIENT, export=EXPORT, fields=fields)
        write(content)
    return Copied(path, sum(len(found) for found in stored.values()))


def rows_about(connection: Connection, participant_id: str) -> dict[str, list[dict[str, Any]]]:
    """Every row of the participant by table. Raises LookupError when there is no such participant."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table in tables_about():
        column = table.c.id if table is participant else table.c.participant_id
        rows = connection.execute(select(table).where(column == participant_id).order_by(table.c.id))
        found[str(table.name)] = [{str(name): each for name, each in row.items()} for row in rows.mappings()]
    if not found["participant"]:
        raise LookupError("no such participant")
    return found


# ── for another program ───────────────────────────────────────────────────────────────────────────────


def as_json(
    connection: Connection, participant_id: str, stored: Mapping[str, list[dict[str, Any]]], *, hides: bool
) -> bytes:
    """As it is stored, with who looked and what was told of it."""
    from exin_tui.history.reading import changes

    def plain(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
        return {name: None if hides and _is_place(table, name) else value for name, value in row.items()}

    logs: dict[str, list[dict[str, Any]]] = {}
    for table in (access, disclosure):
        rows = connection.execute(select(table).where(table.c.participant_id == participant_id))
        logs[str(table.name)] = [dict(row) for row in rows.mappings()]
    log = [
        {
            "at": one.at, "who": one.actor, "command": one.command, "verb": one.verb, "table": one.entity,
            "field": one.field,
        }
        for one in changes(connection, participant_id=participant_id)
    ]  # fmt: skip
    told = {name: [plain(name, row) for row in rows] for name, rows in stored.items()}
    whole = {"form": 1, "address_withheld": hides, "kept": told, **logs, "change": log}
    return msgspec.json.format(msgspec.json.encode(whole, enc_hook=str), indent=2)


def _is_place(table: str, column: str) -> bool:
    told = COLUMNS.get(table, {}).get(column)
    return told is not None and told.means is Means.PLACE


# ── to be read ────────────────────────────────────────────────────────────────────────────────────────


def as_text(
    connection: Connection,
    participant_id: str,
    stored: Mapping[str, list[dict[str, Any]]],
    labels: Labels,
    language: Language,
    today: dt.date,
    *,
    hides: bool,
) -> bytes:
    """Markdown in ``language``: what is kept, who looked, what was told, what changed."""

    def said(value: object) -> str:
        return _escaped(say(value, language))

    person = stored["participant"][0]
    name = " ".join(part for part in (person["given_name"], person["family_name"]) if part)
    lines = [f"# {said(text('What is kept about {who}', who=name or person['code']))}", ""]
    day = long_date(today, language)
    lines += [said(text("{code}, as it stands on {day}.", code=person["code"], day=day)), ""]
    lines += [said(text("You may ask to have it corrected or deleted at any time.")), ""]
    if hides:
        lines += [said(text("Your address and the places of meetings are protected, and left out.")), ""]
    for table, rows in stored.items():
        if not rows:
            continue
        lines += [f"## {said(_heading(table))}", ""]
        for about, values in about_and_values(connection, table, rows, labels):
            told = [(label, value) for label, value in values if not (hides and value.place)]
            if table != "participant":
                lines.append(f"- **{said(about)}**")
            indent = "" if table == "participant" else "  "
            lines += [f"{indent}- {said(label)}: {said(value.words)}" for label, value in told]
        lines.append("")
    lines += _log(connection, participant_id, labels, language, hides=hides)
    return ("\n".join(lines).rstrip() + "\n").encode()


_HEADINGS: dict[str, Sayable] = {
    "participant": text("You"),
    "checklist_item": text("Your plan: the checklists"),
    "task": text("Your plan: tasks"),
    "meeting": text("Your appointments"),
}


def _heading(table: str) -> Sayable:
    return _HEADINGS.get(table) or ENTITIES.get(table) or text("Other")


def _log(
    connection: Connection, participant_id: str, labels: Labels, language: Language, *, hides: bool
) -> Iterator[str]:
    page = load_history(connection, participant_id, labels, size=_EVERYTHING)
    looked = [one for one in page.entries if one.looked]
    told = [one for one in page.entries if one.recipient]
    changed = [one for one in page.entries if one.lines]
    for heading, entries in (
        (text("Who has looked"), looked),
        (text("What has been told to others"), told),
        (text("What has been changed"), changed),
    ):
        yield f"## {_escaped(say(heading, language))}"
        yield ""
        for one in entries:
            at = one.at.astimezone(OSLO)
            when = f"{long_date(at.date(), language)} {at:%H:%M}, {_escaped(one.who)}"
            if one.recipient:
                lines = ", ".join(say(line, language) for line in one.consents)
                said = f"{one.recipient}: {one.command} ({one.fields})"
                yield f"- {when}: {_escaped(f'{said} – {lines}' if lines else said)}"
            elif one.looked:
                yield f"- {when}: {_escaped(one.command)}"
            else:
                yield f"- {when}"
                yield from (f"  - {_escaped(_changed(line, language, hides=hides))}" for line in one.lines)
        if not entries:
            yield f"- {_escaped(say(text('nothing'), language))}"
        yield ""


def _changed(line: HistoryLine, language: Language, *, hides: bool) -> str:
    about = say(line.about, language)
    if line.field is None:
        return f"{about}: {say(text('new') if line.verb == 'insert' else text('taken off'), language)}"
    old, new = (_value(told, language, hides=hides) for told in (line.old, line.new))
    label = say(line.field, language)
    return f"{about}: {label} {old} → {new}" if line.verb == "update" else f"{about}: {label} {new or old}"


def _value(told: Told | None, language: Language, *, hides: bool) -> str:
    if told is None:
        return ""
    return say(text("left out"), language) if hides and told.place else say(told.words, language)


_MARKDOWN = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>#|"})


def _escaped(value: str) -> str:
    """Data stays words: nothing of it becomes a heading, a link or markup."""
    return one_line(value).translate(_MARKDOWN)
