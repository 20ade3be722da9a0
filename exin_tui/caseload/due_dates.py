"""Deriving stored due dates again when what they hang on has changed.

Due dates are stored so that the board can find them. They move when a release date, the enrolment, the day on
which a checklist comes in force or the programme changes. What was set by hand stays where it is. Items that
follow the consents, or whose date the imprisonment has, are brought in line here too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from exin_schema.programme import ItemSpec, Programme
from exin_schema.tables import checklist, checklist_item, task
from exin_schema.tables.columns import new_id
from exin_schema.vocabulary import ChecklistKind, ItemKind, ItemState
from exin_tui.caseload.checklist_rows import (
    anchors,
    due_dates,
    kinds_for,
    lists_for,
    missing_consents,
    new_items,
)
from exin_tui.caseload.custody_dates import custody_change
from exin_tui.caseload.phase_tasks import open_by_phase, task_dates_that_move
from exin_tui.caseload.stored import KINDS, Row, Stored, read_participants
from exin_tui.programme.values import Anchors, Case
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door


@dataclass(frozen=True, slots=True)
class Moved:
    """A due date that moved, or an item that the consents or the imprisonment did or undid. Local dates."""

    participant_id: str
    code: str
    list: ChecklistKind | None
    """None for a task."""
    key: str
    before: dt.date | None
    after: dt.date | None
    done: bool | None = None
    """For an item that follows the consents or the imprisonment: what it became."""


def refresh(
    database: Database, *, now: dt.datetime, today: dt.date, programme: Programme, actor: str | None = None
) -> tuple[Moved, ...]:
    """Derive everybody's due dates again: when the programme or a manifest changed, and on a new day.

    A new day matters since consents expire by themselves. Nothing that holds is written again.
    """
    with database.write(command="due_dates.refresh", now=now, actor=actor) as door:
        return rederive(door, None, today=today, programme=programme)


def rederive(
    door: Door, participant_ids: Iterable[str] | None, *, today: dt.date, programme: Programme
) -> tuple[Moved, ...]:
    """Bring checklists, items, partners' tasks and due dates in line with the rules, and say what moved.

    ``participant_ids`` None: everybody who is not closed. Lists that are missing are created, items that the
    programme has gained are added to the lists of the newest imprisonment, tasks that the phase opens are
    opened.
    """
    moved: list[Moved] = []
    for stored in read_participants(door.connection, participant_ids):
        _ensure_lists(door, stored, today, programme)
        newest = stored.newest_episode
        for row in stored.checklists:
            case = stored.case(row["episode_id"])
            current = newest is None or row["episode_id"] in {newest["id"], None}
            moved += _rederive_list(door, stored, row, case, today, programme, grows=current)
        open_by_phase(door, [stored], today=today, programme=programme)
        for row, due_on in task_dates_that_move(stored, today, programme):
            door.update(task, row["id"], row["version"], {"due_on": due_on})
            moved.append(
                Moved(stored.id, stored.participant["code"], None, row["key"], row["due_on"], due_on)
            )
    return tuple(moved)


def stored_anchors(
    kind: ChecklistKind, in_force_on: dt.date | None, case: Case, today: dt.date, programme: Programme
) -> Anchors:
    """What due dates hang on now, given what was stored.

    A list that came in force when a date for release on probation was set keeps that day: the rule can only
    say "today at the latest", since the day on which it was set is known nowhere else.
    """
    hangs_on = anchors(kind, case, today, programme)
    if hangs_on.in_force_on == today and in_force_on is not None and in_force_on < today:
        hangs_on = msgspec.structs.replace(hangs_on, in_force_on=in_force_on)
    return hangs_on


def _ensure_lists(door: Door, stored: Stored, today: dt.date, programme: Programme) -> None:
    """Create the lists that the participant should have for the newest imprisonment and has not."""
    case = stored.case()
    newest = case.episode.id if case.episode else None
    there = {row["kind"] for row in stored.checklists if row["episode_id"] in {newest, None}}
    if case.episode is not None and case.episode.ended_on is not None and case.episode.ended_on <= today:
        return
    missing = [kind for kind in kinds_for(case) if kind.value not in there]
    if not missing:
        return
    lists = lists_for(
        stored.id, case, kinds=missing, done=frozenset(), today=today, programme=programme, make_id=new_id,
        now=door.now, actor=door.actor,
    )  # fmt: skip
    door.insert_many(checklist, lists.checklists)
    door.insert_many(checklist_item, lists.items)


def _rederive_list(
    door: Door,
    stored: Stored,
    row: Row,
    case: Case,
    today: dt.date,
    programme: Programme,
    *,
    grows: bool,
) -> list[Moved]:
    kind = KINDS[row["kind"]]
    hangs_on = stored_anchors(kind, row["in_force_on"], case, today, programme)
    if hangs_on.in_force_on != row["in_force_on"]:
        door.update(checklist, row["id"], row["version"], {"in_force_on": hangs_on.in_force_on})
    due = due_dates(kind, hangs_on, programme)
    items = stored.items.get(row["id"], [])
    moved = [
        change
        for item in items
        if (change := _rederive_item(door, stored, row, item, due, case, today, programme)) is not None
    ]
    if grows:
        keys = frozenset(item["key"] for item in items)
        position = max((item["position"] for item in items), default=-1) + 1
        added = new_items(
            stored.id,
            row["id"],
            kind,
            keys,
            position,
            due,
            case,
            today=today,
            programme=programme,
            make_id=new_id,
            now=door.now,
            actor=door.actor,
        )
        door.insert_many(checklist_item, added)
    return moved


def _rederive_item(
    door: Door,
    stored: Stored,
    list_row: Row,
    item: Row,
    due: Mapping[str, dt.date | None],
    case: Case,
    today: dt.date,
    programme: Programme,
) -> Moved | None:
    kind = KINDS[list_row["kind"]]
    spec = programme.item(kind, item["key"])
    if spec is None:
        return None
    change: dict[str, object] = {}
    if not item["due_override"] and not _keeps(spec) and due[spec.key] != item["due_on"]:
        change["due_on"] = due[spec.key]
    state = consent_state(spec, item, case, today, programme)
    if state is not None and state.value != item["state"]:
        change["state"] = state.value
    change |= custody_change(spec, item, case.episode, own=list_row["episode_id"] is not None)
    if not change:
        return None
    became = change.get("state", item["state"])
    if change.keys() - {"due_on"}:
        change |= {"changed_at": door.now, "changed_by": door.actor}
    door.update(checklist_item, item["id"], item["version"], change)
    if "due_on" not in change and became == item["state"]:
        return None
    return Moved(
        stored.id,
        stored.participant["code"],
        kind,
        spec.key,
        item["due_on"],
        due[spec.key] if "due_on" in change else item["due_on"],
        None if became == item["state"] else became == ItemState.DONE.value,
    )


def _keeps(spec: ItemSpec) -> bool:
    """Counted from the day on which the item was made, which never changes."""
    return spec.due is not None and spec.due.anchor == "created"


def consent_state(
    spec: ItemSpec, item: Row, case: Case, today: dt.date, programme: Programme
) -> ItemState | None:
    """What an item of kind ``consents`` is today; None for other kinds, and when it was marked not needed.

    Done when its lines are active, open again when one of them is withdrawn or expires (guide, release
    checklist). A confirmation stays while they hold.
    """
    if spec.kind is not ItemKind.CONSENTS or item["state"] == ItemState.NOT_NEEDED.value:
        return None
    if missing_consents(spec, case.consents, today, programme):
        if item["state"] == ItemState.IN_PROGRESS.value:
            return ItemState.IN_PROGRESS
        return ItemState.NOT_STARTED
    return ItemState.CONFIRMED if item["state"] == ItemState.CONFIRMED.value else ItemState.DONE
