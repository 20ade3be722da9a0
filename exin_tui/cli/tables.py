"""Plain aligned tables, for a terminal and for a pipe. Widths are the columns that a terminal paints."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

GAP = "  "


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, and how its cells stand."""

    head: str
    right: bool = False
    elastic: bool = False
    """Cut with an ellipsis where the terminal is too narrow. Nothing is cut in a pipe."""


def width(words: str) -> int:
    """How many columns a terminal needs for ``words``."""
    if words.isascii():
        return len(words)
    from rich.cells import cell_len

    return cell_len(words)


def fitted(words: str, columns: int, *, right: bool = False) -> str:
    """``words`` in exactly ``columns`` columns, cut with an ellipsis when too long."""
    if width(words) > columns:
        kept = ""
        for character in words:
            if width(kept + character) > columns - 1:
                break
            kept += character
        words = kept + "…"
    padding = " " * (columns - width(words))
    return padding + words if right else words + padding


def table(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], *, heads: bool = True, limit: int | None = None
) -> Iterator[str]:
    """The lines of a table, without trailing blanks; ``limit`` is the terminal's width, None in a pipe."""
    cells = [[column.head for column in columns], *rows] if heads else list(rows)
    widths = [max((width(row[index]) for row in cells), default=0) for index in range(len(columns))]
    if limit is not None:
        _squeeze(columns, widths, limit)
    for row in cells:
        yield GAP.join(
            fitted(cell, widths[index], right=columns[index].right) for index, cell in enumerate(row)
        ).rstrip()


def _squeeze(columns: Sequence[Column], widths: list[int], limit: int) -> None:
    """Take from the elastic columns what the terminal does not have."""
    over = sum(widths) + len(GAP) * (len(widths) - 1) - limit
    for index, column in enumerate(columns):
        if column.elastic and over > 0:
            given = min(over, max(0, widths[index] - 8))
            widths[index] -= given
            over -= given


def terminal_width() -> int | None:
    """The columns of the terminal that stdout is, or None in a pipe."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None
