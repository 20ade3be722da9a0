"""What a partner's Python may be asked beyond values: commands in the palette, and what follows an event."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from exin_schema.vocabulary import Label
from exin_tui.partners.answers import Words
from exin_tui.partners.inside_context import InsideContext


@dataclass(frozen=True, slots=True)
class Found:
    """A line of what a command answers: a sentence, and whom it is about."""

    said: Words
    """Never a name: it stands on shared screens."""
    ref: str = ""
    """The participant's; empty for a line about nobody."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something to ask for in the palette, and with ``exin partner run``."""

    id: str
    title: Label
    run: Callable[[InsideContext], Iterable[Found]]


class EventKind(enum.StrEnum):
    """What can have happened to a participant. An event says no value: the context has what holds now."""

    PHASE = "phase"
    """Another phase. Needs ``phase`` in the scope."""
    RELEASE = "release"
    """The release date or its standing. Needs ``release_date``."""
    TRANSFER = "transfer"
    """Another place of imprisonment. Needs ``place``."""
    CONSENT = "consent"
    """A consent to one of the partner's lines was given or withdrawn."""
    FACT = "fact"
    RECORD = "record"
    """One of the partner's own."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was committed a moment ago, here."""

    kind: EventKind
    ref: str
    id: str = ""
    """The partner's own id of the fact or record."""
    new: bool = False
    """The record was added."""


@dataclass(frozen=True, slots=True)
class OpenTask:
    """Open one of the manifest's tasks for a participant, unless it is open already."""

    ref: str
    id: str
