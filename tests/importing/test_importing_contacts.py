"""Contacts, agencies and the team."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from exin_schema.tables import agency, caseworker, checklist_item, contact, participant_contact
from exin_tui.importing.columns import Kind
from tests.importing.lists import NOW, Desk, counts, lines, places, workbook

HEADINGS = "Deltakerkode;Rolle;Navn;Instans;Telefon;E-post\n"


@pytest.fixture
def enrolled(desk: Desk) -> Desk:
    """SN-001 and SN-002 have their start checklist."""
    cells = "2;01.09.2026;dom;høy"
    people = f"Kode;Fase;Tatt inn;Varetekt/dom;Sikkerhet\nSN-001;{cells}\nSN-002;{cells}\n"
    assert lines(desk.take(people)) == []
    return desk


def rows(desk: Desk, table: Any) -> list[dict[str, Any]]:
    with desk.database.read() as connection:
        return [dict(row) for row in connection.execute(select(table)).mappings()]


def test_a_contact_is_stored_once_for_everybody_they_work_with(enrolled: Desk) -> None:
    report = enrolled.take(
        HEADINGS
        + "SN-001;Kontaktbetjent;Per Dal;Halden fengsel;22;\n"
        + "SN-002;Kontaktbetjent;Per Dal;Halden fengsel;;p@d.no\n"
    )
    assert lines(report) == []
    assert counts(report, Kind.CONTACTS) == (2, 0, 0)
    (person,), (place,) = rows(enrolled, contact), rows(enrolled, agency)
    assert (person["phone"], person["email"], person["agency_id"]) == ("22", "p@d.no", place["id"])
    assert place["kind"] == "prison"
    assert len(rows(enrolled, participant_contact)) == 2


def test_the_checklist_item_for_a_contact_is_done_when_the_contact_is_attached(enrolled: Desk) -> None:
    enrolled.take(HEADINGS + "SN-001;Kontaktbetjent;Per Dal;Halden fengsel;;\n")
    done = [row for row in rows(enrolled, checklist_item) if row["state"] == "done"]
    assert [(row["key"], row["contact_id"]) for row in done] == [
        ("kontaktbetjent", rows(enrolled, contact)[0]["id"])
    ]


def test_the_same_contacts_again_change_nothing(enrolled: Desk) -> None:
    listed = HEADINGS + (
        "SN-001;Kontaktbetjent;Per Dal;Halden fengsel;22;\n"
        "SN-001;Familie;Mor;;23;\n;;Kari;NAV Søndre;24;k@nav.no\n"
    )
    assert counts(enrolled.take(listed), Kind.CONTACTS) == (3, 0, 0)
    before = enrolled.database.last_change()
    assert counts(enrolled.take(listed), Kind.CONTACTS)[1] == 0
    assert enrolled.database.last_change() == before


def test_two_families_may_have_somebody_of_the_same_name(enrolled: Desk) -> None:
    enrolled.take(HEADINGS + "SN-001;Familie;Mor;;23;\nSN-002;Familie;Mor;;24;\n")
    assert sorted(row["phone"] for row in rows(enrolled, contact)) == ["23", "24"]
    enrolled.take(HEADINGS + "SN-001;Familie;Mor;;25;\nSN-002;Familie;Mor;;24;\n")
    assert sorted(row["phone"] for row in rows(enrolled, contact)) == ["24", "25"]


def test_a_contact_with_two_numbers_in_one_list_is_refused(enrolled: Desk) -> None:
    report = enrolled.take(HEADINGS + "SN-001;Advokat;A;B;1;\nSN-002;Advokat;A;B;2;\n")
    assert places(report) == [("liste.csv", 3, "E")]
    assert "row 2, column E “Telefon” says something else of the same contact" in lines(report)[0]


def test_every_bad_cell_of_a_contact_is_listed(enrolled: Desk) -> None:
    report = enrolled.take(HEADINGS + "SN-999;Nabo;;Gata;1;ikke e-post\nSN-001;;Per;Halden;1;\n")
    assert [(row, column) for _, row, column in places(report)] == [
        (2, "A"),
        (2, "B"),
        (2, "C"),
        (2, "F"),
        (3, "B"),
    ]


def test_a_phone_number_is_emptied_by_a_dash(enrolled: Desk) -> None:
    enrolled.take(HEADINGS + "SN-001;Advokat;A;B;1;a@b.no\n")
    report = enrolled.take(HEADINGS + "SN-001;Advokat;A;B;-;\n")
    assert counts(report, Kind.CONTACTS) == (0, 1, 0)
    assert (rows(enrolled, contact)[0]["phone"], rows(enrolled, contact)[0]["email"]) == ("", "a@b.no")


def test_the_team_is_added_updated_and_left_alone(desk: Desk) -> None:
    def take(role: str) -> tuple[int, int, int]:
        return counts(
            desk.take(workbook(Team=[["Initialer", "Navn", "Rolle"], ["MH", "Mari", role]])), Kind.TEAM
        )

    assert take("miljøterapeut") == (1, 0, 0)
    assert take("miljøterapeut") == (0, 0, 1)
    assert take("teamleder") == (0, 1, 0)
    assert rows(desk, caseworker)[0]["role"] == "team_leader"


def test_who_has_left_the_team_is_not_brought_back_by_a_list(desk: Desk) -> None:
    desk.take(workbook(Team=[["Initialer", "Navn"], ["MH", "Mari"]]))
    (row,) = rows(desk, caseworker)
    with desk.database.write(command="test", now=NOW) as door:
        door.update(caseworker, row["id"], row["version"], {"active": False})
    report = desk.take(workbook(Team=[["Initialer", "Navn"], ["MH", "Mari M"]]))
    assert counts(report, Kind.TEAM) == (0, 0, 1)
    assert "does not bring them back" in report.notes[0].say("en")


def test_initials_twice_or_missing_are_refused(desk: Desk) -> None:
    report = desk.take(workbook(Team=[["Initialer", "Navn"], ["MH", "A"], ["mh", "B"], [None, "C"]]))
    assert places(report) == [("Team", 3, "A"), ("Team", 4, "A")]
