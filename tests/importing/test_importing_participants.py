"""Participants: added, found again by code, updated cell by cell, and what cannot be true refused."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from exin_schema.tables import (
    caseworker,
    change,
    checklist,
    checklist_item,
    consent,
    custody_episode,
    participant,
    phase_transition,
)
from exin_tui.importing.columns import Kind
from exin_tui.importing.import_file import import_file
from exin_tui.importing.participant_rows import ParticipantRows
from tests.importing.lists import NOW, PROGRAMME, TODAY, Desk, counts, lines, places, workbook

FULL = {
    "Kode": "SN-001", "Alias": "Furu", "Fornavn": "Åse", "Etternavn": "Ødegård", "Fødselsdato": "24.03.2003",
    "Telefon": "400 00 000", "Telefon bekreftet": "02.11.2026", "Adresse": "Vei 1", "Adressesperre": "nei",
    "Bydel": "Søndre Nordstrand", "Miljøterapeut": "MH", "Fase": "2", "I fasen siden": "15.09.2026",
    "Henvist av": "fengsel", "Henvist dato": "01.08.2026", "Tatt inn dato": "01.09.2026",
    "SOMA-referanse": "S-1", "Varetekt eller dom": "dom", "Soningssted": "Halden fengsel", "Avdeling": "B",
    "Sikkerhetsnivå": "høy sikkerhet", "Fengslet fra": "12.01.2026", "Endt tid": "12.01.2028",
    "2/3-tid": "12.05.2027", "Prøveløslatelse": "søkt", "Prøveløslatelse dato": "12.05.2027",
    "Samtykke Kriminalomsorgen": "01.09.2026", "Samtykke NAV": "01.09.2026", "Samtykke Advokat": "02.09.2026",
}  # fmt: skip
FULL_LIST = f"{';'.join(FULL)}\n{';'.join(FULL.values())}\n"


def add_caseworker(desk: Desk, initials: str = "MH", **values: object) -> None:
    with desk.database.write(command="test", now=NOW) as door:
        door.insert(caseworker, {"initials": initials, "role": "caseworker", **values})


def rows(desk: Desk, table: Any, *order: Any) -> list[dict[str, Any]]:
    with desk.database.read() as connection:
        found = connection.execute(select(table).order_by(*order)).mappings()
        return [dict(row) for row in found]


def only(desk: Desk, table: Any) -> dict[str, Any]:
    (row,) = rows(desk, table)
    return row


def test_everything_a_list_says_of_a_participant_is_stored(desk: Desk) -> None:
    add_caseworker(desk)
    report = desk.take(FULL_LIST)
    assert lines(report) == []
    assert counts(report, Kind.PARTICIPANTS) == (1, 0, 0)
    person = only(desk, participant)
    assert (person["code"], person["alias"], person["given_name"]) == ("SN-001", "Furu", "Åse")
    assert (person["district"], person["phase"], person["referred_by"]) == (
        "Søndre Nordstrand",
        "in_prison",
        "prison",
    )
    assert (str(person["phase_since"]), person["soma_reference"]) == ("2026-09-15", "S-1")
    assert person["caseworker_id"] == only(desk, caseworker)["id"]
    episode = only(desk, custody_episode)
    assert (episode["kind"], episode["level"], episode["place"]) == ("sentence", "high", "Halden fengsel")
    assert (str(episode["two_thirds_on"]), episode["probation"]) == ("2027-05-12", "applied")
    assert sorted(row["line"] for row in rows(desk, consent)) == ["lawyer", "nav", "prison"]
    assert only(desk, phase_transition)["to_phase"] == "in_prison"
    assert sorted(row["kind"] for row in rows(desk, checklist)) == ["release", "start"]


def test_the_same_list_again_changes_nothing(desk: Desk) -> None:
    add_caseworker(desk)
    desk.take(FULL_LIST)
    before = desk.database.last_change()
    report = desk.take(FULL_LIST)
    assert counts(report, Kind.PARTICIPANTS) == (0, 0, 1)
    assert not report.written
    assert desk.database.last_change() == before


def test_an_import_is_one_unit_of_the_change_log(desk: Desk) -> None:
    add_caseworker(desk)
    desk.take(FULL_LIST)
    with desk.database.read() as connection:
        units = connection.execute(
            select(change.c.unit, change.c.actor).where(change.c.command == "import").distinct()
        ).all()
    assert [actor for _, actor in units] == ["KB"]


def test_a_dry_run_says_what_would_happen_and_writes_nothing(desk: Desk) -> None:
    report = desk.take("Kode;Fase\nSN-001;2\n", dry_run=True)
    assert counts(report, Kind.PARTICIPANTS) == (1, 0, 0)
    assert desk.database.last_change() == 0


@pytest.mark.parametrize("code", ["SN-001", "sn-001"])
def test_a_cell_that_differs_is_updated_and_an_empty_one_leaves_what_is_stored(desk: Desk, code: str) -> None:
    desk.take("Kode;Fornavn;Telefon;Bydel;Fase\nSN-001;Åse;1;Øst;2\n")
    report = desk.take(f"Kode;Fornavn;Telefon;Bydel\n{code};;2;Øst\n")
    assert counts(report, Kind.PARTICIPANTS) == (0, 1, 0)
    person = only(desk, participant)
    assert (person["given_name"], person["phone"], person["district"]) == ("Åse", "2", "Øst")


def test_a_dash_empties_what_is_stored(desk: Desk) -> None:
    add_caseworker(desk)
    desk.take("Kode;Telefon;Født;Ansv;Fase\nSN-001;1;24.03.2003;MH;2\n")
    report = desk.take("Kode;Telefon;Født;Ansv\nSN-001;-;–;-\n")
    assert lines(report) == []
    person = only(desk, participant)
    assert (person["phone"], person["birth_date"], person["caseworker_id"]) == ("", None, None)


def test_a_dash_where_nothing_can_be_emptied_is_refused(desk: Desk) -> None:
    report = desk.take("Kode;Fase;Adressesperre\nSN-001;-;-\n")
    assert places(report) == [("liste.csv", 2, "B"), ("liste.csv", 2, "C")]


def test_somebody_new_without_a_code_gets_the_next_one_and_the_report_says_which(desk: Desk) -> None:
    desk.take("Kode;Fornavn;Fase\nSN-007;Åse;2\n")
    report = desk.take("Kode;Fornavn;Fase\n;Kari;1\nSN-008;Per;2\n")
    assert lines(report) == []
    (new,) = report.new_codes
    assert (new.code, new.place.row) == ("SN-009", 2)
    assert {row["code"]: row["alias"] for row in rows(desk, participant)}[new.code] == new.alias


def test_the_same_person_without_a_code_is_refused_with_the_code_to_write_and_no_name(desk: Desk) -> None:
    listed = "Kode;Fornavn;Etternavn;Født;Fase\n;Kari;Berg;24.03.2003;1\n"
    code = desk.take(listed).new_codes[0].code
    (line,) = lines(desk.take(listed))
    assert f"Write {code} in the column for the code" in line
    assert "Kari" not in line
    assert desk.take(listed.replace("\n;", f"\n{code};")).problems == ()


def test_the_same_name_with_another_birth_date_is_somebody_else(desk: Desk) -> None:
    desk.take("Fornavn;Etternavn;Født;Fase\nKari;Berg;24.03.2003;1\n")
    assert counts(desk.take("Fornavn;Etternavn;Født;Fase\nKari;Berg;25.03.2003;1\n"), Kind.PARTICIPANTS) == (
        1,
        0,
        0,
    )


def test_a_code_or_a_person_twice_in_the_list_is_refused(desk: Desk) -> None:
    report = desk.take("Kode;Fornavn;Fase\nSN-001;A;2\nsn-001;B;2\n;Kari;1\n;kari;1\n")
    assert places(report) == [("liste.csv", 3, "A"), ("liste.csv", 5, "A")]
    assert "The same code stands in liste.csv, row 2, column A" in lines(report)[0]


def test_a_row_with_neither_code_nor_name_is_refused(desk: Desk) -> None:
    assert "Write a code or a name." in lines(desk.take("Kode;Fornavn;Fase\n;;2\n"))[0]


def test_a_new_participant_needs_a_phase(desk: Desk) -> None:
    assert "the phase is needed" in lines(desk.take("Kode;Fornavn\nSN-001;Åse\n"))[0]


@pytest.mark.parametrize(
    ("name", "given", "family"),
    [("Berg, Kari Anne", "Kari Anne", "Berg"), ("Kari Anne Berg", "Kari Anne", "Berg"), ("Kari", "Kari", "")],
)
def test_a_full_name_in_one_cell_is_split(desk: Desk, name: str, given: str, family: str) -> None:
    desk.take(f"Kode;Navn;Fase\nSN-001;{name};2\n")
    assert (only(desk, participant)["given_name"], only(desk, participant)["family_name"]) == (given, family)


def test_an_unknown_caseworker_is_refused_with_those_who_are_known(desk: Desk) -> None:
    add_caseworker(desk, "MH")
    add_caseworker(desk, "TO", active=False)
    report = desk.take("Kode;Ansv;Fase\nSN-001;XX;2\nSN-002;to;2\nSN-003;mh;2\n")
    assert places(report) == [("liste.csv", 2, "B"), ("liste.csv", 3, "B")]
    assert "Known are MH. Add others in the sheet Team." in lines(report)[0]
    assert "has left the team" in lines(report)[1]


def test_a_team_that_is_empty_is_filled_only_by_the_sheet_team(desk: Desk) -> None:
    listed = [["Kode", "Ansv", "Fase"], ["SN-001", "MH", 2]]
    assert "Add a sheet Team" in lines(desk.take(workbook(Deltakere=listed)))[0]
    report = desk.take(workbook(Deltakere=listed, Team=[["Initialer", "Rolle"], ["MH", "teamleder"]]))
    assert lines(report) == []
    assert only(desk, participant)["caseworker_id"] == only(desk, caseworker)["id"]
    assert only(desk, caseworker)["role"] == "team_leader"


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        ("Løslatt dato", "11.01.2026", "is before In custody from"),
        ("Endt tid", "11.01.2026", "is before In custody from"),
        ("2/3-tid", "13.01.2028", "is before 2/3 date"),
        ("Prøveløslatelse dato", "12.05.2027", "not whether it was applied for"),
        ("Løslatt dato", "28.11.2026", "a date in the future"),
        ("Født", "28.11.2026", "a date in the future"),
        ("Født", "24.03.2026", "is before Birth date"),
    ],
)
def test_what_cannot_be_true_is_refused(desk: Desk, column: str, value: str, why: str) -> None:
    headings = ["Kode", "Fase", "Varetekt eller dom", "Sikkerhetsnivå", "Fengslet fra"]
    cells = ["SN-001", "2", "dom", "høy", "12.01.2026"]
    if column == "2/3-tid":
        headings, cells = [*headings, "Endt tid"], [*cells, "12.01.2028"]
    report = desk.take(";".join([*headings, column]) + "\n" + ";".join([*cells, value]) + "\n")
    assert any(why in line for line in lines(report)), lines(report)


def test_a_day_is_checked_against_what_is_stored_too(desk: Desk) -> None:
    desk.take("Kode;Fase;Varetekt/dom;Sikkerhet;Fengslet fra\nSN-001;2;dom;høy;12.01.2026\n")
    assert "is before In custody from" in lines(desk.take("Kode;Løslatt dato\nSN-001;11.01.2026\n"))[0]


@pytest.mark.parametrize(
    ("phase", "level", "warned"),
    [
        (2, "høy", False),
        (4, "høy", True),
        (3, "overgangsbolig", False),
        (2, "EK", True),
        (4, "EK", False),
        (1, "høy", False),
    ],
)
def test_phase_against_custody_is_said_and_does_not_stop_the_import(
    desk: Desk, phase: int, level: str, warned: bool
) -> None:
    report = desk.take(f"Kode;Fase;Varetekt/dom;Sikkerhet\nSN-001;{phase};dom;{level}\n")
    assert lines(report) == []
    assert any(note.code == "warning" for note in report.notes) is warned


def test_custody_needs_to_say_what_kind_it_is_and_how_secure(desk: Desk) -> None:
    report = desk.take("Kode;Fase;Soningssted\nSN-001;2;Halden\n")
    assert len(report.problems) == 2
    assert all("Custody is given" in line for line in lines(report))


def test_who_has_a_release_date_serves_a_sentence(desk: Desk) -> None:
    desk.take("Kode;Fase;Sikkerhet;Endt tid\nSN-001;2;høy;12.01.2028\n")
    assert only(desk, custody_episode)["kind"] == "sentence"


def test_a_new_phase_in_the_list_is_a_transition_in_the_history(desk: Desk) -> None:
    desk.take("Kode;Fase;I fasen siden\nSN-001;2;01.09.2026\n")
    report = desk.take("Kode;Fase;I fasen siden\nSN-001;3;20.11.2026\n")
    assert counts(report, Kind.PARTICIPANTS) == (0, 1, 0)
    _, second = rows(desk, phase_transition, phase_transition.c.on)
    assert (second["from_phase"], second["to_phase"], str(second["on"])) == (
        "in_prison",
        "pre_release",
        "2026-11-20",
    )
    assert only(desk, participant)["phase"] == "pre_release"
    assert counts(desk.take("Kode;Fase\nSN-001;3\n"), Kind.PARTICIPANTS) == (0, 0, 1)


def test_due_dates_follow_a_release_date_that_a_list_moves(desk: Desk) -> None:
    listed = (
        "Kode;Fase;Tatt inn;Sikkerhet;Vedtatt løslatelse;Endt tid\nSN-001;3;01.09.2026;høy;{};12.01.2028\n"
    )

    def due() -> set[object]:
        return {row["due_on"] for row in rows(desk, checklist_item) if row["key"] == "bank_and_id"}

    desk.take(listed.format("15.01.2027"))
    before = due()
    desk.take(listed.format("20.01.2027"))
    assert [str(day) for day in before] == ["2027-01-15"]
    assert [str(day) for day in due()] == ["2027-01-20"]


def test_imprisoned_after_a_release_is_a_new_episode(desk: Desk) -> None:
    first = (
        "Kode;Fase;Varetekt/dom;Sikkerhet;Fengslet fra;Løslatt dato\nSN-001;4;dom;høy;12.01.2025;12.01.2026\n"
    )
    desk.take(first)
    report = desk.take("Kode;Fase;Varetekt/dom;Sikkerhet;Fengslet fra\nSN-001;2;varetekt;høy;01.11.2026\n")
    assert lines(report) == []
    old, new = rows(desk, custody_episode, custody_episode.c.number)
    assert (str(old["released_on"]), new["number"], new["kind"]) == ("2026-01-12", 2, "remand")
    before = desk.database.last_change()
    desk.take("Kode;Fase;Varetekt/dom;Sikkerhet;Fengslet fra\nSN-001;2;varetekt;høy;01.11.2026\n")
    assert desk.database.last_change() == before


def test_a_withdrawn_consent_is_not_revived_by_an_old_list(desk: Desk) -> None:
    listed = "Kode;Fase;Samtykke NAV\nSN-001;2;{}\n"
    desk.take(listed.format("01.09.2026"))
    given = only(desk, consent)
    with desk.database.write(command="test", now=NOW) as door:
        door.update(consent, given["id"], given["version"], {"withdrawn_on": TODAY.replace(day=1)})
    assert counts(desk.take(listed.format("01.09.2026")), Kind.PARTICIPANTS) == (0, 0, 1)
    assert "was withdrawn on Sun 1 Nov 2026" in lines(desk.take(listed.format("15.09.2026")))[0]
    desk.take(listed.format("02.11.2026"))
    assert [row["withdrawn_on"] is None for row in rows(desk, consent, consent.c.given_on)] == [False, True]


def test_a_corrected_consent_date_changes_the_consent(desk: Desk) -> None:
    desk.take("Kode;Fase;Samtykke NAV\nSN-001;2;01.09.2026\n")
    desk.take("Kode;Samtykke NAV\nSN-001;02.09.2026\n")
    assert str(only(desk, consent)["given_on"]) == "2026-09-02"


def test_a_consent_is_a_date_and_not_a_tick(desk: Desk) -> None:
    report = desk.take("Kode;Fase;Samtykke NAV;Samtykke Advokat\nSN-001;2;x;-\n")
    assert places(report) == [("liste.csv", 2, "C"), ("liste.csv", 2, "D")]


def test_the_same_alias_twice_is_said(desk: Desk) -> None:
    report = desk.take("Kode;Alias;Fase\nSN-001;Furu;1\nSN-002;furu;1\n")
    assert "SN-001 has the same alias" in report.notes[0].say("en")


def test_a_protected_address_is_said_to_be_hidden(desk: Desk) -> None:
    report = desk.take("Kode;Adresse;Adressesperre;Fase\nSN-001;Vei 1;ja;1\n")
    assert only(desk, participant)["protected_address"] is True
    assert "Vei 1" not in report.notes[0].say("en")


def test_english_headings_and_words_do_as_well(desk: Desk) -> None:
    report = desk.take(
        "Participant code,Given name,Phase,Security level,Remand or sentence,Protected address\n"
        "SN-001,Åse,Before release,lower security,sentence,no\n"
    )
    assert lines(report) == []
    assert only(desk, custody_episode)["level"] == "lower"


def test_problems_can_be_read_in_norwegian_places(desk: Desk) -> None:
    report = desk.take("Kode;Fase;Født\nSN-001;2;31.02.2026\n")
    assert "«Født»" in lines(report, "nb")[0]


def test_progress_is_told_above_200_rows_and_comes_to_an_end(desk: Desk) -> None:
    told: list[tuple[int, int]] = []

    def take(count: int) -> None:
        listed = "".join(f"SN-{number};2\n" for number in range(count))
        path = desk.file(f"Kode;Fase\n{listed}", "liste.csv")
        import_file(
            desk.database, path, today=TODAY, now=NOW, actor="KB", programme=PROGRAMME,
            progress=lambda done, total: told.append((done, total)),
        )  # fmt: skip

    take(150)
    assert told == []
    take(450)
    assert told[-1][0] == told[-1][1]
    assert told == sorted(told)
    assert len(told) >= 6


def test_what_the_database_refuses_meanwhile_leaves_nothing_half_done(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from exin_tui.importing import import_file as module

    class Disturbed(Exception):
        pass

    def disturbed(*_: object, **__: object) -> None:
        raise Disturbed

    monkeypatch.setattr("exin_tui.importing.meeting_rows.MeetingRows.take", disturbed)
    steps = iter([None])
    real = module._go_through

    def once(*arguments: Any) -> Any:
        return real(*arguments) if next(steps, 1) else ParticipantRows(arguments[0], None)

    monkeypatch.setattr(module, "_go_through", once)
    with pytest.raises(Disturbed):
        desk.take(
            workbook(
                Deltakere=[["Kode", "Fase"], ["SN-001", 2]],
                Møter=[["Type", "Dato"], ["Stand-up", "01.12.2026"]],
            )
        )
    with desk.database.read() as connection:
        assert connection.execute(select(func.count()).select_from(participant)).scalar_one() == 0
