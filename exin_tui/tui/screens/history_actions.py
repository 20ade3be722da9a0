"""What happened about a participant: read a page at a time, narrowed to a kind, one thing seen whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exin_tui.language import text
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.ink import Line
from exin_tui.tui.look import Look
from exin_tui.tui.screens.open_person import OpenPerson
from exin_tui.tui.widgets.menu import Choice, Menu
from exin_tui.tui.widgets.tab_rows import Rows, said_row

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.caseload.history_fields import HistoryKind
    from exin_tui.caseload.history_views import Cursor, Happened, HistoryPage

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class HistoryActions(OpenPerson):
    """A screen from which it is done."""

    happened: tuple[Happened, ...] | None = None
    """What has been read so far; None before anything was."""
    history_kind: HistoryKind | None = None
    """Only this kind; None is everything."""
    _further: Cursor | None = None

    @property
    def history_row(self) -> str:
        """The id of the row under the cursor of the history tab; empty elsewhere."""
        return self.row_at(Where.HISTORY)

    def read_history(self, *, older: bool = False) -> None:
        """Read the first page anew, as long as what is shown; or ``older``: the next one."""
        person, labels, kind = self.person, self.exin.labels, self.history_kind
        if person is None or (older and self._further is None):
            return
        before, shown = self._further if older else None, self.happened or ()

        def read(connection: Connection) -> HistoryPage:
            from exin_tui.caseload.history_views import PAGE, load_history

            size = PAGE if older else max(PAGE, len(shown))
            return load_history(connection, person.id, labels, kind=kind, before=before, size=size)

        def done(page: HistoryPage) -> None:
            if kind is self.history_kind and self.is_mounted:
                self.happened = (*shown, *page.entries) if older else page.entries
                self._further = page.further
                self.paint()

        self.exin.read_with(read, done)

    def history_rows_now(self) -> Rows:
        """The tab's rows."""
        from exin_tui.tui.widgets.history_rows import history_rows

        if self.happened is None or self.person is None:
            return said_row(self.say(text("Reading …")))
        return history_rows(
            self.happened, self.look, self.person, further=self._further is not None, kind=self.history_kind
        )

    def history_filter(self) -> Line:
        """What is shown of it, at the end of the tab's title."""
        from exin_tui.tui.ink import Span

        if self.history_kind is None:
            return (Span(self.say(text("newest first")), "muted"),)
        return (Span(self.say(text("only {kind}", kind=self.history_kind)), "soon"),)

    def action_history_open(self) -> None:
        """The whole change; on the last row, further back."""
        from exin_tui.tui.screens.told_sheet import ToldSheet
        from exin_tui.tui.widgets.history_rows import MORE, summary, whole_change

        if self.history_row == MORE:
            self.read_history(older=True)
            return
        person = self.person
        found = next((one for one in self.happened or () if one.id == self.history_row), None)
        if found is None or person is None:
            return

        def title(look: Look) -> str:
            return summary(found, look, person)

        def body(look: Look, width: int) -> list[Line]:
            return whole_change(found, look, person, width)

        self.app.push_screen(ToldSheet(title, body, self.look))

    def action_history_kind(self) -> None:
        """The kinds."""
        from exin_tui.caseload.history_fields import HistoryKind

        choices = [Choice("0", self.say(text("everything")).capitalize(), "", self.history_kind is None)]
        choices += [
            Choice(_LETTERS[number], self.say(kind).capitalize(), kind.value, kind is self.history_kind)
            for number, kind in enumerate(HistoryKind)
        ]

        def chosen(value: str | None) -> None:
            if value is not None:
                self.history_kind = HistoryKind.of(value) if value else None
                self.happened = self._further = None
                self.read_history()

        self.app.push_screen(Menu(self.say(text("Only …")), self.say(text("close")), choices), chosen)
