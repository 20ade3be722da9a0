"""The read models of consents: each as it was given, and what a line is worth today."""

from __future__ import annotations

import datetime as dt
import enum

import msgspec

from exin_schema.vocabulary import ConsentStatus, Label


class Weight(enum.Enum):
    """How loud a sentence about a consent is."""

    LOUD = "loud"
    PLAIN = "plain"
    QUIET = "quiet"


class ConsentEntry(msgspec.Struct, frozen=True, gc=False):
    """One consent as it was given, in force or not."""

    id: str
    version: int
    topics: str
    """Of `exin_schema.vocabulary.Topic`, separated by spaces; empty: not narrowed to topics."""
    given_on: dt.date
    expires_on: dt.date | None
    withdrawn_on: dt.date | None
    stay: int | None
    """The number of the imprisonment with whose release it ends."""
    document: str
    """Where the signed form is."""


class ConsentView(msgspec.Struct, frozen=True, gc=False):
    """What one consent line is worth today, for one role and person where it is narrowed to them."""

    line: str
    label: Label
    role: str
    person: str
    topics: str
    status: ConsentStatus
    given_on: dt.date | None
    expires_on: dt.date | None
    withdrawn_on: dt.date | None
    mandatory: bool
    at_release: bool
    line_status: ConsentStatus
    """What the whole line is worth, however narrow the consents on it are."""
    entries: tuple[ConsentEntry, ...] = ()
    """Every consent that was given for just this; the one that stands first, the rest newest first."""

    @property
    def standing(self) -> ConsentEntry | None:
        """The one whose dates are shown; None when there never was one."""
        return self.entries[0] if self.entries else None
