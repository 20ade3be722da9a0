"""One move between phases, inside a command: its rules, what it records, and all that follows from it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from exin_schema.programme import Programme
from exin_schema.tables import consent, custody_episode, participant, phase_transition
from exin_schema.vocabulary import Phase, TaskState
from exin_tui.caseload.at_hand import participant_now, too_long
from exin_tui.caseload.discussion import Discussion, pending_row
from exin_tui.caseload.due_dates import Moved, rederive
from exin_tui.caseload.overload import forget_what_is_gone, keep_reason, over_after_move
from exin_tui.caseload.own_tasks import SAME_DAY, TELL_CLOSING, TELL_LOST
from exin_tui.caseload.release_news import release_alerts, tell_about_release
from exin_tui.caseload.stored import Stored
from exin_tui.caseload.task_making import finish_tasks, open_task, open_tasks
from exin_tui.caseload.told import ToTell
from exin_tui.language import text
from exin_tui.programme.custody import in_custody
from exin_tui.programme.release import best_release
from exin_tui.programme.transitions import (
    cautions,
    check,
    discuss_by,
    missing_in_record,
    must_record,
    same_day_list,
    unplanned_release,
)
from exin_tui.programme.values import Alert, Case, Refusal, Why
from exin_tui.storage.door import Door


@dataclass(frozen=True, slots=True)
class Wish:
    """A move that the team wants."""

    to: Phase
    discussion: Discussion = field(default_factory=Discussion)
    released_on: dt.date | None = None
    """The actual release, when it is recorded with the move."""
    reason: str = ""
    """Why the team goes past a limit, or ends the follow-up in custody."""


@dataclass(frozen=True, slots=True)
class PhaseMoved:
    """What a move left behind, and what follows from it."""

    id: str
    version: int
    phase: Phase
    on: dt.date
    """The first day of the phase: the release day for phase 4, else the day of the move."""
    unplanned: bool = False
    discuss_by: dt.date | None = None
    """After an unplanned release: the drøft is owed, and held by this day."""
    moved: tuple[Moved, ...] = ()
    told: tuple[ToTell, ...] = ()
    """Who is to be told about the release date; the task is there."""
    cautions: tuple[Why, ...] = ()
    alerts: tuple[Alert, ...] = ()
    """What the release day means: NAV closed from the next day, and the like."""


def refuse(door: Door, stored: Stored, wish: Wish, today: dt.date, programme: Programme) -> Refusal | None:
    """Why the move cannot be made; what only a reason is missing for comes last."""
    case = stored.case()
    given = wish.discussion.fields()
    found = [
        *check(case, wish.to, today, programme, released_on=wish.released_on),
        *missing_in_record(must_record(case.phase, wish.to), given, programme),
    ]
    wordy = too_long(*given.values(), wish.reason)
    if wordy is not None:
        found.append(wordy)
    full = over_after_move(
        door.connection, stored.participant["caseworker_id"], case.phase, wish.to, programme
    )
    if full is not None:
        found.append(full)
    if wish.reason:
        found = [each for each in found if not each.overridable]
    return min(found, key=lambda each: each.overridable, default=None)


def proposed_before(door: Door, stored: Stored, wish: Wish) -> Wish:
    """The wish with what a proposal of the same move has already said."""
    row = pending_row(door.connection, stored.id)
    if row is None or row["to_phase"] != wish.to.value:
        return wish
    discussion = wish.discussion.over({name: row[name] for name in wish.discussion.fields()})
    return Wish(wish.to, discussion, wish.released_on, wish.reason or row["reason"])


def make(
    door: Door,
    stored: Stored,
    wish: Wish,
    today: dt.date,
    programme: Programme,
    *,
    also: dict[str, object] | None = None,
) -> PhaseMoved:
    """Write a move that `refuse` had nothing against. ``also`` are further columns of the participant."""
    case = stored.case()
    released_on = _release(case, wish, today)
    on = released_on if wish.to is Phase.POST_RELEASE and released_on is not None else today
    unplanned = unplanned_release(case, wish.to, today)
    owed = discuss_by(on, programme).on if unplanned and wish.discussion.empty else None
    over = over_after_move(
        door.connection, stored.participant["caseworker_id"], case.phase, wish.to, programme
    )
    if over is not None:
        keep_reason(door, stored.participant["caseworker_id"], wish.reason)
    _record(door, stored, wish, on, unplanned=unplanned)
    values: dict[str, object] = {"phase": wish.to.value, "phase_since": on, **(also or {})}
    if unplanned:
        values["discuss_by"] = owed
    if case.phase is Phase.CLOSING and wish.to is not Phase.CLOSING:
        values["closing_reason"] = None
        _closing_is_off(door, stored)
    version = door.update(participant, stored.id, stored.participant["version"], values)
    told = _released(door, stored, case, wish, today, programme)
    if unplanned:
        for number, _ in enumerate(same_day_list(programme), start=1):
            open_task(door, stored.id, f"{SAME_DAY}{number}", due_on=on)
    forget_what_is_gone(door, stored.participant["caseworker_id"], programme)
    moved = rederive(door, [stored.id], today=today, programme=programme)
    after = participant_now(door, stored.id).case()
    return PhaseMoved(
        stored.id,
        version,
        wish.to,
        on,
        unplanned,
        owed,
        moved,
        told,
        cautions(case, wish.to, today, programme),
        release_alerts(after, today, programme) if wish.to is not Phase.CLOSING else (),
    )


def _release(case: Case, wish: Wish, today: dt.date) -> dt.date | None:
    """The actual release: the one that comes with the move, else the one that is recorded."""
    known = case.episode.released_on if case.episode else None
    if wish.released_on is not None:
        return wish.released_on
    return (
        known
        if known is not None and known <= today and case.phase.number < Phase.POST_RELEASE.number
        else None
    )


def _record(door: Door, stored: Stored, wish: Wish, on: dt.date, *, unplanned: bool) -> None:
    """The transition's row: the proposal of the same move becomes it, another proposal is off."""
    values: dict[str, object] = {
        "from_phase": stored.participant["phase"],
        "to_phase": wish.to.value,
        "on": on,
        "at": door.now,
        "reason": wish.reason,
        "unplanned": unplanned,
        "proposed": False,
        **wish.discussion.fields(),
    }
    row = pending_row(door.connection, stored.id)
    if row is not None and row["to_phase"] == wish.to.value:
        door.update(phase_transition, row["id"], row["version"], values)
        return
    if row is not None:
        door.delete(phase_transition, row["id"], row["version"])
    door.insert(phase_transition, {"participant_id": stored.id, **values})


