"""A table as a file: CSV, XLSX, Markdown or JSON. No cell becomes a formula, whatever was typed into it."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from exin_schema.vocabulary import Language
from exin_tui.clock import OSLO
from exin_tui.language import Sayable, say
from exin_tui.partners.manifest import ExportFormat
from exin_tui.partners.values import NO, YES
from exin_tui.privacy.sanitise import one_line

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
BOM = "\ufeff"
_WIDEST = 60
"""Characters of a workbook's column, at most."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is sent: headed columns, and a row a participant. Cells are values, not yet words."""

    title: Sayable
    keys: tuple[str, ...]
    heads: tuple[Sayable, ...]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What a partner's Python made whole: text, or the bytes of a file."""

    title: Sayable
    keys: tuple[str, ...]
    """All that its code was handed."""
    content: str | bytes


def fits(content: Sheet | Document, kind: ExportFormat) -> bool:
    """Whether ``content`` can be written as ``kind``: rows as any table, text as Markdown, bytes as told."""
    return isinstance(content, Sheet) or isinstance(content.content, bytes) or kind is ExportFormat.MARKDOWN


def as_file(
    sheet: Sheet | Document, kind: ExportFormat, language: Language, *, plain_csv: bool = False
) -> bytes:
    """The sheet in the format. CSV has semicolons and a BOM for Excel; ``plain_csv``: RFC 4180.

    A document is written as it was made: `fits` says whether it is of this kind.
    """
    if isinstance(sheet, Document):
        return sheet.content if isinstance(sheet.content, bytes) else _text(sheet.content)
    match kind:
        case ExportFormat.CSV:
            return _csv(sheet, language, plain=plain_csv)
        case ExportFormat.XLSX:
            return _xlsx(sheet, language)
        case ExportFormat.MARKDOWN:
            return _markdown(sheet, language)
        case ExportFormat.JSON:
            return _json(sheet, language)


def _text(content: str) -> bytes:
    """Without what a terminal would obey; lines stay lines."""
    return ("\n".join(one_line(line).rstrip() for line in content.split("\n")).rstrip() + "\n").encode()


def worded(cell: object, language: Language) -> str:
    """A cell as a person reads it in a file: dates as ISO, moments in Oslo, yes and no in words."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return (YES if cell else NO).say(language)
    if isinstance(cell, dt.datetime):
        return cell.astimezone(OSLO).strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return one_line(say(cell, language))


def harmless(words: str) -> str:
    """``words`` so that no spreadsheet takes them for a formula: an apostrophe goes before."""
    return f"'{words}" if words.startswith(_FORMULA) else words


def _table(sheet: Sheet, language: Language) -> list[list[str]]:
    heads = [_head(worded(head, language)) for head in sheet.heads]
    return [heads, *([worded(cell, language) for cell in row] for row in sheet.rows)]


def _head(words: str) -> str:
    """As a heading begins, whoever wrote the words: ``NAV-kontor``, ``Fødselsdato``."""
    return words[:1].upper() + words[1:]


def _csv(sheet: Sheet, language: Language, *, plain: bool) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter="," if plain else ";", lineterminator="\r\n")
    writer.writerows([[harmless(cell) for cell in row] for row in _table(sheet, language)])
    return (text.getvalue() if plain else BOM + text.getvalue()).encode()


def _xlsx(sheet: Sheet, language: Language) -> bytes:
    import openpyxl
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    page: Any = book.active
    page.title = "exin"
    table = _table(sheet, language)
    for number, row in enumerate(table, start=1):
        for place, words in enumerate(row, start=1):
            cell = page.cell(row=number, column=place)
            cell.value = words
            cell.data_type = "s"
    for place, column in enumerate(zip(*table, strict=True), start=1):
        width = min(_WIDEST, max(map(len, column)) + 2)
        page.column_dimensions[get_column_letter(place)].width = width
    page.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _markdown(sheet: Sheet, language: Language) -> bytes:
    heads, *rows = [[_escaped(cell) for cell in row] for row in _table(sheet, language)]
    lines = [f"# {_escaped(worded(sheet.title, language))}", "", _line(heads), _line(["---"] * len(heads))]
    return "\n".join([*lines, *map(_line, rows), ""]).encode()


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(words: str) -> str:
    return "".join(f"\\{one}" if one in "\\`*_{}[]<>#|!" else one for one in words)


def _json(sheet: Sheet, language: Language) -> bytes:
    rows = [
        {key: _plain(cell, language) for key, cell in zip(sheet.keys, row, strict=True)} for row in sheet.rows
    ]
    return msgspec.json.format(msgspec.json.encode(rows), indent=2) + b"\n"


def _plain(cell: object, language: Language) -> object:
    """Numbers, yes and no stay what they are; everything else is words."""
    return cell if cell is None or isinstance(cell, bool | int) else worded(cell, language)
