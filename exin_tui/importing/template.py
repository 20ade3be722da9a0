"""The empty workbook that a team fills in: headings, drop-downs, date formats, and a sheet that explains."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from exin_schema.programme import Programme
from exin_tui.importing.added_columns import NOTHING_ADDED, Added
from exin_tui.importing.added_lists import titles_of
from exin_tui.importing.cells import letter
from exin_tui.importing.columns import AnyKind, Column, Kind, Layout
from exin_tui.importing.file_sheets import layouts
from exin_tui.importing.problems import ImportRefused, shorten
from exin_tui.importing.template_words import EXPLANATION, LISTS, NEVER, NO, RULES, TABLE, TITLE, YES
from exin_tui.language import Language, say, text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

_SHEETS = (Kind.PARTICIPANTS, Kind.MEETINGS, Kind.CONTACTS, Kind.TEAM)
_ROWS = 2000
"""Rows that have drop-downs."""
_STAFF = frozenset({"caseworker", "driver"})
_FORMATS = {"date": "dd.mm.yyyy", "time": "hh:mm", "number": "0", "text": "@", "yes_no": "@"}
_OWN, _ADDED = "DDE4EA", "E6E0EC"
_PROMPT = 255
"""Characters that Excel shows of a hint."""


def write_template(
    path: Path,
    language: Language,
    programme: Programme,
    added: Added = NOTHING_ADDED,
    *,
    overwrite: bool = False,
) -> None:
    """Write the workbook to ``path``, with headings in ``language`` and the words of ``programme``.

    The columns that others bring stand last among the participants', in another colour.

    Raises `ImportRefused`: ``exists`` unless ``overwrite``, ``unwritable`` when the folder does not take it.
    """
    if path.exists() and not overwrite:
        raise ImportRefused(
            "exists",
            text(
                "{file} is there already and is left as it is. Choose another name.", file=shorten(path.name)
            ),
        )
    workbook = _workbook(language, programme, added)
    try:
        handle, unfinished = tempfile.mkstemp(suffix=".xlsx", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                workbook.save(file)
            Path(unfinished).replace(path)
        except BaseException:
            Path(unfinished).unlink(missing_ok=True)
            raise
    except OSError:
        raise ImportRefused(
            "unwritable",
            text(
                "{file} cannot be written there. Choose a folder of your own, and close the file in Excel.",
                file=shorten(path.name),
            ),
        ) from None


def _workbook(language: Language, programme: Programme, added: Added) -> Workbook:
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    lists = _Lists(language)
    known = layouts(programme, added)
    titles: dict[AnyKind, str] = {kind: kind.say(language) for kind in _SHEETS}
    core = {kind: known[kind] for kind in titles}
    titles |= titles_of(core, added.lists, language)
    for kind, name in titles.items():
        _list_sheet(workbook.create_sheet(name), known[kind], language, lists)
    explained = {name: known[kind] for kind, name in titles.items()}
    _explanation(workbook.create_sheet(EXPLANATION.say(language)), explained, language)
    lists.write(workbook.create_sheet(LISTS.say(language)))
    return workbook


def _list_sheet(sheet: Worksheet, layout: Layout, language: Language, lists: _Lists) -> None:
    from openpyxl.styles import Font, PatternFill

    sheet.freeze_panes = "B2" if layout.kind is Kind.PARTICIPANTS else "A2"
    for index, column in enumerate(layout.columns):
        name = letter(index)
        heading = sheet[f"{name}1"]
        heading.value = column.heading.say(language)
        heading.font = Font(bold=True)
        heading.fill = PatternFill("solid", start_color=_ADDED if column.owner else _OWN)
        dimension = sheet.column_dimensions[name]
        dimension.width = max(column.width, len(str(heading.value)) + 2)
        dimension.number_format = _FORMATS[column.form]
        sheet.add_data_validation(_hint(column, f"{name}2:{name}{_ROWS}", language, lists))
    sheet.auto_filter.ref = f"A1:{letter(len(layout.columns) - 1)}1"


def _hint(column: Column, cells: str, language: Language, lists: _Lists) -> DataValidation:
    """What Excel shows beside a cell, and its drop-down. Other values pass: a dash, or a phase's number."""
    from openpyxl.worksheet.datavalidation import DataValidation

    choices = _choices(column, language, lists)
    return DataValidation(
        type="list" if choices else None,
        formula1=choices,
        allow_blank=True,
        showErrorMessage=False,
        showInputMessage=True,
        promptTitle=column.heading.say(language)[:32],
        prompt=column.what.say(language)[:_PROMPT],
        sqref=cells,
    )


def _choices(column: Column, language: Language, lists: _Lists) -> str | None:
    if column.form == "yes_no":
        return f'"{YES.say(language)},{NO.say(language)}"'
    if column.key in _STAFF:
        return f"'{Kind.TEAM.say(language)}'!$A$2:$A$200"
    if column.choices:
        return lists.add(column.heading.say(language), [say(choice, language) for choice in column.choices])
    return None


class _Lists:
    """What the drop-downs offer, on a hidden sheet: a formula can hold only 255 characters."""

    def __init__(self, language: Language) -> None:
        self._sheet = LISTS.say(language)
        self._columns: list[tuple[str, list[str]]] = []

    def add(self, heading: str, choices: list[str]) -> str:
        """The cells that will hold ``choices``."""
        if (heading, choices) not in self._columns:
            self._columns.append((heading, choices))
        name = letter(self._columns.index((heading, choices)))
        return f"'{self._sheet}'!${name}$2:${name}${len(choices) + 1}"

    def write(self, sheet: Worksheet) -> None:
        """Fill the sheet and hide it."""
        sheet.sheet_state = "hidden"
        for index, (heading, choices) in enumerate(self._columns):
            for row, value in enumerate([heading, *choices], start=1):
                sheet[f"{letter(index)}{row}"].value = value


def _explanation(sheet: Worksheet, known: Mapping[str, Layout], language: Language) -> None:
    from openpyxl.styles import Alignment, Font

    for name, width in zip("ABCDE", (16, 26, 80, 22, 10), strict=True):
        sheet.column_dimensions[name].width = width
    sheet.append([TITLE.say(language)])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append([])
    for sentence in RULES:
        sheet.append([sentence.say(language)])
    sheet.append([NEVER.say(language)])
    sheet[f"A{sheet.max_row}"].font = Font(bold=True)
    sheet.append([])
    sheet.append([heading.say(language) for heading in TABLE])
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    for title_of_sheet, layout in known.items():
        needed = {key for group in layout.needed for key in group if len(group) == 1}
        for column in layout.columns:
            sheet.append(
                [
                    title_of_sheet,
                    column.heading.say(language),
                    column.what.say(language),
                    say(column.example, language),
                    YES.say(language) if column.key in needed else "",
                ]
            )
            sheet[f"C{sheet.max_row}"].alignment = Alignment(wrap_text=True, vertical="top")
