"""A participant as a partner's Python sees it: the fields of the manifest's scope, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Generic, NoReturn, TypeVar, cast, overload

from exin_schema.vocabulary import (
    ConsentStatus,
    CustodyKind,
    Phase,
    ProbationState,
    ReleaseStanding,
    SecurityLevel,
)
from exin_tui.partners.around import ContactRow, ListRow, MeetingRow, TaskRow
from exin_tui.partners.values import Plain

Held = TypeVar("Held")


class OutOfScope(AttributeError):
    """The field is not in the manifest's scope. Nothing of it was handed over."""


class Field(Generic[Held]):
    """A field of the scope: reading it when it was not handed over raises `OutOfScope`."""

    def __init__(self, meaning: str) -> None:
        self.__doc__ = meaning
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, participant: None, owner: type) -> Field[Held]: ...
    @overload
    def __get__(self, participant: Participant, owner: type) -> Held: ...
    def __get__(self, participant: Participant | None, owner: type) -> Held | Field[Held]:
        if participant is None:
            return self
        return cast("Held", participant.field(self._name))


class Participant:
    """One participant, frozen. A field outside the scope raises `OutOfScope`: it was never handed over.

    ``ref`` stands for the participant in answers and says nothing. ``consent`` is what the partner's consent
    lines are worth today: whoever is ``missing`` or ``withdrawn`` is shown inside the team, and never sent.
    """

    __slots__ = ("_values", "consent", "facts", "records", "ref")

    _values: Mapping[str, object]
    ref: str
    consent: ConsentStatus
    facts: Mapping[str, Plain]
    """The partner's own facts by id; what is not recorded is not there."""
    records: Mapping[str, tuple[Mapping[str, Plain], ...]]
    """The partner's own records by kind."""

    def __init__(
        self,
        ref: str,
        consent: ConsentStatus,
        values: Mapping[str, object],
        facts: Mapping[str, Plain],
        records: Mapping[str, tuple[Mapping[str, Plain], ...]],
    ) -> None:
        put = object.__setattr__
        put(self, "ref", ref)
        put(self, "consent", consent)
        put(self, "_values", MappingProxyType(dict(values)))
        put(self, "facts", MappingProxyType(dict(facts)))
        frozen = {kind: tuple(MappingProxyType(dict(row)) for row in rows) for kind, rows in records.items()}
        put(self, "records", MappingProxyType(frozen))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a participant cannot be changed ({name})")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a participant cannot be changed ({name})")

    def __eq__(self, other: object) -> bool:
        """The same participant with the same values."""
        if not isinstance(other, Participant):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    def __hash__(self) -> int:
        return hash(self.ref)

    def __repr__(self) -> str:
        """Without values: what is printed may be read by anybody."""
        return f"Participant({', '.join(self._values)})"

    def field(self, name: str) -> object:
        """A field of the scope by name. Raises `OutOfScope` for one that was not handed over."""
        try:
            return self._values[name]
        except KeyError:
            raise OutOfScope(f'"{name}" is not in the scope: add it to [scope] fields', name=name) from None

    code = Field[str]("The case code, such as SN-014.")
    initials = Field[str]("Initials of the name. They identify: hidden while screened.")
    name = Field[str]("Given and family name.")
    birth_date = Field[dt.date | None]("Date of birth.")
    phone = Field[str]("Phone number.")
    address = Field[str]("Address; empty for a protected one.")
    district = Field[str]("The district the participant is tied to; empty for a protected address.")
    phase = Field[Phase]("The phase now.")
    phase_since = Field[dt.date | None]("Since when.")
    enrolled_on = Field[dt.date | None]("When the participant was enrolled.")
    caseworker = Field[str]("Initials of the caseworker; in what is sent, the name.")
    custody_kind = Field[CustodyKind | None](
        "Remand or sentence, of the newest imprisonment; None when there was none."
    )
    place = Field[str]("Place of imprisonment; empty for a protected address.")
    level = Field[SecurityLevel | None]("Security level of the newest imprisonment.")
    custody_from = Field[dt.date | None]("When the newest imprisonment began.")
    release_date = Field[dt.date | None](
        "The best standing release date; None when it is not known, as in remand."
    )
    release_kind = Field[ReleaseStanding]("How firm the release date is.")
    full_term_date = Field[dt.date | None]("Full-term date, as recorded.")
    two_thirds_date = Field[dt.date | None]("2/3 date, as recorded.")
    probation = Field[ProbationState]("Where an application for release on probation stands.")
    contacts = Field[tuple[ContactRow, ...]]("The participant's contacts at the partner.")
    meetings = Field[tuple[MeetingRow, ...]]("What is agreed with the partner, from today on.")
    tasks = Field[tuple[TaskRow, ...]]("Open tasks for the partner, by step.")
    release_list = Field[tuple[ListRow, ...]]("The release checklist of the newest imprisonment.")
