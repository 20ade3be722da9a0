"""What a pane of the board is: a list, what stands over it, and what is said about the row under its cursor.

As with the tabs of the participant's screen (`exin_tui.tui.participant_tabs.tab`) a pane holds nothing: the
lists and what was read are the screen's, in `exin_tui.tui.screens.board_lists`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from exin_tui.caseload.models import Overview
from exin_tui.language import Sayable
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.ink import Line
from exin_tui.tui.screens.board_lists import BoardLists
from exin_tui.tui.widgets.row_list import RowList
from exin_tui.tui.widgets.why_panel import Body

Row = TypeVar("Row")
"""What its list is of."""


class Whispered(NamedTuple):
    """One line about a row."""

    title: str
    subject: str
    said: str


class Pane(Generic[Row]):
    """One pane. Its subclasses say what is different about theirs."""

    id: ClassVar[str]
    """Also its list's."""
    title: ClassVar[Sayable]
    where: ClassVar[Where | None] = None
    """Whose commands apply while it has the keys, besides those of the board."""

    def list_of(self, at: BoardLists) -> RowList[Any]:
        """The list that its rows stand in."""
        raise NotImplementedError

    def rows(self, shown: Overview) -> Sequence[Row]:
        """What the filter lets through."""
        raise NotImplementedError

    def show(self, at: BoardLists, shown: Overview) -> None:
        """Give its rows to its list."""
        raise NotImplementedError

    # ── over the list ─────────────────────────────────────────────────────────────────────────────

    def number(self, at: BoardLists, shown: Overview) -> str:  # noqa: ARG002 - for those that count otherwise
        """Behind the title."""
        return str(len(self.rows(shown)))

    def end(self, at: BoardLists) -> Line:
        """At the end of the title."""
        raise NotImplementedError

    def end_alone(self, at: BoardLists) -> Line:  # noqa: ARG002 - for those with something to say
        """The same where it is alone on the screen: before the numbers of the others."""
        return ()

    def last_alone(self, at: BoardLists) -> Line:  # noqa: ARG002 - for those with something to say
        """Behind the numbers of the others."""
        return ()

    # ── answering ─────────────────────────────────────────────────────────────────────────────────

    def whisper(self, at: BoardLists, row: Row) -> Whispered:
        """The line at the bottom."""
        raise NotImplementedError

    def answer(self, at: BoardLists, row: Row) -> tuple[str, Body]:
        """The subject, and the lines for a width."""
        raise NotImplementedError

    def read(self, at: BoardLists, row: Row) -> None:
        """Read what the answer takes beyond the row."""
