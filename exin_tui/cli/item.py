"""``exin item``: what the board does with a line of a participant's checklist, for scripts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from exin_schema.vocabulary import ChecklistKind
from exin_tui.cli.commands import argument, group, option, within
from exin_tui.cli.days import DAY
from exin_tui.cli.invocation import Refused
from exin_tui.cli.working import CODE, DATE, REASON, WORDS, Work, at_work, changes_something, one_of
from exin_tui.language import Label, join, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from exin_tui.caseload.models import ChecklistView, ItemRow
    from exin_tui.storage.database import Database

ITEM = Label("PUNKT", "ITEM")
INITIALS = Label("INITIALER", "INITIALS")
NAME = Label("NAVN", "NAME")


@group("item", words=text("The lines of a participant's checklists."))
def command() -> None:
    """Hold the commands below."""


def _of_item(function: Callable[..., Any]) -> Callable[..., Any]:
    """Whose, which, and on which list."""
    for declare in (
        changes_something,
        option(
            "--list",
            "kind",
            type=one_of(ChecklistKind),
            words=text("Which checklist, where more than one has the item."),
        ),
        argument("item", words=text("The item's key, such as housing."), takes=ITEM),
        argument("code", words=text("The case code, such as SN-014."), takes=CODE),
    ):
        function = declare(function)
    return function


@within(
    command, "done", words=text("An item is done; a date item takes its date, a contact item its contact.")
)
@_of_item
@option("--date", "value_on", type=DAY, words=text("The date of a date item."), takes=DATE)
@option(
    "--contact", "contact", default="", words=text("The contact's name, as in the address book."), takes=NAME
)
def done(
    code: str,
    item: str,
    kind: str | None,
    value_on: dt.date | None,
    contact: str,
    as_json: bool,
    dry_run: bool,
) -> None:
    """Tick."""
    from exin_tui.caseload import items

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        row = find_item(work, code, item, kind)
        at = (work.database, row.id, row.version)
        if value_on is not None:
            answer = items.set_value(*at, value_on, **work.acting)
        elif contact:
            answer = items.attach_contact(*at, _contact(work.database, contact), **work.acting)
        else:
            answer = items.tick(*at, **work.acting)
        work.settle(answer, text("Done: {item}", item=row.label))


@within(command, "undone", words=text("An item is not done after all."))
@_of_item
def undone(code: str, item: str, kind: str | None, as_json: bool, dry_run: bool) -> None:
    """Take the tick off."""
    from exin_tui.caseload import items

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        row = find_item(work, code, item, kind)
        answer = items.untick(work.database, row.id, row.version, **work.acting)
        work.settle(answer, text("Open again: {item}", item=row.label))


@within(command, "start", words=text("Work on an item has begun."))
@_of_item
def start(code: str, item: str, kind: str | None, as_json: bool, dry_run: bool) -> None:
    """Begin."""
    from exin_tui.caseload import items

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        row = find_item(work, code, item, kind)
        answer = items.start(work.database, row.id, row.version, **work.acting)
        work.settle(answer, text("Begun: {item}", item=row.label))


@within(command, "not-needed", words=text("An item is not needed, for a reason."))
@_of_item
@option("--reason", required=True, words=text("Why it is not needed."), takes=REASON)
def not_needed(code: str, item: str, kind: str | None, reason: str, as_json: bool, dry_run: bool) -> None:
    """Leave out."""
    from exin_tui.caseload import items

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        row = find_item(work, code, item, kind)
        answer = items.not_needed(work.database, row.id, row.version, reason, **work.acting)
        work.settle(answer, text("Not needed: {item}", item=row.label))


@within(
    command,
    "due",
    words=text("Another due date, which no longer moves by itself; without --on the computed one."),
)
@_of_item
@option("--on", "on", type=DAY, words=text("The day; left out, the computed one holds again."), takes=DATE)
def due(code: str, item: str, kind: str | None, on: dt.date | None, as_json: bool, dry_run: bool) -> None:
    """Move."""
    from exin_tui.caseload import items

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        row = find_item(work, code, item, kind)
        answer = items.set_due(work.database, row.id, row.version, on, **work.acting)
        work.settle(answer, text("Another due date: {item}", item=row.label))


@within(command, "confirm", words=text("An item is done, and confirmed with somebody."))
@_of_item
@option("--with", "whom", required=True, words=text("With whom, such as “NAV, Kari”."), takes=WORDS)
def confirm(code: str, item: str, kind: str | None, whom: str, as_json: bool, dry_run: bool) -> None:
    """Make sure."""
    from exin_tui.caseload import items

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        row = find_item(work, code, item, kind)
        answer = items.confirm(work.database, row.id, row.version, whom, **work.acting)
        work.settle(answer, text("Confirmed: {item}", item=row.label))


@within(command, "note", words=text("A short note on an item; an empty one takes it off."))
@_of_item
@argument("note", words=text("Short, and no case story."), takes=WORDS)
def note(code: str, item: str, kind: str | None, note: str, as_json: bool, dry_run: bool) -> None:
    """Note."""
    from exin_tui.caseload import items

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        row = find_item(work, code, item, kind)
        answer = items.set_note(work.database, row.id, row.version, note, **work.acting)
        work.settle(answer, text("Noted: {item}", item=row.label))


@within(
    command, "responsible", words=text("Who is responsible for an item; empty: the participant's caseworker.")
)
@_of_item
@argument("initials", words=text("Somebody in the team, or an empty word."), takes=INITIALS)
def responsible(code: str, item: str, kind: str | None, initials: str, as_json: bool, dry_run: bool) -> None:
    """Give."""
    from exin_tui.caseload import items

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        row = find_item(work, code, item, kind)
        answer = items.set_responsible(work.database, row.id, row.version, initials, **work.acting)
        work.settle(answer, text("Responsible: {item}", item=row.label))


def find_item(work: Work, code: str, key: str, kind: str | None) -> ItemRow:
    """The item on a list of the newest imprisonment. Raises `Refused` for none, and for several."""
    from exin_tui.caseload.participant import UnknownParticipant, load_participant

    whose, wanted = code.strip().upper(), key.strip().casefold()
    with work.database.read() as connection:
        try:
            view = load_participant(
                connection,
                whose,
                today=work.acting["today"],
                programme=work.acting["programme"],
                labels=work.board.labels,
            )
        except UnknownParticipant as error:
            raise Refused(error.message) from None
    lists: dict[str, ChecklistView] = {}
    for one in view.checklists:
        lists.setdefault(one.kind.value, one)
    offered = [one for name, one in lists.items() if kind in {None, name}]
    found = [row for one in offered for row in one.items if row.key.casefold() == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(
            text("More than one checklist has {item}. Say --list start or --list release.", item=key)
        )
    keys = join(tuple(sorted(row.key for one in offered for row in one.items)))
    if not keys.say("en"):
        raise Refused(text("{code} has no checklist yet.", code=whose))
    raise Refused(text("{code} has no item {item}. There are: {keys}.", code=whose, item=key, keys=keys))


def _contact(database: Database, name: str) -> str:
    """The id of the one with that name in the address book. Raises `Refused` for none, and for several."""
    from sqlalchemy import select

    from exin_schema.tables import contact

    with database.read() as connection:
        rows = connection.execute(
            select(contact.c.id, contact.c.name).where(contact.c.active.is_(True))
        ).all()
    wanted = " ".join(name.split()).casefold()
    ids = [row.id for row in rows if row.name.casefold() == wanted]
    if len(ids) == 1:
        return str(ids[0])
    if ids:
        raise Refused(text("More than one contact has that name. Attach the right one on the board."))
    raise Refused(text("Nobody in the address book has that name."))
