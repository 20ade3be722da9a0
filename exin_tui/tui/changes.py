"""Changing something from the screen: in a thread, refused in words, reloaded when stale, undone.

Nothing typed is lost: whoever asks gets the refusal back and can show it beside what was typed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exin_tui.language import Sayable, text
from exin_tui.programme.values import Refusal, Why

if TYPE_CHECKING:
    from exin_schema.programme import Programme
    from exin_tui.caseload.acting import Acting
    from exin_tui.storage.database import Database


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing was changed."""

    message: Sayable
    why: Why | None = None
    stale: bool = False
    """Somebody else changed it first: what is shown is read again."""
    overridable: bool = False
    """The team may go past it knowingly, with a reason."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What every command takes besides what it is about."""

    now: dt.datetime
    today: dt.date
    actor: str
    programme: Programme

    @property
    def acting(self) -> Acting:
        """The same, as the commands of `exin_tui.caseload` take it."""
        from exin_tui.caseload.acting import Acting

        return Acting(now=self.now, today=self.today, actor=self.actor, programme=self.programme)


Write = Callable[["Database", Moment], object]


def attempt(database: Database, moment: Moment, write: Write) -> Refused | None:
    """Run ``write``; what the rules or storage refused, or None. Runs in a thread."""
    from exin_tui.storage.errors import StaleVersion, StorageError

    try:
        answer = write(database, moment)
    except StaleVersion as error:
        return Refused(_changed_by(error.changed_by, error.changed_at), stale=True)
    except StorageError as error:
        return Refused(error.message)
    if isinstance(answer, Refusal):
        return Refused(answer.message, answer.why, overridable=answer.overridable)
    return None


def rehearse(database: Database, moment: Moment, write: Write) -> object:
    """What ``write`` would answer, with nothing kept; None when storage could not say. Runs in a thread."""
    from exin_tui.caseload.rehearsal import Rehearsal
    from exin_tui.storage.errors import StorageError

    try:
        return write(Rehearsal(database), moment)
    except StorageError:
        return None


def _changed_by(who: str, at: dt.datetime | None) -> Sayable:
    from exin_tui.clock import OSLO

    if at is None:
        return text("Changed by someone else – what you see has been read again.")
    return text(
        "Changed by {who} at {time} – what you see has been read again.",
        who=who,
        time=at.astimezone(OSLO).strftime("%H:%M"),
    )
