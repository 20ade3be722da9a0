"""Partners' facts as columns of the import: the only place that knows both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from exin_tui.importing.added_columns import Added, AddedColumn, AwayColumn, Given, Owner
from exin_tui.language import Sayable, text
from exin_tui.partners.discovery import Partner, PartnerState
from exin_tui.partners.many_facts import ManyFacts, Said, refused

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.partners.manifest import FactDecl, Manifest
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
            AwayColumn(_owner(one.manifest), fact.id, fact.name.label, _why(one))
            for one in away
            if one.manifest is not None
            for fact in one.manifest.facts
        ),
        unknown=(
            *((one.id, _why(one)) for one in away if one.manifest is None),
            *((one, _gone(one)) for one in stored if one not in found),
        ),
        keeper=_Facts(manifests, today),
    )


def _column(manifest: Manifest, fact: FactDecl, today: dt.date) -> AddedColumn:
    def fits(value: object) -> Sayable | None:
        refusal = refused(fact, value, today)  # type: ignore[arg-type]
        return refusal.message if refusal else None

    example = next((one for one in fact.examples if isinstance(one, str)), "")
    return AddedColumn(
        owner=_owner(manifest),
        own=fact.id,
        name=fact.name.label,
        holds=fact.type.value,
        length=fact.length,
        choices=tuple((one.id, one.name.label) for one in fact.choices),
        least=fact.least,
        most=fact.most,
        unit=fact.unit.label if fact.unit else None,
        example=example,
        fits=fits,
    )


def _owner(manifest: Manifest) -> Owner:
    also = (manifest.tab.label,) if manifest.tab else ()
    return Owner(manifest.id, manifest.name.label, also)


def _why(partner: Partner) -> Sayable:
    if partner.active:
        return text(
            "This is a column of {partner}, which was left out with --no-partners. Import without that, or "
            "take the column out.",
            partner=partner.name,
        )
    if partner.state is PartnerState.NEEDS_APPROVAL:
        return text(
            "This is a column of {partner}, which asks for more than was approved. Look at it and run "
            "“exin partner enable {id}”, or take the column out.",
            partner=partner.name,
            id=partner.id,
        )
    if partner.state is PartnerState.DISABLED:
        return text(
            "This is a column of {partner}, which is not enabled. Run “exin partner enable {id}”, or take "
            "the column out.",
            partner=partner.name,
            id=partner.id,
        )
    return text(
        "This is a column of the partner {id}, which cannot be used. “exin partner list” says why; when it "
        "is put right, run “exin partner enable {id}”. Or take the column out.",
        id=partner.id,
    )


def _gone(partner_id: str) -> Sayable:
    return text(
        "This is a column of the partner {id}, which is not installed. Install it and run “exin partner "
        "enable {id}”, or take the column out.",
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
    return Said(given.participant_id, partner, fact, given.value)  # type: ignore[arg-type]
