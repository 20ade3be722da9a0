"""What a team's own list says of the past: lists gone through, consents with a last day, its own headings."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from exin_schema.tables import checklist_item, consent, custody_episode, participant
from exin_tui.importing.columns import Kind
from tests.importing.lists import NOW, Desk, counts, lines, workbook

ENROLLED = (
    "Kode;Fase;Tatt inn;Sikkerhet;Endt tid;2/3;Oppstartslisten gjennomgått\n"
    "SN-001;2;01.09.2025;høy;12.01.2028;{};{}\n"
)


def items(desk: Desk) -> dict[str, tuple[str, dt.date | None, str, dt.datetime | None]]:
    item = checklist_item.c
    columns = (item.key, item.state, item.value_on, item.changed_by, item.changed_at)
    with desk.database.read() as connection:
        return {row.key: tuple(row[1:]) for row in connection.execute(select(*columns))}


def given(desk: Desk) -> list[tuple[str, dt.date, dt.date | None]]:
    found = consent.c
    with desk.database.read() as connection:
        wanted = select(found.line, found.given_on, found.expires_on).order_by(found.given_on, found.line)
        return [tuple(row) for row in connection.execute(wanted)]


def test_a_start_list_gone_through_is_done_and_signed_by_who_imports_it(desk: Desk) -> None:
    report = desk.take(ENROLLED.format("12.05.2027", "ja"))
    assert lines(report) == []
    assert items(desk)["kontaktbetjent"] == ("done", None, "KB", NOW)
    assert items(desk)["two_thirds_date"] == ("done", dt.date(2027, 5, 12), "KB", NOW)
    assert items(desk)["housing"][0] == "not_started"


@pytest.mark.parametrize("word", ["nei", ""])
def test_otherwise_only_what_the_list_says_is_done(desk: Desk, word: str) -> None:
    desk.take(ENROLLED.format("", word))
    done = {key for key, (state, *_) in items(desk).items() if state == "done"}
    assert done == {"sentence_end_date"}


def test_gone_through_counts_only_for_somebody_new_and_again_changes_nothing(desk: Desk) -> None:
    desk.take(ENROLLED.format("", "nei"))
    before = desk.database.last_change()
    report = desk.take(ENROLLED.format("", "ja"))
    assert counts(report, Kind.PARTICIPANTS) == (0, 0, 1)
    assert desk.database.last_change() == before


def test_the_same_list_with_lists_gone_through_writes_nothing_again(desk: Desk) -> None:
    desk.take(ENROLLED.format("12.05.2027", "ja"))
    before = desk.database.last_change()
    desk.take(ENROLLED.format("12.05.2027", "ja"))
    assert desk.database.last_change() == before


def test_a_date_that_a_list_moves_moves_the_item(desk: Desk) -> None:
    desk.take(ENROLLED.format("12.05.2027", "nei"))
    desk.take("Kode;2/3-tid\nSN-001;13.05.2027\n")
    assert items(desk)["two_thirds_date"][:2] == ("done", dt.date(2027, 5, 13))
    desk.take("Kode;2/3-tid\nSN-001;-\n")
    assert items(desk)["two_thirds_date"][:2] == ("not_started", None)


def test_a_candidate_has_no_start_list_and_that_is_said(desk: Desk) -> None:
    report = desk.take("Kode;Fase;Oppstartslisten gjennomgått\nSN-001;1;ja\n")
    assert lines(report) == []
    assert "comes with enrolment" in report.notes[0].say("en")
    assert items(desk) == {}


def test_a_contact_of_the_list_is_attached_to_an_item_that_was_gone_through(desk: Desk) -> None:
    people = [["Kode", "Fase", "Tatt inn", "Oppstartslisten gjennomgått"], ["SN-001", 2, "01.09.2025", "ja"]]
    contacts = [["Deltakerkode", "Rolle", "Navn", "Instans"], ["SN-001", "Kontaktbetjent", "Kari", "Halden"]]
    assert lines(desk.take(workbook(Deltakere=people, Kontakter=contacts))) == []
    with desk.database.read() as connection:
        wanted = select(checklist_item.c.contact_id).where(checklist_item.c.key == "kontaktbetjent")
        assert connection.execute(wanted).scalar_one() is not None


RANGES = [
    "01.03.2026–01.02.2027",
    "01.03.2026 – 01.02.2027",
    "01.03.2026 - 01.02.2027",
    "01.03.2026-01.02.2027",
    "01.03.2026 til 01.02.2027",
    "01.03.2026 til og med 01.02.2027",
    "1. mars 2026 t.o.m. 1. februar 2027",
    "2026-03-01-2027-02-01",
    "01-03-2026-01-02-2027",
    "1 March 2026 to 1 February 2027",
]


@pytest.mark.parametrize("cell", RANGES)
def test_a_consent_has_a_last_day_where_the_list_says_so(desk: Desk, cell: str) -> None:
    listed = f"Kode;Fase;Samtykke NAV\nSN-001;2;{cell}\n"
    assert lines(desk.take(listed)) == []
    assert given(desk) == [("nav", dt.date(2026, 3, 1), dt.date(2027, 2, 1))]
    before = desk.database.last_change()
    desk.take(listed)
    assert desk.database.last_change() == before


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("01.03.2026–28.02.2026", "before the day it was given"),
        ("01.03.2026–31.02.2027", "There is no such day"),
        ("01.03.2026–01.09.26", "four digits"),
        ("01.12.2026–01.12.2027", "in the future"),
        ("01.03.2026–01.04.2026–01.05.2026", "its last day"),
        ("fra mars til september", "This is not a date"),
    ],
)
def test_a_consent_that_cannot_be_is_refused(desk: Desk, cell: str, why: str) -> None:
    (line,) = lines(desk.take(f"Kode;Fase;Samtykke NAV\nSN-001;2;{cell}\n"))
    assert why in line


def test_a_consent_that_has_expired_is_taken_and_said(desk: Desk) -> None:
    report = desk.take("Kode;Fase;Samtykke NAV\nSN-001;1;01.03.2026–01.09.2026\n")
    assert "expired on" in report.notes[0].say("en")
    assert given(desk) == [("nav", dt.date(2026, 3, 1), dt.date(2026, 9, 1))]


@pytest.mark.parametrize(
    ("later", "became"),
    [
        ("01.03.2026", [(dt.date(2026, 3, 1), dt.date(2026, 9, 1))]),
        ("01.03.2026–01.10.2027", [(dt.date(2026, 3, 1), dt.date(2027, 10, 1))]),
        ("02.03.2026", [(dt.date(2026, 3, 2), dt.date(2026, 9, 1))]),
        (
            "01.10.2026–01.10.2027",
            [(dt.date(2026, 3, 1), dt.date(2026, 9, 1)), (dt.date(2026, 10, 1), dt.date(2027, 10, 1))],
        ),
    ],
    ids=["no last day leaves it", "another last day", "a corrected day", "given anew after it expired"],
)
def test_a_consent_is_corrected_or_given_anew(
    desk: Desk, later: str, became: list[tuple[dt.date, dt.date | None]]
) -> None:
    listed = "Kode;Fase;Samtykke NAV\nSN-001;2;{}\n"
    desk.take(listed.format("01.03.2026–01.09.2026"))
    assert lines(desk.take(listed.format(later))) == []
    assert [(first, last) for _, first, last in given(desk)] == became
    before = desk.database.last_change()
    desk.take(listed.format(later))
    assert desk.database.last_change() == before


def test_headings_with_no_rows_below_are_said_in_one_sentence(desk: Desk) -> None:
    (note,) = desk.take("Kode;Fornavn;Fase\n").notes
    assert note.say("en") == "liste.csv: There are headings and no rows below them, so nothing was imported."
    assert note.say("nb").startswith("liste.csv: Det er overskrifter")


def test_a_list_with_the_headings_that_teams_write_is_understood(desk: Desk) -> None:
    listed = {
        "Deltakernr": "SN-001", "Navn": "Berg, Åse", "Fdato": "24.03.2003", "Tlf.": "400 00 000",
        "Bosted": "Vei 1", "Hjembydel": "Øst", "Fase": "2", "Henvist fra": "fengsel",
        "Oppstartsdato": "01.09.2026", "Dom/varetekt": "dom", "Soner i": "Halden", "Sikkerhetsgrad": "høy",
        "Innsatt fra": "12.01.2026", "Endt tid": "12.01.2028", "2/3 tid": "12.05.2027",
        "Prøveløslatelse": "søkt", "Løslatelse": "12.05.2027", "Samtykke til NAV": "01.09.2026",
        "Samtykke fengsel": "01.09.2026", "Fastlege-samtykke": "01.09.2026",
    }  # fmt: skip
    report = desk.take(f"{';'.join(listed)}\n{';'.join(listed.values())}\n")
    assert (lines(report), [note.say("en") for note in report.notes]) == ([], [])
    assert [line for line, *_ in given(desk)] == ["gp", "nav", "prison"]
    with desk.database.read() as connection:
        person = connection.execute(participant.select()).one()
        assert (person.given_name, person.district, person.enrolled_on) == ("Åse", "Øst", dt.date(2026, 9, 1))
        assert connection.execute(custody_episode.select()).one().decided_on == dt.date(2027, 5, 12)


@pytest.mark.parametrize("heading", [dt.date(2026, 3, 2), "⅔", "2/3", "02.mar", "Dato for 2/3 løslatelse"])
def test_two_thirds_is_known_even_where_excel_made_a_date_of_the_heading(desk: Desk, heading: object) -> None:
    rows = [["Kode", "Fase", "Sikkerhet", heading], ["SN-001", 2, "høy", dt.date(2027, 5, 12)]]
    report = desk.take(workbook(Deltakere=rows))
    assert (lines(report), report.notes) == ([], ())
    with desk.database.read() as connection:
        assert connection.execute(custody_episode.select()).one().two_thirds_on == dt.date(2027, 5, 12)


@pytest.mark.parametrize(
    "heading", ["Saksbehandler", "Ansvarlig", "Saksbehandler/Ansvarlig", "Miljøterapeut"]
)
def test_whoever_is_responsible_is_found_under_the_names_that_teams_use(desk: Desk, heading: str) -> None:
    team = [["Initialer", "Rolle"], ["MH", "miljøterapeut"]]
    report = desk.take(workbook(Deltakere=[["Kode", "Fase", heading], ["SN-001", 1, "MH"]], Team=team))
    assert (lines(report), report.notes) == ([], ())


def test_more_than_fifty_problems_are_all_listed_in_one_language(desk: Desk) -> None:
    listed = "".join(f"SN-{number};9;31.02.2026;kanskje\n" for number in range(60))
    report = desk.take(f"Kode;Fase;Født;Adressesperre\n{listed}")
    assert len(report.problems) == 180
    assert not any("februar" in line or "Skriv" in line for line in lines(report))
    assert not any("February" in line or "Write" in line for line in lines(report, "nb"))
