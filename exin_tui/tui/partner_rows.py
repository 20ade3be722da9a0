"""The rows of a partner's tab and of its panel on a participant: tasks by step, facts, records, rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from exin_schema.vocabulary import Mark, TaskHolder
from exin_tui.distances import distance, overdue_by
from exin_tui.language import text
from exin_tui.privacy.sanitise import one_line
from exin_tui.tui.ink import BLANK, Line, Span, clip, fit, gap, wrap
from exin_tui.tui.look import MARKS, Look
from exin_tui.tui.widgets.line_list import Drawn, fixed
from exin_tui.tui.widgets.why_lines import paragraph, why_lines

if TYPE_CHECKING:
    from exin_tui.caseload.models import Person, TaskView
    from exin_tui.partners.leftovers import Remnant
    from exin_tui.partners.tab_models import (
        Column,
        FactRow,
        PartnerPanel,
        PartnerTab,
        RecordRow,
        RecordTable,
        TabStep,
        TabTask,
    )
    from exin_tui.tui.views.view_row import ViewRow

Rows = list[tuple[str, Drawn]]
CODE, HOLDER, DUE = 8, 9, 10
SHORTEST_LABEL = 14
LABEL = 34
"""Cells for the labels of a participant's facts, at least."""
_MUTE, _DAYS = {"bool", "int"}, {"date", "datetime"}
ADDRESS = "@"
"""Ids of rows are ``code@what``: Enter opens whose code it is."""


def _heading(words: str, ink: str = "text bold") -> tuple[str, Drawn]:
    return "", fixed((Span(words, ink),))


def _due(task: TabTask, look: Look) -> tuple[str, str]:
    if task.days is None:
        return "", "muted"
    if task.mark is Mark.OVERDUE:
        return overdue_by(-task.days, look.language), "overdue"
    if task.days == 0:
        return look.say(text("today")), "soon"
    words = look.say(text("in {distance}", distance=distance(task.days, look.language)))
    return words, "soon" if task.mark is Mark.SOON else "muted"


def _task(task: TabTask, look: Look, *, with_code: bool) -> Drawn:
    def line(width: int) -> Line:
        symbol, ink = MARKS[task.mark]
        words, due_ink = _due(task, look)
        code = fit(task.person.code if task.person and with_code else "", CODE if with_code else 0)
        title = width - 2 - len(code) - HOLDER - 2 - DUE - 1
        ours = task.holder is TaskHolder.EXIN
        return (
            Span(f"{symbol} ", ink),
            Span(code, "text bold" if task.mark is Mark.OVERDUE else "text"),
            Span(fit(look.screening.item(task.title, task.sensitive, task.person), title)),
            gap(2),
            Span(fit(look.say(task.holder_label), HOLDER), "text bold" if ours else "text"),
            gap(1),
            Span(fit(words, DUE), due_ink),
        )

    return line


def task_rows(steps: Sequence[TabStep], look: Look, *, with_code: bool = True) -> Rows:
    """Open tasks under the steps of the cooperation."""
    rows: Rows = []
    for step in steps:
        if rows:
            rows.append(("", fixed(BLANK)))
        rows.append(_heading(look.say(step.label)))
        for task in step.tasks:
            code = task.person.code if task.person else ""
            rows.append((f"{code}{ADDRESS}{task.id}", _task(task, look, with_code=with_code)))
    return rows


def task_in(tasks: Iterable[TaskView], row_id: str) -> TaskView | None:
    """The one that a row of `task_rows` is about."""
    own = row_id.rpartition(ADDRESS)[2]
    return next((task for task in tasks if task.id == own), None)


