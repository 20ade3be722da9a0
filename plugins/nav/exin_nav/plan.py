"""The individual plan, to be ready by release for those who want one. Source: AFI 2012."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from exin_schema.vocabulary import Label, Phase, Severity
from exin_tui.partners.api import Alert, Participant

WANTED = frozenset({"wanted", "under_way"})


@dataclass(frozen=True, slots=True)
class PlanByRelease:
    """The project's aim: ready by release."""

    id: str = "ip_by_release"

    def evaluate(self, participant: Participant, today: dt.date) -> Iterator[Alert]:  # noqa: ARG002
        """In phase 3, while a plan that is wanted is not ready."""
        if participant.phase is Phase.PRE_RELEASE and participant.facts.get("individual_plan") in WANTED:
            yield Alert(
                Severity.NOTE,
                Label("IP ikke klar", "IP not ready"),
                Label(
                    "Individuell plan er ønsket og skal være klar ved løslatelse.",
                    "An individual plan is wanted and is to be ready by release.",
                ),
            )


ALL = (PlanByRelease(),)
