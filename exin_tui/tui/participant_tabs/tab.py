"""What a tab of the participant's screen is: its place in the strip, what it reads, its rows, its answers.

A tab holds nothing of a participant. The screen that it is on (``at``) does, beside the actions that need
it: the view in `open_person`, the history in `history_actions`, and so on. A tab names the part of the screen
that it needs, and no more; so the screen knows the tabs, and no tab knows the screen.

The way of a line of the checklist, as an example: the statements of `exin_tui.caseload.participant` read it
into `ParticipantView.checklists`. The screen hands the view to the tab that is on, which gives the lists to
their widget (`Tab.paint`); at each move of the cursor the tab is asked for its `Tab.answer`. ``x`` is the
command ``item.done``: it applies `Tab.where` the tab says, is done to the item under the cursor of
`Tab.list_of`, and then the screen reads again, and paints the line with its tick.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from exin_tui.caseload.models import ParticipantView
from exin_tui.language import Sayable
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.ink import Line
from exin_tui.tui.screens.open_person import OpenPerson
from exin_tui.tui.widgets.line_list import Rows
from exin_tui.tui.widgets.row_list import RowList
from exin_tui.tui.widgets.tab_strip import TabName
from exin_tui.tui.widgets.why_panel import Body

At_contra = TypeVar("At_contra", bound=OpenPerson, contravariant=True)
"""What a tab needs of the screen that it is on."""
Answer = tuple[str, Body]
"""The subject, and the lines for a width."""


class Head(NamedTuple):
    """What stands over the rows."""

    title: str
    number: str = ""
    end: Line = ()
    """At the end of the title, while nothing is marked."""
    heads: Callable[[int], Line] | None = None
    """Of the columns, where the rows have some."""


class Tab(Generic[At_contra]):
    """One tab. Its subclasses say what is different about theirs."""

    id: ClassVar[str]
    title: ClassVar[Sayable]
    where: ClassVar[Where]
    """Whose commands apply while it is on."""

    # ── in the strip ──────────────────────────────────────────────────────────────────────────────

    def names(self, at: At_contra, view: ParticipantView) -> Sequence[TabName]:
        """How it stands in the strip; nothing where it has no place there."""
        return (TabName(self.id, at.say(self.title), self.number(view), self.alarm(view)),)

    def number(self, view: ParticipantView) -> str:  # noqa: ARG002 - for those that count something
        """Behind the title."""
        return ""

    def alarm(self, view: ParticipantView) -> bool:  # noqa: ARG002 - for those that warn
        """Something in it is late or missing."""
        return False

    def comes_first(self, view: ParticipantView) -> bool:  # noqa: ARG002 - for those that may
        """The participant is opened on it, and not on the checklist."""
        return False

    # ── reading ───────────────────────────────────────────────────────────────────────────────────

    def read(self, at: At_contra) -> None:
        """Read what it shows beyond the view: something was written, or it is turned to."""

    def turned_to(self, at: At_contra) -> None:
        """It is on from now."""
        self.read(at)

    # ── showing ───────────────────────────────────────────────────────────────────────────────────

    def list_of(self, at: At_contra) -> RowList[Any]:
        """The list that its rows stand in."""
        return at.rows

    def rows(self, at: At_contra, view: ParticipantView) -> Rows:  # noqa: ARG002 - for those that draw lines
        """From what was read last."""
        return []

    def paint(self, at: At_contra, view: ParticipantView) -> None:
        """Give its rows to its list."""
        at.rows.show(self.rows(at, view))

    def head(self, at: At_contra, view: ParticipantView) -> Head:
        """Over the rows: what stands in the strip, in full."""
        name = next((one for one in self.names(at, view) if one.id == at.tab), TabName("", ""))
        return Head(name.title, name.number)

    # ── answering ─────────────────────────────────────────────────────────────────────────────────

    def answer(self, at: At_contra, view: ParticipantView) -> Answer | None:  # noqa: ARG002 - for those that can
        """About the row under the cursor; None where nothing can be asked."""
        return None

    def tell_row(self, at: At_contra) -> bool:  # noqa: ARG002 - for those whose rows have one
        """``w`` where a row has a whole of its own, on a sheet: True when it has."""
        return False
