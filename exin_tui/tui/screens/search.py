"""Search over everything: typed above, found below by kind; Enter opens the place where it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import Input

from exin_tui.language import text
from exin_tui.tui.commands.declaration import Command
from exin_tui.tui.ink import BLANK, Line, Span, fit, gap
from exin_tui.tui.look import Look
from exin_tui.tui.screens.board_screen import BoardScreen
from exin_tui.tui.widgets.footer import KeysLine
from exin_tui.tui.widgets.header import PRODUCT, HeaderLine
from exin_tui.tui.widgets.line_list import Drawn, LineList, fixed
from exin_tui.tui.widgets.tab_rows import Rows, said_row
from exin_tui.tui.widgets.typed_line import TypedLine
from exin_tui.tui.widgets.words import Words

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.caseload.searching import Hit

_WAIT_SECONDS = 0.12
TAB_OF_HIT = {"participant": "", "contact": "contacts", "task": "tasks", "meeting": "meetings"}
"""The participant's tab where a hit is; empty: the one that is open first."""


class Hits(LineList):
    """The keys stay in the line that is typed; the cursor is seen all the same."""

    can_focus = False

    @property
    def blurred_ground(self) -> str:
        """The row that Enter opens."""
        return "cursor"


class SearchScreen(BoardScreen):
    """Typing finds."""

    AUTO_FOCUS = "#words Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    SearchScreen #words { height: 2; padding: 0 2 1 2; }
    SearchScreen #words Input, SearchScreen #words Input:focus {
        height: 1; width: 1fr; padding: 0; background: $background;
    }
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._first_look = look
        self.hits: Sequence[Hit] = ()
        self._found_for = ("", True)
        """The words and the screening that ``hits`` belong to."""
        self._rows = Hits(id="hits")
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Header, the line, what was found, keys."""
        yield HeaderLine()
        with Horizontal(id="words"):
            yield Words(f"{self._first_look.say(text('search'))}  ", "accent")
            yield TypedLine(select_on_focus=False)
        with Vertical():
            yield self._rows
        yield KeysLine()

    @property
    def typed(self) -> str:
        """The words."""
        return self.query_one(Input).value

    def commands(self) -> tuple[type[Command], ...]:
        """Letters are typed here: only what has another key."""
        typed = {"question_mark"}
        return tuple(
            one
            for one in super().commands()
            if all(len(key) > 1 and key not in typed for key in one.keys[:1])
        )

    def way_back(self) -> Line:
        """The way back, and what this is."""
        say = self.look.say
        return (
            Span(PRODUCT, "text bold"), gap(4), Span(f"‹ {say(text('Overview'))}", "accent", "app.view_back"),
            gap(3), Span(say(text("Search everything")), "text bold"),
        )  # fmt: skip

    # ── finding ───────────────────────────────────────────────────────────────────────────────────

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        """Soon, not at each letter."""
        event.stop()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_WAIT_SECONDS, self._find)

    def _find(self) -> None:
        words, screened, app = self.typed, self.look.screening.screened, self.exin

        def read(connection: Connection) -> tuple[Hit, ...]:
            from exin_tui.caseload.searching import search

            return search(connection, words, screened=screened, labels=app.labels, today=app.clock.today())

        def done(hits: tuple[Hit, ...]) -> None:
            if self.is_mounted and (words, screened) == (self.typed, self.look.screening.screened):
                self.hits, self._found_for = hits, (words, screened)
                self.paint()

        app.read_with(read, done)

    def read_again(self) -> None:
        """Somebody wrote."""
        self._find()

    def paint(self) -> None:
        """What was found; found anew when names are shown or hidden since: it is another search."""
        super().paint()
        if self._found_for[1] != self.look.screening.screened:
            self.hits, self._found_for = (), (self._found_for[0], self.look.screening.screened)
            self._find()
        self._rows.show(self._drawn())

    def _drawn(self) -> Rows:
        if not self.hits:
            return said_row(self.say(self._nothing()))
        rows: Rows = []
        kind: object = None
        for one in self.hits:
            if one.kind is not kind:
                rows += [("", fixed(BLANK))] if rows else []
                kind = one.kind
                rows.append(("", fixed((Span(self.say(one.kind).capitalize(), "muted bold"),))))
            rows.append((f"{one.kind.value}:{one.id}", hit_line(one, self.look)))
        return rows

    def _nothing(self) -> object:
        words = self._found_for[0].strip()
        if words and words == self.typed.strip():
            if self.look.screening.screened:
                return text(
                    "Nothing matches “{words}”. Names are searched only while they are shown: F9 shows them.",
                    words=words,
                )
            return text("Nothing matches “{words}”.", words=words)
        return text("Participants, contacts, agencies, tasks and meetings: write at least two letters.")

    # ── going there ───────────────────────────────────────────────────────────────────────────────

    @on(Input.Submitted)
    def open_hit(self, event: Input.Submitted) -> None:
        """The place where the hit under the cursor is."""
        event.stop()
        self.action_row_open()

    def action_row_open(self) -> None:
        """Enter, or a second click."""
        one = next((one for one in self.hits if f"{one.kind.value}:{one.id}" == self._rows.row_id), None)
        if one is None:
            return
        app = self.exin
        app.pop_screen()
        if one.person is None:
            if one.kind.value in {"agency", "contact"}:
                app.go_book()
            else:
                app.go_overview()
            return
        app.open_participant(one.person.code, tab=TAB_OF_HIT.get(one.kind.value, ""))

    def action_move(self, step: int) -> None:
        """Among the hits."""
        self._rows.action_move(step)

    def action_page(self, step: int) -> None:
        """A page of them."""
        self._rows.action_page(step)


def hit_line(one: Hit, look: Look) -> Drawn:
    """Whose, what, beside it."""
    screening, person = look.screening, one.person
    who = screening.person(person)
    label = screening.item(one.label, one.sensitive, person)
    name = screening.contact(one.name, person)
    what = " · ".join(part for part in (label, name) if part)
    hides = one.sensitive and screening.hides(person)
    beside = look.say(one.beside) if one.beside is not None and not hides else ""
    more = f"  +{one.others}" if one.others else ""

    def line(width: int) -> Line:
        first = 24
        last = min(26, max(10, width // 4))
        return (
            Span(fit(f"{who}{more}", first), "text"),
            gap(2),
            Span(fit(what, max(8, width - first - last - 4)), "text"),
            gap(2),
            Span(fit(beside, last), "muted"),
        )

    return line
