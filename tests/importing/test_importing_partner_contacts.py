"""A partner's fact that is a contact: by name, in the address book or in the file's own sheet of contacts."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from exin_schema.tables import agency, contact
from exin_tui.importing.columns import Kind
from exin_tui.importing.report import ImportReport
from tests.importing.lists import NOW, Desk, counts, lines, places, workbook
from tests.importing.partner_lists import PartnerDesk, desk_of, facts, values

CONTACTS = ["Deltakerkode", "Rolle", "Navn", "Instans"]


@pytest.fixture
def board(desk: Desk) -> PartnerDesk:
    """Kari at Halden and at Oslo, Per at Halden, Liv with no agency, and Ola, who is out of use."""
    with desk.database.write(command="test", now=NOW) as door:
        halden, oslo = (
            door.insert(agency, {"name": name, "kind": "prison"})
            for name in ("Halden fengsel", "Oslo fengsel")
        )
        people: list[dict[str, object]] = [
            {"name": "Kari Dal", "agency_id": halden},
            {"name": "Kari Dal", "agency_id": oslo},
            {"name": "Per Berg", "agency_id": halden},
            {"name": "Liv Moe"},
            {"name": "Ola Vik", "agency_id": halden, "active": False},
        ]
        door.insert_many(contact, people)
    found = desk_of(desk)
    assert lines(found.read("Kode;Fase", "SN-001;1", "SN-002;1")) == []
    return found


def named(board: PartnerDesk, code: str = "SN-001") -> tuple[str, str | None]:
    """Name and agency of the participant's contact."""
    identity = json.loads(values(board.database, code)["kinds.who"])
    wanted = (
        select(contact.c.name, agency.c.name.label("at")).outerjoin(agency).where(contact.c.id == identity)
    )
    with board.database.read() as connection:
        name, at = connection.execute(wanted).one()
    return name, at


@pytest.mark.parametrize(
    ("cell", "who"),
    [
        ("Per Berg", ("Per Berg", "Halden fengsel")),
        ("per  berg", ("Per Berg", "Halden fengsel")),
        ("Kari Dal (Oslo fengsel)", ("Kari Dal", "Oslo fengsel")),
        ("Halden fengsel: Kari Dal", ("Kari Dal", "Halden fengsel")),
        ("Liv Moe", ("Liv Moe", None)),
        ("Ola Vik", ("Ola Vik", "Halden fengsel")),
    ],
)
def test_a_contact_is_found_by_name(board: PartnerDesk, cell: str, who: tuple[str, str | None]) -> None:
    report = board.read("Kode;Veileder", f"SN-001;{cell}")
    assert (lines(report), counts(report, Kind.PARTICIPANTS)) == ([], (0, 1, 0))
    assert named(board) == who
    before = board.database.last_change()
    assert counts(board.read("Kode;Adviser", f"SN-001;{cell}"), Kind.PARTICIPANTS) == (0, 0, 1)
    assert board.database.last_change() == before
    assert counts(board.read("Kode;Adviser", "SN-001;-"), Kind.PARTICIPANTS) == (0, 1, 0)
    assert facts(board.database) == {}


def test_two_of_one_name_are_refused_with_their_agencies(board: PartnerDesk) -> None:
    report = board.read("Kode;Veileder", "SN-001;Kari Dal")
    assert lines(report, "nb") == [
        (
            "liste.csv, rad 2, kolonne B «Veileder»: Flere kontakter har det navnet. "
            "Skriv instansen i parentes etter navnet: Halden fengsel, Oslo fengsel."
        )
    ]


def test_two_whom_no_agency_tells_apart_are_chosen_in_the_program(board: PartnerDesk) -> None:
    with board.database.write(command="test", now=NOW) as door:
        door.insert(contact, {"name": "Liv Moe"})
    (line,) = lines(board.read("Kode;Veileder", "SN-001;Liv Moe"))
    assert line.endswith(
        "Several contacts have that name. Empty the cell, and choose the contact in the program."
    )


def test_one_in_use_goes_before_a_namesake_who_is_not(board: PartnerDesk) -> None:
    with board.database.write(command="test", now=NOW) as door:
        door.insert(contact, {"name": "Ola Vik"})
    assert lines(board.read("Kode;Veileder", "SN-001;Ola Vik")) == []
    assert named(board) == ("Ola Vik", None)


def take(
    board: PartnerDesk, *, dry_run: bool = False, name: str = "Ny Lund", phase: object = None
) -> ImportReport:
    listed = workbook(
        Kontakter=[CONTACTS, ["SN-001", "Kontaktbetjent", "Ny Lund", "Ila fengsel"]],
        Deltakere=[
            ["Kode", "Fase", "Veileder"],
            ["SN-001", phase, name],
            ["SN-003", 1, name],
            ["SN-002", None, None],
        ],
    )
    return board.take(listed, added=board.added, dry_run=dry_run)


def test_one_who_comes_with_the_same_file_is_found(board: PartnerDesk) -> None:
    trial = take(board, dry_run=True)
    report = take(board)
    assert lines(report) == []
    assert report.tallies == trial.tallies
    assert counts(report, Kind.PARTICIPANTS) == (1, 1, 1)
    assert named(board) == named(board, "SN-003") == ("Ny Lund", "Ila fengsel")
    before = board.database.last_change()
    assert counts(take(board), Kind.PARTICIPANTS) == (0, 0, 3)
    assert board.database.last_change() == before


def test_what_else_is_wrong_with_the_row_is_listed_with_it(board: PartnerDesk) -> None:
    report = take(board, name="Ingen Her", phase="syv")
    assert places(report) == [("Deltakere", 2, "B"), ("Deltakere", 2, "C"), ("Deltakere", 3, "C")]
    assert facts(board.database) == {}
