"""Exactly what would be sent to a partner: to whom, for whom, who is left out and why, and every row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from exin_tui.language import Sayable, join, text
from exin_tui.partners.exporting import Preview, Recipient, Sent
from exin_tui.partners.opening import to_at_large
from exin_tui.partners.sheets import Sheet, worded
from exin_tui.partners.units import UNKNOWN
from exin_tui.programme.values import Refusal
from exin_tui.tui.commands.bindings import bindings_for
from exin_tui.tui.commands.catalogue import commands_of
from exin_tui.tui.commands.declaration import Command, Where
from exin_tui.tui.forms.declared import Filled, Saved
from exin_tui.tui.forms.sending import recipient_form, sending_form, unit_chosen
from exin_tui.tui.forms.sheet import FormSheet
from exin_tui.tui.ink import BLANK, Span, clip, fit, wrap
from exin_tui.tui.screens.board_screen import BoardScreen
from exin_tui.tui.screens.export_actions import read_preview
from exin_tui.tui.widgets.footer import KeysLine
from exin_tui.tui.widgets.header import HeaderLine
from exin_tui.tui.widgets.line_list import Drawn, LineList, fixed
from exin_tui.tui.widgets.pane_head import PaneHead

Rows = list[tuple[str, Drawn]]
_ELSEWHERE = text("of another unit, or of none")
_WIDEST = 28


class ExportScreen(BoardScreen):
    """Nothing is written before it was looked at here."""

    WHERE = (Where.EXPORT,)
    AUTO_FOCUS = "#sent"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(commands_of(Where.EXPORT))

    def __init__(self, partner: Any, export_id: str, recipient: Recipient, found: Preview) -> None:
        super().__init__()
        self.partner, self.export_id, self.recipient, self.found = partner, export_id, recipient, found
        self.list = LineList(id="sent")

    def compose(self) -> ComposeResult:
        """Header, what would be sent, keys."""
        yield HeaderLine()
        yield PaneHead(id="sent-head")
        yield self.list
        yield KeysLine()

    def commands(self) -> tuple[type[Command], ...]:
        """Writing, and to whom."""
        return commands_of(Where.EXPORT, Where.EVERYWHERE)

    def paint(self) -> None:
        """From what was built; rows are hidden while names are."""
        super().paint()
        head = self.query_one(PaneHead)
        head.light(lit=True)
        head.show(self.say(self.found.sheet.title), str(len(self.found.disclosed)))
        # every line can be stood on, so that the keys scroll
        self.list.show([(str(number), drawn) for number, (_, drawn) in enumerate(self._lines())])

    def _lines(self) -> Rows:
        say, found = self.look.say, self.found
        width = max(40, self.size.width - 8)
        words = [say(text("To: {to}", to=self._to())), *self._units()]
        if found.disclosed:
            codes = ", ".join(one.code for one in found.disclosed)
            words.append(say(text("Sent ({count}): {codes}", count=len(found.disclosed), codes=codes)))
        else:
            words.append(say(text("Nobody may be sent today: there is nothing to write.")))
        words += self._left_out()
        rows: Rows = [("", fixed((Span(piece),))) for line in words for piece in wrap(line, width)]
        rows.append(("", fixed(BLANK)))
        if not found.disclosed:
            return rows
        if self.look.screening.screened:
            hidden = text("The rows are hidden while names are. Show names to read them.")
            return [*rows, ("", fixed((Span(say(hidden), "muted"),)))]
        return [*rows, *self._content()]

    def _to(self) -> Sayable:
        """The partner, the unit, the role and the person: hidden as a contact's name and a prison are."""
        screening, unit = self.look.screening, self.found.unit
        narrower = (
            screening.private(self.say(unit.name)) if unit else "",
            self.recipient.role,
            screening.contact(self.recipient.person),
        )
        return join((to_at_large(self.partner.manifest), *(one for one in narrower if one)))

    def _units(self) -> list[str]:
        """How many go to which unit; a unit beside a case code says where somebody is."""
        units, screening = self.found.units, self.look.screening
        if units is None or not (units.all or units.unknown):
            return []
        screened = screening.screened
        named = {"what": units.what, "counted": units.counted(screening.hidden if screened else "")}
        if self.found.unit is not None or not units.all:
            return [self.say(text("{what}: {counted}.", **named))]
        if screened:
            return [
                self.say(text("{what}: {counted}. Show names to send one of them its own alone.", **named))
            ]
        return [self.say(text("{what}: {counted}. “To whom” sends one of them its own alone.", **named))]

    def _left_out(self) -> list[str]:
        """A line each; those of other units in one, and while screened nothing tells who has none of them.

        Who has none that may be told may be the one with a protected address.
        """
        own = [one for one in self.found.left_out if not one.elsewhere]
        lines = [text("Left out: {code}, {why}", code=one.code, why=one.why) for one in own]
        others: dict[str, list[str]] = {}
        for one in self.found.left_out:
            if one.elsewhere:
                why = _ELSEWHERE if self.look.screening.screened else one.why
                others.setdefault(self.say(why), []).append(one.code)
        lines += [text("Left out: {code}, {why}", code=", ".join(c), why=why) for why, c in others.items()]
        return [self.say(line) for line in lines]

    def _content(self) -> Rows:
        sheet, language = self.found.sheet, self.look.language
        if not isinstance(sheet, Sheet):
            if isinstance(sheet.content, bytes):
                size = self.say(text("A file of {count} bytes.", count=len(sheet.content)))
                return [("", fixed((Span(size, "muted"),)))]
            return [("", fixed((Span(line),))) for line in sheet.content.splitlines()]
        heads = [worded(head, language) for head in sheet.heads]
        cells = [[worded(cell, language) for cell in row] for row in sheet.rows]
        widths = [
            min(_WIDEST, max(len(one) for one in (head, *(row[place] for row in cells))))
            for place, head in enumerate(heads)
        ]
        drawn = [_line(heads, widths, "muted"), *(_line(row, widths, "text") for row in cells)]
        return [("", one) for one in drawn]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is offered to be written when nobody may be sent."""
        if action == "export_write":
            return bool(self.found.disclosed)
        return super().check_action(action, parameters)

    def action_export_write(self) -> None:
        """Which format, which file; then it is written."""
        app, partner, found = self.exin, self.partner, self.found
        today, programme, language = app.clock.today(), app.programme, app.language

        def send(database: Any, moment: Any, filled: Filled) -> object:
            from exin_tui.partners.exporting import send as write
            from exin_tui.partners.manifest import ExportFormat

            path = Path(filled["file"]).expanduser()
            try:
                return write(
                    database, partner, self.export_id, path, ExportFormat(filled["format"]),
                    today=today, now=moment.now, programme=programme, language=language,
                    recipient=self.recipient, replace=filled.flag("replace"),
                    plain_csv=filled.flag("plain"), seen=found, actor=moment.actor,
                )  # fmt: skip
            except OSError as error:
                reason = error.strerror or type(error).__name__
                return Refusal("export_file", text("The file cannot be written: {reason}.", reason=reason))

        form = sending_form(partner.manifest, self.export_id, found, today, self.look, send)
        app.push_screen(FormSheet(form, self.look), self._written)

    def _written(self, saved: Saved | None) -> None:
        if saved is None or not isinstance(saved.answer, Sent):
            return
        told = text(
            "Written to {file}, and recorded as disclosed: {count}.",
            file=str(saved.answer.path),
            count=saved.answer.participants,
        )
        self.dismiss()
        self.exin.tell(told)

    def action_export_to(self) -> None:
        """To one unit with its own alone; to a role or a person, for whom consent is narrowed to them."""

        def chosen(saved: Saved | None) -> None:
            if saved is not None:
                unit = unit_chosen(self.found, self.recipient.unit, saved.filled)
                to = Recipient(saved.filled["role"], saved.filled["person"], self.recipient.only, unit)
                read_preview(self.exin, self.partner, self.export_id, to, lambda found: self._new(to, found))

        form = recipient_form(
            self.partner.manifest, self.exin.programme, self.recipient, self.found, self.look
        )
        self.app.push_screen(FormSheet(form, self.look), chosen)

    def _new(self, to: Recipient, found: Preview | Refusal) -> None:
        if isinstance(found, Refusal):
            gone = text("Nobody goes there any more. Choose again to whom.")
            self.exin.tell(gone if found.code == UNKNOWN else found.message, loud=True)
        else:
            self.recipient, self.found = to, found
            self.paint()

    def title_of_place(self) -> str:
        """For help's first line."""
        return self.say(self.found.sheet.title)


def _line(cells: Sequence[str], widths: Sequence[int], ink: str) -> Drawn:
    spans = [Span(fit(clip(cell, width), width + 2), ink) for cell, width in zip(cells, widths, strict=True)]
    return fixed(tuple(spans))
