"""The school's views: who has which right until when, what is under way, what comes next and by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from exin_schema.vocabulary import Label
from exin_school.holds import holds_table
from exin_school.rights import (
    ALERT_MONTHS,
    WARNING_MONTHS,
    YOUTH,
    Youth,
    right_of,
    youth_right,
)
from exin_school.steps import is_inside, next_step, under_way
from exin_tui.partners.api import (
    Because,
    Card,
    Cards,
    Cell,
    Column,
    ContactName,
    Day,
    InsideContext,
    Participant,
    Row,
    Sensitive,
    Sign,
    Table,
    Tone,
    Until,
    ViewModel,
    add_months,
    sentence,
)

TITLE = Label("Skolerettigheter", "School rights")
LEVELS = {
    "basic_not_completed": Label("grunnskole ikke fullført", "grunnskole not completed"),
    "basic": Label("grunnskole", "grunnskole"),
    "upper_begun": Label("videregående påbegynt", "upper secondary begun"),
    "upper_completed": Label("videregående fullført", "upper secondary completed"),
    "higher": Label("høyere", "higher"),
}
REPLACES = (
    Label("erstatter", "replaces"),
    Label("«til fylte 25» fra 2020-studien (P)", "“until 25” of 2020 (P)"),
)
AFTERWARDS = (
    Label("etterpå", "afterwards"),
    Label("voksenrett, § 18-3: ingen øvre alder", "adult right, § 18-3: no upper age"),
)


def answer(youth: Youth) -> Because:
    """Why the youth right ends on its day, what the rule replaced, and what comes after."""
    return Because(
        "youth_right",
        Label(
            "Retten til videregående gjelder til den er fullført, men ikke ut over skoleåret som starter det "
            "året en fyller 24.",
            "The right to upper secondary holds until it is achieved, not beyond the school year that starts "
            "the year one turns 24.",
        ),
        youth.computed,
        (*youth.inputs, REPLACES, AFTERWARDS),
        youth.official,
        sentence("Ungdomsrett til {until}", "Youth right until {until}", until=youth.until),
    )


def loudness(youth: Youth | None, today: dt.date) -> Tone:
    """Within 3 months of its end it alarms, within 12 it warns; what is over is quiet."""
    if youth is None or today > youth.until:
        return Tone.QUIET
    if today >= add_months(youth.until, -ALERT_MONTHS):
        return Tone.OVERDUE
    return Tone.SOON if today >= add_months(youth.until, -WARNING_MONTHS) else Tone.PLAIN


def team_view(ctx: InsideContext) -> Iterator[ViewModel]:
    """Four figures, and everybody whose right runs out first."""
    people = sorted(ctx.participants, key=lambda one: _order(one, ctx.today))
    yield Cards(_figures(ctx))
    yield Table(
        title=TITLE,
        columns=(
            Column(Label("Deltaker", "Who"), most=20),
            Column(Label("Rett", "Right"), most=24),
            Column(Label("Til", "Until")),
            Column(Label("I gang", "Under way"), optional=2, most=14),
            Column(Label("Neste steg", "Next step"), grows=True),
            Column(Label("Frist", "Due"), right=True),
        ),
        rows=(_row(ctx, one) for one in people),
        order=Label("rett som løper ut først", "right that runs out first"),
        empty=Label("Ingen deltakere.", "No participants."),
    )


def _order(participant: Participant, today: dt.date) -> tuple[dt.date, str]:
    """Rights that run first, by their end; then who has none that runs."""
    youth = youth_right(participant)
    runs = youth is not None and today <= youth.until
    return (youth.until if youth is not None and runs else dt.date.max), participant.code


def _row(ctx: InsideContext, participant: Participant) -> Row:
    youth, step = youth_right(participant), next_step(ctx, participant)
    loud = loudness(youth, ctx.today)
    late = step is not None and step.due_on is not None and step.due_on < ctx.today
    tone = Tone.OVERDUE if late or loud is Tone.OVERDUE else loud
    runs = youth is not None and ctx.today <= youth.until
    right = right_of(participant, ctx.today)
    until = Cell(None)
    if youth is not None and runs:
        # beside another right the day would read as the end of that one
        shown = right.value is YOUTH or loud is not Tone.PLAIN
        until = Cell(youth.until if shown else None, loud, why=answer(youth))
    return Row(
        (
            participant,
            Cell(right.value if right.value is not None else right, why=None if runs else right),
            until,
            Cell(under_way(participant), Tone.QUIET),
            step.short if step else None,
            Until(step.due_on if step else None),
        ),
        about=participant,
        tone=tone,
        sign={Tone.OVERDUE: Sign.LATE, Tone.SOON: Sign.SOON}.get(tone),
    )


def _figures(ctx: InsideContext) -> Iterator[Card]:
    late = sum(
        1
        for one in ctx.participants
        if (step := next_step(ctx, one)) and step.due_on is not None and step.due_on < ctx.today
    )
    losing = [
        youth
        for one in ctx.participants
        if (youth := youth_right(one)) and loudness(youth, ctx.today) in {Tone.SOON, Tone.OVERDUE}
    ]
    learning = [one for one in ctx.participants if under_way(one) is not None]
    inside = sum(is_inside(one) for one in learning)
    out = len(learning) - inside
    unknown = sum(right_of(one, ctx.today).value is None for one in ctx.participants)
    yield Card(
        Label("neste steg over frist", "next step overdue"),
        late,
        tone=Tone.OVERDUE if late else Tone.QUIET,
        sign=Sign.LATE,
    )
    first = min((one.until for one in losing), default=None)
    when = sentence("første {day}", "first {day}", day=first) if first else WITHIN
    yield Card(
        Label("mister ungdomsrett", "losing the youth right"),
        len(losing),
        note=when,
        tone=Tone.SOON if losing else Tone.QUIET,
        sign=Sign.SOON,
    )
    yield Card(
        Label("under utdanning", "in education"),
        len(learning),
        note=sentence("{out} ute, {inside} inne", "{out} out, {inside} in", out=out, inside=inside),
        tone=Tone.QUIET,
        sign=Sign.TODO,
    )
    yield Card(Label("rett ukjent", "right unknown"), unknown, tone=Tone.STRONG)


def participant_view(ctx: InsideContext, participant: Participant) -> Iterator[ViewModel]:
    """The right and what it rests on, what is under way, next step and deadline; then what holds."""
    youth, step = youth_right(participant), next_step(ctx, participant)
    right = right_of(participant, ctx.today)
    value = right.value if right.value is not None else right
    loud = loudness(youth, ctx.today)
    facts = participant.facts
    courses, level = facts.get("courses"), LEVELS.get(str(facts.get("level")))
    deadline = facts.get("application_deadline")
    lines: list[tuple[Label, Cell]] = [
        (
            Label("Rett", "Right"),
            Cell(value, Tone.STRONG, why=right),
        ),
        (Label("Ungdomsrett til", "Youth right until"), _until(youth, loud)),
        (Label("Høyeste fullførte nivå", "Highest completed level"), Cell(level)),
        (Label("I gang", "Under way"), Cell(under_way(participant))),
        (Label("Fag eller kurs", "Subjects or courses"), Cell(courses)),
        (Label("Veiledet", "Guidance done"), _yes_or_no(facts.get("guidance_done"))),
        (
            Label("Realkompetansevurdering", "Prior learning assessed"),
            _yes_or_no(facts.get("prior_learning")),
        ),
        (Label("Neste steg", "Next step"), Cell(step.task.title if step else None, Tone.STRONG)),
        (Label("Frist", "Due"), Cell(Until(step.due_on if step else None))),
        (
            Label("Søknadsfrist fra skolen", "Deadline given by the school"),
            Cell(Day(deadline)) if isinstance(deadline, dt.date) else Cell(ASK, Tone.QUIET),
        ),
    ]
    for key, name in (
        ("contact_inside", Label("Skolekontakt inne", "School contact inside")),
        ("contact_outside", Label("Skolekontakt ute", "School contact outside")),
    ):
        contact = facts.get(key)
        lines.append((name, Cell(ContactName(contact) if isinstance(contact, str) else None)))
    if facts.get("special_needs") is True:
        lines.append((Label("Avtalt", "Agreed"), Cell(Sensitive(NEEDS))))
    yield Cards((Card(TITLE, lines=lines),))
    yield holds_table(participant, ctx.today)


WITHIN = Label("innen 12 md.", "within 12 mo.")
ASK = Label(
    "spør skolen: 1. mars er ubekreftet for voksne", "ask the school: 1 March is unconfirmed for adults"
)
NEEDS = Label("særlige behov (leser med hjelp)", "special needs (reads with help)")


def _until(youth: Youth | None, loud: Tone) -> Cell:
    return Cell(Day(youth.until), loud, why=answer(youth)) if youth is not None else Cell(None)


def _yes_or_no(value: object) -> Cell:
    return Cell(value) if isinstance(value, bool) else Cell(None)
