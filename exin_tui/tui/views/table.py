"""A partner's table as lines."""

from __future__ import annotations

from exin_schema.vocabulary import Label
from exin_tui.language import text
from exin_tui.partners.view_saying import Saying
from exin_tui.partners.view_seen import SeenCell, SeenHeading, SeenRow, SeenTable, Subject
from exin_tui.partners.view_values import Tone
from exin_tui.partners.views import Column
from exin_tui.tui.ink import BLANK, Line, Span, clip
from exin_tui.tui.views.columns import Fitted, fitted
from exin_tui.tui.views.view_row import SIGN, Section, ViewRow, heading, sign_of

CONSENT = Column(Label("Samtykke", "Consent"))


def with_consent(
    columns: tuple[Column, ...],
    cells: tuple[SeenCell, ...],
    about: Subject | None,
    place: int,
    saying: Saying,
) -> tuple[SeenCell, ...]:
    """The cells with what the consent lacks, after who it is."""
    lacking = saying.lacking(about)
    cell = SeenCell(Label(lacking, lacking), Tone.SOON) if lacking else SeenCell(Label("", ""))
    return (*cells[:place], cell, *cells[place:]) if len(columns) != len(cells) else cells


def place_of_consent(rows: list[tuple[SeenCell, ...]]) -> int:
    """After the column with the participants, else first."""
    for cells in rows:
        for place, cell in enumerate(cells):
            if cell.person is not None:
                return place + 1
    return 0


def table_section(table: SeenTable, saying: Saying, width: int, number: int) -> Section:
    """The table in ``width`` cells; ``number`` tells its rows from those of other sections."""
    own = [row for row in table.rows if isinstance(row, SeenRow)]
    columns = table.columns
    place = -1
    if any(row.about is not None and row.about.lacking for row in own):
        place = place_of_consent([row.cells for row in own])
        columns = (*columns[:place], CONSENT, *columns[place:])

    def cells_of(row: SeenRow) -> tuple[SeenCell, ...]:
        return with_consent(columns, row.cells, row.about, place, saying) if place >= 0 else row.cells

    signed = any(row.sign is not None for row in own)
    sign = SIGN if signed else 0
    fit_to = fitted(columns, ((cells_of(row), row.about) for row in own), saying, width - sign)

    def drawn(row: SeenRow, fit_to: Fitted = fit_to) -> ViewRow:
        def line(_: int) -> Line:
            spans = fit_to.cells(cells_of(row), saying, row.about, row.tone)
            return (sign_of(row.sign.value if row.sign else "", row.tone), *spans) if signed else tuple(spans)

        return ViewRow("", line, row.about, row.answers)

    rows: list[ViewRow] = []
    for index, row in enumerate(table.rows):
        if isinstance(row, SeenHeading):
            rows += [heading()] if rows else []
            rows.append(heading((Span(clip(saying.words(row.words), width), "text bold"),)))
        else:
            code = row.about.person.code if row.about else ""
            rows.append(drawn(row)._replace(id=f"{code}@{number}.{index}"))
    if not rows:
        nothing = saying.words(table.empty) if table.empty is not None else saying.say(text("Nothing here."))
        rows.append(heading((Span(clip(nothing, width), "muted"),)))
    heads = (Span(" " * sign), *fit_to.heads(saying)) if own else BLANK
    order = (Span(saying.words(table.order), "muted"),) if table.order is not None else ()
    return Section(saying.words(table.title), str(table.count), order, (heads,) if own else (), rows)
