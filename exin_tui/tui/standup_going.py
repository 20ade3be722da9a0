"""Into the stand-up: begin one, go on with the one that was left, or follow a colleague's."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, cast

from exin_schema.vocabulary import ReviewState
from exin_tui.language import text
from exin_tui.tui.changes import Moment, Refused
from exin_tui.tui.standup_scene import shared_look
from exin_tui.tui.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from exin_tui.caseload.standups import Standup
    from exin_tui.storage.database import Database
    from exin_tui.tui.app import ExinApp
    from exin_tui.tui.going_app import GoingApp

FRESH = dt.timedelta(seconds=20)
"""A running stand-up without a sign of life for longer than this was cut off."""
_EVERYBODY = "*"


def go_standup(app: GoingApp, whose: str | None = None) -> None:
    """Ask the database what there is, then go there. ``whose``: initials, or empty for the whole team."""
    from exin_tui.caseload.standups import open_standup

    exin = cast("ExinApp", app)
    if exin.overview is None:
        return
    exin.screen_names()
    exin.read_with(open_standup, lambda found: _go(exin, found, whose))


def open_screen(exin: ExinApp, standup_id: str) -> None:
    """The stand-up's screen; without an id it follows the newest."""
    from exin_tui.tui.screens.standup import StandupScreen

    if not exin.always_screened:
        exin.push_screen(StandupScreen(standup_id))


def _go(exin: ExinApp, found: Standup | None, whose: str | None) -> None:
    if found is None or found.held_on != exin.today:
        _begin_or_ask(exin, whose)
    elif _held_elsewhere(exin, found):
        _ask_about(exin, found, whose)
    else:
        _resume(exin, found)


def _held_elsewhere(exin: ExinApp, found: Standup) -> bool:
    if found.held_by == exin.me or found.state is not ReviewState.RUNNING:
        return False
    sign = found.last_sign or found.started_at
    return exin.clock.now() - sign < FRESH


def _begin_or_ask(exin: ExinApp, whose: str | None) -> None:
    overview = exin.overview
    if overview is None:
        return
    if whose is not None or not overview.rows:
        _begin(exin, whose or "")  # nobody on the board: refused in words
        return
    say = exin.look.say
    choices = [Choice("0", say(text("the whole team")), _EVERYBODY, on=True, beside=str(len(overview.rows)))]
    choices += [
        Choice(str(number), one.initials, one.initials, beside=str(one.active))
        for number, one in enumerate((one for one in overview.capacity if one.active), start=1)
    ]

    def chosen(value: str | None) -> None:
        if value is not None:
            _begin(exin, "" if value == _EVERYBODY else value)

    exin.push_screen(Menu(say(text("Stand-up: whose participants?")), say(text("cancel")), choices), chosen)


def _ask_about(exin: ExinApp, found: Standup, whose: str | None) -> None:
    say = exin.look.say
    choices = [
        Choice("f", say(text("follow {who}", who=found.held_by)), "follow", on=True),
        Choice("o", say(text("take it over")), "take"),
        Choice("n", say(text("hold another one")), "new"),
    ]

    def chosen(value: str | None) -> None:
        if value == "follow":
            open_screen(exin, "")
        elif value == "take":
            _resume(exin, found)
        elif value == "new":
            _begin_or_ask(exin, whose)

    title = say(text("{who} is holding a stand-up", who=found.held_by))
    exin.push_screen(Menu(title, say(text("close")), choices), chosen)


def _begin(exin: ExinApp, whose: str) -> None:
    rows = exin.overview.rows if exin.overview is not None else ()
    wanted = [row.person.id for row in rows if not whose or row.caseworker == whose]
    begun: list[str] = []

    def write(database: Database, moment: Moment) -> object:
        from exin_tui.caseload.standup_steps import Stepped, begin

        answer = begin(
            database, wanted, whose=whose,
            now=moment.now, today=moment.today, actor=moment.actor, programme=moment.programme,
        )  # fmt: skip
        if isinstance(answer, Stepped):
            begun.append(answer.id)
        return answer

    exin.change(write, lambda: open_screen(exin, begun[0]), lambda refused: _tell(exin, refused))


def _resume(exin: ExinApp, found: Standup) -> None:
    def write(database: Database, moment: Moment) -> object:
        from exin_tui.caseload.standup_steps import resume

        return resume(database, found.id, found.version, now=moment.now, actor=moment.actor)

    def resumed() -> None:
        open_screen(exin, found.id)
        entry = found.current
        if entry is not None:
            place = text(
                "Resumed at {who}, {place} of {all}.",
                who=shared_look(exin.look).screening.person(entry.person),
                place=found.position + 1,
                all=len(found.entries),
            )
            exin.tell(place)

    exin.change(write, resumed, lambda refused: _tell(exin, refused))


def _tell(exin: ExinApp, refused: Refused) -> None:
    exin.tell(refused.message, loud=True)
