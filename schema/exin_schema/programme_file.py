"""Reading the programme: the guide's own file, and a team's changes to it."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from exin_schema.programme import Programme
from exin_schema.vocabulary import Label

if TYPE_CHECKING:
    from exin_schema.programme_problems import Problem

__all__ = ["check_override", "load_programme", "team_changes"]


def load_programme(override: Path | None = None) -> Programme:
    """The guide's programme, or that with the changes of the team's file ``override`` applied.

    The guide's own is read once per process; a team's file each time. Raises
    `exin_schema.programme_problems.ProgrammeError` with every fault of the file.
    """
    if override is None:
        return _default()
    programme, problems = _with_changes(override)
    if problems:
        from exin_schema.programme_problems import ProgrammeError

        raise ProgrammeError(problems)
    return programme


def check_override(path: Path) -> tuple[Problem, ...]:
    """Every fault of a team's file; none means that it can be used."""
    return _with_changes(path)[1]


def team_changes(path: Path) -> dict[str, object]:
    """What a team's file says, unchecked; empty when it cannot be read."""
    source, _ = _source(path)
    try:
        return tomllib.loads(source or "")
    except tomllib.TOMLDecodeError:
        return {}


@functools.cache
def _default() -> Programme:
    source = resources.files("exin_schema").joinpath("programme.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(source), Programme)


def _with_changes(path: Path) -> tuple[Programme, tuple[Problem, ...]]:
    from exin_schema.programme_override import apply
    from exin_schema.programme_problems import Findings

    source, problem = _source(path)
    if source is None:
        return _default(), (problem,) if problem else ()
    try:
        changes = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        return _default(), (_not_toml(path, str(error)),)
    findings = Findings(path.name, source)
    programme = apply(_default(), changes, findings)
    return programme, tuple(findings.problems)


def _source(path: Path) -> tuple[str | None, Problem | None]:
    from exin_schema.programme_problems import Problem

    try:
        return path.read_bytes().decode("utf-8-sig"), None
    except OSError as error:
        what = Label("Filen kan ikke leses.", "The file cannot be read.")
        instead = Label(
            f"Sjekk at den finnes og kan leses ({error.strerror}).",
            f"See that it is there and can be read ({error.strerror}).",
        )
    except UnicodeDecodeError:
        what = Label("Filen er ikke UTF-8.", "The file is not UTF-8.")
        instead = Label("Lagre den på nytt som UTF-8.", "Save it again as UTF-8.")
    return None, Problem(path.name, "", what, instead)


def _not_toml(path: Path, message: str) -> Problem:
    """``message`` ends with "(at line 3, column 5)"."""
    import re

    from exin_schema.programme_problems import Problem

    found = re.search(r"at line (\d+)", message)
    reason = message.partition(" (at ")[0]
    return Problem(
        path.name,
        "",
        Label(f"Linjen er ikke gyldig TOML ({reason}).", f"This is not valid TOML ({reason})."),
        Label(
            'Skriv en tabell som [limits], og under den nøkkel = verdi; tekst i "…".',
            'Write a table such as [limits], and below it key = value; text in "…".',
        ),
        int(found[1]) if found else None,
    )
