"""Who acts and when: what every command takes besides what it is about."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict

from exin_schema.programme import Programme


class Signed(TypedDict):
    """What the change log says of a command."""

    now: dt.datetime
    """Aware."""
    actor: str
    """Initials."""


class Acting(Signed):
    """`Signed`, and what the rules are asked with."""

    today: dt.date
    """The local date."""
    programme: Programme
