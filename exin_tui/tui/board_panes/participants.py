"""The participants, most urgent first."""

from __future__ import annotations

from collections.abc import Sequence

from exin_tui.caseload.models import Overview, ParticipantRow
from exin_tui.language import text
from exin_tui.tui.board_panes.pane import Pane, Whispered
from exin_tui.tui.board_panes.to_log import to_log
from exin_tui.tui.ink import Line, Span, gap
from exin_tui.tui.screens.board_lists import BoardLists
from exin_tui.tui.widgets.participants import ParticipantList
from exin_tui.tui.widgets.why_lines import row_lines, row_title
from exin_tui.tui.widgets.why_panel import Body


class ParticipantsPane(Pane[ParticipantRow]):
    """The large one, which the filter is about."""

    id = "participants"
    title = text("Participants")

    def list_of(self, at: BoardLists) -> ParticipantList:
        """Its columns make room for one another."""
        return at.participants

    def rows(self, shown: Overview) -> Sequence[ParticipantRow]:
        """Everybody."""
        return shown.rows

    def show(self, at: BoardLists, shown: Overview) -> None:
        """Row by row."""
        at.participants.show(shown.rows, at.look)

    def number(self, at: BoardLists, shown: Overview) -> str:
        """Of how many, while some are filtered out."""
        found, overview = len(shown.rows), at.exin.overview
        everybody = len(overview.rows) if overview is not None else found
        if found == everybody:
            return str(found)
        return at.say(text("{shown} of {all}", shown=found, all=everybody))

    def end(self, at: BoardLists) -> Line:
        """The filter and the order."""
        return (Span(at.narrowed.say(at.look.language), "muted", "screen.filter_more"),)

    def end_alone(self, at: BoardLists) -> Line:
        """The filter, while there is one."""
        return self.end(at) if at.narrowed.steps else ()

    def last_alone(self, at: BoardLists) -> Line:
        """The meetings to log stand over a pane that is not seen."""
        return (gap(3), *to_log(at))

    def whisper(self, at: BoardLists, row: ParticipantRow) -> Whispered:
        """Why they stand where they stand."""
        look = at.look
        said = " · ".join(look.say(reason) for reason in row.urgency.reasons)
        title = text("Why here?") if _place(at, row) else text("Why first?")
        nothing = look.say(text("nothing is due"))
        return Whispered(look.say(title), look.screening.person(row.person), said or nothing)

    def answer(self, at: BoardLists, row: ParticipantRow) -> tuple[str, Body]:
        """The same in full, then each alert."""
        look = at.look
        return row_title(row, _place(at, row), look), lambda width: row_lines(row, look, width)


def _place(at: BoardLists, row: ParticipantRow) -> int:
    return at.shown.rows.index(row) if at.shown is not None and row in at.shown.rows else 0
