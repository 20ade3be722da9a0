"""Columns: heads and rows come from the same specification, so that they cannot disagree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from exin_tui.language import Sayable
from exin_tui.tui.ink import Line, Span, cut, gap, line_width
from exin_tui.tui.look import Look

Row = TypeVar("Row")
GAP = 2


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column of a list."""

    key: str
    head: Sayable
    width: int
    """Cells; 0 is what is left over."""
    cell: Callable[[Row, Look], Line]
    after: int = GAP
    """Empty cells behind it."""
    right: bool = False


def widths(columns: Sequence[Column[Row]], cells: int) -> tuple[int, ...]:
    """The width of each column in ``cells``; what is left over goes to the elastic one."""
    fixed = sum(column.width for column in columns) + sum(column.after for column in columns[:-1])
    return tuple(column.width or max(0, cells - fixed) for column in columns)


def _placed(columns: Sequence[Column[Row]], parts: Sequence[Line], cells: int) -> Line:
    spans: list[Span] = []
    for column, part, width in zip(columns, parts, widths(columns, cells), strict=True):
        kept = cut(part, width)
        room = width - line_width(kept)
        spans.extend((gap(room), *kept) if column.right else (*kept, gap(room)))
        spans.append(gap(column.after))
    return tuple(spans[:-1])


def heads(columns: Sequence[Column[Row]], look: Look, cells: int) -> Line:
    """The line of column heads. A head may reach into the gap behind it."""
    spans: list[Span] = []
    for column, width in zip(columns, widths(columns, cells), strict=True):
        last = column is columns[-1]
        room = width if last else width + column.after
        head = look.say(column.head)
        spans.append(Span(head[: room if last else room - 1].ljust(room), "muted"))
    return cut(spans, cells)


def row(columns: Sequence[Column[Row]], payload: Row, look: Look, cells: int) -> Line:
    """One row."""
    return _placed(columns, [column.cell(payload, look) for column in columns], cells)
