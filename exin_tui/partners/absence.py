"""Partners that are not there while something is stored for them."""

from __future__ import annotations

from collections.abc import Iterable

from exin_schema.vocabulary import Label
from exin_tui.partners.discovery import Partner, PartnerState

NOT_INSTALLED = Label("ikke installert", "not installed")


def placed(partners: Iterable[Partner]) -> frozenset[str]:
    """The ids of the partners whose data has a place already: active ones, and those switched off."""
    having_one = {PartnerState.ACTIVE, PartnerState.DISABLED}
    return frozenset(one.id for one in partners if one.state in having_one)


def state_of(partner: str, partners: Iterable[Partner]) -> Label:
    """Why the partner is not there."""
    found = next((one for one in partners if one.id == partner), None)
    return NOT_INSTALLED if found is None else found.state.label
