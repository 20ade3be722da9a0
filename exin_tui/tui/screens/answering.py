"""The whisper about the focused row, and the whole answer that ``w`` opens. Both follow the cursor."""

from __future__ import annotations

from typing import Any

from exin_tui.caseload import why
from exin_tui.caseload.figures import Figure, strip
from exin_tui.caseload.models import DueRow, MeetingRow, ParticipantRow, ParticipantView
from exin_tui.language import text
from exin_tui.tui.board_panes.pane import Pane
from exin_tui.tui.ink import BLANK, Line, Span
from exin_tui.tui.look import Look
from exin_tui.tui.screens.board_lists import BoardLists
from exin_tui.tui.widgets.footer import Whisper
from exin_tui.tui.widgets.why_lines import why_lines
from exin_tui.tui.widgets.why_panel import WhyPanel

Subject = ParticipantRow | DueRow | MeetingRow | None
NUMBERS = "numbers"


class AnsweringScreen(BoardLists):
    """A screen that answers about what its cursor is on."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._asked = ""
        """Empty: closed; ``row``: about the cursor's row; ``numbers``: about the numbers."""

    @property
    def pane_on(self) -> Pane[Any]:
        """The pane with the keys."""
        raise NotImplementedError

    @property
    def subject(self) -> Subject:
        """What the cursor is on."""
        found = self.pane_on.list_of(self).row
        return found if isinstance(found, ParticipantRow | DueRow | MeetingRow) else None

    def whisper(self) -> None:
        """One line about the focused row."""
        subject, line = self.subject, self.query_one(Whisper)
        if subject is not None:
            line.show(*self.pane_on.whisper(self, subject), self.look)
        else:
            line.show("", "", "", self.look)

    # ── the whole answer ──────────────────────────────────────────────────────────────────────────

    def action_row_why(self) -> None:
        """Open the answer about the row, or close it."""
        self._ask("" if self._asked == "row" else "row")

    def action_board_why_numbers(self) -> None:
        """Open the answer about the numbers, or close it."""
        self._ask("" if self._asked == NUMBERS else NUMBERS)

    def _ask(self, about: str) -> None:
        self._asked = about
        self.set_class(bool(about), "-answering")
        self.answer_again()

    def close_answer(self) -> bool:
        """True when there was one open."""
        if not self._asked:
            return False
        self._ask("")
        return True

    def answer_again(self) -> None:
        """The answer about what is asked, if anything is."""
        if not self._asked:
            return
        panel, look, subject = self.query_one(WhyPanel), self.look, self.subject
        if self._asked == NUMBERS:
            panel.show(look.say(text("The numbers")), self._numbers, look)
        elif subject is not None:
            panel.show(*self.pane_on.answer(self, subject), look)
            self.pane_on.read(self, subject)

    def answer_item(self, code: str, view: ParticipantView | None) -> None:
        """A participant was read to answer about one of their items."""
        if view is None:
            return
        self.keep(view)
        subject = self.subject
        if isinstance(subject, DueRow) and subject.person is not None and subject.person.code == code:
            self.answer_again()

    def _numbers(self, width: int) -> list[Line]:
        """Figures, the phases that are shown, capacity: each with its rule."""
        overview, look = self.exin.overview, self.look
        if overview is None:
            return []
        programme = self.exin.programme
        answers = [why.why_figure(figure, overview, programme) for figure in Figure]
        answers += [why.why_phase(cell) for cell in strip(overview.rows) if cell.count]
        titled = [(look.say(answer.title), answer) for answer in answers]
        titled += [(one.initials, why.why_capacity(one, programme)) for one in overview.capacity]
        lines: list[Line] = []
        for title, answer in titled:
            lines += [BLANK, (Span(title, "text bold"),)]
            for one in answer.whys:
                lines += why_lines(one, look, width)
        return lines[1:]
