"""The whole answer to "why?", for every number, date and alert that the board shows.

Built from what was already read: nothing here asks the database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import msgspec

from exin_schema.programme import Programme, RuleSource, Words
from exin_schema.vocabulary import Certainty, Mark, Phase
from exin_tui.caseload.figures import Figure, PhaseCount, figures, out_soon
from exin_tui.caseload.models import CapacityRow, DueRow, ItemRow, Overview, ParticipantRow
from exin_tui.language import Label, Sayable, join, text
from exin_tui.programme import capacity
from exin_tui.programme.rules import RuleId
from exin_tui.programme.values import Why


class Answer(msgspec.Struct, frozen=True):
    """What was asked about, and why it is so."""

    title: Sayable
    whys: tuple[Why, ...]


#: Counting is nobody's rule but the board's.
COUNTED = RuleSource(
    id="counted",
    name=Words("Det som telles på tavla", "What is counted on the board"),
    source=Words("talt opp av tavla", "counted by the board"),
    certainty=Certainty.PRACTICE,
    verified=dt.date(2026, 9, 14),
    ours=True,
)
BY_HAND = RuleSource(
    id="item.set_by_hand",
    name=Words("Frist som teamet har satt selv", "A due date of the team's own"),
    source=Words("satt av teamet", "set by the team"),
    certainty=Certainty.PRACTICE,
    verified=dt.date(2026, 9, 14),
    ours=True,
)


def set_by_hand(due_on: dt.date | None, by: str, at: dt.datetime | None) -> Why:
    """Why something is due on a day that somebody chose: it does not move with the release date."""
    because = text("Set by hand. It does not move when the release date changes.")
    inputs: list[tuple[Sayable, object]] = []
    if due_on is not None:
        inputs.append((text("due"), due_on))
    if by:
        inputs.append((text("set by"), by))
    if at is not None:
        inputs.append((text("set on"), at.date()))
    return Why(because, BY_HAND, inputs=tuple(inputs))


def why_figure(figure: Figure, overview: Overview, programme: Programme) -> Answer:
    """What one of the four figures counts, and who is behind it."""
    counted = figures(overview)
    if figure is Figure.OVERDUE:
        because = text("Open items and tasks with a due date before today: {number}.", number=counted.overdue)
        inputs: tuple[tuple[Sayable, object], ...] = (
            (text("oldest, days"), counted.oldest_days),
            (text("participants"), _codes(row for row in overview.rows if row.overdue)),
        )
        return Answer(Mark.OVERDUE, (Why(because, programme.rule(RuleId.OVERDUE), inputs=inputs),))
    if figure is Figure.TODAY:
        because = text("Open items and tasks due today: {number}.", number=counted.today)
        inputs = (
            (text("meetings today"), counted.meetings_today),
            (text("participants"), _codes(row for row in overview.rows if row.due_today)),
        )
        return Answer(Mark.TODAY, (Why(because, programme.rule(RuleId.OVERDUE), inputs=inputs),))
    if figure is Figure.SOON:
        because = text(
            "Open items and tasks due after today, at the latest {until}: {number}.",
            number=counted.soon,
            until=counted.soon_until,
        )
        inputs = ((text("participants"), _codes(row for row in overview.rows if row.due_soon)),)
        return Answer(Mark.SOON, (Why(because, programme.rule(RuleId.DUE_SOON), inputs=inputs),))
    return _why_releases(overview, programme)


def _why_releases(overview: Overview, programme: Programme) -> Answer:
    out = sorted(
        (row for row in overview.rows if out_soon(row, overview)),
        key=lambda row: (row.release.on or dt.date.max, row.person.code),
    )
    because = text(
        "In prison, with a best standing release date at the latest {until}: {number}.",
        number=len(out),
        until=overview.release_until,
    )
    inputs = tuple(
        (
            Label(row.person.code, row.person.code),
            join((row.release.on, row.release.standing)),
        )
        for row in out
    )
    return Answer(OUT_WITHIN_4_WEEKS, (Why(because, programme.rule(RuleId.RELEASE_DATE), inputs=inputs),))


OUT_WITHIN_4_WEEKS = Label("ut innen 4 uker", "out within 4 weeks")
ALL = Label("alle", "all")


def why_phase(cell: PhaseCount) -> Answer:
    """What a number of the phase strip counts."""
    because = text(
        "Active participants: {number}. Of them with something overdue: {overdue}.",
        number=cell.count,
        overdue=cell.overdue,
    )
    return Answer(cell.phase if isinstance(cell.phase, Phase) else ALL, (Why(because, COUNTED),))


def why_capacity(row: CapacityRow, programme: Programme) -> Answer:
    """The rule, the limits and their source; past a limit, why the team passed it and who decided."""
    limits = capacity.why(row.limit, row.demanding_limit, row.role, programme)
    inputs: list[tuple[Sayable, object]] = [
        (text("participants"), text("{number} of {limit}", number=row.active, limit=row.limit)),
        (
            text("in phases 3 and 4"),
            text("{number} of {limit}", number=row.demanding, limit=row.demanding_limit),
        ),
    ]
    if row.over:
        inputs.append((text("reason to go over"), row.reason or text("no reason is recorded")))
        if row.reason_by:
            inputs.append((text("decided by"), row.reason_by))
    title = text("{initials}, {role}", initials=row.initials, role=row.role)
    return Answer(title, (msgspec.structs.replace(limits, inputs=(*limits.inputs, *inputs)),))


def why_due(row: DueRow, programme: Programme, item: ItemRow | None = None) -> Answer:
    """Why something is due on its day. ``item`` is the line of the checklist, read with the participant."""
    if item is not None:
        return Answer(row.label, (item.why,))
    rule = programme.rule(RuleId.DUE_SOON if row.mark is Mark.SOON else RuleId.OVERDUE)
    because = text("Due {on}: {mark}.", on=row.due_on, mark=row.mark)
    return Answer(row.label, (Why(because, rule),))


def _codes(rows: Iterable[ParticipantRow]) -> str:
    return ", ".join(row.person.code for row in rows)
