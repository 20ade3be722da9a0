"""How wide the columns of a partner's table are, and which stay, in the room there is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from rich.cells import cell_len

from exin_tui.partners.view_saying import Saying
from exin_tui.partners.view_seen import SeenCell, Subject
from exin_tui.partners.view_values import Tone
from exin_tui.partners.views import Column
from exin_tui.tui.ink import Span, fit, gap
from exin_tui.tui.views.view_row import ink_of, said

GAP = 2
LEAST = 6
MEASURED = 300
"""Rows whose cells are measured: ten thousand would be for nothing, what is wider is cut."""

Measured = tuple[Sequence[SeenCell], Subject | None]


@dataclass(frozen=True, slots=True)
class Fitted:
    """The columns that stay, by their place, with their widths."""

    kept: tuple[tuple[int, int], ...]
    columns: Sequence[Column]

    @property
    def width(self) -> int:
        """Cells that they take together."""
        return sum(cells for _, cells in self.kept) + GAP * max(0, len(self.kept) - 1)

    def heads(self, saying: Saying) -> list[Span]:
        """The names over them."""
        spans: list[Span] = []
        for place, cells in self.kept:
            spans += [gap(GAP)] if spans else []
            spans.append(Span(_aligned(saying.words(self.columns[place].name), cells, self.columns[place])))
        return [span._replace(ink="muted") for span in spans]

    def cells(
        self, cells: Sequence[SeenCell], saying: Saying, about: Subject | None, tone: Tone
    ) -> list[Span]:
        """One row's values."""
        spans: list[Span] = []
        for place, room in self.kept:
            spans += [gap(GAP)] if spans else []
            cell = cells[place]
            words = _aligned(said(cell, saying, about), room, self.columns[place])
            spans.append(Span(words, ink_of(cell, saying, tone)))
        return spans


def _aligned(words: str, cells: int, column: Column) -> str:
    padding = cells - cell_len(words)
    return " " * padding + words if column.right and padding > 0 else fit(words, cells)


def fitted(
    columns: Sequence[Column], rows: Iterable[Measured], saying: Saying, width: int, *, grow: bool = True
) -> Fitted:
    """Columns that are optional go first, then what grows is cut, then the widest."""
    natural = [cell_len(saying.words(column.name)) for column in columns]
    for cells, about in islice(rows, MEASURED):
        for place, cell in enumerate(cells):
            natural[place] = max(natural[place], cell_len(said(cell, saying, about)))
    wanted = [
        min(cells, column.most) if column.most else cells
        for cells, column in zip(natural, columns, strict=True)
    ]
    kept = list(range(len(columns)))
    while _total(wanted, kept) > width and any(columns[place].optional for place in kept):
        kept.remove(max(kept, key=lambda place: (columns[place].optional, place)))
    _squeeze(columns, wanted, kept, width)
    growing = [place for place in kept if columns[place].grows]
    if grow and growing:
        wanted[growing[0]] += max(0, width - _total(wanted, kept))
    return Fitted(tuple((place, wanted[place]) for place in kept), columns)


def _total(wanted: Sequence[int], kept: Sequence[int]) -> int:
    return sum(wanted[place] for place in kept) + GAP * max(0, len(kept) - 1)


def _squeeze(columns: Sequence[Column], wanted: list[int], kept: Sequence[int], width: int) -> None:
    while (over := _total(wanted, kept) - width) > 0:
        roomy = [place for place in kept if columns[place].grows and wanted[place] > 2 * LEAST]
        roomy = roomy or [place for place in kept if wanted[place] > LEAST]
        if not roomy:
            return
        widest = max(roomy, key=lambda place: wanted[place])
        wanted[widest] -= min(over, max(1, wanted[widest] - (2 * LEAST if columns[widest].grows else LEAST)))
