"""``exin themes``: the names for ``theme`` in the configuration."""

from __future__ import annotations

from exin_tui.cli.commands import command as declare
from exin_tui.cli.speaking import said, show
from exin_tui.cli.tables import Column, table
from exin_tui.configuration import THEMES
from exin_tui.language import Sayable, text

WHAT: dict[str, Sayable] = {
    "exin-dark": text("dark"),
    "exin-light": text("light"),
    "exin-contrast": text("high contrast"),
    "exin-colour-blind": text("checked for colour blindness"),
    "exin-mono": text("without colour; serves NO_COLOR"),
}


@declare(
    "themes",
    words=text("Print the themes. One is chosen in the configuration:"),
    example='theme = "exin-light"',
)
def command() -> None:
    """Print the names."""
    for line in table([Column(""), Column("")], [(name, said(WHAT[name])) for name in THEMES], heads=False):
        show(line)
