"""The programme that holds: the guide's own, with the team's file over it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from exin_tui.cli.invocation import Refused
from exin_tui.language import text

if TYPE_CHECKING:
    from exin_schema.programme import Programme


def programme_with(override: Path | None) -> Programme:
    """The programme with the team's file ``override``. Raises `Refused` when that file cannot be used."""
    from exin_schema.programme_file import load_programme

    if override is None:
        return load_programme()
    from exin_schema.programme_file import check_override

    problems = check_override(override)
    if problems:
        raise Refused(
            text(
                "The team's programme {file} cannot be used: {problem} “exin programme check” lists all.",
                file=str(override),
                problem=problems[0],
            )
        )
    return load_programme(override)
