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
PIECE = 6
"""Cells of an alias or a name below which the code stands alone."""
GROWN = 24
"""Cells that a growing column keeps before an optional one is left out for it."""
NARROW = 60
"""Cells below which the code alone stands for a participant, when there is not room for all."""
MEASURED = 300
"""Rows whose cells are measured: ten thousand would be for nothing, what is wider is cut."""

Measured = tuple[Sequence[SeenCell], Subject | None]


@dataclass(frozen=True, slots=True)
class Fitted:
    """The columns that stay, by their place, with their widths."""

    kept: tuple[tuple[int, int], ...]
    columns: Sequence[Column]
    codes: frozenset[int] = frozenset()
    """Columns with room for the case code alone: whole for everybody, rather than a piece of an alias."""

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
            words = said(cell, saying, about)
            if cell.person is not None and place in self.codes:
                words = cell.person.code
            words = _aligned(words, room, self.columns[place])
            spans.append(Span(words, ink_of(cell, saying, tone)))
        return spans


def _aligned(words: str, cells: int, column: Column) -> str:
    padding = cells - cell_len(words)
    return " " * padding + words if column.right and padding > 0 else fit(words, cells)


def fitted(
    columns: Sequence[Column], rows: Iterable[Measured], saying: Saying, width: int, *, grow: bool = True
) -> Fitted:
    """Columns that are optional go first, then what grows is cut, then the widest."""
    natural_head = [cell_len(saying.words(column.name)) for column in columns]
    natural = list(natural_head)
    least = [2 * LEAST if column.grows else LEAST for column in columns]
    people = set()
    for cells, about in islice(rows, MEASURED):
        for place, cell in enumerate(cells):
            natural[place] = max(natural[place], cell_len(said(cell, saying, about)))
            if cell.person is not None:
                people.add(place)
                least[place] = max(least[place], cell_len(cell.person.code), min(8, natural_head[place]))
    wanted = [
        min(cells, column.most) if column.most else cells
        for cells, column in zip(natural, columns, strict=True)
    ]
    kept = list(range(len(columns)))
    shortest = [
        min(cells, GROWN) if column.grows else cells for cells, column in zip(wanted, columns, strict=True)
    ]
    while _total(shortest, kept) > width and any(columns[place].optional for place in kept):
        kept.remove(max(kept, key=lambda place: (columns[place].optional, place)))
    for place in people:  # the alias goes whole, for everybody
        if _total(wanted, kept) > width and least[place] < wanted[place]:
            others = sum(max(0, wanted[one] - least[one]) for one in kept if columns[one].grows)
            if _total(wanted, kept) - others > width or width < NARROW:
                wanted[place] = least[place]
    _squeeze(columns, wanted, least, kept, width)
    growing = [place for place in kept if columns[place].grows]
    if grow and growing:
        wanted[growing[0]] += max(0, width - _total(wanted, kept))
    codes = {place for place in people if wanted[place] < min(natural[place], least[place] + PIECE)}
    return Fitted(tuple((place, wanted[place]) for place in kept), columns, frozenset(codes))


def _total(wanted: Sequence[int], kept: Sequence[int]) -> int:
    return sum(wanted[place] for place in kept) + GAP * max(0, len(kept) - 1)


def _squeeze(
    columns: Sequence[Column], wanted: list[int], least: Sequence[int], kept: Sequence[int], width: int
) -> None:
    """What grows is cut first, then the widest; nothing below its least."""
    while (over := _total(wanted, kept) - width) > 0:
        roomy = [place for place in kept if wanted[place] > least[place]]
        roomy = [place for place in roomy if columns[place].grows] or roomy
        if not roomy:
            return
        widest = max(roomy, key=lambda place: wanted[place])
        wanted[widest] -= min(over, wanted[widest] - least[widest])
