"""CSV and tab-separated text as a sheet: delimiter, quotes, line breaks in quotes, Excel's ``sep=`` line."""

from __future__ import annotations

import contextlib
import csv
import io
import itertools
from collections.abc import Callable, Iterator

from exin_tui.importing.cells import Row, Sheet
from exin_tui.importing.limits import COLUMNS, HEADING_ROWS, RAW_ROWS, ROWS
from exin_tui.importing.problems import ImportRefused
from exin_tui.importing.text_encoding import decode_errors, encoding_of
from exin_tui.language import text

DELIMITERS = (";", "\t", ",")
"""In the order of preference: Excel in Norway writes semicolons, “Unicode text” tabs."""

Recognised = Callable[[tuple[str, ...]], int]
"""How many of these cells are headings that the import knows."""


def read_delimited(data: bytes, name: str, recognised: Recognised) -> Sheet:
    """The text file ``data`` as one sheet called ``name``.

    The delimiter is the one that makes most headings recognisable. Raises `ImportRefused` for mixed encodings
    and for a quotation mark that is never closed.
    """
    encoding = encoding_of(data)
    stated, skip = _stated_delimiter(data, encoding)
    delimiter = stated or _guess(data, encoding, recognised)

    def rows() -> Iterator[Row]:
        return _rows(data, encoding, delimiter, skip)

    return Sheet(name, rows, lambda: data.count(b"\n") + 1, typed=False)


def _open(data: bytes, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(data), encoding=encoding, errors=decode_errors(encoding), newline="")


def _stated_delimiter(data: bytes, encoding: str) -> tuple[str, int]:
    """Excel's own hint, a first line ``sep=;``, and how many lines to skip for it."""
    with _open(data, encoding) as stream:
        first = stream.readline(20).strip().strip("\ufeff").strip('"')
    if first.lower().startswith("sep=") and len(first) == len("sep=;") and first[-1] in ";,\t|":
        return first[-1], 1
    return "", 1 if first.lower() == "sep=" else 0


def _guess(data: bytes, encoding: str, recognised: Recognised) -> str:
    def merit(delimiter: str) -> tuple[int, int]:
        start: list[list[str]] = []
        with contextlib.suppress(ImportRefused):  # said when the rows are read
            start.extend(itertools.islice(_records(data, encoding, delimiter), HEADING_ROWS))
        return max((recognised(tuple(row)) for row in start), default=0), max(map(len, start), default=0)

    merits = {delimiter: merit(delimiter) for delimiter in DELIMITERS}
    return max(DELIMITERS, key=lambda delimiter: merits[delimiter])


def _records(data: bytes, encoding: str, delimiter: str) -> Iterator[list[str]]:
    with _open(data, encoding) as stream:
        reader = csv.reader(stream, delimiter=delimiter, strict=True)
        while True:
            line = reader.line_num + 1
            try:
                record = next(reader)
            except StopIteration:
                return
            except (csv.Error, UnicodeDecodeError):
                raise ImportRefused(
                    "quotes",
                    text(
                        "Line {line}: a quotation mark is not closed, or stands inside a value. Write it "
                        'twice inside a value ("" for "), or save the list as .xlsx.',
                        line=line,
                    ),
                ) from None
            yield record


def _rows(data: bytes, encoding: str, delimiter: str, skip: int) -> Iterator[Row]:
    filled = 0
    for number, record in enumerate(_records(data, encoding, delimiter), start=1):
        if number > RAW_ROWS or filled > ROWS:
            raise too_many_rows()
        if number <= skip or not any(cell.strip("\ufeff \t\xa0") for cell in record):
            continue
        filled += 1
        yield number, tuple(record[:COLUMNS])


def too_many_rows() -> ImportRefused:
    """What is said of a list past the limit."""
    return ImportRefused(
        "too_many_rows",
        text("The list has more than {rows} rows. Import it in parts.", rows=ROWS),
    )
