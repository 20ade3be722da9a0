"""What a partner computed about one participant, in lines below the facts: name, value, how sure it is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from exin_tui.partners.computing import notes
from exin_tui.partners.tab_models import FactRow
from exin_tui.partners.view_saying import Saying
from exin_tui.partners.view_seen import Answer, SeenCell, SeenColumns, Subject, Told, Viewed
from exin_tui.tui.ink import Line, Span, clip, fit, gap
from exin_tui.tui.partner_rows import LABEL
from exin_tui.tui.views.table import note_rows
from exin_tui.tui.views.view_row import Drawn, ViewRow, ink_of, said

SHORTEST = 10
"""Cells for how sure a value is, below which only the answer to "why?" says it."""


def answers_in(viewed: Viewed | None) -> list[Told]:
    """Everything that the partner's own view answers: none of it need be said twice."""
    from exin_tui.partners.view_seen import SeenBar, SeenCard, SeenCards, SeenRow, SeenTable, SeenTimeline

    found: list[Told] = []
    for section in viewed.sections if viewed is not None else ():
        rows: Collection[object] = ()
        match section:
            case SeenTable():
                rows = section.rows
            case SeenTimeline():
                rows = section.bars
            case SeenCards():
                rows = section.cards
        for row in rows:
            if isinstance(row, SeenRow | SeenBar | SeenCard):
                found += [_untitled(one) for one in row.answers]
    return found


def _untitled(answer: Told) -> Told:
    return replace(answer, title=None) if isinstance(answer, Answer) else answer


def computed_rows(
    facts: FactRow, computed: SeenColumns | None, viewed: Viewed | None, saying: Saying, width: int
) -> list[ViewRow]:
    """A line for each column that says something of the participant and does not stand in ``viewed``."""
    if computed is None:
        return []
    about, already = Subject(facts.person, facts.consent), answers_in(viewed)
    cells = [(one.id, saying.words(one.name), one.of(facts.person.id)) for one in computed.columns]
    kept = [
        (own, name, cell)
        for own, name, cell in cells
        if cell is not None and cell.answer is not None and _untitled(cell.answer) not in already
    ]
    rows = [
        ViewRow(f"computed:{own}", _line(name, cell, saying, about), about, (cell.answer,))
        for own, name, cell in kept
        if cell.answer is not None
    ]
    below = [
        row
        for note in notes(computed, [cell for _, _, cell in kept])
        for row in note_rows(note, saying, width)
    ]
    return [*rows, *below]


def _line(name: str, cell: SeenCell, saying: Saying, about: Subject) -> Drawn:
    words, because = said(cell, saying, about), ""
    hidden = saying.screening.hides(about.person)
    if isinstance(cell.answer, Answer) and not (cell.answer.rule.sensitive and hidden):
        because = saying.words(cell.answer.because, about.person)

    def line(width: int) -> Line:
        column = min(LABEL, width // 2)
        value = clip(words, width - column)
        rest = width - column - len(value) - 2
        more = (gap(2), Span(clip(because, rest), "muted")) if because and rest >= SHORTEST else ()
        return (Span(fit(fit(name, column - 2), column), "muted"), Span(value, ink_of(cell, saying)), *more)

    return line
