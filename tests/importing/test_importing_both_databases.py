"""A whole workbook goes in once and stays, on SQLite and on a real PostgreSQL server."""

from __future__ import annotations

from pathlib import Path

from exin_tui.importing.columns import Kind
from exin_tui.storage.database import Database
from tests.databases import database, postgres  # noqa: F401 - fixtures
from tests.importing.lists import Desk, counts, lines, workbook
from tests.importing.partner_lists import desk_of, facts, partner
from tests.partners.partners_team import MANIFEST


def test_a_whole_workbook_goes_in_once(database: Database, tmp_path: Path) -> None:  # noqa: F811
    desk = Desk(database, tmp_path)
    listed = workbook(
        Team=[["Initialer", "Rolle"], ["MH", "teamleder"]],
        Deltakere=[
            ["Kode", "Navn", "Født", "Ansv", "Fase", "Tatt inn", "Sikkerhet", "Endt tid", "Samtykke NAV"],
            [
                "SN-001",
                "Åse [/b] Ødegård",
                "24.03.2003",
                "MH",
                3,
                "01.09.2026",
                "høy",
                "12.01.2027",
                "01.09.2026",
            ],
        ],
        Kontakter=[
            ["Kode", "Rolle", "Navn", "Instans"],
            ["SN-001", "Kontaktbetjent", "Per", "Halden"],
        ],
        Møter=[["Ref", "Type", "Kode", "Dato", "Kl"], ["M-1", "Besøk", "SN-001", "01.12.2026", "09:30"]],
    )
    first = desk.take(listed)
    assert lines(first) == []
    assert {kind: counts(first, kind) for kind in Kind} == dict.fromkeys(Kind, (1, 0, 0))
    before = database.last_change()
    again = desk.take(listed)
    assert {kind: counts(again, kind) for kind in Kind} == dict.fromkeys(Kind, (0, 0, 1))
    assert database.last_change() == before


def test_partners_facts_go_in_once_and_are_changed_and_taken_away(database: Database, tmp_path: Path) -> None:  # noqa: F811
    desk = desk_of(Desk(database, tmp_path))

    def take(*cells: object) -> tuple[int, int, int]:
        listed = workbook(
            Deltakere=[
                ["Kode", "Fase", "Merket", "Oppmøte", "Timer", "Avtalt", "Veileder"],
                ["SN-001", 1, *cells],
            ],
            Kontakter=[["Kode", "Rolle", "Navn", "Instans"], ["SN-001", "Kontaktbetjent", "Per", "Halden"]],
        )
        report = desk.take(listed, added=desk.added)
        assert lines(report) == []
        return counts(report, Kind.PARTICIPANTS)

    full = "Åse [/b] O'Hara‑Øy", "01.12.2026 09:30", 40, "ja", "Per"
    assert take(*full) == (1, 0, 0)
    before = database.last_change()
    assert take(*full) == (0, 0, 1)
    assert database.last_change() == before
    assert take("-", None, 41, "nei", "Per") == (0, 1, 0)
    stored = facts(database)
    del stored["SN-001", "kinds.who"]
    assert stored == {
        ("SN-001", "kinds.at"): ('"2026-12-01T08:30:00Z"', 1),
        ("SN-001", "kinds.count"): ("41", 2),
        ("SN-001", "kinds.agreed"): ("false", 2),
    }


def test_partners_records_go_in_once_and_are_corrected(database: Database, tmp_path: Path) -> None:  # noqa: F811
    desk = desk_of(Desk(database, tmp_path), partner(MANIFEST))

    def take(*rows: list[object]) -> tuple[int, int, int]:
        listed = workbook(
            Deltakere=[["Kode", "Fase"], ["SN-001", 1]], Oppmøte=[["Kode", "Tid", "Møtt"], *rows]
        )
        report = desk.take(listed, added=desk.added)
        assert lines(report) == []
        tally = list(report.tallies.values())[1]
        return tally.added, tally.updated, tally.unchanged

    first: list[object] = ["SN-001", "01.12.2026 09:30", "nei"]
    second: list[object] = ["SN-001", "08.12.2026 09:30", None]
    assert take(first, second) == (2, 0, 0)
    before = database.last_change()
    assert take(first, second) == (0, 0, 2)
    assert database.last_change() == before
    assert take([*first[:2], "ja"], second) == (0, 1, 1)
