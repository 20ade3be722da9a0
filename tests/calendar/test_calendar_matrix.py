"""Every choice of an export on the demo's team, with names and numbers typed into its notes: who is found?"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from exin_schema.programme_file import load_programme
from exin_schema.tables import agency, caseworker, contact, meeting, participant
from exin_tui.calendar.export import export_calendar, export_folder
from exin_tui.calendar.stream import Asked
from exin_tui.calendar.wanted import Extra, Telling, Titles, Wanted
from exin_tui.caseload.labels import Labels
from exin_tui.clock import OSLO
from exin_tui.demo import fill
from exin_tui.language import Language
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database

TODAY = dt.date(2026, 11, 27)
NOW = dt.datetime.combine(TODAY, dt.time(8, 0), OSLO)
LONG_AGO = NOW - dt.timedelta(days=400)
EXTRAS = [frozenset(some) for size in range(len(Extra) + 1) for some in itertools.combinations(Extra, size)]
LABELS = Labels.of(load_programme())


@dataclass(frozen=True)
class Secrets:
    """What must not be found, by what would have to be asked for to find it."""

    never: frozenset[str]
    """Names, numbers, addresses: whatever is asked for."""
    codes: frozenset[str]
    aliases: frozenset[str]
    places: frozenset[str]
    kinds: frozenset[str]
    agencies: frozenset[str]


@pytest.fixture(scope="module")
def demo() -> Iterator[Database]:
    """The demo, and what people type where they should not."""
    with temporary_database(actor="KN") as made:
        fill(made, today=TODAY, programme=load_programme(), now=NOW)
        _type_names_into_notes(made)
        yield made


def _type_names_into_notes(database: Database) -> None:
    with database.read() as connection:
        people = connection.execute(select(participant).order_by(participant.c.code)).all()
        contacts = connection.execute(select(contact)).all()
        rows = connection.execute(select(meeting)).all()
    hidden = next(one.address for one in people if one.protected_address and one.address)
    by_id = {one.id: one for one in people}
    with database.write(command="test", now=NOW) as door:
        for number, row in enumerate(rows):
            who = by_id.get(row.participant_id, people[number % len(people)])
            other, met = people[(number + 7) % len(people)], contacts[number % len(contacts)]
            note = (
                f"Hent {who.given_name} {who.family_name}, ring {who.phone} eller {met.phone}. "
                f"{other.given_name.upper()} {other.family_name} og {met.name} kommer."
            )
            changed: dict[str, object] = {"prepare": note if number % 3 else f"Møt opp i {hidden.upper()}"}
            if number % 5 == 0 and row.kind == "other":
                changed["title"] = f"Samtale med {who.given_name} {who.family_name}"
            if number % 11 == 0:
                changed["place"] = hidden
            door.update(meeting, row.id, row.version, changed)


@pytest.fixture(scope="module")
def secrets(demo: Database) -> Secrets:
    with demo.read() as connection:
        public = _public_words(connection)
        names = {
            f"{row.given_name} {row.family_name}"
            for row in connection.execute(select(participant.c.given_name, participant.c.family_name))
        }
        names |= _column(connection, contact.c.name) | _column(connection, caseworker.c.name)
        words = {word for name in names for word in name.split() if len(word) > 2} - public
        numbers = {
            number
            for column in (participant.c.phone, contact.c.phone, agency.c.phone)
            for number in _column(connection, column)
        }
        hidden = select(participant.c.address).where(participant.c.protected_address.is_(True))
        addresses = {
            each for row in connection.execute(hidden).scalars() if row for each in row.split(", ")[:1]
        }
        soma = _column(connection, participant.c.soma_reference)
        emails = _column(connection, contact.c.email) | _column(connection, agency.c.email)
        agencies = _column(connection, agency.c.name)
        places = _column(connection, meeting.c.place)
        return Secrets(
            frozenset({*names, *words, *numbers, *{one.replace(" ", "") for one in numbers}, *addresses,
                       *soma, *emails}),
            frozenset(_column(connection, participant.c.code)),
            frozenset(_column(connection, participant.c.alias)),
            frozenset(place for place in places - agencies if place not in addresses),
            frozenset(LABELS.meeting_kind(kind).say(language) for kind in _column(connection, meeting.c.kind)
                      for language in ("nb", "en")),
            frozenset(agencies),
        )  # fmt: skip


def _public_words(connection: Connection) -> set[str]:
    """Words that stand in the names of agencies, places and kinds as well: they name nobody."""
    said = _column(connection, agency.c.name) | _column(connection, meeting.c.place)
    said |= {LABELS.meeting_kind(kind).say("nb") for kind in _column(connection, meeting.c.kind)}
    return {word for each in said for word in re.findall(r"\w+", each)}


def _column(connection: Connection, column: object) -> set[str]:
    return {str(value) for value in connection.execute(select(column)).scalars() if value}  # type: ignore[call-overload]


def _found(words: frozenset[str], content: str) -> set[str]:
    if not words:
        return set()
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return set(re.findall(rf"(?<!\w)(?:{pattern})(?!\w)", content, re.IGNORECASE))


def _text(content: bytes) -> str:
    unfolded = content.replace(b"\r\n ", b"").decode()
    return unfolded.replace("Europe/Oslo", "").replace("\\,", ",").replace("\\;", ";")


def _allowed(secrets: Secrets, telling: Telling, content: str) -> None:
    """What was asked for may be there; nothing else, and never what is in ``never``."""
    extras = telling.extras
    assert _found(secrets.never, content) == set()
    if telling.titles is not Titles.CODE:
        assert _found(secrets.codes, content) == set()
    if telling.titles is not Titles.ALIAS:
        assert _found(secrets.aliases, content) == set()
    unasked: set[str] = set()
    if Extra.PLACE not in extras:
        unasked |= secrets.places
    if Extra.KIND not in extras:
        unasked |= secrets.kinds
    if not {Extra.PARTNER, Extra.PLACE} & extras:
        unasked |= secrets.agencies
    # A word that was asked for under another heading is no leak: "NAV" in the kind, "Friomsorgen" as partner.
    asked = secrets.kinds if Extra.KIND in extras else frozenset()
    asked |= secrets.agencies if {Extra.PARTNER, Extra.PLACE} & extras else frozenset()
    asked |= secrets.places if Extra.PLACE in extras else frozenset()
    told = " ".join(sorted(asked)).casefold()
    assert {word for word in _found(frozenset(unasked), content) if word.casefold() not in told} == set()


def _named(extras: frozenset[Extra]) -> str:
    return "+".join(sorted(one.value for one in extras)) or "nothing"


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("titles", list(Titles))
@pytest.mark.parametrize(
    "extras", EXTRAS, ids=lambda some: "+".join(sorted(one.value for one in some)) or "-"
)
def test_no_choice_of_an_export_gives_anybody_away(
    demo: Database,
    secrets: Secrets,
    tmp_path: Path,
    extras: frozenset[Extra],
    titles: Titles,
    language: Language,
) -> None:
    telling = Telling(language, titles, extras)
    asked = Asked(Wanted(LONG_AGO), telling, LABELS.meeting_kind)
    export_calendar(demo, tmp_path / "m.ics", asked, now=NOW)
    content = _text((tmp_path / "m.ics").read_bytes())
    assert content.count("BEGIN:VEVENT") > 30
    assert len(secrets.never) > 200
    if Extra.DESCRIPTION in extras:
        assert "Hent …" in content  # the notes are there, and their names are not
    _allowed(secrets, telling, content)


def test_a_folder_with_everything_in_it_gives_no_more_away(
    demo: Database, secrets: Secrets, tmp_path: Path
) -> None:
    telling = Telling("nb", extras=frozenset(Extra))
    asked = Asked(Wanted(LONG_AGO), telling, LABELS.meeting_kind)
    export_folder(demo, tmp_path / "vdir", asked, now=NOW)
    files = list((tmp_path / "vdir").iterdir())
    assert len(files) > 30
    _allowed(secrets, telling, "".join(f"{file.name}\n{_text(file.read_bytes())}" for file in files))
