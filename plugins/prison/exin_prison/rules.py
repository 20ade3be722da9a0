"""The prison's rules that become alerts.

The phase 3 window, the unplanned release, the release checklist and the Friday release are the core's, as
custody and release dates are: the board warns of them without this partner.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from exin_prison.columns import probation_date, serving
from exin_schema.vocabulary import ConsentStatus, Label, Phase, SecurityLevel, Severity
from exin_tui.partners.api import Alert, Participant, add_months, sentence

UNDER = 25
COMPLAINT_DAYS, COMPLAINT_DAYS_40 = 7, 2


@dataclass(frozen=True, slots=True)
class LowerSecurity:
    """Transfer to lower security is considered when 1 year is left to probation. Source: § 15."""

    id: str = "lower_security"

    def evaluate(self, participant: Participant, today: dt.date) -> Iterator[Alert]:
        """For who serves at high security, from 12 calendar months before the 2/3 date."""
        probation = probation_date(participant)
        if not serving(participant) or participant.level is not SecurityLevel.HIGH or probation is None:
            return
        opens = add_months(probation, -12)
        if opens <= today < probation:
            yield Alert(
                Severity.NOTE,
                Label("Lavere sikkerhet", "Lower security"),
                sentence(
                    "Overføring til lavere sikkerhet vurderes når 1 år gjenstår til "
                    "prøveløslatelse ({probation}).",
                    "Transfer to lower security is considered when 1 year is left to "
                    "probation ({probation}).",
                    probation=probation,
                ),
                computed=sentence(
                    "{probation} − 1 år = {opens}",
                    "{probation} − 1 year = {opens}",
                    probation=probation,
                    opens=opens,
                ),
                inputs=((Label("2/3-tid", "2/3 date"), probation),),
            )


@dataclass(frozen=True, slots=True)
class ElectronicMonitoring:
    """EK when 6 months or less are left to expected release. Source: § 16 a."""

    id: str = "electronic_monitoring"

    def evaluate(self, participant: Participant, today: dt.date) -> Iterator[Alert]:
        """For who serves inside, from 6 calendar months before the best standing release date."""
        release = participant.release_date
        if not serving(participant) or release is None:
            return
        opens = add_months(release, -6)
        if opens <= today < release:
            yield Alert(
                Severity.NOTE,
                Label("EK kan søkes", "EK can be applied"),
                sentence(
                    "6 måneder eller mindre til forventet løslatelse: elektronisk kontroll "
                    "krever fast bolig og sysselsetting.",
                    "6 months or less to expected release: electronic monitoring requires "
                    "fixed residence and occupation.",
                ),
                computed=sentence(
                    "{release} − 6 md. = {opens}",
                    "{release} − 6 months = {opens}",
                    release=release,
                    opens=opens,
                ),
                inputs=((Label("løslatelse", "release"), release),),
            )


@dataclass(frozen=True, slots=True)
class Under25:
    """Under 25 and consenting: the prison service shall coordinate the release. Source: § 41."""

    id: str = "under_25_coordination"

    def evaluate(self, participant: Participant, today: dt.date) -> Iterator[Alert]:
        """Before the release of somebody who is under 25 today, while the consent holds."""
        born = participant.birth_date
        consenting = participant.consent in {ConsentStatus.ACTIVE, ConsentStatus.EXPIRING}
        if born is None or not consenting or participant.phase is not Phase.PRE_RELEASE:
            return
        if serving(participant) and today < add_months(born, UNDER * 12):
            yield Alert(
                Severity.NOTE,
                Label("Under 25: § 41", "Under 25: § 41"),
                Label(
                    "Under 25 og med samtykke: kriminalomsorgen skal kontakte etater og "
                    "koordinere løslatelsen.",
                    "Under 25 and consenting: kriminalomsorgen shall contact agencies and "
                    "coordinate the release.",
                ),
            )


@dataclass(frozen=True, slots=True)
class Complaint:
    """The deadline of a complaint is 7 days, 48 hours for decisions after § 40. Source: § 7 e."""

    id: str = "complaint"

    def evaluate(self, participant: Participant, today: dt.date) -> Iterator[Alert]:
        """While the deadline of a recorded decision runs."""
        for decision in participant.records.get("decision", ()):
            on = decision.get("on")
            if not isinstance(on, dt.date):
                continue
            days = COMPLAINT_DAYS_40 if decision.get("section_40") else COMPLAINT_DAYS
            last = on + dt.timedelta(days=days)
            if on <= today <= last:
                yield Alert(
                    Severity.WARNING,
                    Label("Klagefrist løper", "Complaint deadline"),
                    sentence(
                        "Klagefristen løper ut {last} – beregnet, brevet gjelder.",
                        "The deadline for a complaint ends {last} – computed, the letter holds.",
                        last=last,
                    ),
                    computed=sentence(
                        "{on} + {days} dager = {last}",
                        "{on} + {days} days = {last}",
                        on=on,
                        days=days,
                        last=last,
                    ),
                    inputs=((Label("vedtak mottatt", "decision received"), on),),
                )


ALL = (LowerSecurity(), ElectronicMonitoring(), Under25(), Complaint())
