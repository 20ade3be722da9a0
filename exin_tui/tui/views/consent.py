"""What a consent lacks, beside every participant in every view: a column where anybody lacks one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exin_schema.vocabulary import Label
from exin_tui.language import text
from exin_tui.partners.view_saying import Saying
from exin_tui.partners.view_seen import SeenCell, Subject
from exin_tui.partners.view_values import Tone
from exin_tui.partners.views import Column
from exin_tui.tui.ink import Line, Span, clip
from exin_tui.tui.views.view_row import ViewRow, heading

WORDS = Column(Label("Samtykke", "Consent"))
MARK = Column(Label("", ""))
SIGN = "▲"
NOTHING = SeenCell(Label("", ""))
Row = tuple[Sequence[SeenCell], Subject | None]


@dataclass(frozen=True, slots=True)
class ConsentColumn:
    """Where the column stands; -1 when everybody has consented. Narrow: a symbol, said below the rows."""

    place: int
    narrow: bool

    @classmethod
    def over(cls, rows: Iterable[Row], *, narrow: bool) -> ConsentColumn:
        """After the column with the participants, else first."""
        place, lacking = 0, False
        for cells, about in rows:
            lacking = lacking or (about is not None and about.lacking)
            if not place:
                place = next((n + 1 for n, cell in enumerate(cells) if cell.person is not None), 0)
        return cls(place if lacking else -1, narrow)

    def columns(self, own: tuple[Column, ...]) -> tuple[Column, ...]:
        """The view's columns with this one among them."""
        if self.place < 0:
            return own
        return (*own[: self.place], MARK if self.narrow else WORDS, *own[self.place :])

    def cells(self, own: tuple[SeenCell, ...], about: Subject | None, saying: Saying) -> tuple[SeenCell, ...]:
        """A row's cells with what this participant's consent lacks."""
        if self.place < 0:
            return own
        lacking = saying.lacking(about)
        said = SIGN if self.narrow else lacking
        cell = SeenCell(Label(said, said), Tone.SOON) if lacking else NOTHING
        return (*own[: self.place], cell, *own[self.place :])

    def legend(self, abouts: Iterable[Subject | None], saying: Saying, width: int) -> list[ViewRow]:
        """Below the rows: what the symbol means."""
        if self.place < 0 or not self.narrow:
            return []
        kinds = dict.fromkeys(said for about in abouts if (said := saying.lacking(about)))
        words = saying.say(text("Consent: {standing}", standing=", ".join(kinds)))
        line: Line = (Span(f"{SIGN} ", "soon"), Span(clip(words, width - 2), "muted"))
        return [heading(line)]
