"""NAV's tables: tasks by step, the KVP window, benefits, housing, applications. For everybody, or for one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from exin_nav.benefits import NAMES, SENSITIVE, to_be_stopped
from exin_nav.custody import released
from exin_nav.kvp import PARTS, SHORT, State, Window, listed, window
from exin_nav.short import SHORT_TASKS
from exin_schema.vocabulary import ApplicationState, Label, Mark, TaskHolder
from exin_tui.partners.api import (
    Because,
    Cell,
    Column,
    Days,
    Heading,
    InsideContext,
    Participant,
    Plain,
    Row,
    Sensitive,
    Sign,
    Table,
    Task,
    Tone,
    Until,
    Who,
    sentence,
)

WHO = Column(Label("Deltaker", "Who"), most=20)
BESIDE = Column(Label("Hvem", "Who"), most=20)
"""Where there is room for a code and no more."""
NOTHING = Label("Ingen er ført.", "None is recorded.")
SIGNS = {Mark.OVERDUE: Sign.LATE, Mark.TODAY: Sign.SOON}
HOLDERS = {
    TaskHolder.EXIN: Cell(Label("EX/IN", "EX/IN"), Tone.STRONG),
    TaskHolder.JOINT: Cell(Label("felles", "joint")),
    TaskHolder.PARTNER: Cell(Label("NAV", "NAV"), Tone.QUIET),
}
STATE_ORDER = (State.OPEN, State.OPENS, State.SETTLE, State.UNKNOWN, State.GRANTED, State.NOT)
KVP_SIGNS = {
    State.OPEN: Sign.OPEN,
    State.OPENS: Sign.SHUT,
    State.SETTLE: Sign.STARTED,
    State.GRANTED: Sign.DONE,
    State.NOT: Sign.NONE,
}
KVP_SETTLE = Label("avklar", "settle")
MISSING = Label("Mangler / når", "Missing / when")
NO_DATE = Label("ingen dato", "no date")
YES, NO = "yes", "no"
ASK = Label("sjekk", "check")
"""Not recorded, and to be checked now."""


def tasks_table(ctx: InsideContext) -> Table:
    """Open tasks under the steps of the procedure, due first."""
    return Table(
        title=Label("Oppgaver etter steg", "Tasks by step"),
        columns=(
            WHO,
            Column(Label("Oppgave", "Task"), grows=True),
            Column(Label("Hos", "With")),
            Column(Label("Frist", "Due"), right=True),
        ),
        rows=_tasks(ctx),
        order=Label("frist først", "due first"),
        empty=Label("Ingen åpne oppgaver.", "No open tasks."),
    )


def _tasks(ctx: InsideContext) -> Iterator[Row | Heading]:
    by_step: dict[str, list[Task]] = {}
    for task in ctx.tasks:
        by_step.setdefault(task.step, []).append(task)
    steps = ("start", "case_work", "moving", "closing")
    for step in (*steps, *(one for one in by_step if one not in steps)):
        tasks = by_step.get(step, [])
        if tasks:
            yield Heading(tasks[0].step_name)
        for task in sorted(tasks, key=lambda one: (one.due_on or dt.date.max, one.ref)):
            words = SHORT_TASKS.get(task.id, task.title)
            title = Sensitive(words) if task.sensitive and isinstance(words, Label) else words
            overdue = task.mark is Mark.OVERDUE
            yield Row(
                (Who(task.ref) if task.ref else None, title, HOLDERS[task.holder], Until(task.due_on)),
                about=task.ref,
                sign=SIGNS.get(task.mark, Sign.TODO),
                tone=Tone.OVERDUE if overdue else Tone.SOON if task.mark is Mark.TODAY else Tone.QUIET,
                task=task.id,
            )


def kvp_table(ctx: InsideContext) -> Table:
    """Open now, opens on a date, or not – with the reason, and what is missing."""
    found = [(one, made) for one in ctx.participants if (made := window(one, ctx.today)) is not None]
    found.sort(key=lambda pair: (STATE_ORDER.index(pair[1].state), _when(pair[0], pair[1]), pair[0].code))
    return Table(
        title=Label("KVP-vindu", "KVP window"),
        columns=(BESIDE, Column(Label("Vindu", "Window")), Column(MISSING, grows=True)),
        rows=(_kvp_row(one, made, ctx.today) for one, made in found),
        order=Label(*_open_now(sum(made.state is State.OPEN for _, made in found))),
        empty=Label("Ingen er inne.", "Nobody is inside."),
        beside=True,
    )


def _open_now(number: int) -> tuple[str, str]:
    return f"{number} åpne", f"{number} open"


def _when(participant: Participant, made: Window) -> dt.date:
    if made.state is State.OPENS and made.opens is not None:
        return made.opens
    return participant.release_date or dt.date.max


def kvp_answer(made: Window) -> Because:
    """Why the window is as it is."""
    because = made.because
    if made.missing:
        because = sentence(
            "{because} Mangler av det som kan gjøres inne: {missing}.",
            "{because} Missing of what can be done inside: {missing}.",
            because=made.because,
            missing=listed(made.missing),
        )
    return Because(made.rule, because, made.computed, made.inputs, title=Label("KVP-vindu", "KVP window"))


def kvp_cells(participant: Participant, made: Window, today: dt.date) -> tuple[Cell, Cell]:
    """How the window is, and what is missing, how long it is open, when it opens, or why not."""
    match made.state:
        case State.OPEN:
            missing = Cell(_almost(made.missing), Tone.SOON) if 0 < len(made.missing) < len(PARTS) else None
            return Cell(State.OPEN.value, Tone.OK), missing or left(participant, today)
        case State.GRANTED:
            return Cell(State.GRANTED.value, Tone.OK), left(participant, today)
        case State.OPENS:
            return Cell(State.OPENS.value, Tone.QUIET), Cell(made.opens, Tone.QUIET)
        case State.SETTLE:
            return Cell(KVP_SETTLE, Tone.QUIET), Cell(participant.level, Tone.QUIET)
        case State.UNKNOWN:
            return Cell(State.UNKNOWN.value, Tone.QUIET), Cell(NO_DATE, Tone.QUIET)
        case State.NOT:
            return Cell(State.NOT.value, Tone.QUIET), Cell(Sensitive(made.because), Tone.QUIET)


def left(participant: Participant, today: dt.date) -> Cell:
    """How long until the release."""
    release = participant.release_date
    return Cell(Days(max((release - today).days, 0)), Tone.QUIET) if release else Cell(None)


def _almost(missing: tuple[Label, ...]) -> Label:
    """Almost: what of the things that can be done inside is missing, in the fewest words."""
    short = {label: SHORT[part] for part, label in PARTS.items()}
    return listed(tuple(short[label] for label in missing))


def _kvp_row(participant: Participant, made: Window, today: dt.date) -> Row:
    tone = Tone.OK if made.state is State.OPEN else Tone.QUIET
    cells = (participant, *kvp_cells(participant, made, today))
    return Row(cells, sign=KVP_SIGNS.get(made.state), tone=tone, why=kvp_answer(made))


def benefits_table(ctx: InsideContext) -> Table:
    """Held at imprisonment, stopped, started again; what is late first."""
    held = [row for one in ctx.participants for row in _benefits(one, ctx.today)]
    held.sort(key=lambda row: row.tone is not Tone.OVERDUE)
    return Table(
        title=Label("Ytelser ved innsettelse", "Benefits at imprisonment"),
        columns=(
            BESIDE,
            Column(Label("Ytelse", "Benefit"), grows=True),
            Column(Label("Stopp", "Stop")),
            Column(Label("Start", "Start")),
        ),
        rows=held,
        empty=NOTHING,
        beside=True,
    )


def _benefits(participant: Participant, today: dt.date) -> Iterator[Row]:
    for record in participant.records.get("benefit", ()):
        kind = str(record.get("benefit", ""))
        name = NAMES.get(kind)
        if name is not None:
            shown = Sensitive(name) if kind in SENSITIVE else name
            stopped = _stopped(participant, record, today)
            started = _started(participant, record)
            late = Tone.OVERDUE in {stopped.tone, started.tone}
            yield Row((participant, shown, stopped, started), tone=Tone.OVERDUE if late else Tone.PLAIN)


STOP = Because(
    "stop_benefits",
    Label(
        "Ytelsen skulle stoppe ved innsettelse; husleie og strøm kan beholdes ved kortere dommer. Kontroller "
        "at den ble stoppet.",
        "The benefit was to stop at imprisonment; rent and electricity can be kept at shorter sentences. "
        "Check that it was stopped.",
    ),
    title=Label("Stoppet?", "Stopped?"),
)


def _stopped(participant: Participant, record: Mapping[str, Plain], today: dt.date) -> Cell:
    answer = record.get("stopped")
    if answer == YES:
        return Cell(Label("", ""), Tone.OK, Sign.DONE, STOP)
    if answer == "kept":
        return Cell(Label("delvis", "partly"), Tone.QUIET, why=STOP)
    if not to_be_stopped(participant, str(record.get("benefit")), today):
        return Cell(Label("nei", "no") if answer == NO else None, Tone.QUIET, why=STOP)
    if answer == NO:
        return Cell(Label("nei", "no"), Tone.OVERDUE, Sign.LATE, STOP)
    return Cell(ASK, Tone.SOON, why=STOP)


def _started(participant: Participant, record: Mapping[str, Plain]) -> Cell:
    answer = record.get("restarted")
    why = Because(
        "benefit_check",
        Label(
            "Ved løslatelse: kontroller at ytelsen ble startet igjen.",
            "At release: check that the benefit was started again.",
        ),
        title=Label("Startet igjen?", "Started again?"),
    )
    if answer == YES:
        return Cell(Label("", ""), Tone.OK, Sign.DONE, why)
    if answer == "waiting":
        return Cell(Label("venter", "waiting"), Tone.QUIET, Sign.TODO, why)
    if answer == NO and released(participant):
        return Cell(Label("nei", "no"), Tone.OVERDUE, Sign.LATE, why)
    if answer == NO:
        return Cell(Label("nei", "no"), Tone.QUIET, why=why)
    if answer == "not_relevant":
        return Cell(Label("ikke aktuelt", "not relevant"), Tone.QUIET, why=why)
    return Cell(ASK, Tone.SOON, why=why) if released(participant) else Cell(None, why=why)


def applications_table(ctx: InsideContext) -> Table:
    """Those that wait, the longest first; and refusals that are not in writing."""
    waiting = [(one, days) for one in ctx.applications if (days := one.days_waiting(ctx.today)) is not None]
    waiting.sort(key=lambda pair: (-pair[1], pair[0].ref))
    rows = [
        Row((Who(one.ref), one.kind, one.sent_on, Cell(Days(days), Tone.QUIET)), about=one.ref)
        for one, days in waiting
    ]
    for one in ctx.applications:
        if one.state in {ApplicationState.REFUSED, ApplicationState.PARTLY} and one.in_writing is False:
            ask = Cell(Label("be om skriftlig vedtak", "ask for it in writing"), Tone.SOON)
            rows.append(Row((Who(one.ref), one.kind, one.sent_on, ask), about=one.ref, sign=Sign.SOON))
    return Table(
        title=Label("Søknader", "Applications"),
        columns=(
            BESIDE,
            Column(Label("Hva", "What"), grows=True),
            Column(Label("Sendt", "Sent"), optional=1),
            Column(Label("Venter", "Waiting"), right=True),
        ),
        rows=rows,
        order=Label("lengst ventetid først", "longest wait first"),
        empty=Label("Ingen søknader venter.", "No applications are waiting."),
        beside=True,
    )
