"""What is wrong in a team's file, said so that it can be put right: where, what, what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from exin_schema.vocabulary import Label, Language


class Problem(msgspec.Struct, frozen=True):
    """One thing that is wrong in a team's file."""

    file: str
    key: str
    """Dotted, such as ``items.release.housing.critical``; empty for the whole file."""
    what: Label
    instead: Label
    line: int | None = None
    """1 for the first; None when it cannot be told."""

    def say(self, language: Language, /) -> str:
        """``team.toml, line 4, limits.caseworker: … Write …``."""
        place = [self.file]
        if self.line is not None:
            place.append(f"linje {self.line}" if language == "nb" else f"line {self.line}")
        if self.key:
            place.append(self.key)
        return f"{', '.join(place)}: {self.what.say(language)} {self.instead.say(language)}".rstrip()


class ProgrammeError(ValueError):
    """A team's file cannot be used. ``problems`` has every one of its faults."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.say("en") for problem in self.problems))


class Findings:
    """Collects the problems of one file, with the line of each."""

    def __init__(self, file: str, source: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._lines = _lines_by_key(source)

    def add(self, key: str, what: Label, instead: Label) -> None:
        """Note a problem at ``key``."""
        self.problems.append(Problem(self.file, key, what, instead, self._line(key)))

    def unknown(self, key: str, known: Iterable[str]) -> None:
        """Note that the last part of ``key`` is none of ``known``, and suggest the nearest."""
        import difflib

        parent, _, name = key.rpartition(".")
        names = sorted(known)
        near = difflib.get_close_matches(name, names, n=1)
        what = Label(f"«{name}» er ukjent her.", f"“{name}” is not known here.")
        if near:
            dotted = f"{parent}.{near[0]}" if parent else near[0]
            self.add(key, what, Label(f"Mente du {dotted}?", f"Did you mean {dotted}?"))
        else:
            listed = ", ".join(names)
            self.add(key, what, Label(f"Skriv en av: {listed}.", f"Write one of: {listed}."))

    def unknown_value(self, key: str, value: str, known: Iterable[str]) -> None:
        """Note that ``value`` at ``key`` is none of ``known``, and suggest the nearest."""
        import difflib

        names = sorted(known)
        near = difflib.get_close_matches(value, names, n=1)
        what = Label(f"«{value}» finnes ikke.", f"There is no “{value}”.")
        listed = near[0] if near else ", ".join(names)
        instead = (
            Label(f"Mente du {listed}?", f"Did you mean {listed}?")
            if near
            else Label(f"Skriv en av: {listed}.", f"Write one of: {listed}.")
        )
        self.add(key, what, instead)

    def _line(self, key: str) -> int | None:
        parts = key.split(".")
        while parts:
            line = self._lines.get(".".join(parts))
            if line is not None:
                return line
            parts.pop()
        return None


_HEADER = re.compile(r"\s*\[\[?([^\[\]]+)\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_.\"' -]+?)\s*=")


def _lines_by_key(source: str) -> dict[str, int]:
    """The line of every table and key, as near as can be told without a parser that keeps places."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(source.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = _dotted(header[1])
            parts = table.split(".")
            for depth in range(1, len(parts) + 1):
                found.setdefault(".".join(parts[:depth]), number)
        elif key := _KEY.match(line):
            name = _dotted(key[1])
            found.setdefault(f"{table}.{name}" if table else name, number)
    return found


def _dotted(written: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in written.split("."))
