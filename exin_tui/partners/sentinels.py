"""Words of the trial team that stand nowhere else, and where each of them may turn up.

A sentinel has the name that a manifest gives its value: a field of the scope (``phone``), a fact
(``office``), a record's field (``appointment.note``), a column of one of the lists (``contact.email``). What
no manifest can ask for has a name of its own (``consent.document``). From it follows where it may stand:

===========================================  ================================================================
the partner's code, and an open screen       the scope has the field, or its list; the partner's own facts
                                             and records
a shared screen, a rule, command or column   the case code alone
an export, for whom consent opens it         its columns name it, or its code was handed it; and the consent
                                             covers its topic – all of them for what betrays health, drugs or
                                             debt, and for a task that somebody typed
a file's name, the log, what is printed,     nothing, not the case code either
an error, a file of the partner's own
===========================================  ================================================================
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from exin_schema.vocabulary import Topic
from exin_tui.dates import long_date
from exin_tui.partners.export_columns import COLUMNS
from exin_tui.partners.manifest import ExportDecl, FieldDecl, Manifest
from exin_tui.partners.scope import FIELDS
from exin_tui.partners.standings import ALL_TOPICS, Standing

CODE, REF, ALIAS = "code", "ref", "alias"
"""The case code; the program's own id; the word that stands for a name on a shared screen."""
LIST_OF = {column: rows.value for rows, columns in COLUMNS.items() for column in columns}
"""The list of the scope in which a column stands."""


@dataclass(frozen=True, slots=True)
class Sentinel:
    """One value, in every form in which it may be written; casefolded."""

    field: str
    words: tuple[str, ...]
    inside: bool = False
    """The partner's code may see it."""
    sent: bool = False
    """It may leave the team, on a consent for ``topics``."""
    topics: frozenset[str] = frozenset()

    def within(self, content: str) -> bool:
        """Whether ``content`` (casefolded) has it."""
        return any(word in content for word in self.words)

    def may_be_in(self, export: ExportDecl) -> bool:
        """Whether the export may carry it at all: by its columns, or because its code was handed it."""
        return self.sent and (not export.columns or bool(_ways(self.field) & set(export.columns)))


@dataclass(frozen=True, slots=True)
class Canary:
    """One participant of the trial."""

    id: str
    code: str
    standing: Standing
    sentinels: tuple[Sentinel, ...]


def _word(before: str, field: str, after: str) -> str:
    """Without signs that a format would escape; no word is part of another, since all begin and end alike."""
    return f"{before}{''.join(one for one in field if one.isalnum())}{after}"


def _ways(field: str) -> set[str]:
    """The names that hand it out: whoever has a name has its initials."""
    return {field, "name"} if field == "initials" else {field}


@dataclass(slots=True)
class Marking:
    """Makes the sentinels of one participant, and remembers them."""

    manifest: Manifest
    number: int
    protected: bool = False
    found: list[Sentinel] = field(default_factory=list)

    def word(self, field: str, *, sensitive: bool = False, place: bool = False, again: str = "") -> str:
        """A word for the value ``field``. ``place`` says where somebody is: withheld for a protected one.

        ``again`` tells the word of a second such value apart.
        """
        word = _word("k", field, f"{again}{self.number}x")
        self.mark(field, word, sensitive=sensitive, place=place)
        return word

    def mark(self, field: str, *words: str, sensitive: bool = False, place: bool = False) -> None:
        """``words`` are the value ``field``, in one form or another."""
        there = not (place and self.protected)
        listed, scope = LIST_OF.get(field), self.manifest.scope.fields
        asked = listed in scope if listed else bool(_ways(field) & set(scope)) and field in FIELDS
        typed = field == "task.title"
        self._keep(
            Sentinel(
                field,
                tuple(word.casefold() for word in words),
                inside=there and asked,
                sent=there and asked,
                topics=ALL_TOPICS if sensitive or typed else frozenset(),
            )
        )

    def own(self, field: FieldDecl, name: str, topic: Topic | None, short: int, *, sensitive: bool) -> str:
        """A word for a fact or a record's field of the partner's own; "x" where it is too short for one.

        ``short`` is a number of the field, from which a short word is made.
        """
        words = (_word("q", name, f"{self.number}x"), f"z{short}q{self.number}z")
        word = next((one for one in words if len(one) <= field.length), "")
        if word:
            there = not (field.place and self.protected)
            topics = {topic.value} if topic else ALL_TOPICS if sensitive else frozenset[str]()
            self._keep(Sentinel(name, (word.casefold(),), there, there, frozenset(topics)))
        return word or "x"

    def never(self, field: str) -> str:
        """A word for what no partner sees."""
        word = _word("k", field, f"{self.number}y")
        self._keep(Sentinel(field, (word.casefold(),)))
        return word

    def id(self, identity: str) -> None:
        """The program's own id: it says nothing, and still tells who somebody is."""
        self._keep(Sentinel(REF, (identity.casefold(),), inside=True))

    def _keep(self, one: Sentinel) -> None:
        self.found.append(one)


def dates(day: dt.date) -> tuple[str, ...]:
    """A date as it may be written. Its day has two digits: no date of the trial is part of another."""
    return (day.isoformat(), f"{day:%d.%m.%Y}", long_date(day, "nb"), long_date(day, "en"))
