"""The drøft of a transition: what the team discussed, short and without case story, and who took part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from exin_schema.tables import phase_transition
from exin_schema.vocabulary import Phase
from exin_tui.caseload.at_hand import short
from exin_tui.caseload.stored import Row

_PHASES = {phase.value: phase for phase in Phase}


@dataclass(frozen=True, slots=True)
class Discussion:
    """The three questions in the guide's words, and who took part. "Nothing special" is an answer."""

    possibilities: str = ""
    """Mulighetsrom."""
    limits: str = ""
    """Begrensninger."""
    special: str = ""
    """Oppfølgingsspesifikke forhold."""
    took_part: str = ""
    """Initials, separated by spaces."""

    def fields(self) -> dict[str, str]:
        """As stored, by column."""
        return {
            "possibilities": short(self.possibilities),
            "limits": short(self.limits),
            "special": short(self.special),
            "took_part": " ".join(short(self.took_part).replace(",", " ").split()),
        }

    @property
    def empty(self) -> bool:
        """Nothing was written."""
        return not any(self.fields().values())

    def over(self, earlier: Mapping[str, str]) -> Discussion:
        """What was written now, and where nothing was, what stood there."""
        return Discussion(**{name: value or earlier[name] for name, value in self.fields().items()})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A move that was proposed and is neither made nor withdrawn."""

    id: str
    version: int
    to: Phase
    discussion: Discussion
    reason: str


def pending_proposal(connection: Connection, participant_id: str) -> Proposal | None:
    """The participant's proposal; there is at most one."""
    row = pending_row(connection, participant_id)
    if row is None:
        return None
    discussion = Discussion(row["possibilities"], row["limits"], row["special"], row["took_part"])
    return Proposal(row["id"], row["version"], _PHASES[row["to_phase"]], discussion, row["reason"])


def pending_row(connection: Connection, participant_id: str) -> Row | None:
    """The stored row of `pending_proposal`."""
    found = connection.execute(
        select(phase_transition)
        .where(phase_transition.c.participant_id == participant_id, phase_transition.c.proposed.is_(True))
        .order_by(phase_transition.c.at.desc(), phase_transition.c.id)
        .limit(1)
    )
    row = found.mappings().one_or_none()
    return None if row is None else dict(row)
