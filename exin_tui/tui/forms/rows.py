"""One row of a form: label, entry, what is understood."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from exin_tui.language import Sayable, text
from exin_tui.privacy.screening import Screening
from exin_tui.tui.forms.declared import Field, Kind, Values
from exin_tui.tui.forms.entries import ChoiceEntry, ManyEntry, TextEntry, yes_or_no
from exin_tui.tui.forms.parts import Beside, Label
from exin_tui.tui.forms.understanding import options_of
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.sheet import Echo

Entry = TextEntry | ChoiceEntry | ManyEntry


class FieldRow(Horizontal):
    """A field on the screen."""

    DEFAULT_CSS = """
    FieldRow { height: auto; background: $surface; }
    FieldRow .label { width: 22; height: 1; }
    FieldRow .beside { width: 36; height: 1; display: none; }
    FieldRow TextEntry, FieldRow TextEntry:focus { height: 1; width: 1fr; padding: 0; background: $surface; }
    FieldRow ChoiceEntry { height: 1; width: 1fr; }
    FieldRow ManyEntry { width: 1fr; }
    """

    def __init__(self, field: Field, values: Values, look: Look) -> None:
        super().__init__()
        self.field = field
        self.label = Label(look.say(field.label), required=field.required)
        self.entry = _entry(field, values, look)
        self.beside = Beside(look)

    def compose(self) -> ComposeResult:
        """The three."""
        yield self.label
        yield self.entry
        yield self.beside

    @property
    def value(self) -> str:
        """What stands in the field."""
        return self.entry.value

    @property
    def hidden(self) -> bool:
        """Dots stand for it now, or it is not said."""
        return self.entry.password if isinstance(self.entry, TextEntry) else self.entry.veiled

    def offer(self, values: Values, look: Look) -> None:
        """Options that depend on other fields, and how they are shown."""
        if isinstance(self.entry, ChoiceEntry | ManyEntry) and self.field.kind is not Kind.FLAG:
            self.entry.offer(options_of(self.field, values), look)

    def understood(self, echo: Echo, *, wrong: bool) -> None:
        """Say it."""
        if self.hidden and echo.good:
            echo = Echo(None)
        self.beside.echo = echo
        self.beside.repaint()
        if self.label.wrong != wrong:
            self.label.wrong = wrong
            self.label.repaint()

    def meanwhile(self, value: str) -> None:
        """Somebody else has written ``value`` there; empty: nobody has."""
        if isinstance(self.entry, TextEntry):
            self.beside.meanwhile = "" if self.hidden else value
        else:
            said = zip(self.entry.words(), self.entry.options, strict=True)
            words = [each for each, one in said if one.value in value.split()]
            unsaid = self.field.noted and self.entry.look.screening.hides()
            self.beside.meanwhile = self.entry.look.screening.hidden if unsaid and words else ", ".join(words)
        self.beside.repaint()

    @property
    def said_meanwhile(self) -> Sayable | None:
        """What somebody else wrote there, as a sentence."""
        value = self.beside.meanwhile
        return text("now: {value}", value=value) if value else None

    def screen_now(self, screening: Screening) -> None:
        """Dots, or the words."""
        if isinstance(self.entry, TextEntry):
            self.entry.screen_now(screening)

    def light(self, *, here: bool) -> None:
        """The field that the keys go to."""
        self.label.here = here
        self.label.repaint()


def _entry(field: Field, values: Values, look: Look) -> Entry:
    value = values.get(field.id, "")
    if field.kind is Kind.FLAG:
        return yes_or_no(field.id, value, look.say(text("yes")), look.say(text("no")), look)
    if field.kind is Kind.CHOICE:
        return ChoiceEntry(field.id, value, options_of(field, values), look, noted=field.noted)
    if field.kind is Kind.MANY:
        return ManyEntry(field.id, value, options_of(field, values), look, noted=field.noted)
    return TextEntry(
        field.id,
        value,
        personal=field.personal,
        noted=field.noted,
        screened=look.screening.screened,
        suggest=field.suggest,
    )
