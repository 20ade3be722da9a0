"""What a partner's exports are handed. Without SQLAlchemy: it is part of what a partner may import."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from exin_schema.vocabulary import Language
from exin_tui.partners.participant import Participant


@dataclass(frozen=True, slots=True)
class OutboundContext:
    """For a partner's exports: only participants whose consent is active today and wide enough."""

    participants: tuple[Participant, ...]
    """Their ``ref`` is of this export alone: not the one that they have inside the team."""
    today: dt.date
    language: Language
    """In which the export is said."""
    words: Callable[[str, object], str]
    """``words("kvp", value)``: the value of a fact, or of ``record.field``, or of a field, as it is read."""
