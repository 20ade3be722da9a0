"""Keeps the team's answers about partners with the caseload: they are the team's, not one machine's."""

from __future__ import annotations

import datetime as dt

import msgspec

from exin_tui.partners.answered import KEY, read_approvals
from exin_tui.partners.approval import Approval
from exin_tui.partners.manifest import Manifest
from exin_tui.partners.taking_off import Work, bring_back, take_off
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door


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
    door.set_setting(KEY + partner_id, msgspec.json.encode(answer).decode())
