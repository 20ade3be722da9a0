"""``exin item``: what the board does with a line of a participant's checklist, for scripts."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exin_schema.vocabulary import ChecklistKind
from exin_tui.cli.commands import argument, group, option, within
from exin_tui.cli.days import DAY
from exin_tui.cli.invocation import Refused
from exin_tui.cli.working import (
    DATE,
    INITIALS,
    REASON,
    WORDS,
    Work,
    at_work,
    changes_something,
    one_of,
    takes_a_code,
)
from exin_tui.language import Label, Sayable, join, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from exin_tui.caseload.acting import Acting
    from exin_tui.caseload.models import ChecklistView, ItemRow
    from exin_tui.storage.database import Database

    Done = tuple[object, Sayable]

ITEM = Label("PUNKT", "ITEM")
NAME = Label("NAVN", "NAME")


@group("item", words=text("The lines of a participant's checklists."))
def command() -> None:
    """Hold the commands below."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The item that a command is about."""

    database: Database
    acting: Acting
    row: ItemRow

    @property
    def at(self) -> tuple[Database, str, int]:
        """As commands take it."""
        return self.database, self.row.id, self.row.version

    @property
    def item(self) -> Sayable:
        """Its words."""
        return self.row.label


def _of_item(function: Callable[..., Done]) -> Callable[..., Any]:
    """Whose, which, and on which list. ``function`` does it, and says what was done."""

    @functools.wraps(function)
    def found(code: str, item: str, kind: str | None, as_json: bool, dry_run: bool, **given: Any) -> None:
        with at_work(as_json=as_json, dry_run=dry_run) as work:
            row = find_item(work, code, item, kind)
            work.settle(*function(Chosen(work.database, work.acting, row), **given))

    declared: Callable[..., Any] = found
    for declare in (
        changes_something,
        option(
            "--list",
            "kind",
            type=one_of(ChecklistKind),
            words=text("Which checklist, where more than one has the item."),
        ),
        argument("item", words=text("The item's key, such as housing."), takes=ITEM),
        takes_a_code,
    ):
        declared = declare(declared)
    return declared


@within(
    command, "done", words=text("An item is done; a date item takes its date, a contact item its contact.")
)
@_of_item
@option("--date", "value_on", type=DAY, words=text("The date of a date item."), takes=DATE)
@option(
    "--contact", "contact", default="", words=text("The contact's name, as in the address book."), takes=NAME
)
def done(one: Chosen, value_on: dt.date | None, contact: str) -> Done:
    """Tick."""
    from exin_tui.caseload import items

    answer: object
    if value_on is not None:
        answer = items.set_value(*one.at, value_on, **one.acting)
    elif contact:
        answer = items.attach_contact(*one.at, _contact(one.database, contact), **one.acting)
    else:
        answer = items.tick(*one.at, **one.acting)
    return answer, text("Done: {item}", item=one.item)


@within(command, "undone", words=text("An item is not done after all."))
@_of_item
def undone(one: Chosen) -> Done:
    """Take the tick off."""
    from exin_tui.caseload import items

    return items.untick(*one.at, **one.acting), text("Open again: {item}", item=one.item)


@within(command, "start", words=text("Work on an item has begun."))
@_of_item
def start(one: Chosen) -> Done:
    """Begin."""
    from exin_tui.caseload import items

    return items.start(*one.at, **one.acting), text("Begun: {item}", item=one.item)


@within(command, "not-needed", words=text("An item is not needed, for a reason."))
@_of_item
@option("--reason", required=True, words=text("Why it is not needed."), takes=REASON)
def not_needed(one: Chosen, reason: str) -> Done:
    """Leave out."""
    from exin_tui.caseload import items

    return items.not_needed(*one.at, reason, **one.acting), text("Not needed: {item}", item=one.item)


@within(
    command,
    "due",
    words=text("Another due date, which no longer moves by itself; without --on the computed one."),
)
@_of_item
@option("--on", "on", type=DAY, words=text("The day; left out, the computed one holds again."), takes=DATE)
def due(one: Chosen, on: dt.date | None) -> Done:
    """Move."""
    from exin_tui.caseload import items

    return items.set_due(*one.at, on, **one.acting), text("Another due date: {item}", item=one.item)


@within(command, "confirm", words=text("An item is done, and confirmed with somebody."))
@_of_item
@option("--with", "whom", required=True, words=text("With whom, such as “NAV, Kari”."), takes=WORDS)
def confirm(one: Chosen, whom: str) -> Done:
    """Make sure."""
    from exin_tui.caseload import items

    return items.confirm(*one.at, whom, **one.acting), text("Confirmed: {item}", item=one.item)


@within(command, "note", words=text("A short note on an item; an empty one takes it off."))
@_of_item
@argument("note", words=text("Short, and no case story."), takes=WORDS)
def note(one: Chosen, note: str) -> Done:
    """Note."""
    from exin_tui.caseload import items

    return items.set_note(*one.at, note, **one.acting), text("Noted: {item}", item=one.item)


@within(
    command, "responsible", words=text("Who is responsible for an item; empty: the participant's caseworker.")
)
@_of_item
@argument("initials", words=text("Somebody in the team, or an empty word."), takes=INITIALS)
def responsible(one: Chosen, initials: str) -> Done:
    """Give."""
    from exin_tui.caseload import items

    return items.set_responsible(*one.at, initials, **one.acting), text("Responsible: {item}", item=one.item)


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
