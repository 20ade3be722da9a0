"""Partners' facts as columns of the import, their records as sheets: the only place that knows both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypedDict

from exin_tui.importing.added_columns import (
    Added,
    AddedColumn,
    AddedList,
    Away,
    Given,
    NewRow,
    Owner,
    Row,
)
from exin_tui.language import Label, Sayable, text
from exin_tui.partners.discovery import Partner, PartnerState
from exin_tui.partners.many_facts import ManyFacts, Said, refused
from exin_tui.partners.many_records import ManyRecords, Values

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.partners.manifest import FieldDecl, Manifest, RecordDecl
    from exin_tui.storage.door import Door


def partners_columns(
    partners: Sequence[Partner], active: Collection[str], *, today: dt.date, stored: Iterable[str] = ()
) -> Added:
    """What those of ``partners`` bring whose ids are in ``active``, and what is refused of the others.

    ``partners`` are all that are found, whether ``--no-partners`` leaves them out or not; ``stored`` are ids
    of which something is stored.
    """
    found: dict[str, Partner] = {}
    for one in partners:
        found.setdefault(one.id, one)
    manifests = [one.manifest for one in found.values() if one.manifest is not None and one.id in active]
    away = [one for one in found.values() if one.id not in active]
    return Added(
        columns=tuple(_column(manifest, fact, today) for manifest in manifests for fact in manifest.facts),
        away=tuple(
            Away(**_brought(one.manifest, fact), why=_why(one))
            for one in away
            if one.manifest is not None
            for fact in one.manifest.facts
        ),
        unknown=(
            *((one.id, _why(one)) for one in away if one.manifest is None),
            *((one, _gone(one)) for one in stored if one not in found),
        ),
        keeper=_Facts(manifests, today),
        lists=tuple(
            AddedList(
                **_brought(manifest, record),
                columns=tuple(_column(manifest, field, today, f"{record.id}.") for field in record.fields),
            )
            for manifest in manifests
            for record in manifest.records
        ),
        away_lists=tuple(
            Away(**_brought(one.manifest, record), why=_why(one))
            for one in away
            if one.manifest is not None
            for record in one.manifest.records
        ),
        row_keeper=_Records(manifests, today),
    )


def _column(manifest: Manifest, field: FieldDecl, today: dt.date, before: str = "") -> AddedColumn:
    """A fact, or a field of the record whose id stands in ``before``."""

    def fits(value: object) -> Sayable | None:
        refusal = refused(field, value, today)  # type: ignore[arg-type]  # as it was read: checked there
        return refusal.message if refusal else None

    example = next((one for one in field.examples if isinstance(one, str)), "")
    return AddedColumn(
        **_brought(manifest, field, before),
        holds=field.type.value,
        length=field.length,
        choices=tuple((one.id, one.name.label) for one in field.choices),
        least=field.least,
        most=field.most,
        unit=field.unit.label if field.unit else None,
        example=example,
        fits=fits,
    )


class _Brought(TypedDict):
    owner: Owner
    own: str
    name: Label


def _brought(manifest: Manifest, declared: FieldDecl | RecordDecl, before: str = "") -> _Brought:
    """Whose it is, its id and its name."""
    also = (manifest.tab.label,) if manifest.tab else ()
    owner = Owner(manifest.id, manifest.name.label, also)
    return {"owner": owner, "own": before + declared.id, "name": declared.name.label}


def _why(partner: Partner) -> Sayable:
    if partner.active:
        return text(
            "This belongs to {partner}, which was left out with --no-partners. Import without that, or take "
            "it out.",
            partner=partner.name,
        )
    if partner.state is PartnerState.NEEDS_APPROVAL:
        return text(
            "This belongs to {partner}, which asks for more than was approved. Look at it and run “exin "
            "partner enable {id}”, or take it out.",
            partner=partner.name,
            id=partner.id,
        )
    if partner.state is PartnerState.DISABLED:
        return text(
            "This belongs to {partner}, which is not enabled. Run “exin partner enable {id}”, or take it "
            "out.",
            partner=partner.name,
            id=partner.id,
        )
    return text(
        "This belongs to the partner {id}, which cannot be used. “exin partner list” says why; when it is "
        "put right, run “exin partner enable {id}”. Or take it out.",
        id=partner.id,
    )


def _gone(partner_id: str) -> Sayable:
    return text(
        "This belongs to the partner {id}, which is not installed. Install it and run “exin partner enable "
        "{id}”, or take it out.",
        id=partner_id,
    )


class _Facts:
    """Keeps the columns' values as partners' facts."""

    def __init__(self, manifests: Iterable[Manifest], today: dt.date) -> None:
        self._facts = ManyFacts(manifests, today)

    def changed(self, connection: Connection, given: Sequence[Given]) -> list[Given]:
        said = {_said(one): one for one in given}
        return [said[one] for one in self._facts.changed(connection, list(said))]

    def write(self, door: Door, given: Sequence[Given]) -> None:
        self._facts.write(door, [_said(one) for one in given])


def _said(given: Given) -> Said:
    partner, _, fact = given.key.partition(".")
    return Said(given.participant_id, partner, fact, given.value)  # type: ignore[arg-type]  # checked by `fits`


class _Records:
    """Keeps the lists' rows as partners' records."""

    def __init__(self, manifests: Iterable[Manifest], today: dt.date) -> None:
        self._records = ManyRecords(manifests, today)

    def stored(self, connection: Connection, key: str, ids: Collection[str]) -> Mapping[str, list[Row]]:
        partner, _, record = key.partition(".")
        found = self._records.stored(connection, partner, record, ids)
        return {
            who: [
                Row(one.id, one.version, {f"{key}.{name}": value for name, value in one.values.items()})
                for one in rows
            ]
            for who, rows in found.items()
        }

    def add(self, door: Door, key: str, rows: Sequence[NewRow]) -> list[str]:
        partner, _, record = key.partition(".")
        new = [(row.participant_id, _fields(row.values)) for row in rows]
        return self._records.add(door, partner, record, new)

    def change(self, door: Door, key: str, rows: Sequence[tuple[Row, Mapping[str, object]]]) -> None:
        partner, _, record = key.partition(".")
        changed = [(row.id, row.version, _fields(values)) for row, values in rows]
        self._records.change(door, partner, record, changed)


def _fields(values: Mapping[str, object]) -> Values:
    return {key.rpartition(".")[2]: value for key, value in values.items()}  # type: ignore[misc]
