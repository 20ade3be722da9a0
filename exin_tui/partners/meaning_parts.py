"""What several declarations of a manifest have in common: ids, labels, due dates, fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from exin_schema.programme import ANCHORS, ROLLS, DueRule, Words
from exin_tui.language import text
from exin_tui.partners.manifest import FieldDecl, FieldType
from exin_tui.partners.problems import Flaw, duplicates, one_of
from exin_tui.partners.toml_lines import Path
from exin_tui.privacy.sanitise import is_clean

ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
NAME_LENGTH = 160
FACT_LENGTH = 500
YEARS = 30
"""What a due date is at most from its anchor: a longer span is a slip, and far longer ones are no dates."""
LARGEST_NUMBER = 1_000_000_000_000

_ANSWERS = 'choices = [{ id = "yes", name = { nb = "ja", en = "yes" } }]'


def unknown(value: str, allowed: Iterable[str], path: Path) -> Flaw:
    """A name that is not among those allowed, and the nearest of them."""
    return Flaw(path, text("{value} is not known.", value=f"“{value}”"), one_of(value, allowed))


def flaw_of_id(own: str, path: Path) -> Iterator[Flaw]:
    """What keeps ``own`` from being an id."""
    if not ID.fullmatch(own):
        plain = re.sub(r"[^a-z0-9_]+", "_", own.lower()).lstrip("_0123456789")[:40].rstrip("_")
        instead = plain or "my_partner"
        yield Flaw(
            path,
            text("An id has at most 40 small letters a–z, digits and _, and begins with a letter."),
            text("Write {nearest}.", nearest=f"“{instead}”"),
        )


def flaws_of_twins(ids: list[str], path: Path) -> Iterator[Flaw]:
    """Every id that was there before."""
    for place, first in duplicates(ids):
        yield Flaw(
            (*path, place, "id"),
            text(
                "The id {id} is used in number {first} too.",
                id=f"“{ids[place]}”",
                first=first + 1,
            ),
            text("Give one of them another id."),
        )


def flaws_of_repeats(values: Sequence[str], path: Path) -> Iterator[Flaw]:
    """What stands twice in a list where each is meant once."""
    for place, first in duplicates(values):
        twice = text("{value} stands in number {first} too.", value=f"“{values[place]}”", first=first + 1)
        yield Flaw((*path, place), twice, text("Leave one of them out."))


def flaws_of_label(label: Words | str | None, path: Path, length: int = NAME_LENGTH) -> Iterator[Flaw]:
    """A label in both languages, or a text that is the same in both."""
    if label is None:
        return
    sides: Mapping[Path, str] = (
        {path: label} if isinstance(label, str) else {(*path, "nb"): label.nb, (*path, "en"): label.en}
    )
    for place, words in sides.items():
        if not words.isprintable() and not is_clean(words):
            yield Flaw(
                place,
                text("The text has control characters, which a terminal would obey."),
                text("Remove them."),
            )
        elif len(words) > length:
            yield Flaw(place, text("The text is longer than {length} characters.", length=length))
        elif not words.strip() and not isinstance(label, str):
            yield Flaw(place, text("The text is empty."), text("Write it in this language too."))


def flaws_of_due(due: DueRule | None, path: Path) -> Iterator[Flaw]:
    """A due rule: its anchor, its roll, and a span that a calendar has."""
    if due is None:
        return
    if due.anchor not in ANCHORS:
        yield unknown(due.anchor, ANCHORS, (*path, "anchor"))
    for name, given, most in (("months", due.months, YEARS * 12), ("days", due.days, YEARS * 366)):
        if abs(given) > most:
            far = text("A due date is at most {years} years from its anchor.", years=YEARS)
            yield Flaw(
                (*path, name), far, text("Write a number from {least} to {most}.", least=-most, most=most)
            )
    if due.roll is not None and due.roll not in ROLLS:
        yield unknown(due.roll, ROLLS, (*path, "roll"))


def flaws_of_field(field: FieldDecl, path: Path) -> Iterator[Flaw]:
    """A fact, or a field of a record."""
    yield from _flaws_of_choices(field, path)
    if field.place and field.type is not FieldType.TEXT:
        yield Flaw((*path, "place"), text("Only a text says where."), text("Leave it out."))
    if not 1 <= field.length <= FACT_LENGTH:
        yield Flaw((*path, "length"), text("A text has from 1 to {most} characters.", most=FACT_LENGTH))
    yield from flaws_of_label(field.unit, (*path, "unit"))
    yield from _flaws_of_examples(field, (*path, "examples"))
    yield from _flaws_of_bounds(field, path)


def _flaws_of_choices(field: FieldDecl, path: Path) -> Iterator[Flaw]:
    if field.type is FieldType.CHOICE:
        if not field.choices:
            yield Flaw(
                path,
                text("A choice needs its answers."),
                text("Add {line}", line=_ANSWERS),
            )
        for index, choice in enumerate(field.choices):
            yield from flaw_of_id(choice.id, (*path, "choices", index, "id"))
            yield from flaws_of_label(choice.name, (*path, "choices", index, "name"))
        yield from flaws_of_twins([choice.id for choice in field.choices], (*path, "choices"))
    elif field.choices:
        yield Flaw(
            (*path, "choices"),
            text("Only the type “choice” has answers."),
            text("Write {line}", line='type = "choice"'),
        )


def _flaws_of_bounds(field: FieldDecl, path: Path) -> Iterator[Flaw]:
    for name, bound in (("least", field.least), ("most", field.most)):
        if bound is None:
            continue
        if field.type is not FieldType.INT:
            yield Flaw((*path, name), text("Only a whole number has bounds."), text("Leave it out."))
        elif abs(bound) > LARGEST_NUMBER:
            yield Flaw((*path, name), text("The number is too large."))
    if field.least is not None and field.most is not None and field.least > field.most:
        yield Flaw((*path, "least"), text("The least is more than the most."))


def _flaws_of_examples(field: FieldDecl, path: Path) -> Iterator[Flaw]:
    """The demo stores them: texts for a text, whole numbers for a number, days from today for a date."""
    if field.examples and field.type not in {FieldType.TEXT, FieldType.INT, FieldType.DATE}:
        yield Flaw(
            path, text("Only a text, a whole number and a date have examples."), text("Leave them out.")
        )
        return
    for index, example in enumerate(field.examples):
        place = (*path, index)
        if field.type is FieldType.TEXT:
            if not isinstance(example, str):
                yield Flaw(place, text("Write {kind} here.", kind=text("a text in quotes")))
            elif len(example) > field.length:
                longer = text("The text is longer than {length} characters.", length=field.length)
                yield Flaw(place, longer)
            else:
                yield from flaws_of_label(example, place, FACT_LENGTH)
        elif not isinstance(example, int):
            yield Flaw(place, text("Write {kind} here.", kind=text("a whole number")))
        elif field.type is FieldType.DATE and abs(example) > YEARS * 366:
            yield Flaw(place, text("Write how many days from today it is, such as -20."))
        elif field.type is FieldType.INT and not _fits(example, field):
            yield Flaw(place, text("The number is outside the bounds of the field."))


def _fits(number: int, field: FieldDecl) -> bool:
    least = -LARGEST_NUMBER if field.least is None else field.least
    most = LARGEST_NUMBER if field.most is None else field.most
    return least <= number <= most
