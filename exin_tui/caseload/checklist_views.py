"""A participant's checklists: each item with its state, its day, and why it is due on that day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from exin_schema.programme import ItemSpec, Programme, Words
from exin_schema.vocabulary import ChecklistKind, ItemKind, ItemState, Label, Mark
from exin_tui.caseload.models import ChecklistView, ItemRow
from exin_tui.caseload.records import WorkRecord
from exin_tui.caseload.why import set_by_hand
from exin_tui.clock import in_oslo
from exin_tui.programme.due import due_date, mark
from exin_tui.programme.in_force import release_list_in_force, start_list_in_force
from exin_tui.programme.release import best_release
from exin_tui.programme.values import Anchors, Case, Episode, Why

if TYPE_CHECKING:
    from exin_tui.caseload.labels import Labels


def checklist_views(
    records: Iterable[WorkRecord],
    case: Case,
    episodes: Mapping[str, Episode],
    labels: Labels,
    today: dt.date,
    programme: Programme,
) -> tuple[ChecklistView, ...]:
    """The checklists, the one in force first; lists of earlier imprisonments last. Tasks are passed over."""
    lines = [record for record in records if record.checklist_id is not None]
    lines.sort(key=lambda record: (record.checklist_id or "", record.position or 0, record.key or ""))
    views = [
        _view(list(rows), case, episodes, labels, today, programme)
        for _, rows in groupby(lines, key=lambda record: record.checklist_id)
    ]
    return tuple(sorted(views, key=lambda view: _rank(view, today)))


def _rank(view: ChecklistView, today: dt.date) -> tuple[int, bool, bool, str]:
    waits = view.in_force_on is None or view.in_force_on > today
    return -view.episode, waits, view.kind is not ChecklistKind.RELEASE, view.id


def _view(
    rows: list[WorkRecord],
    case: Case,
    episodes: Mapping[str, Episode],
    labels: Labels,
    today: dt.date,
    programme: Programme,
) -> ChecklistView:
    first = rows[0]
    kind = first.kind or ChecklistKind.START
    episode = episodes.get(first.episode_id or "")
    anchors = Anchors(
        kind=kind,
        in_force_on=first.in_force_on,
        release=best_release(episode, today, programme),
        enrolled_on=case.enrolled_on,
        phase_since=case.phase_since,
    )
    sections = _sections(kind, labels)
    items = [_item(record, anchors, labels, today, programme) for record in rows if record.id is not None]
    order = {key: index for index, (key, _) in enumerate(sections)}
    items.sort(key=lambda item: order.get(item.section, len(order)))
    if any(item.section not in order for item in items):
        sections = (*sections, ("", OTHER_ITEMS))
    used = {item.section for item in items}
    return ChecklistView(
        id=first.checklist_id or "",
        kind=kind,
        episode=episode.number if episode else 0,
        in_force_on=first.in_force_on,
        in_force_why=_in_force_why(kind, case, episode, today, programme),
        sections=tuple((key, heading) for key, heading in sections if key in used),
        items=tuple(items),
    )


_STATES = {state.value: state for state in ItemState}

#: Over items that the programme no longer knows.
OTHER_ITEMS = Label("Andre punkter", "Other items")


def _sections(kind: ChecklistKind, labels: Labels) -> tuple[tuple[str, Label], ...]:
    return tuple(
        (section, heading)
        for (list_kind, section), heading in labels.section_names.items()
        if list_kind == kind
    )


def _in_force_why(
    kind: ChecklistKind, case: Case, episode: Episode | None, today: dt.date, programme: Programme
) -> Why | None:
    if episode is not None and (case.episode is None or episode.id != case.episode.id):
        return None
    if kind is ChecklistKind.RELEASE:
        return release_list_in_force(episode, today, programme).why if episode else None
    return start_list_in_force(case, programme).why


def unknown_item(key: str) -> ItemSpec:
    """What is left of an item that the programme no longer knows: it stays with those who have it."""
    return ItemSpec(key, Words(key, key), kind=ItemKind.TICK, sensitive=True, retired=True)


def _item(
    record: WorkRecord, anchors: Anchors, labels: Labels, today: dt.date, programme: Programme
) -> ItemRow:
    key = record.key or ""
    spec = labels.item(anchors.kind, key) or unknown_item(key)
    label, sensitive, critical = labels.item_label(anchors.kind, key)
    state = _STATES[record.state or ""]
    changed_at = in_oslo(record.changed_at)
    why = (
        set_by_hand(record.due_on, record.changed_by or "", changed_at)
        if record.due_override
        else due_date(spec, anchors, programme).why
    )
    return ItemRow(
        id=record.id or "",
        version=record.version or 0,
        key=key,
        section=labels.section(anchors.kind, key),
        label=label,
        kind=spec.kind,
        sensitive=sensitive,
        critical=critical,
        optional=spec.optional,
        state=state,
        due_on=record.due_on,
        due_override=bool(record.due_override),
        mark=mark(record.due_on, today, programme) if state.open else Mark.NONE,
        responsible=record.responsible or "",
        value_on=record.value_on,
        contact=record.contact or "",
        reason=record.reason or "",
        confirmed_with=record.confirmed_with or "",
        note=record.note or "",
        changed_at=changed_at,
        changed_by=record.changed_by or "",
        why=why,
        declared=spec.declared,
    )
