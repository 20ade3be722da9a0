"""The calendar file before it is written: which meetings, what each is called, and what is withheld."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from exin_tui.calendar.wanted import CANCELLED_FOR, Extra, Telling, Titles, Wanted
from exin_tui.clock import OSLO
from exin_tui.language import Label, text
from exin_tui.tui.changes import Moment, Refused
from exin_tui.tui.commands.bindings import bindings_for
from exin_tui.tui.commands.catalogue import commands_of
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.ink import Line, Span, gap
from exin_tui.tui.screens.file_asking import FileAsking, path_of
from exin_tui.tui.screens.refusal import RefusalSheet
from exin_tui.tui.widgets.calendar_file import FileHead, Shape, preview_rows
from exin_tui.tui.widgets.footer import KeysLine
from exin_tui.tui.widgets.header import PRODUCT, HeaderLine
from exin_tui.tui.widgets.line_list import LineList
from exin_tui.tui.widgets.pane_head import PaneHead

if TYPE_CHECKING:
    from exin_tui.calendar.preview import Preview
    from exin_tui.calendar.stream import Asked
    from exin_tui.storage.database import Database

SPANS: tuple[int | None, ...] = (None, 7, 28)
"""Days ahead; None: everything that is coming."""

NAME = Label("moter", "meetings")
"""A file name without æøå, which some mail programs break."""


class CalendarFileScreen(FileAsking):
    """Options at the top, what will be in the file below."""

    WHERE = (Where.CALENDAR_FILE,)
    AUTO_FOCUS = "#meetings"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(
        one for one in commands_of(Where.CALENDAR_FILE, Where.GO) if not one.id.startswith("go.pane")
    )
    DEFAULT_CSS = """
    CalendarFileScreen FileHead { padding: 1 2 0 2; }
    CalendarFileScreen PaneHead { height: 3; padding: 1 0 0 2; }
    CalendarFileScreen.-one-pane FileHead { padding: 0 1; }
    CalendarFileScreen.-one-pane PaneHead { height: 2; padding: 0 0 0 1; }
    """

    def __init__(self, participant: str = "") -> None:
        """``participant`` is a case code; empty: the whole team."""
        super().__init__()
        self.shape = Shape(participant=participant)
        self.preview: Preview | None = None
        self._head = FileHead()
        self._rows = LineList(id="meetings")
        self._reading: Asked | None = None

    def compose(self) -> ComposeResult:
        """Header, options, meetings, keys."""
        yield HeaderLine()
        with Vertical(id="body"):
            yield self._head
            yield PaneHead(id="meetings-head")
            yield self._rows
        yield KeysLine()

    def on_mount(self) -> None:
        """Read."""
        if not self.shape.file:
            self.shape = replace(self.shape, file=self._usual_name())
        super().on_mount()
        self.read_again()

    def _usual_name(self) -> str:
        """Names nobody; a case code only where it was asked for."""
        words = self.look.say(NAME)
        code = f"-{self.shape.participant}" if self.shape.participant else ""
        return f"{words}{code}-{self.look.today.isoformat()}.ics"

    # ── reading ───────────────────────────────────────────────────────────────────────────────────

    def asked(self) -> Asked:
        """What the command line would ask for with the same choices."""
        from exin_tui.calendar.stream import Asked

        now, shape = self.exin.clock.now(), self.shape
        before = None
        if shape.days is not None:
            last = now.astimezone(OSLO).date() + dt.timedelta(days=shape.days)
            before = dt.datetime.combine(last, dt.time(), OSLO)
        wanted = Wanted(
            since=now,
            before=before,
            cancelled_since=now - CANCELLED_FOR,
            caseworker=self.exin.me if shape.mine else "",
            participant=shape.participant,
        )
        telling = Telling(self.look.language, shape.titles, shape.extras)
        return Asked(wanted, telling, self.exin.labels.meeting_kind)

    def read_again(self) -> None:
        """What the file would hold now."""
        asked = self._reading = self.asked()
        now = asked.wanted.since

        def read(connection: Any) -> Preview:
            from exin_tui.calendar.preview import preview

            return preview(connection, asked, now=now)

        def done(found: Preview) -> None:
            if asked is self._reading and self.is_mounted:
                self.preview = found
                self.paint()

        self.exin.read_with(read, done)

    # ── painting ──────────────────────────────────────────────────────────────────────────────────

    def way_back(self) -> Line:
        """The way back, and what this is."""
        say = self.look.say
        where = self.shape.participant or say(text("Overview"))
        return (
            Span(PRODUCT, "text bold"), gap(4), Span(f"‹ {where}", "accent", "app.view_back"), gap(3),
            Span(say(text("Calendar file")), "text bold"),
        )  # fmt: skip

    def paint(self) -> None:
        """Everything, from what was read last."""
        super().paint()
        self._head.show(self.shape, self.preview, self.look)
        self._head.styles.height = self._head.height_at(self.size.width)
        head = self.query_one(PaneHead)
        head.light(lit=True)
        found = self.preview
        head.show(self.say(text("As the calendar will show it")), str(found.entries) if found else "")
        if found is not None:
            self._rows.show(preview_rows(found, self.look))

    def on_resize(self) -> None:
        """Margins."""
        self._rows.margin = 1 if self.size.width < 100 else 2
        self.paint()

    # ── choosing ──────────────────────────────────────────────────────────────────────────────────

    def _reshape(self, **changed: Any) -> None:
        self.shape = replace(self.shape, **changed)
        self.read_again()
        self.paint()

    def _toggle(self, extra: Extra) -> None:
        self._reshape(extras=self.shape.extras ^ {extra})

    def action_calendar_file_place(self) -> None:
        """With place, or without."""
        self._toggle(Extra.PLACE)

    def action_calendar_file_kind(self) -> None:
        """With the kind, or without."""
        self._toggle(Extra.KIND)

    def action_calendar_file_note(self) -> None:
        """With the note, or without."""
        self._toggle(Extra.DESCRIPTION)

    def action_calendar_file_partner(self) -> None:
        """With the partners, or without."""
        self._toggle(Extra.PARTNER)

    def action_calendar_file_titles(self) -> None:
        """Code, alias, just "meeting", around."""
        titles = list(Titles)
        self._reshape(titles=titles[(titles.index(self.shape.titles) + 1) % len(titles)])

    def action_calendar_file_span(self) -> None:
        """All, seven days, four weeks, around."""
        self._reshape(days=SPANS[(SPANS.index(self.shape.days) + 1) % len(SPANS)])

    def action_calendar_file_mine(self) -> None:
        """One's own meetings, or everybody's."""
        self._reshape(mine=not self.shape.mine)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One's own only where it is known who works here; nothing is written before it was shown."""
        if action == "calendar_file_mine":
            return bool(self.exin.me) and not self.shape.participant
        if action == "calendar_file_write":
            return self.preview is not None and self.preview.entries > 0
        return super().check_action(action, parameters)

    def action_calendar_file_name(self) -> None:
        """Ask what the file is called."""
        self.ask_name(self.say(text("Calendar file")), self.shape.file, lambda file: self._reshape(file=file))

    # ── writing ───────────────────────────────────────────────────────────────────────────────────

    def action_calendar_file_write(self) -> None:
        """Write what was shown; never over a file without asking."""
        there = path_of(self.shape.file).exists()
        self.replacing(self.shape.file, lambda: self._write(replace=there))

    def _write(self, *, replace: bool) -> None:
        asked, file, path = self.asked(), self.shape.file, path_of(self.shape.file)
        written: list[int] = []

        def write(database: Database, moment: Moment) -> object:
            from exin_tui.calendar.export import export_calendar

            def export() -> None:
                written.append(export_calendar(database, path, asked, now=moment.now, replace=replace))

            return self.as_refusal(file, export)

        def done() -> None:
            self.exin.tell(
                text(
                    "Meetings written to {file}: {count}. Only you can read the file.",
                    file=file,
                    count=written[0],
                )
            )
            if self.is_mounted and self.app.screen is self:
                self.dismiss()

        def refused(answer: Refused) -> None:
            self.app.push_screen(RefusalSheet(self.say(text("Calendar file")), answer, self.look))

        self.exin.change(write, done, refused, undoable=False)

    def title_of_place(self) -> str:
        """For help's first line."""
        return self.say(text("Calendar file"))
