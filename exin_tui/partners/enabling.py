"""Keeps the team's answers about partners with the caseload: they are the team's, not one machine's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec

from exin_tui.language import text
from exin_tui.partners.approval import Approval, wider
from exin_tui.partners.discovery import Partner, PartnerState, needs_approval
from exin_tui.partners.manifest import Manifest
from exin_tui.partners.taking_off import Work, bring_back, take_off
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door

if TYPE_CHECKING:
    from sqlalchemy import Connection

_KEY = "partner."
_STORED = "SELECT key, value FROM setting WHERE substr(key, 1, 8) = 'partner.'"


def read_approvals(connection: Connection) -> dict[str, Approval]:
    """The team's answers by partner id; one that cannot be read counts as switched off."""
    return _answers(connection.exec_driver_sql(_STORED))


def approvals_in(database: Database) -> dict[str, Approval]:
    """`read_approvals` from an open database, without SQLAlchemy where that is possible: every start asks."""
    rows = database.quickly(lambda bare: bare.execute(_STORED).fetchall())
    if rows is not None:
        return _answers(rows)
    with database.read() as connection:
        return read_approvals(connection)


def _answers(rows: Iterable[Any]) -> dict[str, Approval]:
    found: dict[str, Approval] = {}
    for key, value in rows:
        try:
            found[key.removeprefix(_KEY)] = msgspec.json.decode(value, type=Approval)
        except msgspec.DecodeError:
            found[key.removeprefix(_KEY)] = Approval(enabled=False)
    return found


def as_answered(partners: Iterable[Partner], answers: Mapping[str, Approval]) -> tuple[Partner, ...]:
    """The ``partners`` of a program that runs, as the team's answers are now: one that took part may
    do so no longer.

    Nobody joins: what a partner adds to the programme is read at start. One that was never answered about
    stays as it was.
    """
    return tuple(_as_answered(one, answers) for one in partners)


def _as_answered(partner: Partner, answers: Mapping[str, Approval]) -> Partner:
    if not _said_no(partner, answers) or partner.manifest is None:
        return partner
    answer = answers[partner.id]
    if answer.enabled:
        beyond = needs_approval(partner.manifest, wider(partner.manifest, answer, partner.package))
        return replace(partner, state=PartnerState.NEEDS_APPROVAL, reason=beyond)
    return replace(partner, state=PartnerState.DISABLED, reason=_OFF)


def switched_off(connection: Connection, partner: Partner) -> bool:
    """The team has said no since ``partner`` was found active, or yes to less than it asks for."""
    return _said_no(partner, read_approvals(connection))


def _said_no(partner: Partner, answers: Mapping[str, Approval]) -> bool:
    answer = answers.get(partner.id)
    if answer is None or not partner.active or partner.manifest is None:
        return False
    return not answer.enabled or bool(wider(partner.manifest, answer, partner.package))


_OFF = text("It was switched off while the board was open.")


def enable(
    database: Database,
    manifest: Manifest,
    *,
    now: dt.datetime,
    package: str | None = None,
    actor: str | None = None,
) -> Work | None:
    """Say yes to the partner with the scope that its manifest has now, from ``package``. Logged.

    What was taken off the lists when it was switched off comes back: how much, or None when nothing was.
    """
    with database.write(command="partner.enable", now=now, actor=actor) as door:
        before = read_approvals(door.connection).get(manifest.id)
        _keep(door, manifest.id, Approval.of(manifest, package))
        if before is None or before.taken_off_at is None:
            return None
        return bring_back(door, manifest.id, before.taken_off_at)


def disable(
    database: Database,
    partner_id: str,
    *,
    now: dt.datetime,
    actor: str | None = None,
    and_take_off: bool = False,
) -> Work | None:
    """Switch the partner off. What is stored for it stays. Logged.

    ``and_take_off``: with its open tasks and items marked as not needed until it is enabled again.
    """
    with database.write(command="partner.disable", now=now, actor=actor) as door:
        off = take_off(door, partner_id) if and_take_off else None
        _keep(door, partner_id, Approval(enabled=False, taken_off_at=door.now if and_take_off else None))
        return off


def _keep(door: Door, partner_id: str, answer: Approval) -> None:
    door.set_setting(_KEY + partner_id, msgspec.json.encode(answer).decode())
