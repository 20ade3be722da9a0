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
}
SENSITIVE = frozenset({"aap", "ufoeretrygd"})
"""Given for illness: not said while the screen is shared."""
REPORTED = frozenset({"aap", "dagpenger"})
"""Benefits with employment-status reports (meldekort). Source: NAV Innlandet 2021–22."""


def held(participant: Participant, *, stopped: str | None = None) -> Iterator[str]:
    """The benefits on the board; with ``stopped``, those recorded as that."""
    for record in participant.records.get("benefit", ()):
        benefit = record.get("benefit")
        if isinstance(benefit, str) and (stopped is None or record.get("stopped") == stopped):
            yield benefit


@dataclass(frozen=True, slots=True)
class BenefitCheck:
    """Each benefit held at imprisonment was stopped, and restarted at release. Source: NAV Innlandet."""

    id: str = "benefit_check"

    def evaluate(self, participant: Participant, today: dt.date) -> Iterator[Alert]:  # noqa: ARG002
        """Inside: what is recorded as not stopped. Released: what is recorded as not started again."""
        for record in participant.records.get("benefit", ()):
            name = NAMES.get(str(record.get("benefit")))
            if name is None:
                continue
            if inside(participant) and record.get("stopped") == "no":
                yield Alert(
                    Severity.WARNING,
                    Label("Ytelse ikke stoppet", "Benefit not stopped"),
                    sentence(
                        "{benefit} er ikke stoppet ved innsettelse.",
                        "{benefit} was not stopped at imprisonment.",
                        benefit=name,
                    ),
                )
            if released(participant) and record.get("restarted") == "no":
                yield Alert(
                    Severity.WARNING,
                    Label("Ytelse ikke startet", "Benefit not started"),
                    sentence(
                        "{benefit} er ikke startet igjen etter løslatelse.",
                        "{benefit} was not restarted after release.",
                        benefit=name,
                    ),
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
        stops = add_months(start.replace(day=1), 2)
        if today < stops:
            yield Alert(
                Severity.NOTE,
                Label("Uføretrygd stoppes", "Disability stops"),
                sentence(
                    "Uføretrygd stoppes fra {stops} – beregnet; 50 % med forsørget barn. Gjenopptas i "
                    "løslatelsesmåneden.",
                    "Disability benefit is stopped from {stops} – computed; 50 % with a provided-for child. "
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
                "AAP på frigang bare ved arbeid for ekstern arbeidsgiver.",
                "AAP on frigang only with work for an outside employer.",
            )
        else:
            message = Label("Ingen AAP i varetekt eller fengsel.", "No AAP in remand or prison.")
        yield Alert(Severity.WARNING, Label("Ytelse under soning", "Benefit in prison"), message)


@dataclass(frozen=True, slots=True)
class Inst2:
    """INST2 reaches only people with an active case; find the others by hand. Source: NAV Innlandet."""

    id: str = "inst2"

    def evaluate(self, participant: Participant, today: dt.date) -> Iterator[Alert]:  # noqa: ARG002
        """For who is inside without an active case, or with disability benefit."""
        by_hand = participant.facts.get("active_case") is False or "ufoeretrygd" in held(participant)
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
        """Inside while the benefit is not recorded as stopped, and in phase 3."""
        reported = REPORTED & set(held(participant))
        running = reported - set(held(participant, stopped="yes"))
        before_release = participant.phase is Phase.PRE_RELEASE and bool(reported)
        if inside(participant) and (running or before_release):
            yield Alert(
                Severity.NOTE,
                Label("Meldekort", "Meldekort"),
                Label(
                    "AAP og dagpenger: meldekort må tas hånd om ved innsettelse og løslatelse.",
                    "AAP and dagpenger: meldekort must be handled at imprisonment and release.",
                ),
            )


ALL = (BenefitCheck(), Disability(), Aap(), Inst2(), Meldekort())
