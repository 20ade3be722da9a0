"""``exin partner guide``: how a partner is written, also where the program came as a wheel."""

from __future__ import annotations

from pathlib import Path

from exin_tui.cli.commands import command as declare
from exin_tui.cli.speaking import show
from exin_tui.language import text


@declare(
    "guide",
    words=text(
        "Print how a partner is written, from nothing to an enabled one, with every key and hook. In English."
    ),
)
def command() -> None:
    """Print it."""
    show(guide().rstrip())


def guide() -> str:
    """The guide: within the package where that was built, else beside the shipped partners."""
    import exin_tui

    package = Path(exin_tui.__file__).parent
    places = (package / "partners" / "guide.md", package.parent / "plugins" / "README.md")
    return next(one for one in places if one.is_file()).read_text(encoding="utf-8")
