"""The template can be filled in and imported, and never overwrites."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exin_schema.vocabulary import Language
from exin_tui.importing.columns import Kind
from exin_tui.importing.file_sheets import layouts
from exin_tui.importing.problems import ImportRefused
from exin_tui.importing.template import write_template
from tests.importing.lists import PROGRAMME, Desk, counts, lines
from tests.importing.partner_lists import KINDS, added, desk_of, partner, values

LANGUAGES: tuple[Language, ...] = ("nb", "en")


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    chosen: Language = request.param
    return chosen


@pytest.fixture
def template(tmp_path: Path, language: Language) -> Path:
    path = tmp_path / "mal.xlsx"
    write_template(path, language, PROGRAMME)
    return path


def test_the_examples_of_the_explanation_make_a_list_that_can_be_imported(
    desk: Desk, template: Path, language: Language
) -> None:
    book = load_workbook(template)
    for kind, layout in layouts(PROGRAMME).items():
        sheet = book[kind.say(language)]
        for index, column in enumerate(layout.columns, start=1):
            example = column.example if isinstance(column.example, str) else column.example.say(language)
            if column.key != "minutes":
                sheet.cell(2, index, example or None)
    book.save(template)
    report = desk.take(template.read_bytes())
    assert lines(report) == []
    assert {kind: counts(report, kind) for kind in Kind} == dict.fromkeys(Kind, (1, 0, 0))


def test_the_empty_template_imports_nothing_and_says_so(desk: Desk, template: Path) -> None:
    report = desk.take(template.read_bytes())
    assert (report.problems, [note.code for note in report.notes]) == ((), ["no_rows"])
    assert sum(tally.total for tally in report.tallies.values()) == 0
    assert desk.database.last_change() == 0


def test_every_heading_is_recognised_as_what_it_is(template: Path, language: Language) -> None:
    book = load_workbook(template)
    for kind, layout in layouts(PROGRAMME).items():
        headings = [cell.value for cell in book[kind.say(language)][1]]
        assert headings == [column.heading.say(language) for column in layout.columns]


def test_every_drop_down_offers_only_what_the_import_takes(template: Path, language: Language) -> None:
    book = load_workbook(template)
    offered = 0
    for layout in layouts(PROGRAMME).values():
        for column in layout.columns:
            for choice in column.choices:
                from exin_tui.importing.columns import Reading
                from tests.importing.lists import TODAY

                column.read(choice.say(language), Reading(TODAY))
                offered += 1
    lists = book.worksheets[-1]
    assert lists.sheet_state == "hidden"
    assert sum(cell.value is not None for row in lists.iter_rows(min_row=2) for cell in row) <= offered


def test_the_sheets_freeze_their_headings_and_have_drop_downs(template: Path, language: Language) -> None:
    sheet = load_workbook(template)[Kind.PARTICIPANTS.say(language)]
    assert sheet.freeze_panes == "B2"
    assert {rule.type for rule in sheet.data_validations.dataValidation} == {"list", None}
    assert all(len(rule.prompt or "") <= 255 for rule in sheet.data_validations.dataValidation)
    born = layouts(PROGRAMME)[Kind.PARTICIPANTS].column("birth_date")
    letter = next(cell.column_letter for cell in sheet[1] if cell.value == born.heading.say(language))
    assert sheet.column_dimensions[letter].number_format == "dd.mm.yyyy"


def test_the_explanation_warns_of_what_must_never_be_written(template: Path, language: Language) -> None:
    sheet = load_workbook(template)["Forklaring" if language == "nb" else "Explanation"]
    words = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert "exin import" in words
    assert all(
        column.what.say(language) in words
        for layout in layouts(PROGRAMME).values()
        for column in layout.columns
    )


def test_a_file_that_is_there_is_left_as_it_is_unless_told_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "mal.xlsx"
    path.write_text("my list")
    with pytest.raises(ImportRefused) as refused:
        write_template(path, "nb", PROGRAMME)
    assert (refused.value.code, path.read_text()) == ("exists", "my list")
    write_template(path, "nb", PROGRAMME, overwrite=True)
    assert load_workbook(path).sheetnames[0] == "Deltakere"
    assert [each.name for each in tmp_path.iterdir()] == ["mal.xlsx"]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused) as refused:
        write_template(tmp_path / "borte" / "mal.xlsx", "nb", PROGRAMME)
    assert refused.value.code == "unwritable"


def test_nothing_heavy_is_loaded_before_a_workbook_is_opened() -> None:
    code = (
        "import sys, exin_tui.importing.import_file, exin_tui.importing.template;"
        "sys.exit(any(name in sys.modules for name in ('openpyxl', 'textual', 'icalendar', 'alembic')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.fixture
def with_partners(tmp_path: Path, language: Language) -> Path:
    path = tmp_path / "partnere.xlsx"
    write_template(path, language, PROGRAMME, added(partner(), partner(TWIN)))
    return path


TWIN = (
    KINDS.replace('id = "kinds"', 'id = "twin"', 1)
    .replace("Prøvene", "Tvillingene")
    .replace("samples", "twins")
)


def test_partners_columns_come_last_under_headings_that_are_clear(
    with_partners: Path, language: Language
) -> None:
    book = load_workbook(with_partners)
    headings = [cell.value for cell in book[Kind.PARTICIPANTS.say(language)][1]]
    own = len(layouts(PROGRAMME)[Kind.PARTICIPANTS].columns)
    hours = {
        "nb": ("Prøvene: Timer", "Tvillingene: Timer"),
        "en": ("The samples: Hours", "The twins: Hours"),
    }[language]
    assert len(headings) == own + 16
    assert (headings[own + 4], headings[own + 12]) == hours
    fills = {cell.fill.start_color.rgb for cell in book[Kind.PARTICIPANTS.say(language)][1][own:]}
    assert fills == {"00E6E0EC"}


def test_the_examples_of_partners_columns_can_be_imported(
    desk: Desk, with_partners: Path, language: Language
) -> None:
    board = desk_of(desk, partner(), partner(TWIN))
    book = load_workbook(with_partners)
    sheet, known = book[Kind.PARTICIPANTS.say(language)], layouts(PROGRAMME, board.added)[Kind.PARTICIPANTS]
    sheet.cell(2, 1, "SN-001")
    for index, column in enumerate(known.columns, start=1):
        if column.owner or column.key == "phase":
            example = column.example if isinstance(column.example, str) else column.example.say(language)
            sheet.cell(2, index, example or None)
    book.save(with_partners)
    report = board.take(with_partners.read_bytes(), added=board.added)
    assert (lines(report), counts(report, Kind.PARTICIPANTS)) == ([], (1, 0, 0))
    assert values(board.database) == {
        f"{whose}.{fact}": value
        for whose in ("kinds", "twin")
        for fact, value in {
            "pick": '"course"', "on": '"2026-12-01"', "at": '"2026-12-01T08:30:00Z"', "count": "-5",
            "any": "1", "agreed": "true",
        }.items()
    }  # fmt: skip
    again = board.take(with_partners.read_bytes(), added=board.added)
    assert counts(again, Kind.PARTICIPANTS) == (0, 0, 1)


def test_partners_columns_have_drop_downs_and_an_explanation_with_the_partners_name(
    with_partners: Path, language: Language
) -> None:
    book = load_workbook(with_partners)
    rules = book[Kind.PARTICIPANTS.say(language)].data_validations.dataValidation
    name = {"nb": "Prøvene", "en": "The samples"}[language]
    ours = [rule for rule in rules if str(rule.prompt).startswith(f"{name}: ")]
    assert [rule.type for rule in ours] == [None, "list", None, None, None, None, "list", None]
    told = [str(cell.value) for cell in book["Forklaring" if language == "nb" else "Explanation"]["C"]]
    assert sum(line.startswith(f"{name}: ") for line in told) == 8
