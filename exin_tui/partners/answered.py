"""What the team has answered about partners. Every start asks: without SQLAlchemy where that is possible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec

from exin_tui.language import text
from exin_tui.partners.approval import Approval, wider
from exin_tui.partners.discovery import Partner, PartnerState, needs_approval

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.storage.database import Database

KEY = "partner."
"""Before a partner's id: the setting in which the team's answer stands."""
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
            found[key.removeprefix(KEY)] = msgspec.json.decode(value, type=Approval)
        except msgspec.DecodeError:
            found[key.removeprefix(KEY)] = Approval(enabled=False)
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
