"""What merged cells mean for a list: only the first has a value, the others would silently be empty."""

from __future__ import annotations

from collections.abc import Sequence

from exin_tui.importing.cells import Fault, Value, is_empty, letter
from exin_tui.importing.limits import COLUMNS, ROWS
from exin_tui.language import text

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column; rows from 1, columns from 0."""


class Merges:
    """The merged areas of a sheet, met row by row from the top."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self._by_row: dict[int, list[Area]] = {}
        budget = ROWS * 4
        for area in areas:
            rows = range(area[0], min(area[2], area[0] + max(budget, 0)) + 1)
            budget -= len(rows)
            for row in rows:
                self._by_row.setdefault(row, []).append(area)
        self._with_value: set[Area] = set()

    def mark(self, number: int, values: list[Value]) -> None:
        """Put a `Fault` into each cell of row ``number`` that a merge with a value has swallowed.

        ``values`` grows when the merge reaches further than what stands in the row. Empty merges do no harm.
        """
        for area in self._by_row.get(number, ()):
            top, left, _, right = area
            if number == top and left < len(values) and not is_empty(values[left]):
                self._with_value.add(area)
            if area not in self._with_value:
                continue
            columns = range(left + 1 if number == top else left, min(right, COLUMNS - 1) + 1)
            for column in columns:
                values.extend([None] * (column + 1 - len(values)))
                if is_empty(values[column]):
                    values[column] = _swallowed(area)


def _swallowed(area: Area) -> Fault:
    top, left, bottom, right = area
    return Fault(
        "",
        text(
            "The cells {area} are merged, so that only the first one has a value. "
            "Split them and fill in each.",
            area=f"{letter(left)}{top}:{letter(right)}{bottom}",
        ),
    )
