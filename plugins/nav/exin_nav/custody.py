"""Whether somebody is inside, as NAV's rules need it."""

from __future__ import annotations

from exin_schema.vocabulary import ReleaseStanding, SecurityLevel
from exin_tui.partners.api import Participant

IN = frozenset({SecurityLevel.HIGH, SecurityLevel.LOWER, SecurityLevel.HALFWAY, SecurityLevel.DAY_RELEASE})
SETTLE = frozenset({SecurityLevel.DAY_RELEASE, SecurityLevel.HALFWAY, SecurityLevel.ELECTRONIC})
"""Levels at which KVP is settled with NAV. Source: NAV circular 4.29.2.11."""


def released(participant: Participant) -> bool:
    """Has been released from the newest imprisonment."""
    return participant.release_kind is ReleaseStanding.ACTUAL


def imprisoned(participant: Participant) -> bool:
    """Has an imprisonment that is not over, wherever it is served."""
    return participant.level not in {None, SecurityLevel.OUT} and not released(participant)


def inside(participant: Participant) -> bool:
    """In a place run by kriminalomsorgen."""
    return participant.level in IN and not released(participant)
