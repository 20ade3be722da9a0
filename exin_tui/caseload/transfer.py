"""Moved within custody, to another place, unit or level: a new place opens its contacts again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Unpack

from sqlalchemy import select

from exin_schema.programme import Programme
from exin_schema.tables import checklist_item, custody_episode, participant_contact
from exin_schema.vocabulary import ItemKind, ItemState, Phase, SecurityLevel
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.at_hand import participant_now, short, too_long
from exin_tui.caseload.stored import KINDS, Row, Stored
from exin_tui.language import text
from exin_tui.programme.rules import RuleId
from exin_tui.programme.values import Refusal, Why
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door

_INSIDE = frozenset({Phase.IN_PRISON, Phase.PRE_RELEASE})
_DONE = frozenset({ItemState.DONE.value, ItemState.CONFIRMED.value})


@dataclass(frozen=True, slots=True)
class Transferred:
    """What a transfer left behind."""

    id: str
    """The imprisonment's."""
    version: int
    reopened: tuple[str, ...]
    """Keys of the contact items that are open again."""


def transfer(
    database: Database,
    episode_id: str,
    expected_version: int,
    *,
    place: str,
    unit: str,
    level: SecurityLevel,
    **acting: Unpack[Acting],
) -> Transferred | Refusal:
    """Another place, unit or level. A transfer reopens the prison contacts (guide, custody).

    Refused in phases 2 and 3: a level that counts as out (EK, § 12), which is phase 4 with the day on which
    the prison was left.
    """
    today, programme = acting["today"], acting["programme"]
    where, what = short(place), short(unit)
    with database.write(command="custody.transfer", now=acting["now"], actor=acting["actor"]) as door:
        door.update(custody_episode, episode_id, expected_version, {})
        whose = door.connection.execute(
            select(custody_episode.c.participant_id).where(custody_episode.c.id == episode_id)
        ).scalar_one()
        stored = participant_now(door, whose)
        row = next(each for each in stored.episodes if each["id"] == episode_id)
        refusal = too_long(where, what) or _out(stored, level, programme)
        if refusal is not None:
            return refusal
        values = {"place": where, "unit": what, "level": level.value}
        version = door.update(custody_episode, episode_id, expected_version, values)
        reopened = _reopen(door, stored, row, today, programme) if where != row["place"] else ()
        return Transferred(episode_id, version, reopened)


def _out(stored: Stored, level: SecurityLevel, programme: Programme) -> Refusal | None:
    if level.in_custody or stored.case().phase not in _INSIDE:
        return None
    message = text(
        "{level} counts as out of prison: move to phase 4 first, with the day on which the prison was left.",
        level=level,
    )
    return Refusal("level_is_out", message, Why(message, programme.rule(RuleId.CUSTODY)))


def _reopen(
    door: Door, stored: Stored, episode: Row, today: dt.date, programme: Programme
) -> tuple[str, ...]:
    """The contact items that the prison's consent line covers, and the contacts' roles until today."""
    inside = {role.key for role in programme.roles if role.line == "prison"}
    reopened: list[str] = []
    for each in stored.checklists:
        if each["episode_id"] != episode["id"]:
            continue
        for item in stored.items.get(each["id"], []):
            spec = programme.item(KINDS[each["kind"]], item["key"])
            if spec is None or spec.kind is not ItemKind.CONTACT or spec.contact_role not in inside:
                continue
            if item["state"] in _DONE:
                reopened.append(spec.key)
                values = {
                    "state": ItemState.NOT_STARTED.value, "contact_id": None, "confirmed_with": "",
                    "changed_at": door.now, "changed_by": door.actor,
                }  # fmt: skip
                door.update(checklist_item, item["id"], item["version"], values)
    rows = door.connection.execute(
        select(participant_contact).where(
            participant_contact.c.participant_id == stored.id,
            participant_contact.c.role.in_(sorted(inside)),
            participant_contact.c.to_on.is_(None),
        )
    ).mappings()
    for row in rows.all():
        last = max(today - dt.timedelta(days=1), row["from_on"] or dt.date.min)
        door.update(participant_contact, row["id"], row["version"], {"to_on": last})
    return tuple(reopened)
