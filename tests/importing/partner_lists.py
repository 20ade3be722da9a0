"""A desk with partners whose facts are columns."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import event, select

from exin_schema.tables import participant, partner_fact
from exin_tui.cli.import_columns import partners_columns
from exin_tui.importing.added_columns import Added
from exin_tui.importing.report import ImportReport
from exin_tui.partners.discovery import Partner, PartnerState
from exin_tui.storage.database import Database
from tests.importing.lists import TODAY, Desk
from tests.partners.partners_team import manifest, partner_of

KINDS = """\
id = "kinds"
api = 1
name = { nb = "Prøvene", en = "The samples" }
tab = { nb = "Prøve", en = "Sample" }
facts = [
  { id = "words", type = "text", length = 40, name = { nb = "Merket", en = "Marked" } },
  { id = "pick", type = "choice", name = { nb = "Tiltak", en = "Measure" }, choices = [
    { id = "course", name = { nb = "kurs", en = "course" } },
    { id = "work", name = { nb = "arbeidstrening", en = "work practice" } },
  ] },
  { id = "on", type = "date", name = { nb = "Påbegynt", en = "Begun" } },
  { id = "at", type = "datetime", name = { nb = "Oppmøte", en = "Reporting" } },
  { id = "count", type = "int", least = -5, most = 400, name = { nb = "Timer", en = "Hours" } },
  { id = "any", type = "int", name = { nb = "Poeng", en = "Points" } },
  { id = "agreed", type = "bool", name = { nb = "Avtalt", en = "Agreed" } },
  { id = "who", type = "contact", name = { nb = "Veileder", en = "Adviser" } },
]
"""


def partner(source: str = KINDS, state: PartnerState = PartnerState.ACTIVE) -> Partner:
    """A partner with the manifest."""
    return dataclasses.replace(partner_of(manifest(source)), state=state)


def unreadable(partner_id: str, state: PartnerState = PartnerState.FAILED) -> Partner:
    """A partner whose manifest cannot be used."""
    return Partner(partner_id, "here", None, state)


def added(*partners: Partner, left_out: Iterable[str] = (), stored: Iterable[str] = ()) -> Added:
    """What the partners bring."""
    active = {one.id for one in partners if one.active} - set(left_out)
    return partners_columns(partners, active, today=TODAY, stored=stored)


class PartnerDesk(Desk):
    """Somebody who imports, with partners."""

    added: Added

    def read(self, headings: str, *rows: str, dry_run: bool = False) -> ImportReport:
        """Import a CSV file."""
        listed = "\n".join((headings, *rows)) + "\n"
        return self.take(listed, dry_run=dry_run, added=self.added)


def desk_of(desk: Desk, *partners: Partner) -> PartnerDesk:
    """The same desk with ``partners``; the one above when none is named."""
    found = PartnerDesk(desk.database, desk.folder)
    found.added = added(*(partners or (partner(),)))
    return found


def facts(database: Database) -> dict[tuple[str, str], tuple[str, int]]:
    """The stored JSON and the version, by case code and fact."""
    row = partner_fact.c
    wanted = select(participant.c.code, row.partner, row.fact, row.value, row.version).join(
        participant, participant.c.id == row.participant_id
    )
    with database.read() as connection:
        return {
            (one.code, f"{one.partner}.{one.fact}"): (one.value, one.version)
            for one in connection.execute(wanted)
        }


def values(database: Database, code: str = "SN-001") -> dict[str, str]:
    """The stored JSON of one participant by fact."""
    return {key: value for (whose, key), (value, _) in facts(database).items() if whose == code}


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement that is executed meanwhile."""
    from sqlalchemy import Engine

    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: Sequence[object]) -> None:
        said.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", note)
