"""The checklists of a participant as rows to insert: which lists, in force from when, each item due when.

The rules answer; this module only asks them and keeps the answers as stored columns.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from exin_schema.programme import ItemSpec, Programme
from exin_schema.vocabulary import ChecklistKind, ItemKind, ItemState, Phase
from exin_tui.caseload.custody_dates import known_date
from exin_tui.programme.consents import HOLDS, status
from exin_tui.programme.due import due_date
from exin_tui.programme.in_force import release_list_in_force, start_list_in_force
from exin_tui.programme.release import best_release
from exin_tui.programme.values import Anchors, Case, Consent

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Lists:
    """The rows of one participant's checklists."""

    checklists: tuple[Row, ...]
    items: tuple[Row, ...]


def anchors(kind: ChecklistKind, case: Case, today: dt.date, programme: Programme) -> Anchors:
    """The days that due dates of the ``kind`` list hang on, for the newest custody episode of ``case``."""
    release = best_release(case.episode, today, programme)
    if kind is ChecklistKind.START:
        in_force = start_list_in_force(case, programme)
    else:
        in_force = release_list_in_force(case, today, programme)
    return Anchors(kind, in_force.on, release, case.enrolled_on, case.phase_since, today)


_BEFORE_RELEASE = frozenset({Phase.INTAKE, Phase.IN_PRISON, Phase.PRE_RELEASE})


def _enrolled_outside(case: Case) -> bool:
    """Enrolled on the day of the release or later, as after an unplanned release out of the intake."""
    released_on = case.episode.released_on if case.episode else None
    return released_on is None or (case.enrolled_on is not None and case.enrolled_on >= released_on)


def kinds_for(case: Case, done: frozenset[ChecklistKind] = frozenset()) -> tuple[ChecklistKind, ...]:
    """The lists that a participant has, in order.

    The start checklist comes with enrolment, the release checklist with a custody episode (guide, "Prosedyre
    for oppstart", "Prosedyre for løslatelse"). Whoever was enrolled before a release that has passed, and is
    entered after it, gets no start checklist, and in phase 5 or 6 no release checklist either, unless they
    are said to be ``done``: they belong to what lies before, and would be overdue from the first day (ours).
    """
    kinds = set(done)
    if case.enrolled_on is not None:
        if case.phase in _BEFORE_RELEASE or (case.phase is Phase.POST_RELEASE and _enrolled_outside(case)):
            kinds.add(ChecklistKind.START)
        if case.episode is not None and case.phase in {*_BEFORE_RELEASE, Phase.POST_RELEASE}:
            kinds.add(ChecklistKind.RELEASE)
    return tuple(kind for kind in ChecklistKind if kind in kinds)


def lists_for(
    participant_id: str,
    case: Case,
    *,
    kinds: Sequence[ChecklistKind],
    done: frozenset[ChecklistKind],
    today: dt.date,
    programme: Programme,
    make_id: Callable[[], str],
    now: dt.datetime | None = None,
    actor: str = "",
) -> Lists:
    """The rows of ``kinds``; the ticks of the lists in ``done`` are set.

    What is done from the first is signed by ``actor`` at ``now``.
    """
    checklists: list[Row] = []
    items: list[Row] = []
    for kind in kinds:
        hangs_on = anchors(kind, case, today, programme)
        checklist_id = make_id()
        checklists.append(
            {
                "id": checklist_id,
                "participant_id": participant_id,
                "episode_id": case.episode.id if case.episode else None,
                "kind": kind.value,
                "in_force_on": hangs_on.in_force_on,
            }
        )
        items += new_items(
            participant_id,
            checklist_id,
            kind,
            frozenset(),
            0,
            due_dates(kind, hangs_on, programme),
            case,
            today=today,
            programme=programme,
            make_id=make_id,
            done=kind in done,
            now=now,
            actor=actor,
        )
    return Lists(tuple(checklists), tuple(items))


def new_items(
    participant_id: str,
    checklist_id: str,
    kind: ChecklistKind,
    there: frozenset[str],
    position: int,
    due: Mapping[str, dt.date | None],
    case: Case,
    *,
    today: dt.date,
    programme: Programme,
    make_id: Callable[[], str],
    done: bool = False,
    now: dt.datetime | None = None,
    actor: str = "",
) -> list[Row]:
    """The rows of the items whose key is not ``there``, numbered from ``position``; no retired ones.

    Done at once: every tick of a list that is ``done``, consents that are active, a date that the
    imprisonment has.
    """
    wanted = [item for item in active_items(kind, programme) if item.key not in there]
    rows: list[Row] = []
    for number, spec in enumerate(wanted, start=position):
        value_on = known_date(spec, case.episode)
        state = _first_state(spec, case.consents, today, programme, done=done or value_on is not None)
        signed = state is ItemState.DONE
        rows.append(
            {
                "id": make_id(),
                "participant_id": participant_id,
                "checklist_id": checklist_id,
                "key": spec.key,
                "position": number,
                "state": state.value,
                "due_on": due[spec.key],
                "value_on": value_on,
                "changed_at": now if signed else None,
                "changed_by": actor if signed else "",
            }
        )
    return rows


def active_items(kind: ChecklistKind, programme: Programme) -> tuple[ItemSpec, ...]:
    """The items of a list that are not retired, in order."""
    return tuple(item for item in programme.checklist(kind).items if not item.retired)


def due_dates(kind: ChecklistKind, hangs_on: Anchors, programme: Programme) -> Mapping[str, dt.date | None]:
    """The computed due date of every item of a list, retired ones too, by key."""
    return {item.key: due_date(item, hangs_on, programme).on for item in programme.checklist(kind).items}


def missing_consents(
    spec: ItemSpec, consents: Sequence[Consent], today: dt.date, programme: Programme
) -> tuple[str, ...]:
    """The lines that an item of kind ``consents`` requires and that are not active on ``today``."""
    return tuple(line for line in spec.requires if status(line, consents, today, programme) not in HOLDS)


def _first_state(
    spec: ItemSpec, consents: Sequence[Consent], today: dt.date, programme: Programme, *, done: bool
) -> ItemState:
    if spec.kind is ItemKind.CONSENTS:
        done = not missing_consents(spec, consents, today, programme)
    return ItemState.DONE if done else ItemState.NOT_STARTED
