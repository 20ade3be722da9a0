"""The yardstick of the start-up benchmark: a Textual app that only paints a table of the board's size.

``--core`` imports SQLAlchemy Core too, which the memory figure allows for.
"""

from __future__ import annotations

import sys

from rich.text import Text
from textual.app import App, ComposeResult
from textual.widgets import DataTable

ROWS = 36
COLUMNS = ("Over", "Deltaker", "Fase", "Ansv", "Løslates", "Varsel", "Neste møte")


class BareTable(App[None]):
    """A header row and thirty-six rows of seven columns."""

    def compose(self) -> ComposeResult:
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns(*COLUMNS)
        for number in range(ROWS):
            code = f"BK-{number:06}"
            table.add_row(
                Text("▲ 2", "red"),
                f"{code} Furu",
                "3",
                "KN",
                "9. des. 12 d",
                "Bolig ikke avklart",
                "i dag 10:00",
            )


if __name__ == "__main__":
    if "--core" in sys.argv:
        import sqlalchemy

        assert sqlalchemy.__version__
    BareTable().run()
