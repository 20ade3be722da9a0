"""The sentence calculator: four fields, and below them the dates, as one types. Nothing of it is stored.

Imported by `exin_widget` and by nothing else, since it imports Textual.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from exin_prison.calculating import Answer, answers, decides, imagined, typed_date, typed_days
from exin_schema.vocabulary import Label, Language

DAYS, REMAND, START, RELEASE = "days", "remand", "start", "release"
FIELDS = (
    (DAYS, Label("Dommens lengde", "Sentence length"), Label("dager", "days")),
    (REMAND, Label("Varetektsfradrag", "Remand days counted"), Label("dager", "days")),
    (START, Label("Soningsstart", "Sentence start"), Label("dato", "date")),
    (RELEASE, Label("Forventet løslatelse", "Expected release"), Label("dato, for EK", "date, for EK")),
)
"""Id, name and unit of each field."""
NEEDED = Label(
    "Skriv dommens lengde og soningsstart. Ingenting lagres, og ingen deltaker er med.",
    "Write the sentence length and its start. Nothing is stored, and no participant is in it.",
)
ROOMY = 30
"""Lines from which the arithmetic has a line of its own."""


class Calculator(Vertical):
    """Up, down and Enter go from field to field, besides Tab; the page keys scroll the dates."""

    DEFAULT_CSS = """
    Calculator { padding: 0 2; }
    Calculator .field { height: 1; }
    Calculator .name { width: 24; }
    Calculator Input { width: 14; }
    Calculator .said { width: 1fr; padding: 0 0 0 2; color: $text-muted; }
    Calculator .said.-wrong { color: $error; }
    Calculator #answers { padding: 1 0 0 0; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    def __init__(self, today: dt.date, language: Language) -> None:
        super().__init__()
        self.today: dt.date = today
        self.language: Language = language

    def compose(self) -> ComposeResult:
        """The fields, one a line, and the dates."""
        for own, name, unit in FIELDS:
            with Horizontal(classes="field"):
                yield Static(name.say(self.language), classes="name", markup=False)
                yield Input(id=own, compact=True)
                yield Static(unit.say(self.language), id=f"{own}-said", classes="said", markup=False)
        with VerticalScroll(can_focus=False):
            yield Static(id="answers", markup=False)

    def on_mount(self) -> None:
        """What is needed."""
        self.compute()

    def on_input_changed(self) -> None:
        """Anew at each key."""
        self.compute()

    def on_input_submitted(self) -> None:
        """Enter goes on to the next field."""
        self.screen.focus_next()

    def on_resize(self) -> None:
        """Room for the arithmetic, or none."""
        self.compute()

    def action_page(self, step: int) -> None:
        """Scroll the dates."""
        self.query_one(VerticalScroll).scroll_relative(y=step * 5, animate=False)

    def compute(self) -> None:
        """Read the fields, say what is wrong beside them, and the dates below."""
        read = {
            DAYS: typed_days(self._written(DAYS), "sentence_days"),
            REMAND: typed_days(self._written(REMAND), "remand_days"),
            START: typed_date(self._written(START)),
            RELEASE: typed_date(self._written(RELEASE)),
        }
        for own, _, unit in FIELDS:
            said = self.query_one(f"#{own}-said", Static)
            wrong = read[own].wrong
            said.set_class(wrong is not None, "-wrong")
            said.update(f"▲ {wrong.say(self.language)}" if wrong is not None else unit.say(self.language))
        days, start = read[DAYS].value, read[START].value
        below = self.query_one("#answers", Static)
        if days is None or start is None or read[REMAND].wrong is not None:
            below.update(Content.styled(NEEDED.say(self.language), "$text-muted"))
            return
        somebody = imagined(days, start, read[REMAND].value or 0, read[RELEASE].value)
        below.update(Content.assemble(*self._lines(answers(somebody, self.today, self.language))))

    def _written(self, own: str) -> str:
        return self.query_one(f"#{own}", Input).value

    def _lines(self, found: Iterator[Answer]) -> Iterator[tuple[str, str]]:
        roomy = self.app.size.height >= ROOMY
        for one in found:
            yield f"{one.name:<18}", "bold"
            if one.value:
                yield f"{one.value:<21}", "$accent bold"
            yield f"{one.because}\n", ""
            if one.arithmetic and roomy:
                yield f"  {one.arithmetic}\n", "$text-muted"
            yield f"  {one.source}\n", "$text-muted"
            if roomy:
                yield "\n", ""
        yield decides(self.language), "$text-muted"
