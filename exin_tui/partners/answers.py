"""What a partner's Python answers with. The program adds the source, the certainty and the partner's name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias, runtime_checkable

from exin_schema.vocabulary import Label, Severity
from exin_tui.partners.outbound_context import OutboundContext
from exin_tui.partners.participant import Participant
from exin_tui.partners.sentences import Sentence

Words = Label | Sentence
Inputs = tuple[tuple[Words, object], ...]
Built: TypeAlias = "Iterable[Mapping[str, object]] | str | bytes"


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that a rule says of one participant today."""

    severity: Severity
    label: Label
    """At most 19 characters in either language."""
    message: Words
    """The whole sentence. Never a name: alerts stand on shared screens."""
    computed: Words | None = None
    """The arithmetic, when a date was worked out."""
    inputs: Inputs = ()
    """What went in, named."""


@runtime_checkable
class Rule(Protocol):
    """A rule. ``id`` is one of the manifest's ``[[rules]]``, where source and certainty stand."""

    @property
    def id(self) -> str:
        """The rule's id within the partner."""

    def evaluate(self, participant: Participant, today: dt.date) -> Iterable[Alert]:
        """What the rule says of the participant on ``today`` (local date); nothing when there is nothing."""


@dataclass(frozen=True, slots=True)
class Computed:
    """A cell of a computed column: a value, the rule it comes from, and how."""

    value: dt.date | Words | None
    """None when it cannot be worked out; ``because`` says what is missing."""
    rule: str
    """The id of one of the manifest's ``[[rules]]``."""
    because: Words
    computed: Words | None = None
    """The arithmetic."""
    inputs: Inputs = ()
    official: bool = False
    """Recorded by the agency, which always wins over what is computed here."""


@dataclass(frozen=True, slots=True)
class ComputedColumn:
    """A column that the partner adds to its table."""

    id: str
    name: Label
    compute: Callable[[Participant, dt.date], Computed | None]
    """None: the column says nothing of this participant."""


@dataclass(frozen=True, slots=True)
class Export:
    """An export that is built in Python. ``id`` is one of the manifest's ``[[exports]]`` without columns."""

    id: str
    build: Callable[[OutboundContext, Sequence[Participant]], Built]
    """From the context and its participants: rows, a text (written as Markdown) or the bytes of a file."""
    heads: Mapping[str, Words] = field(default_factory=dict)
    """What stands over each key of the rows; a field of the scope or a fact has its own words."""
