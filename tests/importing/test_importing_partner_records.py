"""Partners' records as sheets: found again by participant and first field, never twice, never printed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from exin_schema.tables import change, contact, participant, partner_record
from exin_schema.vocabulary import Language
from exin_tui.history.undo import undo_last
from exin_tui.importing.columns import AddedKind
from exin_tui.importing.report import ImportReport
from exin_tui.importing.template import write_template
from exin_tui.language import Label
from exin_tui.partners.discovery import PartnerState
from exin_tui.partners.facts import add_record
from tests.importing.lists import IDENTITY_NUMBER, NOW, PROGRAMME, TODAY, Desk, lines, places, workbook
from tests.importing.partner_lists import PartnerDesk, added, desk_of, partner, statements
from tests.partners.partners_team import manifest

VISITS = """\
id = "visits"
api = 1
name = { nb = "Besøkene", en = "The visits" }

[[records]]
id = "visit"
name = { nb = "Oppmøte", en = "Reporting" }
fields = [
  { id = "at", type = "datetime", name = { nb = "Når", en = "When" } },
  { id = "met", type = "bool", name = { nb = "Møtt", en = "Turned up" } },
  { id = "note", type = "text", length = 40, name = { nb = "Merknad", en = "Note" } },
  { id = "who", type = "contact", name = { nb = "Deltaker", en = "Met by" } },
]
"""
OTHER = (
    VISITS.replace('id = "visits"', 'id = "other"', 1)
    .replace("Besøkene", "De andre")
    .replace("visits", "others")
)
KIND = AddedKind("visits.visit", Label("Oppmøte", "Reporting"))
HEADINGS = ["Kode", "Når", "Møtt", "Merknad"]
FIRST, SECOND = "01.12.2026 09:30", "08.12.2026 09:30"
HOSTILE = "Åse [/b] O'Hara‑Øy"


@pytest.fixture
def board(desk: Desk) -> PartnerDesk:
    found = desk_of(desk, partner(VISITS))
    assert lines(found.read("Kode;Fase", "SN-001;1", "SN-002;1")) == []
    return found


def take(board: PartnerDesk, *rows: list[Any], sheet: str = "Oppmøte", dry_run: bool = False) -> ImportReport:
    listed = workbook(**{sheet: [HEADINGS, *rows]})
    return board.take(listed, added=board.added, dry_run=dry_run)


def counted(report: ImportReport) -> tuple[int, int, int]:
    assert lines(report) == []
    tally = report.tallies[KIND]
    return tally.added, tally.updated, tally.unchanged


def records(board: PartnerDesk) -> list[tuple[str, dict[str, Any]]]:
    """Case code and values, in order."""
    wanted = select(participant.c.code, partner_record.c["values"]).join(partner_record)
    with board.database.read() as connection:
        found = [(code, json.loads(values)) for code, values in connection.execute(wanted)]
    return sorted(found, key=lambda one: (one[0], one[1]["at"], str(one[1])))


def visit(at: str = "2026-12-01", **more: Any) -> dict[str, Any]:
    return {"at": f"{at}T08:30:00Z", **more}


@pytest.mark.parametrize(
    "sheet", ["Oppmøte", "REPORTING", "Besøkene – Oppmøte", "the visits reporting", "visits.visit"]
)
def test_a_sheet_is_known_by_the_records_name_and_read_once(board: PartnerDesk, sheet: str) -> None:
    rows = ["SN-001", FIRST, "ja", HOSTILE], ["sn-002", FIRST, None, "+1+1"]
    assert counted(take(board, *rows, sheet=sheet, dry_run=True)) == (2, 0, 0)
    assert records(board) == []
    assert counted(take(board, *rows, sheet=sheet)) == (2, 0, 0)
    assert records(board) == [
        ("SN-001", visit(met=True, note=HOSTILE)),
        ("SN-002", visit(note="+1+1")),
    ]
    before = board.database.last_change()
    assert counted(take(board, *rows, sheet=sheet)) == (0, 0, 2)
    assert board.database.last_change() == before


def test_a_text_file_is_what_it_is_said_to_be(board: PartnerDesk) -> None:
    listed = f"Kode;When;Turned up\nSN-001;{FIRST};no\n"
    assert counted(board.take(listed, kind=KIND, added=board.added)) == (1, 0, 0)
    assert records(board) == [("SN-001", visit(met=False))]


def test_a_row_corrects_the_record_that_begins_like_it_and_leaves_the_rest(board: PartnerDesk) -> None:
    take(
        board, ["SN-001", FIRST, "nei", "husk"], ["SN-001", SECOND, None, None], ["SN-002", FIRST, "ja", "x"]
    )
    report = take(
        board, ["SN-001", FIRST, "ja", None], ["SN-001", SECOND, "ja", "ny"], ["SN-002", FIRST, "-", "-"]
    )
    assert counted(report) == (0, 3, 0)
    assert records(board) == [
        ("SN-001", visit(met=True, note="husk")),
        ("SN-001", visit("2026-12-08", met=True, note="ny")),
        ("SN-002", visit()),
    ]


def test_another_first_field_is_another_record(board: PartnerDesk) -> None:
    take(board, ["SN-001", FIRST, "ja", None])
    assert counted(take(board, ["SN-001", SECOND, "ja", None], ["SN-002", FIRST, "ja", None])) == (2, 0, 0)
    assert len(records(board)) == 3


def test_two_that_begin_alike_are_kept_apart_by_the_rest(board: PartnerDesk) -> None:
    rows = ["SN-001", FIRST, None, "inne"], ["SN-001", FIRST, None, "ute"]
    assert counted(take(board, *rows)) == (2, 0, 0)
    assert counted(take(board, *reversed(rows))) == (0, 0, 2)
    assert counted(take(board, rows[0], ["SN-001", FIRST, None, "borte"])) == (0, 1, 1)
    assert [values["note"] for _, values in records(board)] == ["borte", "inne"]
    report = take(board, ["SN-001", FIRST, None, "hvor"])
    (line,) = lines(report, "nb")
    assert line == (
        "Oppmøte, rad 2, kolonne B «Når»: Flere som begynner slik, er lagret, og ingen av dem er den samme. "
        "Ta raden ut, og rett dem i programmet."
    )


def test_the_same_row_twice_is_refused(board: PartnerDesk) -> None:
    report = take(board, ["SN-001", FIRST, "ja", None], ["sn-001", FIRST, "yes", None])
    assert places(report) == [("Oppmøte", 3, "A")]
    assert records(board) == []


def test_every_cell_that_cannot_be_taken_is_placed_and_none_is_printed(board: PartnerDesk) -> None:
    report = take(
        board,
        ["SN-001", "innlagt", "innlagt", "x" * 41],
        ["SN-001", None, "ja", IDENTITY_NUMBER],
        ["SN-001", "-", "ja", None],
        [None, FIRST, None, "in_x001B_[1mnlagt"],
    )
    assert {sheet for sheet, _, _ in places(report)} == {"Oppmøte"}
    cells = [f"{column}{row}" for _, row, column in places(report)]
    assert cells == ["B2", "C2", "D2", "B3", "D3", "B4", "A5"]
    said = " ".join([*lines(report, "nb"), *(note.say("nb") for note in report.notes)])
    assert "innlagt" not in said
    assert "xx" not in said
    assert records(board) == []


def test_nobody_knows_the_participant(board: PartnerDesk) -> None:
    (line,) = lines(take(board, ["SN-009", FIRST, None, None]))
    assert "There is no participant SN-009." in line


def test_participants_and_contacts_of_the_same_file_are_known(board: PartnerDesk) -> None:
    listed = workbook(
        Oppmøte=[["Participant code", "Når", "Met by"], ["SN-003", FIRST, "Per Dal"]],
        Kontakter=[["Kode", "Rolle", "Navn", "Instans"], ["SN-003", "Kontaktbetjent", "Per Dal", "Halden"]],
        Deltakere=[["Kode", "Fase"], ["SN-003", 1]],
    )
    assert counted(board.take(listed, added=board.added)) == (1, 0, 0)
    with board.database.read() as connection:
        identity = connection.execute(select(contact.c.id)).scalar_one()
    assert records(board) == [("SN-003", visit(who=identity))]
    assert counted(board.take(listed, added=board.added)) == (0, 0, 1)


def test_a_label_that_heads_the_participant_too_is_refused(board: PartnerDesk) -> None:
    listed = workbook(Oppmøte=[["Kode", "Når", "Deltaker"], ["SN-001", FIRST, "Per Dal"]])
    (line,) = lines(board.take(listed, added=board.added), "nb")
    assert line.endswith("Skriv en av: Deltakerkode / Besøkene: Deltaker.")


def test_what_was_filled_in_by_hand_is_the_same_record_and_an_import_is_undone_as_one(
    board: PartnerDesk,
) -> None:
    with board.database.read() as connection:
        who = connection.execute(select(participant.c.id).where(participant.c.code == "SN-001")).scalar_one()
    typed = {"at": "1.12 09:30", "met": "ja", "note": HOSTILE}
    add_record(board.database, manifest(VISITS), who, "visit", typed, today=TODAY, now=NOW)
    assert counted(take(board, ["SN-001", FIRST, "ja", HOSTILE])) == (0, 0, 1)
    take(board, ["SN-001", FIRST, "nei", None], ["SN-001", SECOND, "ja", None])
    with board.database.read() as connection:
        logged = connection.execute(
            select(change.c.command).where(change.c.entity == "partner_record")
        ).scalars()
        assert set(logged) == {"visits.record.add", "import"}
    undo_last(board.database, "KB", NOW)
    assert records(board) == [("SN-001", visit(met=True, note=HOSTILE))]


def test_a_name_of_two_partners_sheets_is_refused_and_both_are_named(desk: Desk) -> None:
    board = desk_of(desk, partner(VISITS), partner(OTHER))
    board.read("Kode;Fase", "SN-001;1")
    assert lines(take(board, ["SN-001", FIRST, None, None]), "nb") == [
        "Oppmøte: Dette navnet kan bety flere slags ark. Skriv et av: Besøkene Oppmøte / De andre Oppmøte."
    ]
    assert counted(take(board, ["SN-001", FIRST, None, None], sheet="Besøkene Oppmøte")) == (1, 0, 0)


def test_a_sheet_of_a_partner_that_takes_no_part_stops_the_import(desk: Desk) -> None:
    board = desk_of(desk, partner(VISITS, PartnerState.DISABLED))
    (line,) = lines(take(board, ["SN-001", FIRST, None, None]))
    assert line.startswith(
        "Oppmøte: This belongs to The visits, which is not enabled. Run “exin partner enable visits”"
    )


def test_a_name_of_the_cores_sheets_stays_the_cores(desk: Desk) -> None:
    board = desk_of(desk, partner(VISITS.replace('nb = "Oppmøte"', 'nb = "Deltakere"')))
    listed = workbook(Deltakere=[["Kode", "Fase"], ["SN-001", 1]])
    assert [kind.say("nb") for kind in board.take(listed, added=board.added).tallies] == ["Deltakere"]
    assert counted_as(board, "Besøkene Deltakere") == (1, 0, 0)


@pytest.mark.parametrize(
    ("name", "title"), [("Deltakere", "Besøkene Deltakere"), ("Lister", "Besøkene Lister")]
)
def test_the_template_gives_no_sheet_a_name_of_the_cores(desk: Desk, name: str, title: str) -> None:
    board = desk_of(desk, partner(VISITS.replace('nb = "Oppmøte"', f'nb = "{name}"')))
    path = board.folder / "mal.xlsx"
    write_template(path, "nb", PROGRAMME, board.added)
    assert load_workbook(path).sheetnames[4] == title


def test_headings_alone_make_no_sheet_a_partners(board: PartnerDesk) -> None:
    listed = workbook(
        Deltakere=[["Kode", "Fase"], ["SN-001", 1]], Ark1=[HEADINGS, ["SN-001", FIRST, "ja", "x"]]
    )
    report = board.take(listed, added=board.added)
    assert [note.code for note in report.notes] == ["ignored_sheet"]
    assert records(board) == []


def counted_as(board: PartnerDesk, sheet: str) -> tuple[int, int, int]:
    report = take(board, ["SN-001", FIRST, None, None], sheet=sheet)
    assert lines(report) == []
    (tally,) = report.tallies.values()
    return tally.added, tally.updated, tally.unchanged


def test_the_statements_grow_with_the_batches_and_not_with_the_rows(board: PartnerDesk) -> None:
    def taken(count: int, met: str) -> int:
        rows = [
            ["SN-001", f"01.12.2026 {hour:02}:{minute:02}", met, None]
            for hour in range(20)
            for minute in range(60)
        ]
        with statements() as said:
            assert lines(take(board, *rows[:count])) == []
        return len([one for one in said if "partner_record" in one])

    few, many = taken(200, "ja"), taken(1000, "ja")
    assert few < 20
    assert many <= few * 5
    assert taken(200, "nei") <= few + 4


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_template_has_their_sheets_which_are_read_back(board: PartnerDesk, language: Language) -> None:
    board.added = added(
        partner(VISITS), partner(OTHER.replace("De andre", "Alle de andre som kommer innom: [A/B]"))
    )
    path = board.folder / "mal.xlsx"
    write_template(path, language, PROGRAMME, board.added)
    book = load_workbook(path)
    names = book.sheetnames[4:6]
    assert names == [
        {"nb": "Besøkene Oppmøte", "en": "The visits Reporting"}[language],
        {"nb": "other Oppmøte", "en": "The others Reporting"}[language],
    ]
    for name in names:
        sheet = book[name]
        assert len(sheet[1]) == 5
        sheet.cell(2, 1, "SN-001")
        sheet.cell(2, 2, FIRST)
        sheet.cell(2, 3, "ja")
    book.save(path)
    report = board.take(path.read_bytes(), added=board.added)
    assert lines(report) == []
    assert [tally.added for kind, tally in report.tallies.items() if isinstance(kind, AddedKind)] == [1, 1]
    assert board.take(path.read_bytes(), added=board.added).written is False
