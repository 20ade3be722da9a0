"""Asking what a checklist item takes: a date, a contact, a line of words; asked again when it is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from exin_schema.vocabulary import ItemKind
from exin_tui.caseload.models import ItemRow, ParticipantView
from exin_tui.dates import headline_date
from exin_tui.language import Sayable, text
from exin_tui.programme.typed_dates import parse_typed_date
from exin_tui.tui.changes import Moment, Refused, Write
from exin_tui.tui.screens.about_person import AboutPerson
from exin_tui.tui.screens.refusal import RefusalSheet
from exin_tui.tui.widgets.sheet import Ask, Echo, Question

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.caseload.contact_choice import ContactChoice
    from exin_tui.storage.database import Database

Save = Callable[["Database", Moment, ItemRow, str], object]
"""Writes what was typed about an item."""
Then = Callable[[], None]
"""What comes after it was written."""
DATE_HINT = text("1.12, 1/12/2026, Friday, +14d")


def nothing_more() -> None:
    """Nothing comes after it."""


class ItemFlows(AboutPerson):
    """A screen from which items are worked on."""

    def item_now(self, item: ItemRow) -> ItemRow | None:
        """The item as it was read last: another version when somebody has written; None when it is gone."""
        raise NotImplementedError

    def item_changed(self, item: ItemRow, view: ParticipantView) -> None:
        """It was written; the row shows it."""

    def item_words(self, item: ItemRow, view: ParticipantView) -> str:
        """Its label, as the screen is shared."""
        return self.look.screening.item(item.label, item.sensitive, view.row.person)

    def change_item(
        self, item: ItemRow, view: ParticipantView, write: Write, then: Then = nothing_more
    ) -> None:
        """Write, or say why not."""

        def refused(answer: Refused) -> None:
            self.app.push_screen(RefusalSheet(self.item_words(item, view), answer, self.look))

        self.exin.change(write, lambda: self._went_well(item, view, then), refused)

    def _went_well(self, item: ItemRow, view: ParticipantView, then: Then) -> None:
        self.item_changed(item, view)
        then()

    def tick_item(self, item: ItemRow, view: ParticipantView, then: Then = nothing_more) -> None:
        """Tick; a date item asks its date, a contact item its contact; a tick that is there comes off."""
        if not item.state.open:
            self.change_item(item, view, call("untick", item), then)
        elif item.kind is ItemKind.DATE:
            self.ask_date(item, view, text("Date"), save_value, item.value_on, DATE_HINT, then)
        elif item.kind is ItemKind.CONTACT and not item.contact:
            self.ask_contact(item, view, then)
        else:
            self.change_item(item, view, call("tick", item), then)

    def ask_contact(self, item: ItemRow, view: ParticipantView, then: Then = nothing_more) -> None:
        """One of theirs, of the address book, or somebody new."""

        def read(connection: Connection) -> ContactChoice:
            from exin_tui.caseload.contact_choice import contact_choice

            return contact_choice(connection)

        def opened(choice: ContactChoice) -> None:
            from exin_tui.tui.forms.item_contact import item_contact_form

            form = item_contact_form(item, view, choice, self.look, self.item_now)
            self.fill_in(form, then=lambda _: self._went_well(item, view, then))

        self.exin.read_with(read, opened)

    def ask_date(
        self,
        item: ItemRow,
        view: ParticipantView,
        prompt: Sayable,
        save: Save,
        before: dt.date | None,
        hint: Sayable,
        then: Then = nothing_more,
    ) -> None:
        """A day, echoed in full; nothing typed is no day."""
        today, language = self.look.today, self.look.language

        def echo(typed: str) -> Echo:
            if not typed.strip():
                return Echo(None)
            found = parse_typed_date(typed, today)
            if not isinstance(found, dt.date):
                return Echo(found.message, good=False)
            return Echo(text("{day} {year}", day=headline_date(found, language), year=found.year))

        question = Question(
            self.item_words(item, view),
            prompt,
            before.isoformat() if before else "",
            echo,
            hint,
            replaces=True,
        )
        self.ask_item(item, view, question, save, then=then)

    def ask_item(
        self,
        item: ItemRow,
        view: ParticipantView,
        question: Question,
        save: Save,
        before: Refused | None = None,
        then: Then = nothing_more,
    ) -> None:
        """Ask; when it is refused, ask again with what was typed and the reason.

        The version that was seen is the one that is written over; a newer one only after the reader was told.
        """
        told = before is not None and before.stale

        def typed(value: str | None) -> None:
            if value is None:
                return

            def write(database: Database, moment: Moment) -> object:
                return save(database, moment, (self.item_now(item) or item) if told else item, value)

            def again(answer: Refused) -> None:
                asked = question._replace(value=value, loud=True, replaces=False)
                self.ask_item(item, view, asked, save, answer, then)

            self.exin.change(write, lambda: self._went_well(item, view, then), again)

        self.app.push_screen(Ask(question, self.look, refused=before.message if before else None), typed)


def call(name: str, item: ItemRow, *arguments: object) -> Write:
    """A command of `exin_tui.caseload.items`, imported when it is needed."""

    def write(database: Database, moment: Moment) -> object:
        from exin_tui.caseload import items

        command = getattr(items, name)
        return command(
            database, item.id, item.version, *arguments,
            now=moment.now, today=moment.today, actor=moment.actor, programme=moment.programme,
        )  # fmt: skip

    return write


def _day(typed: str, today: dt.date) -> dt.date | None:
    found = parse_typed_date(typed, today) if typed.strip() else None
    return found if isinstance(found, dt.date) else None


def save_reason(database: Database, moment: Moment, item: ItemRow, typed: str) -> object:
    """Not needed."""
    return call("not_needed", item, typed)(database, moment)


def save_due(database: Database, moment: Moment, item: ItemRow, typed: str) -> object:
    """Due on another day."""
    return call("set_due", item, _day(typed, moment.today))(database, moment)


def save_value(database: Database, moment: Moment, item: ItemRow, typed: str) -> object:
    """The date of a date item."""
    return call("set_value", item, _day(typed, moment.today))(database, moment)


def save_confirmed(database: Database, moment: Moment, item: ItemRow, typed: str) -> object:
    """Done, and confirmed."""
    return call("confirm", item, typed)(database, moment)


def save_note(database: Database, moment: Moment, item: ItemRow, typed: str) -> object:
    """A note, or none."""
    return call("set_note", item, typed)(database, moment)
