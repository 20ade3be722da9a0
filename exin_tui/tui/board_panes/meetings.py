"""The meetings of seven days."""

from __future__ import annotations

from collections.abc import Sequence

from exin_tui.caseload.models import MeetingRow, Overview
from exin_tui.language import text
from exin_tui.tui.board_panes.pane import Pane, Whispered
from exin_tui.tui.board_panes.to_log import to_log
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.ink import BLANK, Line, Span, joined
from exin_tui.tui.screens.board_lists import BoardLists
from exin_tui.tui.widgets.meetings import MeetingList, meeting_line
from exin_tui.tui.widgets.when import moment
from exin_tui.tui.widgets.why_lines import named
from exin_tui.tui.widgets.why_panel import Body


class MeetingsPane(Pane[MeetingRow]):
    """Over them what they ask for: invitations to send, outcomes to log."""

    id = "meetings"
    title = text("Meetings")
    where = Where.MEETING

    def list_of(self, at: BoardLists) -> MeetingList:
        """By day."""
        return at.meetings

    def rows(self, shown: Overview) -> Sequence[MeetingRow]:
        """From today on."""
        return shown.meetings

    def show(self, at: BoardLists, shown: Overview) -> None:
        """Under a heading for each day."""
        at.meetings.show(shown.meetings, at.look)

    def end(self, at: BoardLists) -> Line:
        """What is asked for; otherwise how far ahead they are."""
        asked = joined((part for part in (_owed(at), to_log(at)) if part), 2)
        return asked or (Span(at.say(text("7 days")), "muted"),)

    def whisper(self, at: BoardLists, row: MeetingRow) -> Whispered:
        """What, and when."""
        look = at.look
        label = look.screening.meeting(row.label, row.title, row.person)
        when = moment(row.starts_at, look, all_day=row.all_day)
        who = look.screening.person(row.person)
        return Whispered(look.say(text("Meeting")), who or row.caseworker, f"{label} · {when}")

    def answer(self, at: BoardLists, row: MeetingRow) -> tuple[str, Body]:
        """What it is, when and where."""
        look = at.look

        def body(width: int) -> list[Line]:
            label = look.screening.meeting(row.label, row.title, row.person)
            protected = row.person is not None and row.person.protected
            place = look.screening.place(row.place, protected, row.person)
            lines: list[Line] = [meeting_line(row, look, width), BLANK]
            lines += named(text("Meeting"), label, look, width, "text bold")
            lines += named(text("When"), moment(row.starts_at, look, all_day=row.all_day), look, width)
            lines += named(text("Place"), place or "–", look, width)
            return [*lines, *named(text("Responsible"), row.caseworker or "–", look, width)]

        return look.screening.person(row.person), body


def _owed(at: BoardLists) -> Line:
    """Invitations that are out of date: whoever was invited knows another time."""
    count = len(at.exin.owed)
    if not count:
        return ()
    said, open_list = at.say(text("invitations to send: {count}", count=count)), "screen.calendar_owed"
    return (Span("▲ ", "overdue", open_list), Span(said, "text", open_list))