def _released(
    door: Door, stored: Stored, case: Case, wish: Wish, today: dt.date, programme: Programme
) -> tuple[ToTell, ...]:
    """The imprisonment ends with the release, and so do the consents that hold for one prison stay."""
    row = stored.newest_episode
    if row is None or wish.released_on is None or not in_custody_or_unrecorded(case, today):
        return ()
    before = best_release(case.episode, today, programme)
    ended = {"released_on": wish.released_on, "ended_on": wish.released_on}
    door.update(custody_episode, row["id"], row["version"], ended)
    for each in stored.consents:
        if each["episode_id"] == row["id"] and each["expires_on"] is None and each["withdrawn_on"] is None:
            last = max(wish.released_on, each["given_on"])
            door.update(consent, each["id"], each["version"], {"expires_on": last})
    return tell_about_release(door, stored, before, today, programme)


def in_custody_or_unrecorded(case: Case, today: dt.date) -> bool:
    """The newest imprisonment has no recorded release yet, wherever it is served."""
    episode = case.episode
    if episode is None:
        return False
    return in_custody(episode, today) or (episode.released_on is None and episode.ended_on is None)


def _closing_is_off(door: Door, stored: Stored) -> None:
    """The follow-up goes on: nobody is to be told that it ends."""
    rows = open_tasks(door, stored.id, (TELL_CLOSING, TELL_LOST))
    goes_on = text("The follow-up goes on.").say("nb")
    finish_tasks(door, rows, TaskState.NOT_NEEDED, reason=goes_on)
