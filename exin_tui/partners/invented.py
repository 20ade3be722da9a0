"""An invented fact or record for the demo's team."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exin_tui.partners.values import Plain


@dataclass(frozen=True, slots=True)
class Invented:
    """For the participant ``ref``: the fact ``id`` with a value, or a record ``id`` with its fields."""

    ref: str
    id: str
    value: Plain | Mapping[str, Plain]
