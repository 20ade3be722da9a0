"""Housing: nobody is to be released to temporary housing, and municipal housing takes months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from exin_nav.custody import inside
from exin_schema.vocabulary import Label, Phase, Severity
from exin_tui.partners.api import Alert, Participant, add_months

QUEUE_MONTHS = 6
"""Ung-Bo took 4–6 months to decide. Source: the evaluation of EX/IN (2023)."""


@dataclass(frozen=True, slots=True)
class NoTemporaryHousing:
    """Nobody is to be released to temporary housing. Source: AFI 2012, a goal."""

    id: str = "no_temporary_housing"

    def evaluate(self, participant: Participant, today: dt.date) -> Iterator[Alert]:  # noqa: ARG002
        """In phase 3, when offers are recorded and none of them is permanent."""
        offers = {record.get("offer") for record in participant.records.get("housing", ())}
        if participant.phase is Phase.PRE_RELEASE and "temporary" in offers and "permanent" not in offers:
            yield Alert(
                Severity.WARNING,
                Label("Midlertidig bolig", "Temporary housing"),
                Label(
                    "Ingen skal løslates til midlertidig bolig.",
                    "Nobody is to be released to temporary housing.",
                ),
            )


@dataclass(frozen=True, slots=True)
class YouthHousingQueue:
    """Municipal youth housing (Ung-Bo) took 4–6 months to decide. Source: the evaluation of EX/IN (2023)."""

    id: str = "youth_housing_queue"

    def evaluate(self, participant: Participant, today: dt.date) -> Iterator[Alert]:
        """Inside, 6 calendar months or less before the release, while no step towards housing is recorded."""
        release = participant.release_date
        if not inside(participant) or release is None or participant.records.get("housing"):
            return
        if add_months(release, -QUEUE_MONTHS) <= today < release:
            yield Alert(
                Severity.NOTE,
                Label("Bolig: lang kø", "Housing: long queue"),
                Label(
                    "Ingen boligsteg er ført. Kommunal ungdomsbolig (Ung-Bo) brukte "
                    "4–6 måneder på å avgjøre.",
                    "No housing step is recorded. Municipal youth housing (Ung-Bo) took "
                    "4–6 months to decide.",
                ),
                inputs=((Label("løslatelse", "release"), release),),
            )


ALL = (NoTemporaryHousing(), YouthHousingQueue())
