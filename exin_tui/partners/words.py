"""The words of the keys that partners store, also of those that are switched off: what is stored stays."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from exin_schema.programme import Programme
from exin_schema.vocabulary import Label
from exin_tui.caseload.history_fields import Column, Means
from exin_tui.caseload.labels import Labels
from exin_tui.caseload.recorded import Recorded, RecordWords
from exin_tui.partners.discovery import Partner, PartnerState
from exin_tui.partners.extend import extend, sensitive_tasks, task_titles
from exin_tui.partners.manifest import FieldDecl, FieldType, Manifest
from exin_tui.partners.steps import steps_of

_MEANS = {
    FieldType.BOOL: Means.YES_NO,
    FieldType.CONTACT: Means.CONTACT,
    FieldType.DATE: Means.DAY,
    FieldType.DATETIME: Means.MOMENT,
    FieldType.INT: Means.NUMBER,
}


def labels_of(programme: Programme, partners: Iterable[Partner]) -> Labels:
    """The words of ``programme`` and of every partner whose manifest can be read, active or not.

    Of two with one id the active one speaks.
    """
    known = tuple(_known(partners))
    whole = extend(programme, known)
    return Labels.of(whole, task_titles(known), sensitive_tasks(known), recorded(known))


def recorded(partners: Iterable[Partner]) -> Recorded:
    """What facts, records and steps of ``partners`` are called, by the keys under which they are stored."""
    manifests = [one.manifest for one in partners if one.manifest is not None]
    return Recorded(
        partners={one.id: one.name.label for one in manifests},
        facts={one.key(fact.id): _column(fact) for one in manifests for fact in one.facts},
        steps={one.key(step): name for one in manifests for step, name in steps_of(one).items()},
        records=dict(pair for one in manifests for pair in _records(one)),
    )


def _known(partners: Iterable[Partner]) -> Iterator[Partner]:
    """One for each id, as if it took part."""
    found: dict[str, Partner] = {}
    for one in partners:
        if one.manifest is not None and (one.active or one.id not in found):
            found[one.id] = one
    for one in found.values():
        yield one if one.active else dataclasses.replace(one, state=PartnerState.ACTIVE)


def _records(manifest: Manifest) -> Iterator[tuple[str, RecordWords]]:
    for record in manifest.records:
        fields = {field.id: _column(field) for field in record.fields}
        yield manifest.key(record.id), RecordWords(record.name.label, fields, record.sensitive)


def _column(field: FieldDecl) -> Column:
    unit: Label | None = field.unit.label if field.unit else None
    choices = {choice.id: choice.name.label for choice in field.choices}
    means = Means.PLACE if field.place else _MEANS.get(field.type, Means.PRIVATE)
    return Column(field.name.label, means, field.sensitive, choices, unit, theirs=True)
