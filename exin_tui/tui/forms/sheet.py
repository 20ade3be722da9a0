"""A form on the screen. It stays open until the command has done it: a refusal loses nothing typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input

from exin_tui.language import Sayable, text
from exin_tui.tui.changes import Moment, Refused
from exin_tui.tui.forms.declared import Field, Filled, Form, Notice, Saved, Sure
from exin_tui.tui.forms.entries import Changed
from exin_tui.tui.forms.foreseeing import foreseen
from exin_tui.tui.forms.parts import Answers, FormFoot, FormHead, Notices
from exin_tui.tui.forms.rows import FieldRow
from exin_tui.tui.forms.understanding import applies, echo, effective, hint, in_the_way
from exin_tui.tui.look import Look
from exin_tui.tui.repainted import Repainted
from exin_tui.tui.widgets.sheet import Echo

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.storage.database import Database
    from exin_tui.tui.app import ExinApp

REASON = "reason"
_REASON = Field(id=REASON, label=text("Reason"), hint=text("must be filled in to go past it"))
_PREVIEW_SECONDS = 0.15
_FRESH_SECONDS = 0.1


class FormSheet(Repainted, ModalScreen[Saved | None]):
    """Returns the command's answer; None when it was cancelled."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("enter", "submit", show=False),
        Binding("down,tab", "app.focus_next", show=False),
        Binding("up,shift+tab", "app.focus_previous", show=False),
        Binding("ctrl+l", "app.view_lock", show=False),
    ]
    DEFAULT_CSS = """
    FormSheet { align: left bottom; background: transparent; }
    FormSheet > Vertical { height: auto; max-height: 100%; background: $surface; padding: 1 2; }
    FormSheet VerticalScroll { height: auto; background: $surface; scrollbar-size-vertical: 1; }
    FormSheet FormHead, FormSheet FormFoot, FormSheet Notices { background: $surface; }
    FormSheet Answers { height: 2; background: $surface; display: none; }
    FormSheet.-asking Answers { display: block; }
    FormSheet.-roomy .label { width: 26; }
    FormSheet.-roomy .beside { display: block; }
    """

    def __init__(self, form: Form, look: Look) -> None:
        super().__init__()
        self.form, self.look = form, look
        self._fields = (*form.fields, _REASON)
        self._opened = {field.id: field.value for field in self._fields}
        """What stood in the fields when the form was opened."""
        self._rows = {field.id: FieldRow(field, self._opened, look) for field in self._fields}
        self._head = FormHead(form.title, form.about, look)
        self._foot = FormFoot(look.say(form.submit), look)
        self._notices = Notices(look)
        self._read: tuple[Notice, ...] = ()
        self._foreseen: tuple[Notice, ...] = ()
        self._answers = Answers(form.sure or form.past, look)
        seen = form.seen()
        self._version = seen.version if seen is not None else 0
        self._past = False
        """The rules refused, and the team may go past it with a reason."""
        self._busy = False
        self._stale = False
        self._timer: Timer | None = None

    @property
    def exin(self) -> ExinApp:
        """The application, by its own type."""
        return cast("ExinApp", self.app)

    def compose(self) -> ComposeResult:
        """Head, fields, what would follow, answers, foot."""
        with Vertical():
            yield self._head
            with VerticalScroll(can_focus=False):
                yield from self._rows.values()
            yield self._notices
            yield self._answers
            yield self._foot

    def on_mount(self) -> None:
        """Ready to type."""
        if self.form.sure is not None:
            self._ask(self.form.sure)
        self._arrange()
        first = self.form.start or next((one.id for one in self._fields if self._asked_for(one)), "")
        (self._rows[first].entry if first else self._answers).focus()
        self._preview()

    # ── values ────────────────────────────────────────────────────────────────────────────────────

    @property
    def values(self) -> dict[str, str]:
        """What counts of what stands in the fields."""
        return effective(self._fields, {name: row.value for name, row in self._rows.items()})

    @property
    def filled(self) -> Filled:
        """What the command gets."""
        values = self.values
        reason = values.pop(REASON).strip() if self._past else ""
        return Filled(values, self.look.today, self._version, reason)

    def _asked_for(self, field: Field) -> bool:
        return self._past if field.id == REASON else applies(field, self.values)

    @on(Changed)
    def changed(self) -> None:
        """Say at once what is understood; a refusal stays until something else is filled in."""
        if not self._busy and not self._past:
            self._refuse(None)
        self._arrange()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_PREVIEW_SECONDS, self._preview)

    # ── painting ──────────────────────────────────────────────────────────────────────────────────

    def paint(self) -> None:
        """Privacy or theme have changed."""
        self.look = self.exin.look
        for part in (self._head, self._foot, self._notices, self._answers):
            part.look = self.look
        for row in self._rows.values():
            row.screen_now(self.look.screening)
        self._arrange()
        self._preview()

    def _arrange(self) -> None:
        """Which fields are asked for, what is understood of them, how high the parts are."""
        values = self.values
        for row in self._rows.values():
            shown = self._asked_for(row.field)
            if bool(row.display) != shown:
                row.display = shown
            if row.field.options_for is not None or row.field.options:
                row.offer(values, self.look)
            understood = echo(row.field, values, self.look)
            row.understood(understood, wrong=shown and not understood.good)
            here = self.focused is row.entry
            row.light(here=here)
            if here:
                self._foot.echo = Echo(None) if row.hidden and understood.good else understood
                self._foot.hint = row.said_meanwhile or hint(row.field)
        answering = isinstance(self.focused, Answers)
        self._foot.answer = self._answers.at_hand if answering else None
        if answering:
            self._foot.echo, self._foot.hint = Echo(None), None
        self._fit()

    def _fit(self) -> None:
        width = max(20, self.size.width - 4)
        self.set_class(self.size.width >= 100, "-roomy")
        heights = 0
        for part in (self._head, self._notices, self._foot):
            part.styles.height = len(part.made(width))
            part.repaint()
            heights += len(part.made(width))
        heights += 2 if self.has_class("-asking") else 0
        self.query_one(VerticalScroll).styles.max_height = max(2, self.size.height - heights - 2)
        self._answers.repaint()

    def on_resize(self) -> None:
        """Wrap anew."""
        self._arrange()

    def on_descendant_focus(self) -> None:
        """The foot is about the field with the keys."""
        self._arrange()

    # ── what would follow ─────────────────────────────────────────────────────────────────────────

    def _preview(self) -> None:
        asked, filled = self.form.preview, self.filled
        if asked is not None:

            def read(connection: Connection) -> tuple[Notice, ...]:
                return tuple(asked(connection, filled))

            self.exin.read_with(read, self._previewed)
        if self.form.foreseen and not self._busy:
            self._foresee(filled)

    def _previewed(self, notices: tuple[Notice, ...]) -> None:
        self._read = notices
        self._notify()

    def _foresee(self, filled: Filled) -> None:
        """Rehearse what would be saved, unless a field is in the way of it."""
        if in_the_way(self._fields[:-1], self.values, self.look) is not None:
            self._foreseen = ()
            self._notify()
            return

        if self.form.supposed is not None:
            filled = self.form.supposed(filled)

        def write(database: Database, moment: Moment) -> object:
            return self.form.save(database, moment, filled)

        def done(answer: object) -> None:
            self._foreseen = tuple(foreseen(answer, self.exin.labels)) if self.is_mounted else ()
            self._notify()

        self.exin.foresee(write, done)

    def _notify(self) -> None:
        if self.is_mounted:
            say, refused = self.look.say, self._foot.refused
            told = say(refused) if refused is not None else None
            foreseen_now = (one for one in self._foreseen if say(one.words) != told)
            self._notices.notices = (*self._read, *foreseen_now)
            self._arrange()

    # ── saving ────────────────────────────────────────────────────────────────────────────────────

    def action_submit(self) -> None:
        """Save, or go to what is in the way of it."""
        if self._busy:
            return
        wrong = in_the_way(self._fields[:-1], self.values, self.look)
        if wrong is None and self._past and not self.values[REASON].strip():
            wrong = REASON, text("Write why, in a few words.")
        if wrong is not None:
            self._refuse(wrong[1])
            self._rows[wrong[0]].entry.focus()
        elif self.has_class("-asking"):
            self._answers.focus()
        else:
            self._save()

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        """Enter in a line that is typed."""
        event.stop()
        self.action_submit()

    @on(Answers.Given)
    def answered(self, event: Answers.Given) -> None:
        """Yes, or everything stays as it is."""
        if not event.yes:
            self.dismiss(None)
            return
        wrong = in_the_way(self._fields[:-1], self.values, self.look)
        if wrong is None and not (self._past and not self.values[REASON].strip()):
            self._save()
        else:
            self.action_submit()

    @on(Answers.Turned)
    def turned(self) -> None:
        """The foot says which answer Enter gives."""
        self._arrange()

    def action_answer(self, number: int) -> None:
        """A click on one of the two."""
        self._answers.action_choose(number)
        self._answers.action_give()

    def _save(self) -> None:
        self._busy = True
        filled = self.filled
        found: list[object] = []

        def write(database: Database, moment: Moment) -> object:
            answer = self.form.save(database, moment, filled)
            found.append(answer)
            return answer

        def done() -> None:
            self.dismiss(Saved(found[0] if found else None, filled))

        self.exin.change(write, done, self._refused)

    def _refused(self, refused: Refused) -> None:
        """Shown beside what was typed, which stays."""
        self._busy = False
        if refused.stale:
            self._stale = True
            self.set_timer(_FRESH_SECONDS, self._look_again)
        if refused.overridable and not self._past:
            self._past = True
            self._ask(self.form.past)
        self._refuse(refused.message)
        if self._past:
            self._rows[REASON].entry.focus()

    def _refuse(self, message: Sayable | None) -> None:
        self._foot.refused = message
        self._head.loud = message is not None
        self._notify()

    def _ask(self, sure: Sure) -> None:
        self._answers.sure = sure
        self._answers.chosen = 0
        self.add_class("-asking")

    def _look_again(self) -> None:
        """After somebody else has written: what they wrote stands beside what was typed."""
        if not self._stale or not self.is_mounted:
            return
        seen = self.form.seen()
        if seen is None or seen.version == self._version:
            self.set_timer(_FRESH_SECONDS, self._look_again)
            return
        self._stale = False
        self._version = seen.version
        for name, row in self._rows.items():
            before, now = self._opened.get(name, ""), seen.values.get(name, self._opened.get(name, ""))
            row.meanwhile(now if now != before and now != row.value else "")
        self._arrange()

    def action_cancel(self) -> None:
        """Nothing is changed."""
        self.dismiss(None)

    def action_none(self) -> None:
        """A click that is only a click."""
