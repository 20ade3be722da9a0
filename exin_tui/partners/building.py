"""Runs an export that a partner's Python builds: rows, text or bytes, from what may leave the team."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from exin_tui.language import Sayable, join, text
from exin_tui.partners import answers
from exin_tui.partners.calling import PartnerManager
from exin_tui.partners.discovery import Partner
from exin_tui.partners.export_columns import allowed_columns
from exin_tui.partners.manifest import ExportDecl, Manifest
from exin_tui.partners.outbound_context import OutboundContext
from exin_tui.partners.outcome import Unfit
from exin_tui.partners.sheets import Document, Sheet
from exin_tui.partners.view_words import all_of, of_kind, string, words
from exin_tui.programme.values import Refusal

_BUILT = "Mapping | str | bytes"
LARGEST = 20_000_000
"""Characters or bytes of one document."""


def build(
    manager: PartnerManager, partner: Partner, export_id: str, context: OutboundContext
) -> Sheet | Document | Refusal:
    """What the partner's export builds for the participants in ``context``. Refused when it fails."""
    manifest = partner.manifest
    declared = manifest.export(export_id) if manifest else None
    if manifest is None or declared is None:
        raise LookupError(export_id)
    what = f"export {export_id}"
    theirs: tuple[answers.Export, ...] | None = None
    for answered in manager.call("exin_exports", answers.Export, only=partner.id):
        theirs = manager.run(partner, "exin_exports", _named(answered.values, export_id), answers.Export)
    if not theirs:
        failure = manager.last_failure(partner.id, "import", "exin_exports") if theirs is None else None
        return _refusal(partner, failure.message if failure else _NOT_THERE)
    shaped = manager.run(partner, what, _asked(theirs[0], declared, manifest, context), _Built)
    if shaped is None:
        failure = manager.last_failure(partner.id, what)
        return _refusal(partner, failure.message if failure else _NOT_THERE)
    return shaped[0].content


@dataclass(frozen=True, slots=True)
class _Built:
    content: Sheet | Document


def _named(exports: Iterable[answers.Export], export_id: str) -> Callable[[], list[answers.Export]]:
    return lambda: [one for one in exports if one.id == export_id]


def _asked(
    export: answers.Export, declared: ExportDecl, manifest: Manifest, context: OutboundContext
) -> Callable[[], Iterator[_Built]]:
    def ask() -> Iterator[_Built]:
        answer = export.build(context, context.participants)
        if isinstance(answer, str | bytes):
            if len(answer) > LARGEST:
                raise Unfit(text("It made a document that is too large."))
            yield _Built(Document(declared.title, _handed(manifest), answer))
        else:
            yield _Built(_sheet(export, declared, manifest, _rows(answer)))

    return ask


def _rows(answer: object) -> list[Mapping[str, object]]:
    """The rows, in words of their own when they are none: a dict alone, or a list of lines."""
    if isinstance(answer, Mapping):
        raise Unfit(text("It answered with one row. Return a list, also of one or of none."))
    if isinstance(answer, Iterable):
        rows = all_of(answer, object, _BUILT)
        for row in rows:
            if not isinstance(row, Mapping):
                line, got = '{"code": participant.code}', type(row).__name__
                raise Unfit(text("A row is {got}, not Mapping. Write {line}", got=got, line=line))
        return rows
    return all_of(answer, Mapping, _BUILT)


def _handed(manifest: Manifest) -> tuple[str, ...]:
    """Everything that the code could put into what it made whole."""
    facts = tuple(fact.id for fact in manifest.facts)
    return (*manifest.scope.fields, *facts, *(record.id for record in manifest.records))


def _sheet(
    export: answers.Export,
    declared: ExportDecl,
    manifest: Manifest,
    rows: list[Mapping[str, object]],
) -> Sheet:
    """Rows under their keys, in the order in which the keys come. Raises `Unfit` for what is none."""
    keys: dict[str, None] = {}
    for row in rows:
        for key in row:
            keys[string(key)] = None
    known = allowed_columns(declared, manifest)
    given = of_kind(export.heads, Mapping)  # type: ignore[type-abstract]
    heads = tuple(_head(given.get(key)) or known.get(key) or join((key,)) for key in keys)
    cells = tuple(tuple(_cell(row.get(key)) for key in keys) for row in rows)
    return Sheet(declared.title, tuple(keys), heads, cells)


def _head(given: object) -> Sayable | None:
    return join((words(given),)) if given else None


def _cell(value: object) -> object:
    """What may stand in a file: a value, or words. Raises `Unfit` for what would be written as gibberish."""
    if isinstance(value, int) and abs(value) >= 2**63:
        raise Unfit(text("The number is too large."))
    if value is None or isinstance(value, bool | int | float | dt.date):
        return value
    return words(value)


_NOT_THERE = text("Its exin_exports gives no export of this name.")


def _refusal(partner: Partner, why: Sayable) -> Refusal:
    message = text(
        "{partner} could not make the export. {why} Nothing was written.", partner=partner.name, why=why
    )
    return Refusal("export_failed", message)
