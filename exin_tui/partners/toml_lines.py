"""On which line of a TOML file a value stands: tomllib tells what a file says, not where.

The text is known to be valid TOML (tomllib read it), so what is not a key, a bracket or a string is skipped.
"""

from __future__ import annotations

import re

Path = tuple[str | int, ...]
"""``("tasks", 3, "due", "anchor")``."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')
_STRING = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.DOTALL)
_SCALAR = re.compile(r"[^,\]}#\n]+")
_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")


class _Scanner:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.lines: dict[Path, int] = {(): 1}
        self.counts: dict[Path, int] = {}

    def space(self) -> None:
        match = _SPACE.match(self.source, self.at)
        self.at = match.end() if match else self.at

    def peek(self) -> str:
        return self.source[self.at : self.at + 1]

    def mark(self, path: Path) -> None:
        self.lines.setdefault(path, self.source.count("\n", 0, self.at) + 1)

    def key(self) -> tuple[str, ...]:
        parts: list[str] = []
        while True:
            self.space()
            match = _QUOTED.match(self.source, self.at) or _BARE.match(self.source, self.at)
            if match is None:
                return tuple(parts)
            parts.append(match.group().strip("\"'"))
            self.at = match.end()
            self.space()
            if self.peek() != ".":
                return tuple(parts)
            self.at += 1

    def file(self) -> None:
        table: Path = ()
        while True:
            self.space()
            if not self.peek():
                return
            if self.peek() == "[":
                table = self.header()
            else:
                self.pair(table)

    def header(self) -> Path:
        many = self.source.startswith("[[", self.at)
        start = self.at
        self.at += 2 if many else 1
        keys = self.key()
        path: Path = ()
        for key in keys[:-1]:
            path = self.newest((*path, key))
        path = (*path, keys[-1]) if keys else path
        after = self.at + (2 if many else 1)
        self.at = start
        self.mark(path)
        if many:
            index = self.counts.get(path, 0)
            self.counts[path] = index + 1
            path = (*path, index)
            self.mark(path)
        self.at = after
        return path

    def newest(self, path: Path) -> Path:
        """A header below an array of tables means its last table."""
        return (*path, self.counts[path] - 1) if path in self.counts else path

    def pair(self, table: Path) -> None:
        start = self.at
        keys = self.key()
        if not keys:
            self.at = start + 1
            return
        after, self.at = self.at, start
        path = table
        for key in keys:
            path = (*path, key)
            self.mark(path)
        self.at = after
        self.space()
        if self.peek() == "=":
            self.at += 1
        self.value(path)

    def value(self, path: Path) -> None:
        self.space()
        if self.peek() == "{":
            self.inline(path)
        elif self.peek() == "[":
            self.array(path)
        else:
            match = _STRING.match(self.source, self.at) or _SCALAR.match(self.source, self.at)
            self.at = match.end() if match else self.at + 1

    def inline(self, path: Path) -> None:
        self.at += 1
        while True:
            self.space()
            if self.peek() in {"}", ""}:
                self.at += 1
                return
            if self.peek() == ",":
                self.at += 1
            else:
                self.pair(path)

    def array(self, path: Path) -> None:
        self.at += 1
        index = 0
        while True:
            self.space()
            if self.peek() in {"]", ""}:
                self.at += 1
                return
            if self.peek() == ",":
                self.at += 1
                continue
            self.mark((*path, index))
            self.value((*path, index))
            index += 1


def lines_of(source: str) -> dict[Path, int]:
    """The line, from 1, of every table, key and array element of ``source``, which must be valid TOML."""
    scanner = _Scanner(source)
    scanner.file()
    return scanner.lines


def line_of(lines: dict[Path, int], path: Path) -> int:
    """The line of ``path``, or of the nearest thing around it that is there."""
    while path not in lines:
        path = path[:-1]
    return lines[path]
