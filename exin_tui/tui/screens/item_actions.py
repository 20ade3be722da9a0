"""What can be done to the item under the cursor: done, started, not needed, due date, responsible."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from exin_schema.vocabulary import ItemKind, ItemState
from exin_tui.caseload.models import ItemRow, ParticipantView
from exin_tui.dates import headline_date
from exin_tui.language import Sayable, text
from exin_tui.programme.typed_dates import parse_typed_date
from exin_tui.tui.changes import Moment, Refused, Write
from exin_tui.tui.screens.board_screen import BoardScreen
from exin_tui.tui.screens.refusal import RefusalSheet
from exin_tui.tui.widgets.menu import Choice, Menu
from exin_tui.tui.widgets.sheet import Ask, Echo, Question

if TYPE_CHECKING:
    from exin_tui.storage.database import Database

Save = Callable[["Database", Moment, ItemRow, str], object]
"""Writes what was typed about an item."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class ItemActions(BoardScreen):
    """A screen with a checklist item under its cursor."""

    view: ParticipantView | None = None

    @property
    def item(self) -> ItemRow | None:
        """The item under the cursor."""
        raise NotImplementedError

    def _now(self, item: ItemRow) -> ItemRow:
        """The item as it was read last: another version when somebody else has written."""
        for checklist in self.view.checklists if self.view else ():
            for one in checklist.items:
                if one.id == item.id:
                    return one
        return item

    def _label(self, item: ItemRow) -> str:
        person = self.view.row.person if self.view else None
        return self.look.screening.item(item.label, item.sensitive, person)

    def _change(self, item: ItemRow, write: Write) -> None:
        def refused(answer: Refused) -> None:
            self.app.push_screen(RefusalSheet(self._label(item), answer, self.look))

        self.exin.change(write, lambda: None, refused)

    # ── done ──────────────────────────────────────────────────────────────────────────────────────

    def action_item_done(self) -> None:
        """Tick; a date item asks its date, a contact item its contact; a tick that is there comes off."""
        item = self.item
        if item is None:
            return
        if not item.state.open:
            self._change(item, _call("untick", item))
        elif item.kind is ItemKind.DATE:
            self._ask_date(item, text("Date"), _save_value, item.value_on)
        elif item.kind is ItemKind.CONTACT and not item.contact and self.view and self.view.contacts:
            self._ask_contact(item)
        else:
            self._change(item, _call("tick", item))

    def action_item_start(self) -> None:
        """In progress, or back."""
        item = self.item
        if item is not None:
            self._change(item, _call("untick" if item.state is ItemState.IN_PROGRESS else "start", item))

    def _ask_contact(self, item: ItemRow) -> None:
        if self.view is None:
            return
        screening, person = self.look.screening, self.view.row.person
        contacts = {contact.id: contact for contact in self.view.contacts}
        choices = [
            Choice(
                _LETTERS[number],
                screening.item(contact.role_label, contact.sensitive, person),
                contact.id,
                beside=screening.contact(contact.name, person),
            )
            for number, contact in enumerate(list(contacts.values())[: len(_LETTERS)])
        ]

        def chosen(contact_id: str | None) -> None:
            if contact_id is not None:
                self._change(item, _call("attach_contact", self._now(item), contact_id))

        title = self.say(text("Who is it? {item}", item=self._label(item)))
        self.app.push_screen(Menu(title, self.say(text("cancel")), choices), chosen)

    # ── a line to type ────────────────────────────────────────────────────────────────────────────

    def action_item_not_needed(self) -> None:
        """With a reason, which is required."""
        item = self.item
        if item is None:
            return

        def echo(typed: str) -> Echo:
            if typed.strip():
                return Echo(None)
            return Echo(text("Write why it is not needed, in a few words."), good=False)

        question = Question(
            self.say(text("{item}: not needed", item=self._label(item))), text("Reason"), item.reason, echo,
            text("short, and no case story"), noted=True,
        )  # fmt: skip
        self._ask(item, question, _save_reason)

    def action_item_due(self) -> None:
        """A date of one's own; nothing typed goes back to the computed one."""
        item = self.item
        if item is not None:
            self._ask_date(item, text("Due"), _save_due, item.due_on)

    def _ask_date(self, item: ItemRow, prompt: Sayable, save: Save, before: dt.date | None) -> None:
        today, language = self.look.today, self.look.language

        def echo(typed: str) -> Echo:
            if not typed.strip():
                return Echo(None)
            found = parse_typed_date(typed, today)
            if not isinstance(found, dt.date):
                return Echo(found.message, good=False)
            return Echo(text("{day} {year}", day=headline_date(found, language), year=found.year))

        hint = (
            text("1.12, 1/12/2026, Friday, +14d; nothing: the computed date") if save is _save_due else None
        )
        question = Question(
            self._label(item),
            prompt,
            before.isoformat() if before else "",
            echo,
            hint or text("1.12, 1/12/2026, Friday, +14d"),
            replaces=True,
        )
        self._ask(item, question, save)

    def action_item_responsible(self) -> None:
        """Somebody in the team, or whoever is the participant's caseworker."""
        item, overview = self.item, self.exin.overview
        if item is None or overview is None:
            return
        choices = [Choice("0", self.say(text("the participant's caseworker")), "", not item.responsible)]
        choices += [
            Choice(_LETTERS[number], f"{one.initials}  {one.active}/{one.limit}", one.initials,
                   one.initials == item.responsible)
            for number, one in enumerate(overview.capacity[: len(_LETTERS)])
        ]  # fmt: skip

        def chosen(initials: str | None) -> None:
            if initials is not None:
                self._change(item, _call("set_responsible", self._now(item), initials))

        title = self.say(text("Who is responsible? {item}", item=self._label(item)))
        self.app.push_screen(Menu(title, self.say(text("cancel")), choices), chosen)

    def _ask(self, item: ItemRow, question: Question, save: Save, before: Refused | None = None) -> None:
        """Ask; when it is refused, ask again with what was typed and the reason.

        The version that was seen is the one that is written over; a newer one only after the reader was told.
        """
        told = before is not None and before.stale

        def typed(value: str | None) -> None:
            if value is None:
                return

            def write(database: Database, moment: Moment) -> object:
                return save(database, moment, self._now(item) if told else item, value)

            def again(answer: Refused) -> None:
                self._ask(item, question._replace(value=value, loud=True, replaces=False), save, answer)

            self.exin.change(write, lambda: None, again)

        self.app.push_screen(Ask(question, self.look, refused=before.message if before else None), typed)


def _call(name: str, item: ItemRow, *arguments: object) -> Write:
    """A command of `exin_tui.caseload.items`, imported when it is needed."""

    def write(database: Database, moment: Moment) -> object:
        from exin_tui.caseload import items

        command = getattr(items, name)
        return command(
            database, item.id, item.version, *arguments,
            now=moment.now, today=moment.today, actor=moment.actor, programme=moment.programme,
        )  # fmt: skip

    return write


def _save_reason(database: Database, moment: Moment, item: ItemRow, typed: str) -> object:
    return _call("not_needed", item, typed)(database, moment)


def _day(typed: str, today: dt.date) -> dt.date | None:
    found = parse_typed_date(typed, today) if typed.strip() else None
    return found if isinstance(found, dt.date) else None


def _save_due(database: Database, moment: Moment, item: ItemRow, typed: str) -> object:
    return _call("set_due", item, _day(typed, moment.today))(database, moment)


def _save_value(database: Database, moment: Moment, item: ItemRow, typed: str) -> object:
    return _call("set_value", item, _day(typed, moment.today))(database, moment)
