"""Asks a partner for its computed columns, and makes of them and of its facts the table on its tab."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection

from exin_schema.programme import Programme
from exin_schema.vocabulary import Label, Language
from exin_tui.language import Sayable, join, text
from exin_tui.partners.calling import Failure, PartnerManager
from exin_tui.partners.contexts import inside_and_people
from exin_tui.partners.discovery import Partner
from exin_tui.partners.evaluating import COLUMNS, ColumnOfAnswers, columns_if_said
from exin_tui.partners.manifest import FactDecl
from exin_tui.partners.tab_models import FactRow
from exin_tui.partners.view_seen import (
    Answer,
    NoAnswer,
    Note,
    SeenCell,
    SeenColumn,
    SeenColumns,
    SeenRow,
    SeenTable,
    Subject,
    Told,
)
from exin_tui.partners.view_shaping import Shaping
from exin_tui.partners.view_values import Sign, Tone, Who
from exin_tui.partners.views import Column

TITLE = Label("Regnet ut", "Computed")
WHO = Column(Label("Deltaker", "Who"), most=20)
WIDEST = 24
"""Cells of a text or an answer: more stands in the answer to "why?"."""


def computed_columns(
    manager: PartnerManager,
    partner: Partner,
    connection: Connection,
    *,
    today: dt.date,
    programme: Programme,
    language: Language = "nb",
    only: str = "",
) -> SeenColumns | None:
    """The partner's computed columns over everybody, or over the participant ``only``.

    None for a partner that has none. Imports its Python. What fails becomes a column of "?".
    """
    if partner.manifest is None or not manager.answers(partner, COLUMNS):
        return None
    inside = inside_and_people(
        connection, partner.manifest, today=today, programme=programme, language=language, only=only
    )
    found = columns_if_said(manager, partner.id, inside.context, today)
    decides = partner.manifest.decides.label if partner.manifest.decides else None
    if found is None:
        failed = _failed(partner, None, manager.last_failure(partner.id, COLUMNS))
        return SeenColumns((SeenColumn(COLUMNS, TITLE, {}, failed),), decides)
    shaping = Shaping.of(partner.manifest, inside.context, inside.people)
    return SeenColumns(tuple(_seen(partner, shaping, one) for one in found), decides)


def _seen(partner: Partner, shaping: Shaping, column: ColumnOfAnswers) -> SeenColumn:
    if column.cells is None:
        return SeenColumn(column.id, column.name, {}, _failed(partner, column.name, column.failure))
    cells = {whose: shaping.computed(one, column.name) for whose, one in column.cells.items()}
    return SeenColumn(column.id, column.name, cells)


def _failed(partner: Partner, column: Label | None, failure: Failure | None) -> NoAnswer:
    """Whose, which column and which kind of error; without a column: it did not say which there are."""
    if column is None:
        said: Sayable = text("{partner}: its columns could not be computed.", partner=partner.name)
    else:
        said = text(
            "{partner}: the column “{column}” could not be computed.", partner=partner.name, column=column
        )
    parts: list[object] = [said]
    if failure is not None:
        parts.append(failure.message)
        if failure.set_aside:
            parts.append(text("It is not asked again until the next start."))
    return NoAnswer(column or TITLE, join(parts, " "))


def computed_table(
    rows: Sequence[FactRow], facts: Sequence[FactDecl], computed: SeenColumns
) -> SeenTable | None:
    """Everybody of whom a column says something, in the order of ``rows``; None when that is nobody.

    What is recorded stands beside it, and is left out first where there is little room: it has a list of its
    own. Then the last of the computed columns goes; a row's answer to "why?" has all of them.
    """
    if not computed.columns:
        return None
    beside = [
        place
        for place, fact in enumerate(facts)
        if fact.table and not fact.sensitive and any(row.values[place].value is not None for row in rows)
    ]
    everybody = ((row, _cells(row, beside, computed)) for row in rows)
    found = tuple(
        SeenRow(cells, Subject(row.person, row.consent), Tone.PLAIN, None, _answers(cells))
        for row, cells in everybody
        if any(cell.answer is not None for cell in cells)
    )
    if not found:
        return None
    recorded = (
        Column(facts[place].name.label, most=WIDEST, optional=len(computed.columns) + number)
        for number, place in enumerate(beside, 1)
    )
    own = (
        Column(one.name, most=WIDEST, optional=number)  # type: ignore[arg-type]
        for number, one in enumerate(computed.columns)
    )
    return SeenTable(
        title=TITLE,
        columns=(WHO, *recorded, *own),
        rows=found,
        order=Label("neste løslatelse først", "next release first"),
        empty=None,
        beside=False,
        answered=len(computed.columns),
        notes=tuple(notes(computed, (cell for row in found for cell in row.cells))),
    )


def _cells(row: FactRow, beside: Sequence[int], computed: SeenColumns) -> tuple[SeenCell, ...]:
    recorded = (row.values[place] for place in beside)
    own = (one.of(row.person.id) for one in computed.columns)
    return (
        SeenCell(Who(row.person.id), person=row.person),
        *(SeenCell(value if value.value is not None else None) for value in recorded),
        *(cell if cell is not None else SeenCell(None) for cell in own),
    )


def _answers(cells: Sequence[SeenCell]) -> tuple[Told, ...]:
    return tuple(cell.answer for cell in cells if cell.answer is not None)


def notes(computed: SeenColumns, cells: Iterable[SeenCell]) -> Iterator[Note]:
    """Below the values: who decides, what the mark says, and which columns failed, and how."""
    answers = [cell.answer for cell in cells if isinstance(cell.answer, Answer)]
    if any(not answer.official for answer in answers):
        said: Sayable = text("Computed here, not decided.")
        if computed.decides is not None:
            said = text("{computed} {decides}", computed=said, decides=computed.decides)
        yield Note(said)
    if any(answer.official for answer in answers):
        yield Note(text("Recorded by the agency: it holds before what is computed."), Sign.DONE)
    for failed in computed.failed:
        yield Note(failed.said, Sign.LATE, Tone.OVERDUE)
