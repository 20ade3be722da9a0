"""The team's saved filters: choose one, save the list as it is, take one away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from exin_tui.language import text
from exin_tui.tui.screens.board_screen import BoardScreen
from exin_tui.tui.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.caseload.filters import Filter
    from exin_tui.caseload.saved_filters import SavedFilter
    from exin_tui.storage.database import Database
    from exin_tui.tui.changes import Moment

SAVE, DELETE = "+", "-"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class SavedFilters(BoardScreen):
    """A screen with a filter that can be saved."""

    narrowed: Filter

    def narrow(self, narrowed: Filter) -> None:
        """Show what another filter lets through."""
        raise NotImplementedError

    def action_filter_saved(self) -> None:
        """Read them, then ask which."""
        me = self.exin.me

        def read(connection: Connection) -> tuple[SavedFilter, ...]:
            from exin_tui.caseload.saved_filters import saved_filters

            return saved_filters(connection, me=me)

        self.exin.read_with(read, self._choose_saved)

    def _choose_saved(self, saved: Sequence[SavedFilter]) -> None:
        choices = [
            *self._saved_choices(saved),
            Choice(SAVE, self.say(text("Save the filter as it is now")), SAVE),
        ]
        if saved:
            choices.append(Choice(DELETE, self.say(text("Take one away")), DELETE))

        def chosen(value: str | None) -> None:
            if value == SAVE:
                self._save_filter()
            elif value == DELETE:
                self._saved_menu(
                    text("Take away which?"),
                    self._saved_choices(saved),
                    lambda name: self._delete_filter(saved, name),
                )
            elif value is not None:
                self.narrow(saved[int(value)].filter)

        self._saved_menu(text("Saved filters"), choices, chosen)

    def _saved_menu(self, title: object, choices: list[Choice], then: Callable[[str | None], None]) -> None:
        self.app.push_screen(Menu(self.say(title), self.say(text("close")), choices), then)

    def _saved_choices(self, saved: Sequence[SavedFilter]) -> list[Choice]:
        said = [one.filter.say(self.look.language) for one in saved]
        return [
            Choice(
                _LETTERS[number] if number < len(_LETTERS) else "",
                one.name,
                str(number),
                one.filter == self.narrowed,
                said[number],
            )
            for number, one in enumerate(saved)
        ]

    def _save_filter(self) -> None:
        from exin_tui.tui.forms.saved_filter import saved_filter_form
        from exin_tui.tui.forms.sheet import FormSheet

        def closed(saved: object) -> None:
            if saved is not None:
                self.exin.tell(text("Saved for the team. F shows the saved filters."))

        self.app.push_screen(FormSheet(saved_filter_form(self.narrowed, self.look), self.look), closed)

    def _delete_filter(self, saved: Sequence[SavedFilter], number: str | None) -> None:
        if number is None:
            return
        name = saved[int(number)].name

        def write(database: Database, moment: Moment) -> object:
            from exin_tui.caseload.saved_filters import delete_filter

            return delete_filter(database, name, **moment.acting)

        self.exin.change(
            write,
            lambda: self.exin.tell(text("Taken away: {name}. ctrl+z brings it back.", name=name)),
            lambda refused: self.exin.tell(refused.message, loud=True),
        )
