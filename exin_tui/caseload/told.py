"""Who is to be told something about a participant: the lines that have consented to it, and nobody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exin_schema.programme import Programme
from exin_schema.vocabulary import Label, Topic
from exin_tui.language import Language
from exin_tui.programme.consents import active
from exin_tui.programme.values import Consent


@dataclass(frozen=True, slots=True)
class ToTell:
    """One line of the consent form that is to be told, and whom there: empty for the agency at large."""

    line: str
    name: Label
    whom: tuple[str, ...] = ()
    """Roles and persons to which the consents are narrowed."""

    def say(self, language: Language, /) -> str:
        """``NAV (Kommunal saksbehandler)``."""
        name = self.name.say(language)
        return f"{name} ({', '.join(self.whom)})" if self.whom else name


def to_tell(
    consents: Iterable[Consent], today: dt.date, programme: Programme, *, topic: Topic | None = None
) -> tuple[ToTell, ...]:
    """The lines with a consent that holds ``today``, in the form's order, the team's own lines last.

    With a ``topic`` only consents that cover it count: an agency that may be told about housing is not told
    when somebody is released. Source: the guide (consent form; rule ``consent``).
    """
    held: dict[str, list[Consent]] = {}
    for consent in consents:
        topics = consent.topics.split()
        if active(consent, today) and (topic is None or not topics or topic.value in topics):
            held.setdefault(consent.line, []).append(consent)
    known = programme.consents_by_key
    order = [*(key for key in known if key in held), *sorted(held.keys() - known.keys())]
    return tuple(
        ToTell(key, known[key].name.label if key in known else Label(key, key), _whom(held[key]))
        for key in order
    )


def _whom(consents: Sequence[Consent]) -> tuple[str, ...]:
    narrowed = [": ".join(part for part in (each.role, each.person) if part) for each in consents]
    return () if "" in narrowed else tuple(sorted(set(narrowed)))
