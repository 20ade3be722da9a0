"""A partner's table as lines."""

from __future__ import annotations

from exin_tui.language import text
from exin_tui.partners.view_saying import Saying
from exin_tui.partners.view_seen import Note, SeenCell, SeenHeading, SeenRow, SeenTable
from exin_tui.tui.ink import BLANK, Line, Span, clip, wrap
from exin_tui.tui.views.columns import Fitted, fitted
from exin_tui.tui.views.consent import ConsentColumn
from exin_tui.tui.views.view_row import SIGN, Section, ViewRow, heading, sign_of

NARROW = 100
"""Cells below which a consent is a symbol."""


def table_section(
    table: SeenTable, saying: Saying, width: int, number: int, *, alone: bool = False
) -> Section:
    """The table in ``width`` cells; ``number`` tells its rows from those of other sections.

    ``alone``: it is about one participant, whose consent is said over the view.
    """
    own = [row for row in table.rows if isinstance(row, SeenRow)]
    consent = ConsentColumn.over(
        (() if alone else ((row.cells, row.about) for row in own)), narrow=width < NARROW
    )
    columns = consent.columns(table.columns)

    def cells_of(row: SeenRow) -> tuple[SeenCell, ...]:
        return consent.cells(row.cells, row.about, saying)

    signed = any(row.sign is not None for row in own)
    sign = SIGN if signed else 0
    fit_to = fitted(columns, ((cells_of(row), row.about) for row in own), saying, width - sign)

    def drawn(row: SeenRow, fit_to: Fitted = fit_to) -> ViewRow:
        def line(_: int) -> Line:
            spans = fit_to.cells(cells_of(row), saying, row.about, row.tone)
            return (sign_of(row.sign.value if row.sign else "", row.tone), *spans) if signed else tuple(spans)

        return ViewRow("", line, row.about, row.answers, task=row.task)

    rows: list[ViewRow] = []
    for index, row in enumerate(table.rows):
        if isinstance(row, SeenHeading):
            rows += [heading()] if rows else []
            rows.append(heading((Span(clip(saying.words(row.words), width), "text bold"),)))
        else:
            code = row.about.person.code if row.about else ""
            rows.append(drawn(row)._replace(id=f"{code}@{number}.{index}"))
    rows += consent.legend((row.about for row in own), saying, width)
    rows += [row for note in table.notes for row in note_rows(note, saying, width)]
    if not rows:
        nothing = saying.words(table.empty) if table.empty is not None else saying.say(text("Nothing here."))
        rows.append(heading((Span(clip(nothing, width), "muted"),)))
    heads = (Span(" " * sign), *fit_to.heads(saying)) if own else BLANK
    end = [saying.words(table.order)] if table.order is not None else []
    seen = {place for place, _ in fit_to.kept}
    left_out = [place for place in range(len(columns) - table.answered, len(columns)) if place not in seen]
    if left_out and own:
        end.append(saying.say(text("w shows {count} more", count=len(left_out))))
    order = (Span(" · ".join(end), "muted"),) if end else ()
    return Section(saying.words(table.title), str(table.count), order, (heads,) if own else (), rows)


def note_rows(note: Note, saying: Saying, width: int) -> list[ViewRow]:
    """A sentence of the program's own below the rows, behind its symbol."""
    mark = sign_of(note.sign.value, note.tone) if note.sign is not None else None
    room = width - (len(mark.text) if mark is not None else 0)
    pieces = wrap(saying.say(note.words), max(1, room))
    first = [mark] if mark is not None else []
    rest = [Span(" " * len(one.text)) for one in first]
    return [
        heading((*(rest if place else first), Span(piece, "muted"))) for place, piece in enumerate(pieces)
    ]
