"""The prison's rules that give a date: "earliest possible – computed", each with inputs and arithmetic.

A date that the prison service has given always wins over the computed one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from exin_prison.sentence import Sentence, sentence_of
from exin_schema.vocabulary import CustodyKind, Label, ProbationState, ReleaseStanding, SecurityLevel
from exin_tui.partners.api import Computed, ComputedColumn, Participant, add_months, sentence
from exin_tui.partners.api import Sentence as Said

DAYS = Label("dager i dommen", "days of sentence")
START = Label("soningsstart", "sentence start")
REMAND = Label("varetektsfradrag", "remand days")
MISSING = Label(
    "Kan ikke regnes ut: soningsstart eller dommens lengde mangler.",
    "Cannot be worked out: sentence start or length is missing.",
)
AFTERWARDS = Label("Først etter løslatelsen.", "Only after the release.")
EARLIEST = Label("tidligst mulig – beregnet", "earliest possible – computed")
IN = frozenset({SecurityLevel.HIGH, SecurityLevel.LOWER, SecurityLevel.HALFWAY, SecurityLevel.DAY_RELEASE})


def serving(participant: Participant) -> bool:
    """Serves a sentence in a place of the prison service, and is not released."""
    serves = participant.custody_kind is CustodyKind.SENTENCE and participant.level in IN
    return serves and participant.release_kind is not ReleaseStanding.ACTUAL


def inputs(served: Sentence) -> tuple[tuple[Label, object], ...]:
    """What went in."""
    return (DAYS, served.days), (START, served.start), (REMAND, served.remand)


def _dated(
    rule: str,
    of: Callable[[Participant, Sentence], Computed],
    given: Callable[[Participant], Computed | None] = lambda _: None,
) -> Callable[[Participant, dt.date], Computed | None]:
    """Nothing for who does not serve; what the prison has ``given``; what is missing; otherwise ``of``."""

    def compute(participant: Participant, today: dt.date) -> Computed | None:  # noqa: ARG001
        if not serving(participant):
            return None
        recorded = given(participant)
        if recorded is not None:
            return recorded
        served = sentence_of(participant)
        return Computed(None, rule, MISSING) if served is None else of(participant, served)

    return compute


def _given_inputs(participant: Participant) -> tuple[tuple[Label, object], ...]:
    served = sentence_of(participant)
    return inputs(served) if served is not None else ()


def _given_two_thirds(participant: Participant) -> Computed | None:
    if participant.two_thirds_date is None:
        return None
    because = Label("2/3-tid er oppgitt av fengselet.", "The prison has given the 2/3 date.")
    return Computed(
        participant.two_thirds_date,
        "probation_earliest",
        because,
        inputs=_given_inputs(participant),
        official=True,
    )


def _probation(participant: Participant, served: Sentence) -> Computed:  # noqa: ARG001
    rule = "probation_earliest"
    needed = served.probation_after
    if needed is None:
        because = Label(
            "Mindre enn 14 dager ville gjenstå: bare av tungtveiende grunner.",
            "Fewer than 14 days would remain: only for weighty reasons.",
        )
        return Computed(None, rule, because, inputs=inputs(served))
    computed = sentence(
        "2/3 av {days} er {exact} dager, rundet opp til {rounded}; minst 60. "
        "Dag {needed} − {remand} i varetekt.",
        "2/3 of {days} is {exact} days, rounded up to {rounded}; at least 60. "
        "Day {needed} − {remand} in remand.",
        days=served.days,
        exact=_exact(served.days * 2 / 3),
        rounded=served.two_thirds,
        needed=needed,
        remand=served.remand,
    )
    return Computed(served.after(needed), rule, EARLIEST, computed, inputs(served))


def _exact(days: float) -> Label:
    """With two decimals at most, in each language's way."""
    said = f"{round(days, 2):g}" if days < 10_000 else f"{round(days, 1)}"
    return Label(said.replace(".", ","), said)


def probation_date(participant: Participant) -> dt.date | None:
    """The 2/3 date as given, else as computed."""
    if participant.two_thirds_date is not None:
        return participant.two_thirds_date
    served = sentence_of(participant)
    found = _probation(participant, served).value if served else None
    return found if isinstance(found, dt.date) else None


def _given_half_time(participant: Participant) -> Computed | None:
    given = participant.facts.get("half_time")
    if not isinstance(given, dt.date):
        return None
    because = Label("1/2-tid er oppgitt.", "The 1/2 date is recorded.")
    return Computed(given, "half_time", because, inputs=_given_inputs(participant), official=True)


def _half_time(participant: Participant, served: Sentence) -> Computed:  # noqa: ARG001
    computed = sentence(
        "1/2 av {days} er {half} dager. Dag {half} − {remand} i varetekt.",
        "1/2 of {days} is {half} days. Day {half} − {remand} in remand.",
        days=served.days,
        half=served.half,
        remand=served.remand,
    )
    return Computed(served.after(served.half), "half_time", EARLIEST, computed, inputs(served))


