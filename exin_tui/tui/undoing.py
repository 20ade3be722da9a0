"""Taking back what was changed in this session, step by step, and doing it again; each time said exactly.

Never an import or another day's work: only what this session wrote. Whoever changed the same thing since has
the last word: then nothing is taken back, and the sentence says who.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from exin_tui.language import Sayable, Text, text
from exin_tui.tui.changes import Moment

if TYPE_CHECKING:
    from exin_tui.caseload.history_views import Happened
    from exin_tui.history.undo import Undone
    from exin_tui.storage.database import Database
    from exin_tui.tui.app import ExinApp

_Told = dict[str | None, "Happened"]


@dataclass(slots=True)
class Undoing:
    """The session's changes by their units in the log, oldest first."""

    done: list[str] = field(default_factory=list)
    undone: list[tuple[str, str]] = field(default_factory=list)
    """(unit, the unit that took it back): what can be done again, until something else is changed."""

    def did(self, units: Sequence[str]) -> None:
        """Something new was changed."""
        if units:
            self.done += units
            self.undone.clear()


def undo(app: ExinApp) -> None:
    """Take back the last change of this session that stands."""
    if not app.undoing.done:
        app.tell(text("Nothing has been changed here yet."))
        return
    unit = app.undoing.done[-1]

    def then(undone: Undone) -> None:
        if app.undoing.done[-1:] == [unit]:
            app.undoing.done.pop()
            app.undoing.undone.append((unit, undone.by))

    _take_back(app, unit, unit, text("Undone: {what}"), then)


def redo(app: ExinApp) -> None:
    """Do again what was taken back last."""
    if not app.undoing.undone:
        app.tell(text("Nothing was undone here that could be done again."))
        return
    unit, by = app.undoing.undone[-1]

    def then(_: Undone) -> None:
        if app.undoing.undone[-1:] == [(unit, by)]:
            app.undoing.undone.pop()
            app.undoing.done.append(unit)

    _take_back(app, by, unit, text("Done again: {what}"), then)


def _take_back(app: ExinApp, unit: str, about: str, said: Text, then: Callable[[Undone], None]) -> None:
    """Take back ``unit``, and say ``said`` about the changes of ``about``."""
    found: list[tuple[Undone, _Told]] = []

    def write(database: Database, moment: Moment) -> None:
        from exin_tui.caseload.history_views import unit_of
        from exin_tui.history.undo import undo_unit

        undone = undo_unit(database, unit, moment.now, actor=moment.actor)
        with database.read() as connection:
            found.append((undone, unit_of(connection, about, app.labels)))

    def done() -> None:
        ((undone, told),) = found
        then(undone)
        app.tell(Text(said.msgid, (("what", what(app, told)),)))

    app.change(write, done, lambda refused: app.tell(refused.message, loud=True), undoable=False)


def what(app: ExinApp, told: _Told) -> Sayable | str:
    """Whose, and what was changed, as far as the screen may say it now."""
    from exin_tui.tui.widgets.history_rows import summary

    people = {row.person.id: row.person for row in (app.overview.rows if app.overview else ())}
    first, happened = next(iter(told.items()))
    person = people.get(first or "")
    words = summary(happened, app.look, person)
    said = f"{person.code} {app.look.screening.stands_for(person)} · {words}" if person else words
    if len(told) > 1:
        return app.look.say(text("{what}, and {number} more", what=said, number=len(told) - 1))
    return said
