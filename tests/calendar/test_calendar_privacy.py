"""No export of the demo's team gives anybody away: every name, number, address and place is looked for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from exin_schema.programme_file import load_programme
from exin_schema.tables import agency, caseworker, contact, custody_episode, meeting, participant
from exin_tui.calendar.export import export_calendar, export_folder
from exin_tui.calendar.stream import Asked
from exin_tui.calendar.wanted import Extra, Telling, Titles, Wanted
from exin_tui.caseload.labels import Labels
from exin_tui.clock import OSLO
from exin_tui.demo import fill
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database

TODAY = dt.date(2026, 11, 27)
NOW = dt.datetime.combine(TODAY, dt.time(8, 0), OSLO)
LONG_AGO = NOW - dt.timedelta(days=400)
PARTNERS = ("NAV", "Friomsorgen", "Kriminalomsorgen", "Wayback", "fengsel", "prison", "skole", "school")


@pytest.fixture(scope="module")
def demo() -> Iterator[Database]:
    with temporary_database(actor="KN") as made:
        fill(made, today=TODAY, programme=load_programme(), now=NOW)
        yield made


def _written(demo: Database, path: Path, telling: Telling) -> str:
    labels = Labels.of(load_programme())
    export_calendar(demo, path, Asked(Wanted(LONG_AGO), telling, labels.meeting_kind), now=NOW, replace=True)
    return path.read_bytes().replace(b"\r\n ", b"").decode()


def _column(connection: Connection, column: object) -> set[str]:
    return {str(value) for value in connection.execute(select(column)).scalars() if value}  # type: ignore[call-overload]


def _names(connection: Connection) -> set[str]:
    words = _column(connection, participant.c.given_name) | _column(connection, participant.c.family_name)
    words |= {part for name in _column(connection, contact.c.name) for part in (name, *name.split())}
    words |= {part for name in _column(connection, caseworker.c.name) for part in (name, *name.split())}
    return {word for word in words if len(word) > 2}


def _numbers(connection: Connection) -> set[str]:
    found = set()
    for column in (participant.c.phone, contact.c.phone, agency.c.phone):
        found |= _column(connection, column)
    return found | {number.replace(" ", "") for number in found}


def _protected(connection: Connection) -> set[str]:
    hidden = select(participant.c.address).where(participant.c.protected_address.is_(True))
    return {str(address) for address in connection.execute(hidden).scalars() if address}


def _meeting_text(connection: Connection) -> set[str]:
    return (
        _column(connection, meeting.c.place)
        | _column(connection, meeting.c.title)
        | _column(connection, meeting.c.prepare)
        | _column(connection, custody_episode.c.place)
        | _column(connection, agency.c.name)
        | _column(connection, participant.c.address)
    )


def _found(words: set[str], content: str) -> set[str]:
    content = content.replace("Europe/Oslo", "")  # the zone's name, and also a place of the demo
    return {word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", content, re.IGNORECASE)}


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("titles", list(Titles))
def test_by_default_nothing_stored_about_anybody_is_written(
    demo: Database, tmp_path: Path, titles: Titles, language: str
) -> None:
    content = _written(demo, tmp_path / "m.ics", Telling(language, titles))  # type: ignore[arg-type]
    assert content.count("BEGIN:VEVENT") > 30
    with demo.read() as connection:
        forbidden = {
            *_names(connection), *_numbers(connection), *_protected(connection), *_meeting_text(connection),
            *_column(connection, participant.c.soma_reference), *PARTNERS,
        }  # fmt: skip
        aliases = _column(connection, participant.c.alias)
        codes = _column(connection, participant.c.code)
    assert len(forbidden) > 150
    assert _found(forbidden, content) == set()
    if titles is not Titles.ALIAS:
        assert _found(aliases, content) == set()
    if titles is not Titles.CODE:
        assert _found(codes, content) == set()


def test_with_everything_switched_on_no_name_number_or_protected_address_leaves(
    demo: Database, tmp_path: Path
) -> None:
    content = _written(demo, tmp_path / "m.ics", Telling("nb", extras=frozenset(Extra)))
    assert "LOCATION:" in content
    with demo.read() as connection:
        names = {
            f"{row.given_name} {row.family_name}"
            for row in connection.execute(select(participant.c.given_name, participant.c.family_name))
        } | _column(connection, contact.c.name)
        assert _found(names | _numbers(connection) | _protected(connection), content) == set()


def test_a_folder_gives_no_more_away_than_a_file(demo: Database, tmp_path: Path) -> None:
    export_folder(demo, tmp_path / "vdir", Asked(Wanted(LONG_AGO), Telling("nb")), now=NOW)
    content = "".join(
        f"{file.name}\n{file.read_bytes().decode()}" for file in (tmp_path / "vdir").iterdir()
    ).replace("\r\n ", "")
    with demo.read() as connection:
        forbidden = _names(connection) | _numbers(connection) | _meeting_text(connection)
    assert _found(forbidden, content) == set()
    assert "@" not in content
