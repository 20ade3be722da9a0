"""Colour for a terminal, and none for a pipe. It never carries a meaning alone: the symbols do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from exin_schema.vocabulary import Mark

Ink = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Inks:
    """How a line is coloured; ``on`` is False for a pipe and for ``NO_COLOR``."""

    on: bool

    def _sgr(self, code: str, line: str) -> str:
        return f"\x1b[{code}m{line}\x1b[0m" if self.on and line else line

    def plain(self, line: str) -> str:
        """As it is."""
        return line

    def strong(self, line: str) -> str:
        """A heading."""
        return self._sgr("1", line)

    def quiet(self, line: str) -> str:
        """Column heads."""
        return self._sgr("2", line)

    def overdue(self, line: str) -> str:
        """The louder alarm colour."""
        return self._sgr("31", line)

    def soon(self, line: str) -> str:
        """The other alarm colour."""
        return self._sgr("33", line)

    def of(self, mark: Mark) -> Ink:
        """The ink of something due."""
        return {Mark.OVERDUE: self.overdue, Mark.TODAY: self.soon}.get(mark, self.plain)
