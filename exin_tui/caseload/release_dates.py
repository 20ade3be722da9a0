"""The release date and its standing: full term, 2/3, probation applied for, granted, refused, decided date.

When the best standing date changes, due dates that hang on it move, those set by hand stay, the answer says
what moved, and the task "tell the partners" appears with the partners who have consented.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Unpack

from sqlalchemy import select

from exin_schema.tables import checklist_item, custody_episode
from exin_schema.vocabulary import ChecklistKind, CustodyKind, ItemState, ProbationState
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.at_hand import participant_now
from exin_tui.caseload.due_dates import Moved, rederive
from exin_tui.caseload.imprisonment import wrong_terms
from exin_tui.caseload.release_news import release_alerts, tell_about_release
from exin_tui.caseload.stored import Row, Stored, episode_of
from exin_tui.caseload.told import ToTell
from exin_tui.language import text
from exin_tui.programme.release import best_release
from exin_tui.programme.rules import RuleId
from exin_tui.programme.values import Alert, Refusal, Release, Why
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door

_COLUMNS = {"sentence_end_date": "full_term_on", "two_thirds_date": "two_thirds_on"}
"""The imprisonment's column by the item of the start checklist."""
_Change = dict[str, object]


@dataclass(frozen=True, slots=True)
class ReleaseChanged:
    """What a command left behind, and what follows from it."""

    id: str
    """The imprisonment's."""
    version: int
    before: Release
    after: Release
    moved: tuple[Moved, ...]
    told: tuple[ToTell, ...]
    """Who is to be told; the task is there. Empty: nothing to tell, or nobody has consented."""
    alerts: tuple[Alert, ...]
    """What the new day means: a Friday, the day before a holiday."""


def enter_sentence(
    database: Database,
    episode_id: str,
    expected_version: int,
    *,
    full_term_on: dt.date | None,
    two_thirds_on: dt.date | None,
    **acting: Unpack[Acting],
) -> ReleaseChanged | Refusal:
    """Full term and 2/3 of a sentence; remand becomes a sentence. The start checklist's two dates follow."""
    change: _Change = {
        "kind": CustodyKind.SENTENCE.value, "full_term_on": full_term_on, "two_thirds_on": two_thirds_on,
    }  # fmt: skip
    return _change(database, "release.sentence", episode_id, expected_version, lambda _: change, acting)


def apply_for_probation(
    database: Database,
    episode_id: str,
    expected_version: int,
    on: dt.date | None = None,
    **acting: Unpack[Acting],
) -> ReleaseChanged | Refusal:
    """Release on probation was applied for, for a day when one was named. The date stands as it did."""
    change: _Change = {"probation": ProbationState.APPLIED.value, "probation_on": on}
    return _change(database, "release.apply", episode_id, expected_version, _sentence(change), acting)


def grant_probation(
    database: Database, episode_id: str, expected_version: int, on: dt.date, **acting: Unpack[Acting]
) -> ReleaseChanged | Refusal:
    """Release on probation was granted for a day."""
    change: _Change = {"probation": ProbationState.GRANTED.value, "probation_on": on}
    return _change(database, "release.grant", episode_id, expected_version, _sentence(change), acting)


def refuse_probation(
    database: Database, episode_id: str, expected_version: int, **acting: Unpack[Acting]
) -> ReleaseChanged | Refusal:
    """Release on probation was refused: the 2/3 date no longer stands, and the partners are told."""
    change: _Change = {"probation": ProbationState.REFUSED.value}
    return _change(
        database, "release.refuse", episode_id, expected_version, _sentence(change), acting, refused=True
    )


def decide(
    database: Database,
    episode_id: str,
    expected_version: int,
    on: dt.date | None,
    **acting: Unpack[Acting],
) -> ReleaseChanged | Refusal:
    """The release is decided for a day, or for another one than before; None: it no longer is."""
    change: _Change = {"decided_on": on}
    return _change(database, "release.decide", episode_id, expected_version, _sentence(change), acting)


def _sentence(change: _Change) -> Callable[[Row], _Change | Refusal]:
    """Only a sentence has a release date: for remand nothing is computed from guesses."""

    def decided(row: Row) -> _Change | Refusal:
        if row["kind"] == CustodyKind.REMAND.value:
            return Refusal(
                "remand_has_no_date", text("Remand has no release date. Enter the sentence first.")
            )
        return change

    return decided


def _change(
    database: Database,
    command: str,
    episode_id: str,
    expected_version: int,
    decide_change: Callable[[Row], _Change | Refusal],
    acting: Acting,
    *,
    refused: bool = False,
) -> ReleaseChanged | Refusal:
    today, programme = acting["today"], acting["programme"]
    with database.write(command=command, now=acting["now"], actor=acting["actor"]) as door:
        door.update(
            custody_episode, episode_id, expected_version, {}
        )  # gone or changed: said before any rule
        stored, row = _read(door, episode_id)
        change = decide_change(row)
        if isinstance(change, Refusal):
            return change
        against = _over(row, stored, today, acting) or wrong_terms({**row, **change})
        if against is not None:
            return against
        before = best_release(episode_of(row), today, programme)
        version = door.update(custody_episode, episode_id, expected_version, change)
        if "full_term_on" in change:
            _enter_in_start_list(door, stored, {**row, **change}, acting)
        moved = rederive(door, [stored.id], today=today, programme=programme)
        after = participant_now(door, stored.id).case()
        refused_now = refused and row["probation"] != ProbationState.REFUSED.value
        told = tell_about_release(door, stored, before, today, programme, refused=refused_now)
        return ReleaseChanged(
            episode_id,
            version,
            before,
            best_release(after.episode, today, programme),
            moved,
            told,
            release_alerts(after, today, programme),
        )


def _read(door: Door, episode_id: str) -> tuple[Stored, Row]:
    whose = door.connection.execute(
        select(custody_episode.c.participant_id).where(custody_episode.c.id == episode_id)
    ).scalar_one()
    stored = participant_now(door, whose)
    return stored, next(row for row in stored.episodes if row["id"] == episode_id)


def _over(row: Row, stored: Stored, today: dt.date, acting: Acting) -> Refusal | None:
    """An imprisonment that is over has its dates, and so has a follow-up that has ended."""
    if stored.participant["closed_on"] is not None:
        return Refusal("closed", text("The follow-up has ended. Reopen it first."))
    released_on = row["released_on"] or row["ended_on"]
    newest = stored.newest_episode
    if (released_on is not None and released_on <= today) or newest is None or newest["id"] != row["id"]:
        message = text("This imprisonment is over: its release date is what it was.")
        return Refusal("custody_over", message, Why(message, acting["programme"].rule(RuleId.RELEASE_DATE)))
    return None


def _enter_in_start_list(door: Door, stored: Stored, row: Row, acting: Acting) -> None:
    """The two dates are items of the start checklist: nobody enters them twice."""
    for each in stored.checklists:
        if each["kind"] != ChecklistKind.START.value or each["episode_id"] != row["id"]:
            continue
        for item in stored.items.get(each["id"], []):
            column = {"sentence_end_date": "full_term_on", "two_thirds_date": "two_thirds_on"}.get(
                item["key"]
            )
            if column is None or item["value_on"] == row[column]:
                continue
            became = ItemState.NOT_STARTED if row[column] is None else ItemState.DONE
            values = {"value_on": row[column], "state": became.value, "reason": "", "confirmed_with": ""}
            signed = {"changed_at": acting["now"], "changed_by": acting["actor"]}
            door.update(checklist_item, item["id"], item["version"], {**values, **signed})
