"""One participant as lines of text, with the words of the participant screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from exin_schema.vocabulary import ItemState, ReleaseStanding
from exin_tui.caseload.models import ChecklistView, ItemRow, ParticipantView
from exin_tui.cli.inks import Inks
from exin_tui.cli.overview_lines import why_lines
from exin_tui.cli.tables import Column, table
from exin_tui.dates import long_date, short_date
from exin_tui.language import Sayable, text
from exin_tui.tui.look import MARKS, Look
from exin_tui.tui.widgets.when import due_in

STATES = {
    ItemState.DONE: "✓",
    ItemState.CONFIRMED: "✓",
    ItemState.NOT_NEEDED: "–",
    ItemState.IN_PROGRESS: "◐",
    ItemState.NOT_STARTED: "○",
}


def participant_lines(
    view: ParticipantView, look: Look, *, inks: Inks, limit: int | None, why: bool
) -> Iterator[str]:
    """All of it; ``limit`` is the terminal's width, None in a pipe; ``why`` gives each item's reason."""
    yield inks.strong(f"{look.screening.person(view.row.person)} · {_phase(view, look)}")
    yield from table([Column(""), Column("")], _facts(view, look), heads=False)
    yield from why_lines(view.row, look)
    for checklist in view.checklists:
        yield from _checklist(checklist, view, look, inks, limit, why=why)
    for heading, rows in (
        (text("Tasks"), _tasks(view, look)),
        (text("Meetings"), _meetings(view, look)),
        (text("Contacts"), _contacts(view, look)),
        (text("Consents"), _consents(view, look)),
        (text("Imprisonments"), _episodes(view, look)),
        (text("Phases"), _transitions(view, look)),
    ):
        if rows:
            yield ""
            yield inks.strong(look.say(heading))
            columns = [Column("") for _ in rows[0]]
            yield from (f"  {line}" for line in table(columns, rows, heads=False))


def _phase(view: ParticipantView, look: Look) -> str:
    since = view.row.phase_since
    phase = f"{view.row.phase.number} {look.say(view.row.phase)}"
    return f"{phase}, {look.say(text('since {day}', day=since))}" if since else phase


def _facts(view: ParticipantView, look: Look) -> list[tuple[str, str]]:
    row, screening = view.row, look.screening
    facts: list[tuple[Sayable, str]] = [
        (text("Release"), _release(view, look)),
        (text("Caseworker"), look.say(row.caseworker) or "–"),
        (text("Last contact"), _day(row.last_contact_on, look)),
        (text("Custody"), " · ".join(look.say(one) for one in (row.custody, row.level) if one is not None)),
        (text("Place"), screening.prison(row.place, row.person)),
        (text("Phone"), screening.private(view.phone, row.person)),
        (text("Address"), screening.place(view.address, row.person.protected, row.person)),
        (text("Born"), "" if screening.hides(row.person) else _day(view.birth_date, look)),
        (text("District"), screening.private(view.district, row.person)),
        (text("SOMA reference"), screening.private(view.soma_reference, row.person)),
        (text("Enrolled"), _day(view.enrolled_on, look)),
    ]
    return [(look.say(name), value) for name, value in facts if value]


def _release(view: ParticipantView, look: Look) -> str:
    release = view.row.release
    if release.on is None:
        return look.say(text("out")) if view.row.out else look.screening.unknown
    standing = "" if release.standing is ReleaseStanding.UNKNOWN else f" ({look.say(release.standing)})"
    return f"{long_date(release.on, look.language)}{standing}"


def _checklist(
    checklist: ChecklistView, view: ParticipantView, look: Look, inks: Inks, limit: int | None, *, why: bool
) -> Iterator[str]:
    yield ""
    force = (
        look.say(text("in force since {day}", day=checklist.in_force_on))
        if checklist.in_force_on
        else look.say(text("not in force yet"))
    )
    yield inks.strong(f"{look.say(checklist.kind)} {checklist.done}/{len(checklist.items)} · {force}")
    columns = [Column(""), Column("", elastic=True), Column(""), Column(""), Column("")]
    for key, heading in checklist.sections:
        items = [item for item in checklist.items if item.section == key]
        yield inks.quiet(f"  {look.say(heading)}")
        lines = table(
            columns, [_item(item, view, look) for item in items], heads=False, limit=limit and limit - 4
        )
        for item, line in zip(items, lines, strict=True):
            ink = inks.of(item.mark) if item.state.open else inks.plain
            yield ink(f"    {line}")
            if why and item.due_on is not None and item.state.open:
                yield f"        {look.say(item.why.because)}"


def _item(item: ItemRow, view: ParticipantView, look: Look) -> tuple[str, ...]:
    person = view.row.person
    when = due_in((item.due_on - look.today).days, look.language) if item.due_on and item.state.open else ""
    mark = MARKS[item.mark][0] if item.state.open and item.due_on else ""
    found = [
        short_date(item.value_on, look.language) if item.value_on else "",
        look.screening.contact(item.contact, person),
        look.screening.private(item.reason, person),
        look.screening.private(item.confirmed_with, person),
    ]
    return (
        STATES[item.state],
        look.screening.item(item.label, item.sensitive, person),
        f"{mark} {when}".strip(),
        look.say(item.responsible),
        "  ".join(one for one in found if one),
    )


def _tasks(view: ParticipantView, look: Look) -> list[tuple[str, ...]]:
    return [
        (
            MARKS[task.mark][0] if task.due_on else "",
            look.screening.item(task.title, task.sensitive, view.row.person),
            short_date(task.due_on, look.language) if task.due_on else "",
            look.say(task.responsible),
        )
        for task in view.tasks
    ]


def _meetings(view: ParticipantView, look: Look) -> list[tuple[str, ...]]:
    person = view.row.person
    return [
        (
            short_date(row.starts_at.date(), look.language),
            look.say(text("all day")) if row.all_day else f"{row.starts_at:%H:%M}",
            look.screening.meeting(row.label, row.title, person),
            look.screening.place(row.place, person.protected, person),
            look.say(row.caseworker),
        )
        for row in view.meetings
    ]


def _contacts(view: ParticipantView, look: Look) -> list[tuple[str, ...]]:
    person = view.row.person
    return [
        (
            look.screening.item(one.role_label, one.sensitive, person),
            look.screening.contact(one.name, person),
            look.screening.private(one.agency, person),
            look.screening.private(one.phone, person),
            look.screening.private(one.email, person),
        )
        for one in view.contacts
    ]


def _consents(view: ParticipantView, look: Look) -> list[tuple[str, ...]]:
    person = view.row.person
    return [
        (
            look.say(one.label),
            look.say(one.role),
            look.screening.private(one.person, person),
            look.say(one.status),
            _span(one.given_on, one.withdrawn_on or one.expires_on, look),
        )
        for one in view.consents
    ]


def _episodes(view: ParticipantView, look: Look) -> list[tuple[str, ...]]:
    person = view.row.person
    return [
        (
            str(one.number),
            look.say(one.kind),
            look.say(one.level),
            look.screening.prison(f"{one.place} {one.unit}".strip(), person),
            _span(one.started_on, one.ended_on, look),
        )
        for one in view.episodes
    ]


def _transitions(view: ParticipantView, look: Look) -> list[tuple[str, ...]]:
    return [
        (_day(one.on, look), f"{one.to_phase.number} {look.say(one.to_phase)}", look.say(one.took_part))
        for one in view.transitions
    ]


def _span(since: dt.date | None, until: dt.date | None, look: Look) -> str:
    if since is None and until is None:
        return ""
    return f"{_day(since, look)} – {_day(until, look)}".strip()


def _day(day: dt.date | None, look: Look) -> str:
    return long_date(day, look.language) if day else ""
