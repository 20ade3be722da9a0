"""The whisper about the focused row, and the whole answer that ``w`` opens. Both follow the cursor."""

from __future__ import annotations

from exin_tui.caseload import why
from exin_tui.caseload.figures import Figure, strip
from exin_tui.caseload.models import (
    ChecklistView,
    DueRow,
    ItemRow,
    MeetingRow,
    Overview,
    ParticipantRow,
    ParticipantView,
    TaskView,
)
from exin_tui.dates import short_date
from exin_tui.language import text
from exin_tui.tui.ink import BLANK, Line, Span
from exin_tui.tui.screens.narrowed import NarrowedScreen
from exin_tui.tui.widgets.footer import Whisper
from exin_tui.tui.widgets.meetings import meeting_line
from exin_tui.tui.widgets.task_lines import task_lines
from exin_tui.tui.widgets.when import moment
from exin_tui.tui.widgets.why_lines import item_lines, named, row_lines, row_title, why_lines
from exin_tui.tui.widgets.why_panel import Body, WhyPanel

Subject = ParticipantRow | DueRow | MeetingRow | None
NUMBERS = "numbers"


class AnsweringScreen(NarrowedScreen):
    """A screen that answers about what its cursor is on."""

    shown: Overview | None = None

    def __init__(self) -> None:
        super().__init__()
        self._asked = ""
        """Empty: closed; ``row``: about the cursor's row; ``numbers``: about the numbers."""
        self._items: dict[str, tuple[ItemRow, ChecklistView]] = {}
        self._tasks: dict[str, TaskView] = {}

    @property
    def subject(self) -> Subject:
        """What the cursor is on."""
        raise NotImplementedError

    def whisper(self) -> None:
        """One line about the focused row."""
        subject, look = self.subject, self.look
        line = self.query_one(Whisper)
        if isinstance(subject, ParticipantRow):
            place = self.shown.rows.index(subject) if self.shown and subject in self.shown.rows else 0
            said = " · ".join(look.say(reason) for reason in subject.urgency.reasons)
            title = text("Why first?") if place == 0 else text("Why here?")
            nothing = text("nothing is due")
            line.show(look.say(title), look.screening.person(subject.person), said or look.say(nothing), look)
        elif isinstance(subject, DueRow):
            label = look.screening.item(subject.label, subject.sensitive, subject.person)
            due = look.say(text("due {day}", day=short_date(subject.due_on, look.language)))
            who = look.screening.person(subject.person)
            line.show(look.say(text("Why due?")), who or subject.caseworker, f"{label} · {due}", look)
        elif isinstance(subject, MeetingRow):
            label = look.screening.meeting(subject.label, subject.title, subject.person)
            at = moment(subject.starts_at, look, all_day=subject.all_day)
            who = look.screening.person(subject.person)
            line.show(look.say(text("Meeting")), who or subject.caseworker, f"{label} · {at}", look)
        else:
            line.show("", "", "", look)

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
        panel, look = self.query_one(WhyPanel), self.look
        if self._asked == NUMBERS:
            panel.show(look.say(text("The numbers")), self._numbers, look)
            return
        subject = self.subject
        if isinstance(subject, ParticipantRow):
            place = self.shown.rows.index(subject) if self.shown and subject in self.shown.rows else 0
            panel.show(row_title(subject, place, look), lambda width: row_lines(subject, look, width), look)
        elif isinstance(subject, DueRow):
            panel.show(look.screening.person(subject.person), self._due_body(subject), look)
            known = self._items if subject.kind == "item" else self._tasks
            if subject.person is not None and subject.id not in known:
                self.exin.read_participant(subject.person.code)
        elif isinstance(subject, MeetingRow):
            panel.show(look.screening.person(subject.person), self._meeting_body(subject), look)

    def _due_body(self, due: DueRow) -> Body:
        look, programme = self.look, self.exin.programme
        label = look.screening.item(due.label, due.sensitive, due.person)
        found = self._items.get(due.id)
        if found is not None and found[0].version == due.version:
            item, checklist = found
            in_force = (checklist.in_force_on, checklist.in_force_why)
            return lambda width: item_lines(item, label, in_force, look, width)
        task = self._tasks.get(due.id)
        if task is not None and task.version == due.version:
            whose = due.caseworker
            return lambda width: task_lines(task, label, programme, look, width, caseworker=whose)
        answer = why.why_due(due, programme)

        def body(width: int) -> list[Line]:
            lines: list[Line] = [(Span(label, "text bold"),)]
            for one in answer.whys:
                lines += [BLANK, *why_lines(one, look, width)]
            return lines

        return body

    def _meeting_body(self, meeting: MeetingRow) -> Body:
        look = self.look

        def body(width: int) -> list[Line]:
            label = look.screening.meeting(meeting.label, meeting.title, meeting.person)
            protected = meeting.person is not None and meeting.person.protected
            place = look.screening.place(meeting.place, protected, meeting.person)
            lines: list[Line] = [meeting_line(meeting, look, width), BLANK]
            lines += named(text("Meeting"), label, look, width, "text bold")
            lines += named(
                text("When"), moment(meeting.starts_at, look, all_day=meeting.all_day), look, width
            )
            lines += named(text("Place"), place or "–", look, width)
            return [*lines, *named(text("Responsible"), meeting.caseworker or "–", look, width)]

        return body

    def answer_item(self, code: str, view: ParticipantView | None) -> None:
        """A participant was read to answer about one of their items."""
        if view is None:
            return
        for checklist in view.checklists:
            for item in checklist.items:
                self._items[item.id] = (item, checklist)
        self._tasks |= {task.id: task for task in view.tasks}
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
