"""The week: by day where it is narrow, in columns where there is room; clashes, and releases ahead."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from exin_tui.caseload.models import MeetingRow, Person
from exin_tui.dates import day_and_month, week_number
from exin_tui.language import text
from exin_tui.tui.commands.bindings import bindings_for
from exin_tui.tui.commands.catalogue import commands_of
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.ink import Line, Span, gap
from exin_tui.tui.screens.board_screen import ONE_PANE
from exin_tui.tui.screens.meeting_actions import MeetingActions
from exin_tui.tui.widgets.footer import KeysLine
from exin_tui.tui.widgets.header import PRODUCT, HeaderLine
from exin_tui.tui.widgets.line_list import LineList
from exin_tui.tui.widgets.menu import Choice, Menu
from exin_tui.tui.widgets.pane_head import PaneHead
from exin_tui.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.caseload.week import ReleaseDay, Week

_WIDE = 110
_MOST_RELEASES = 6
_LETTERS = "abcdefghijklnopqrstuvwxyz"


class WeekScreen(MeetingActions):
    """Monday to Sunday, of the team or of one caseworker."""

    WHERE = (Where.WEEK, Where.MEETING)
    AUTO_FOCUS = "#week-list"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(
        one
        for one in commands_of(Where.WEEK, Where.MEETING, Where.GO)
        if one.id not in {"participant.invite", "go.week"}
    )
    DEFAULT_CSS = """
    WeekScreen #releases { height: auto; max-height: 6; }
    WeekScreen WeekGrid { display: none; padding: 0 0 0 1; }
    WeekScreen.-columns WeekGrid { display: block; }
    WeekScreen.-columns #week-list { display: none; }
    WeekScreen.-no-releases #releases, WeekScreen.-no-releases #releases-head { display: none; }
    """

    def __init__(self) -> None:
        from exin_tui.tui.widgets.week_grid import WeekGrid

        super().__init__()
        self.week: Week | None = None
        self.monday: dt.date | None = None
        self.whose = ""
        """Initials; empty: the team's."""
        self.releases = LineList(id="releases")
        self.list = LineList(id="week-list")
        self._grid_type = WeekGrid

    def compose(self) -> ComposeResult:
        """Header, releases, the week, keys."""
        yield HeaderLine()
        with Vertical(id="body"):
            yield PaneHead(id="releases-head")
            yield self.releases
            yield PaneHead(id="week-head")
            yield self.list
            yield self._grid_type(self.look, id="week-grid")
        yield KeysLine()

    @property
    def grid(self) -> Any:
        """The columns."""
        return self.query_one("#week-grid")

    def on_mount(self) -> None:
        """Read."""
        super().on_mount()
        self.read_again()

    def overview_changed(self) -> None:
        """Releases hang on it."""
        super().overview_changed()
        self.read_again()

    def read_again(self) -> None:
        """The week that is shown."""
        app, overview = self.exin, self.exin.overview
        if overview is None:
            return
        from exin_tui.caseload.week import monday_of

        if self.monday is None:
            self.monday = monday_of(self.look.today)
        monday, whose, today = self.monday, self.whose, self.look.today

        def read(connection: Connection) -> Week:
            from exin_tui.caseload.week import load_week

            return load_week(connection, monday, overview.rows, app.labels, today, caseworker_initials=whose)

        def done(week: Week) -> None:
            if self.is_mounted and (week.monday, whose) == (self.monday, self.whose):
                self.week = week
                self.paint()

        app.read_with(read, done)

    # ── painting ──────────────────────────────────────────────────────────────────────────────────

    def way_back(self) -> Line:
        """The way back, which week, whose."""
        say, monday = self.look.say, self.monday
        spans = [
            Span(PRODUCT, "text bold"),
            gap(4),
            Span(f"‹ {say(text('back'))}", "accent", "app.view_back"),
        ]
        if monday is not None:
            sunday = monday + dt.timedelta(days=6)
            language = self.look.language
            days = f"{day_and_month(monday, language)} – {day_and_month(sunday, language)} {sunday.year}"
            week = say(text("Week {number}", number=week_number(monday)))
            spans += [gap(3), Span(week, "text bold"), gap(2), Span(days, "muted")]
            spans += [gap(3), Span(self.whose or say(text("the team")), "text", "screen.week_whose")]
        return tuple(spans)

    def paint(self) -> None:
        """From what was read last."""
        from exin_tui.tui.widgets.week_rows import release_rows, week_rows

        super().paint()
        week, look = self.week, self.look
        if week is None:
            return
        rows = release_rows(week, look)
        self.set_class(not rows, "-no-releases")
        self.releases.show(rows)
        self.releases.styles.height = min(len(rows), _MOST_RELEASES)
        self.list.show(week_rows(week, look))
        self.grid.show(week, look)
        self._paint_heads()
        self.paint_keys()

    def _paint_heads(self) -> None:
        week, say = self.week, self.look.say
        if week is None:
            return
        unmet = sum(one.gate is None for one in week.releases)
        end: Line = ()
        if unmet:
            end = (Span("▲ ", "overdue"), Span(say(text("nobody at the gate: {count}", count=unmet)), "text"))
        first, second = self.query_one("#releases-head", PaneHead), self.query_one("#week-head", PaneHead)
        first.show(say(text("Releases ahead")), str(len(week.releases)), end)
        clashing = sum(one.clashes for one in week.meetings)
        crossed: Line = ()
        if clashing:
            crossed = (
                Span("▲ ", "overdue"), Span(say(text("at the same time: {count}", count=clashing)), "text"),
            )  # fmt: skip
        second.show(say(text("Meetings")), str(len(week.meetings)), crossed)
        on_releases = self.focused is self.releases
        first.light(lit=on_releases)
        second.light(lit=not on_releases)

    def on_resize(self, _: Any = None) -> None:
        """Columns where there is room for seven."""
        wide = self.size.width >= _WIDE and self.size.height >= 30
        chosen = self.chosen
        was = self.has_class("-columns")
        self.set_class(wide, "-columns")
        for one in (self.releases, self.list):
            one.margin = 1 if self.has_class(ONE_PANE) else 2
        if wide != was and self.focused is not self.releases:
            self.list.go_to(chosen)
            self.grid.chosen = chosen or self.grid.chosen
            (self.grid if wide else self.list).focus()
        self.paint()

    # ── the cursor ────────────────────────────────────────────────────────────────────────────────

    @property
    def chosen(self) -> str:
        """The meeting's row that the cursor is on."""
        return str(self.grid.chosen) if self.has_class("-columns") else self.list.row_id

    @property
    def meeting_here(self) -> MeetingRow | None:
        """The meeting under the cursor; none while the cursor is on the releases."""
        from exin_tui.tui.widgets.week_rows import row_id

        if self.week is None or self.focused is self.releases:
            return None
        chosen = self.chosen
        return next((one.row for one in self.week.meetings if row_id(one) == chosen), None)

    @property
    def release_here(self) -> ReleaseDay | None:
        """The release under the cursor."""
        if self.week is None or self.focused is not self.releases:
            return None
        chosen = self.releases.row_id
        return next((one for one in self.week.releases if f"release:{one.person.id}" == chosen), None)

    @property
    def person(self) -> Person | None:
        """Whom it is about."""
        release, meeting = self.release_here, self.meeting_here
        return release.person if release is not None else meeting.person if meeting is not None else None

    @on(RowList.Highlighted)
    def highlighted(self) -> None:
        """The keys follow the cursor."""
        self.paint_keys()

    def on_week_grid_moved(self) -> None:
        """So they do in the columns."""
        self.paint_keys()

    def on_descendant_focus(self) -> None:
        """The pane with the keys carries the accent."""
        self._paint_heads()
        self.paint_keys()

    def action_go_pane(self) -> None:
        """Releases, the week, around."""
        if self.focused is self.releases or self.has_class("-no-releases"):
            (self.grid if self.has_class("-columns") else self.list).focus()
        else:
            self.releases.focus()

    def action_go_pane_back(self) -> None:
        """The other way is the same."""
        self.action_go_pane()

    # ── doing ─────────────────────────────────────────────────────────────────────────────────────

    def action_week_new(self) -> None:
        """On the day under the cursor; for a release the one at the gate."""
        from exin_tui.caseload.week import GATE
        from exin_tui.tui.forms.new_meeting import Proposed

        release, meeting = self.release_here, self.meeting_here
        if release is not None:
            self.agree_meeting(Proposed(GATE, release.on, release.person.id))
            return
        day = meeting.starts_at.date() if meeting is not None else self.monday
        if day is not None and day < self.look.today:
            day = self.look.today  # a meeting is agreed ahead
        person = self.person
        self.agree_meeting(Proposed("", day, person.id if person is not None else ""))

    def action_week_open(self) -> None:
        """Whom it is about."""
        if self.person is not None:
            self.exin.open_participant(self.person.code)

    def action_row_open(self) -> None:
        """A second click."""
        self.action_week_open()

    def action_week_why(self) -> None:
        """All of the meeting."""
        self.show_meeting()

    def _turn(self, days: int) -> None:
        if self.monday is not None:
            self.monday += dt.timedelta(days=days)
            self.paint_header()
            self.read_again()

    def action_week_next(self) -> None:
        """Along."""
        self._turn(7)

    def action_week_previous(self) -> None:
        """And back."""
        self._turn(-7)

    def action_week_now(self) -> None:
        """This one."""
        self.monday = None
        self.read_again()

    def action_week_whose(self) -> None:
        """The team's, or one caseworker's."""
        team = self.week.team if self.week is not None else ()
        choices = [Choice("0", self.say(text("the team")), "*", on=not self.whose)]
        choices += [
            Choice(_LETTERS[number], one, one, on=one == self.whose)
            for number, one in enumerate(team[: len(_LETTERS)])
        ]

        def chosen(answer: str | None) -> None:
            if answer is not None:
                self._show_of("" if answer == "*" else answer)

        self.app.push_screen(Menu(self.say(text("Whose week?")), self.say(text("close")), choices), chosen)

    def action_week_mine(self) -> None:
        """Mine, or the team's again."""
        self._show_of("" if self.whose == self.exin.me else self.exin.me)

    def _show_of(self, whose: str) -> None:
        self.whose = whose
        self.paint_header()
        self.read_again()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Of a meeting only with one under the cursor."""
        if action == "week_open":
            return self.person is not None
        if action == "week_mine":
            return bool(self.exin.me)
        if action == "week_why" or (action.startswith("meeting_") and action != "meeting_new"):
            return self.meeting_here is not None
        return super().check_action(action, parameters)

    def title_of_place(self) -> str:
        """For help's first line."""
        return self.say(text("Week"))
