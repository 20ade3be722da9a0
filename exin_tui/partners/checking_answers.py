"""Whether what a partner answers fits its manifest: what the program would pass over, an author must hear.

Nothing that was answered is repeated, since it may be a name; what there is to choose from is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping

from exin_tui.language import text
from exin_tui.partners.asking import OpenTask
from exin_tui.partners.inside_context import InsideContext
from exin_tui.partners.invented import Invented
from exin_tui.partners.manifest import FieldDecl, Manifest
from exin_tui.partners.outcome import Unfit
from exin_tui.partners.values import Plain, accept
from exin_tui.partners.view_words import all_of
from exin_tui.programme.values import Refusal


def tasks_that_are(manifest: Manifest, context: InsideContext) -> Callable[[object], Iterator[OpenTask]]:
    """The shape of an event's answer: the manifest's tasks, for participants of the context."""

    def shape(answer: object) -> Iterator[OpenTask]:
        known = _refs(context)
        for one in all_of(answer, OpenTask, "Iterable[OpenTask]"):
            _handed_over(one.ref, known, 'OpenTask(event.ref, "…")')
            if not isinstance(one.id, str) or manifest.task(one.id) is None:
                raise _not_in(text("It opens a task that is not in the manifest"), _ids(manifest.tasks))
            yield one

    return shape


def invented_that_fits(
    manifest: Manifest, context: InsideContext, today: dt.date
) -> Callable[[object], Iterator[Invented]]:
    """The shape of what is invented for the demo: the manifest's facts and records, with values of theirs."""

    def shape(answer: object) -> Iterator[Invented]:
        known = _refs(context)
        for one in all_of(answer, Invented, "Iterable[Invented]"):
            _handed_over(one.ref, known, 'Invented(participant.ref, "…", …)')
            _fits(manifest, one, today)
            yield one

    return shape


def _refs(context: InsideContext) -> frozenset[str]:
    return frozenset(one.ref for one in context.participants)


def _handed_over(ref: object, known: frozenset[str], example: str) -> None:
    if not isinstance(ref, str) or ref not in known:
        raise Unfit(text("It names nobody whom it was handed. Write {line}", line=example))


def _fits(manifest: Manifest, one: Invented, today: dt.date) -> None:
    own = str(one.id)
    fact, record = manifest.fact(own), manifest.record(own)
    if fact is not None:
        if isinstance(one.value, Mapping):
            raise Unfit(text("{id} is a fact: it has one value, not several.", id=fact.id))
        _value(fact, one.value, today)
    elif record is not None:
        if not isinstance(one.value, Mapping):
            raise Unfit(text("{id} is a record: its value is a mapping of its fields.", id=record.id))
        fields = {field.id: field for field in record.fields}
        for name, given in one.value.items():
            if name not in fields:
                raise _not_in(text("It fills in a field that {id} does not have", id=record.id), fields)
            _value(fields[name], given, today)
    else:
        known = (*_ids(manifest.facts), *_ids(manifest.records))
        raise _not_in(text("It invents a fact or record that is not in the manifest"), known)


def _value(field: FieldDecl, given: Plain, today: dt.date) -> None:
    if isinstance(accept(field, given, today), Refusal):
        raise Unfit(
            text("Its value for {id} does not fit the type {type}.", id=field.id, type=field.type.value)
        )


def _ids(declared: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(getattr(one, "id", "")) for one in declared)


def _not_in(what: object, known: Iterable[str]) -> Unfit:
    return Unfit(text("{what}, which has: {names}.", what=what, names=", ".join(known) or "–"))
