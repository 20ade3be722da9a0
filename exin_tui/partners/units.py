"""To which unit of a partner each participant goes: its offices, its prisons. Each hears of its own alone.

An export says by ``per`` where the unit stands. Counted, named and chosen are only the units of those who may
be sent: nobody else's is known here. A place that is withheld, and a fact beyond the topics of the consent,
are not recorded, as far as this goes.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from exin_tui.language import Label, Sayable, join, say, text
from exin_tui.partners.contexts import Disclosed, LeftOut, Outgoing
from exin_tui.partners.export_columns import said as said_in_files
from exin_tui.partners.manifest import ExportDecl, Manifest
from exin_tui.partners.participant import Participant
from exin_tui.partners.scope import FIELDS
from exin_tui.programme.values import Refusal


@dataclass(frozen=True, slots=True)
class Unit:
    """An office, a prison: where it stands on those who go there."""

    key: str
    """The stored word of a choice; of a text, without the case and the spaces that it happens to have."""
    name: Sayable
    participants: int
    """Of those who may be sent."""

    def answers_to(self, words: str) -> bool:
        """Whether ``words`` are its key, or its name in either language; whatever their case."""
        return _folded(words) in {self.key, *(_folded(say(self.name, one)) for one in ("nb", "en"))}


@dataclass(frozen=True, slots=True)
class Units:
    """How those who may be sent fall to the units. For the team's own eyes: it may say who is where."""

    what: Sayable
    """What a unit is here, as a line begins: "NAV office", "Place of imprisonment"."""
    all: tuple[Unit, ...]
    """By name."""
    unknown: int
    """For how many none is recorded, or may be told."""

    def named(self, words: str) -> Unit | None:
        """The one unit that is called so; None for none, and for several."""
        found = [one for one in self.all if one.answers_to(words)]
        return found[0] if len(found) == 1 else None

    def counted(self, hidden: str = "") -> Sayable:
        """``NAV Nord 12, NAV Sør 5, not recorded 16``.

        ``hidden`` stands for all the names where they may not be read: ``▒ screened (12, 5)``.
        """
        parts: list[object] = [join((one.name, one.participants), " ") for one in self.all]
        if hidden and self.all:
            parts = [f"{hidden} ({', '.join(str(one.participants) for one in self.all)})"]
        if self.unknown:
            parts.append(text("not recorded {count}", count=self.unknown))
        return join(parts or ["–"])


def units_of(outgoing: Outgoing, export: ExportDecl, manifest: Manifest) -> Units | None:
    """The units among ``outgoing``; None for an export that goes to the partner at large."""
    if not export.per:
        return None
    spelt: dict[str, Counter[str]] = {}
    names: dict[str, Sayable] = {}
    for one in outgoing.participants:
        value = _value(one, export, manifest)
        spelt.setdefault(key_of(one, export, manifest), Counter())[say(value, "nb")] += 1
        if not isinstance(value, str) or isinstance(value, Sayable):
            names[key_of(one, export, manifest)] = value
    unknown = spelt.pop("", Counter())
    found = [
        Unit(key, names.get(key) or join((_most(ways),)), sum(ways.values())) for key, ways in spelt.items()
    ]
    found.sort(key=lambda unit: _folded(say(unit.name, "nb")))
    what = what_of(export, manifest)
    head = Label(what.nb[:1].upper() + what.nb[1:], what.en[:1].upper() + what.en[1:])
    return Units(head, tuple(found), sum(unknown.values()))


def what_of(export: ExportDecl, manifest: Manifest) -> Label:
    """What a unit of the export is: the label of the fact or of the field."""
    fact = manifest.fact(export.per)
    return fact.name.label if fact else FIELDS.get(export.per, Label(export.per, export.per))


def key_of(participant: Participant, export: ExportDecl, manifest: Manifest) -> str:
    """The unit that the participant goes to; empty when none is recorded."""
    fact = manifest.fact(export.per)
    value = participant.facts.get(fact.id, "") if fact else participant.field(export.per)
    return _folded(str(value)) if value is not None else ""


def _value(participant: Participant, export: ExportDecl, manifest: Manifest) -> Sayable | str:
    """The unit in words, as its file says it."""
    fact = manifest.fact(export.per)
    value = said_in_files(fact, participant.facts.get(fact.id)) if fact else participant.field(export.per)
    return value if isinstance(value, Sayable) else str(value or "")


def _most(ways: Counter[str]) -> str:
    """How most have it spelt; of several as common, the first by the alphabet."""
    return min(ways, key=lambda one: (-ways[one], one))


def _folded(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).split()).casefold()


def refused(units: Units | None, words: str) -> Refusal:
    """Why ``words`` say no unit of the export, and which there are: for who asked, no shared screen."""
    if units is None:
        whole = text("This export goes to the partner as a whole: it has no units to choose from.")
        return Refusal("export_whole", whole)
    if not units.all:
        none = text("{what}: none is recorded for anybody who may be sent.", what=units.what)
        return Refusal(UNKNOWN, none)
    known = join([join((one.name, f"({one.participants})"), " ") for one in units.all])
    message = text(
        "{what}: nobody goes to “{words}”. There are: {known}.",
        what=units.what, words=words.strip(), known=known,
    )  # fmt: skip
    return Refusal(UNKNOWN, message)


UNKNOWN = "export_unit"
"""The code when nobody goes there: its sentence may name units, which a shared screen does not say."""


def only_of(outgoing: Outgoing, unit: Unit, export: ExportDecl, manifest: Manifest) -> Outgoing:
    """Those of the unit; the others are left out, and nothing tells how many they are."""
    what = what_of(export, manifest)
    other = text("belongs to another unit ({what})", what=what)
    unknown = text("{what} is not recorded, or may not be sent", what=what)
    kept: list[Disclosed] = []
    left_out = list(outgoing.left_out)
    for one in outgoing.disclosed:
        key = key_of(one.participant, export, manifest)
        if key == unit.key:
            # counted anew: a number of the whole export would tell of the others
            renamed = _called(one.participant, str(len(kept) + 1), manifest)
            kept.append(Disclosed(renamed, one.participant_id, one.code, one.consents))
        else:
            why = other if key else unknown
            left_out.append(LeftOut(one.participant_id, one.code, why, elsewhere=True))
    return Outgoing(tuple(kept), tuple(left_out), outgoing.today)


def _called(participant: Participant, ref: str, manifest: Manifest) -> Participant:
    """The same participant under another ``ref``."""
    fields: Iterable[str] = manifest.scope.fields
    values = {name: participant.field(name) for name in fields}
    return Participant(ref, participant.consent, values, participant.facts, participant.records)