def _lower_security(participant: Participant, served: Sentence) -> Computed:
    probation = probation_date(participant)
    if probation is None:
        because = Label("Ingen dato for prøveløslatelse.", "No date for probation.")
        return Computed(None, "lower_security", because, inputs=inputs(served))
    found = _year_before(probation, _given_inputs(participant))
    if isinstance(found.value, dt.date) and found.value <= served.start:
        because = Label(
            "Ett år eller mindre til prøveløslatelse, helt fra starten.",
            "A year or less to probation, from the very start.",
        )
        return Computed(None, "lower_security", because, found.computed, found.inputs)
    return found


def _lower_security_given(participant: Participant) -> Computed | None:
    """From the 2/3 date that the prison has given."""
    given = participant.two_thirds_date
    return None if given is None else _year_before(given, ((Label("2/3-tid", "2/3 date"), given),))


def _at_high_security(
    compute: Callable[[Participant, dt.date], Computed | None],
) -> Callable[[Participant, dt.date], Computed | None]:
    """Whoever is transferred already has nothing to be considered."""
    return lambda one, today: compute(one, today) if one.level is SecurityLevel.HIGH else None


def _year_before(probation: dt.date, given: tuple[tuple[Label, object], ...]) -> Computed:
    computed = sentence("{probation} − 1 år", "{probation} − 1 year", probation=probation)
    return Computed(add_months(probation, -12), "lower_security", EARLIEST, computed, given)


def _before_the_end(
    participant: Participant, served: Sentence, rule: str, day: dt.date, computed: Said
) -> Computed:
    """The day, when it comes before the release and before the sentence is served."""
    ends = served.after(served.days)
    if participant.release_date is not None:
        ends = min(ends, participant.release_date)
    if day >= ends:
        return Computed(None, rule, AFTERWARDS, computed, inputs(served))
    return Computed(day, rule, EARLIEST, computed, inputs(served))


def _leave(participant: Participant, served: Sentence) -> Computed:
    computed = sentence(
        "Det seneste av 4 måneder og 1/3 ({third} dager); over 12 år: 4 år.",
        "The later of 4 months and 1/3 ({third} days); over 12 years: 4 years.",
        third=served.third,
    )
    return _before_the_end(participant, served, "leave", served.leave_from, computed)


def _day_release(participant: Participant, served: Sentence) -> Computed:
    computed = sentence(
        "Det seneste av 4 måneder sammenhengende og 1/3 ({third} dager).",
        "The later of 4 months continuous and 1/3 ({third} days).",
        third=served.third,
    )
    return _before_the_end(participant, served, "day_release", served.four_months_and_a_third, computed)


def _electronic(participant: Participant, today: dt.date) -> Computed | None:  # noqa: ARG001
    """From 6 months before the expected release, which is the best standing date."""
    if not serving(participant):
        return None
    rule = "electronic_monitoring"
    if participant.release_date is None:
        return Computed(None, rule, Label("Løslatelsesdatoen er ukjent.", "The release date is unknown."))
    computed = sentence("{release} − 6 md.", "{release} − 6 months", release=participant.release_date)
    given = ((Label("løslatelse", "release"), participant.release_date),)
    return Computed(add_months(participant.release_date, -6), rule, EARLIEST, computed, given)


def _meeting_duty(participant: Participant, today: dt.date) -> Computed | None:  # noqa: ARG001
    """Normally 3 months from a release on probation."""
    on_probation = participant.probation is ProbationState.GRANTED
    if not on_probation or participant.release_date is None:
        return None
    computed = sentence(
        "{release} + 3 md. (1–12)", "{release} + 3 months (1–12)", release=participant.release_date
    )
    because = Label("normalt 3 måneder – beregnet", "normally 3 months – computed")
    given = ((Label("løslatelse", "release"), participant.release_date),)
    return Computed(add_months(participant.release_date, 3), "meeting_duty", because, computed, given)


ALL = (
    ComputedColumn(
        "probation_earliest",
        Label("Prøveløslatelse", "Probation"),
        _dated("probation_earliest", _probation, _given_two_thirds),
    ),
    ComputedColumn(
        "half_time", Label("Halv tid", "Half time"), _dated("half_time", _half_time, _given_half_time)
    ),
    ComputedColumn(
        "lower_security",
        Label("Lavere sikkerhet", "Lower security"),
        _at_high_security(_dated("lower_security", _lower_security, _lower_security_given)),
    ),
    ComputedColumn("leave", Label("Permisjon fra", "Leave from"), _dated("leave", _leave)),
    ComputedColumn("day_release", Label("Frigang fra", "Frigang from"), _dated("day_release", _day_release)),
    ComputedColumn("electronic_monitoring", Label("EK fra", "EK from"), _electronic),
    ComputedColumn("meeting_duty", Label("Møteplikt til", "Duty to report until"), _meeting_duty),
)
