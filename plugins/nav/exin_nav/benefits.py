"""Benefits held at imprisonment: stopped in time, and started again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from exin_nav.custody import inside, released
from exin_schema.vocabulary import Label, Phase, SecurityLevel, Severity
from exin_tui.partners.api import Alert, Participant, add_months, sentence

NAMES = {
    "aap": Label("AAP", "AAP"),
    "dagpenger": Label("dagpenger", "unemployment benefit"),
    "ufoeretrygd": Label("uføretrygd", "disability benefit"),
    "sosialstoenad": Label("sosialstønad", "social assistance"),
    "alderspensjon": Label("alderspensjon", "old-age pension"),
}
SENSITIVE = frozenset({"aap", "ufoeretrygd"})
"""Given for illness: not said while the screen is shared. An alert always may be: it says "a benefit"."""
A_BENEFIT = Label("Ytelsen", "The benefit")
STOPS_AT_ONCE = frozenset({"aap", "dagpenger", "sosialstoenad"})
"""At imprisonment. Source: NAV Innlandet 2021–22."""
PAPER = frozenset({"ufoeretrygd", "alderspensjon"})
"""NAV hears of the imprisonment on paper only. Source: NAV Innlandet 2021–22."""
REPORTED = frozenset({"aap", "dagpenger"})
"""Benefits with employment-status reports (meldekort). Source: NAV Innlandet 2021–22."""


def held(participant: Participant, *, stopped: str | None = None) -> Iterator[str]:
    """The benefits on the board; with ``stopped``, those recorded as that."""
    for record in participant.records.get("benefit", ()):
        benefit = record.get("benefit")
        if isinstance(benefit, str) and (stopped is None or record.get("stopped") == stopped):
            yield benefit


def to_be_stopped(participant: Participant, benefit: str, today: dt.date) -> bool:
    """The benefit is to be stopped by ``today``.

    At once, except uføretrygd, which is paid in the month of imprisonment and the month after (§ 12-20), and
    AAP on frigang, which work for an outside employer keeps (§ 11-26).
    """
    if not inside(participant):
        return False
    if benefit == "ufoeretrygd":
        return participant.custody_from is None or today >= disability_stops(participant.custody_from)
    if benefit == "aap":
        return participant.level is not SecurityLevel.DAY_RELEASE
    return benefit in STOPS_AT_ONCE


def disability_stops(imprisoned: dt.date) -> dt.date:
    """The first day of the second month after that of imprisonment. Source: folketrygdloven § 12-20."""
    return add_months(imprisoned.replace(day=1), 2)


@dataclass(frozen=True, slots=True)
class BenefitCheck:
    """Each benefit held at imprisonment was stopped, and restarted at release. Source: NAV Innlandet."""

    id: str = "benefit_check"

    def evaluate(self, participant: Participant, today: dt.date) -> Iterator[Alert]:
        """Inside: what was to be stopped and is not recorded as that. Released: the same of started again.

        A warning when "no" is recorded; a note to check, once for all, when nothing is.
        """
        unchecked = False
        for record in participant.records.get("benefit", ()):
            benefit = str(record.get("benefit"))
            name = A_BENEFIT if benefit in SENSITIVE else NAMES.get(benefit)
            if name is None:
                continue
            stopped, restarted = record.get("stopped"), record.get("restarted")
            if to_be_stopped(participant, benefit, today):
                unchecked |= stopped is None
                if stopped == "no":
                    yield Alert(
                        Severity.WARNING,
                        Label("Ytelse ikke stoppet", "Benefit not stopped"),
                        sentence(
                            "{benefit} er ikke stoppet ved innsettelse.",
                            "{benefit} was not stopped at imprisonment.",
                            benefit=name,
                        ),
                    )
            if released(participant):
                unchecked |= restarted is None
                if restarted == "no":
                    yield Alert(
                        Severity.WARNING,
                        Label("Ytelse ikke startet", "Benefit not started"),
                        sentence(
                            "{benefit} er ikke startet igjen etter løslatelse.",
                            "{benefit} was not restarted after release.",
                            benefit=name,
                        ),
                    )
        if unchecked:
            yield Alert(Severity.NOTE, CHECK, CHECK_OUT if released(participant) else CHECK_IN)


CHECK = Label("Sjekk ytelsene", "Check the benefits")
CHECK_IN = Label(
    "Ytelser blir ofte ikke stoppet i tide: kontroller at hver ytelse ved innsettelse ble stoppet.",
    "Benefits are often not stopped in time: check that each one held at imprisonment was stopped.",
)
CHECK_OUT = Label(
    "Kontroller at hver ytelse ved innsettelse ble startet igjen ved løslatelse.",
    "Check that each benefit held at imprisonment was started again at release.",
)


@dataclass(frozen=True, slots=True)
class Disability:
    """Uføretrygd is paid in the month of imprisonment and the month after, then stopped. Source: § 12-20."""

    id: str = "uforetrygd"

    def evaluate(self, participant: Participant, today: dt.date) -> Iterator[Alert]:
        """Until the day from which it is stopped; 50 % with a provided-for child."""
        start = participant.custody_from
        if not inside(participant) or start is None or "ufoeretrygd" not in held(participant):
            return
        stops = disability_stops(start)
        if today < stops:
            yield Alert(
                Severity.NOTE,
                Label("Ytelse stoppes", "Benefit stops"),
                sentence(
                    "Ytelsen stoppes fra {stops} – beregnet; 50 % med forsørget barn. Gjenopptas i "
                    "løslatelsesmåneden.",
                    "The benefit is stopped from {stops} – computed; 50 % with a provided-for child. "
                    "Resumed in the month of release.",
                    stops=stops,
                ),
                computed=sentence(
                    "måneden for {start} og måneden etter → {stops}",
                    "the month of {start} and the month after → {stops}",
                    start=start,
                    stops=stops,
                ),
                inputs=((Label("innsatt", "imprisoned"), start),),
            )


@dataclass(frozen=True, slots=True)
class Aap:
    """None in remand or prison, except work for an outside employer on frigang. Source: § 11-26."""

    id: str = "aap"

    def evaluate(self, participant: Participant, today: dt.date) -> Iterator[Alert]:  # noqa: ARG002
        """For who is inside with AAP that is not recorded as stopped."""
        stopped = set(held(participant, stopped="yes"))
        if not inside(participant) or "aap" not in held(participant) or "aap" in stopped:
            return
        if participant.level is SecurityLevel.DAY_RELEASE:
            message = Label(
                "Ytelsen gis på frigang bare ved arbeid for ekstern arbeidsgiver.",
                "The benefit is given on frigang only with work for an outside employer.",
            )
        else:
            message = Label(
                "Ytelsen gis ikke i varetekt eller fengsel.", "The benefit is not given in remand or prison."
            )
        yield Alert(Severity.WARNING, Label("Ytelse under soning", "Benefit in prison"), message)


@dataclass(frozen=True, slots=True)
class Inst2:
    """INST2 reaches only people with an active case; find the others by hand. Source: NAV Innlandet."""

    id: str = "inst2"

    def evaluate(self, participant: Participant, today: dt.date) -> Iterator[Alert]:  # noqa: ARG002
        """For who is inside without an active case, or with disability benefit or old-age pension."""
        on_paper = not PAPER.isdisjoint(held(participant))
        by_hand = participant.facts.get("active_case") is False or on_paper
        if inside(participant) and by_hand:
            yield Alert(
                Severity.NOTE,
                Label("Si fra til NAV", "Tell NAV"),
                Label(
                    "INST2 når bare dem med aktiv sak, og GOSYS-meldinger blir ofte arkivert: "
                    "kontroller at NAV vet.",
                    "INST2 reaches only active cases, and GOSYS notices are often archived: "
                    "check that NAV knows.",
                ),
            )


@dataclass(frozen=True, slots=True)
class Meldekort:
    """Meldekort must be handled at imprisonment and release. Source: NAV Innlandet 2021–22."""

    id: str = "meldekort"

    def evaluate(self, participant: Participant, today: dt.date) -> Iterator[Alert]:  # noqa: ARG002
        """Inside while the benefit is not recorded as stopped, in phase 3, and in phase 4 until it runs."""
        reported = REPORTED & set(held(participant))
        running = reported - set(held(participant, stopped="yes"))
        before_release = participant.phase is Phase.PRE_RELEASE and bool(reported)
        just_out = participant.phase is Phase.POST_RELEASE and released(participant)
        waiting = just_out and any(
            record.get("benefit") in REPORTED and record.get("restarted") in {None, "no", "waiting"}
            for record in participant.records.get("benefit", ())
        )
        if (inside(participant) and (running or before_release)) or waiting:
            yield Alert(
                Severity.NOTE,
                Label("Meldekort", "Meldekort"),
                Label(
                    "AAP og dagpenger: meldekort må tas hånd om ved innsettelse og løslatelse.",
                    "AAP and dagpenger: meldekort must be handled at imprisonment and release.",
                ),
            )


ALL = (BenefitCheck(), Disability(), Aap(), Inst2(), Meldekort())
