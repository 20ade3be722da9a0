"""What holds for somebody at school besides the right itself, each with its rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from exin_schema.vocabulary import Label
from exin_school.rights import COMPLETED, is_adult
from exin_school.steps import is_inside
from exin_tui.partners.api import Because, Cell, Column, Participant, Row, Table

INSIDE = Because(
    "prison_county",
    Label(
        "Fylket der fengselet ligger, gir opplæring, videregående medregnet; fengselet stiller lokalene.",
        "The county where the prison lies provides education including upper secondary, the prison the "
        "premises.",
    ),
)
OSLO = Because("oslo_county", Label("Oslo regnes som fylke.", "Oslo acts as a county."))
ADULT = Because(
    "adult_right",
    Label(
        "Voksenløp kan velges fra det året en fyller 19; ingen øvre alder.",
        "The adult track can be chosen from the year one turns 19; no upper age.",
    ),
)
CONTINUE = Because(
    "continue_outside",
    Label(
        "Den som løslates, kan fullføre utdanning som er påbegynt inne.",
        "A released person may complete education begun inside.",
    ),
)
DIRECT = Because(
    "direct_entry",
    Label(
        "Deltakere i Nettverk etter soning kan begynne med en gang, ta enkeltfag ved siden av "
        "arbeidstrening, og ta eksamen som privatist i oppfølgingsklassen.",
        "Nettverk etter soning's participants can enter at once, take single subjects beside work training, "
        "and sit exams as privatist in the follow-up class.",
    ),
)


def holds_table(participant: Participant, today: dt.date) -> Table:
    """From 19: the adult track; inside: who provides; outside: that it can go on."""
    return Table(
        title=Label("Det som gjelder", "What holds"),
        columns=(Column(Label("Regel", "Rule"), grows=True),),
        rows=tuple(
            Row((Cell(one.because, why=one),), about=participant) for one in _holding(participant, today)
        ),
    )


def _holding(participant: Participant, today: dt.date) -> Iterator[Because]:
    born = participant.birth_date
    if born is not None and is_adult(born, today) and participant.facts.get("level") not in COMPLETED:
        yield ADULT
    if is_inside(participant):
        yield INSIDE
        yield OSLO
    yield CONTINUE
    yield DIRECT