def _fact(code: str, label: str, words: str) -> Drawn:
    """Label and value; where they do not both fit, the label is cut first: the value is what is asked for."""

    def line(width: int) -> Line:
        room = width - CODE
        value = clip(words, max(room - SHORTEST_LABEL, room // 2))
        name = clip(label, room - cell_len(value) - 2)
        return (Span(fit(code, CODE)), Span(name, "muted"), gap(2), Span(value))

    return line


def fact_rows(facts: Sequence[FactRow], columns: Sequence[Column], look: Look) -> Rows:
    """Who has what recorded, a fact to a line, the code before the first; nobody without anything."""
    from exin_tui.partners.showing import shown

    rows: Rows = []
    for one in facts:
        code = one.person.code
        for column, value in zip(columns, one.values, strict=True):
            words = shown(value, look.screening, one.person, look.today)
            if words:
                label = look.screening.item(column.label, column.sensitive, one.person)
                rows.append((f"{one.person.code}{ADDRESS}{column.id}", _fact(code, label, words)))
                code = ""
    return rows


def _said_record(columns: Sequence[Column], one: RecordRow, look: Look) -> str:
    """The values in a line; screened once, since how many there are tells something, too.

    Those that say nothing by themselves stand with their field's name: a yes, a number, a second date.
    """
    from exin_tui.partners.showing import shown

    said = []
    for place, (column, value) in enumerate(zip(columns, one.values, strict=True)):
        part = shown(value, look.screening, one.person, look.today)
        if part and (column.type in _MUTE or (place and column.type in _DAYS)):
            part = f"{look.say(column.label)}: {part}"
        if part:
            said.append(part)
    if look.screening.hides(one.person):
        return look.screening.hidden if said else ""
    return " · ".join(said)


def record_rows(tables: Sequence[RecordTable], look: Look, *, with_code: bool = True) -> Rows:
    """Records of each kind under its name."""
    rows: Rows = []
    for table in tables:
        if not table.rows:
            continue
        if rows:
            rows.append(("", fixed(BLANK)))
        rows.append(_heading(look.screening.item(table.label, table.sensitive)))
        for one in table.rows:
            said = _said_record(table.columns, one, look)

            def line(width: int, code: str = one.person.code, said: str = said) -> Line:
                room = CODE if with_code else 0
                return (Span(fit(code, room)), Span(clip(said, width - room)))

            rows.append((f"{one.person.code}{ADDRESS}{one.id}", line))
    return rows


def tab_tasks(tab: PartnerTab, look: Look) -> Rows:
    """The left side of a partner's tab."""
    rows = task_rows(tab.steps, look)
    return rows or [_heading(look.say(text("No open tasks.")), "muted")]


def tab_facts(tab: PartnerTab, look: Look) -> Rows:
    """The right side: facts, then records."""
    facts = fact_rows(tab.facts, tab.columns, look)
    records = record_rows(tab.records, look)
    rows = [*facts, *([("", fixed(BLANK))] if facts and records else []), *records]
    return rows or [_heading(look.say(text("Nothing is recorded yet.")), "muted")]


def panel_rows(panel: PartnerPanel, look: Look, computed: Sequence[ViewRow] = ()) -> Rows:
    """What a partner has on one participant: tasks, facts one to a line, what is computed, records."""
    from exin_tui.partners.showing import shown

    rows = task_rows(panel.steps, look, with_code=False)
    person = panel.facts.person
    said = [
        (column.id, look.screening.item(column.label, column.sensitive, person), words)
        for column, value in zip(panel.columns, panel.facts.values, strict=True)
        if (words := shown(value, look.screening, person, look.today))
    ]
    longest = max([LABEL, *(cell_len(label) + 2 for _, label, _ in said)])
    facts: Rows = [(f"fact:{fact}", _panel_fact(label, words, longest)) for fact, label, words in said]
    facts += [(row.id, row.draw) for row in computed]
    records = record_rows(panel.records, look, with_code=False)
    for part in (facts, records):
        if part and rows:
            rows.append(("", fixed(BLANK)))
        rows += part
    return rows or [_heading(look.say(text("Nothing is recorded yet.")), "muted")]


def _panel_fact(label: str, words: str, longest: int) -> Drawn:
    """Label and value in columns; a label is cut only where the value would have no room."""

    def line(width: int) -> Line:
        room = max(LABEL, min(longest, width - cell_len(words)))
        return (Span(fit(fit(label, room - 2), room), "muted"), Span(words))

    return line


def remnant_rows(partner: str, remnants: Iterable[Remnant], person: Person, look: Look, width: int) -> Rows:
    """What is stored for a partner that is not there, by its keys: no manifest says what they mean."""
    from exin_tui.partners.showing import shown

    kept = text(
        "{partner} takes no part now. What was recorded is kept as it was, and is there when it comes back.",
        partner=partner,
    )
    rows: Rows = [_heading(line, "muted") for line in wrap(look.say(kept), width)]
    rows.append(("", fixed(BLANK)))
    for number, one in enumerate(remnants):
        words = shown(one.value, look.screening, person, look.today)
        label = one_line(one.key.removeprefix(f"{partner}."))
        rows.append((f"remnant:{number}", _panel_fact(label, words, 34)))
    return rows


def rule_lines(tab: PartnerTab, look: Look, width: int) -> list[Line]:
    """Every rule of the partner with source, certainty and when it was verified.

    A partner without rules has nothing to tell of a line in which nothing was computed.
    """
    lines: list[Line] = []
    for rule in tab.rules:
        lines += [*why_lines(rule, look, width), BLANK]
    return lines or nothing_lines(look, width)


def nothing_lines(look: Look, width: int) -> list[Line]:
    """What is recorded was typed by somebody: there is nothing to ask about."""
    return paragraph(look.say(text("Nothing in this line was computed here.")), width, "muted")
