"""Whose a key may be, and what the log says of a change of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exin_tui.cli.invocation import Refused, current
from exin_tui.language import join, text

if TYPE_CHECKING:
    from exin_tui.storage.keys_unlocking import Unlocked


def colleague_in(unlocked: Unlocked, initials: str) -> str:
    """``initials`` as the team writes them, or as a key that is there already has them.

    Raises `Refused` for somebody whom the team does not have: the key says who is working, and the log
    would name nobody.
    """
    from exin_tui.caseload.team import initials_in_use
    from exin_tui.storage.keys_people import checked_initials, list_slots
    from exin_tui.storage.opening import open_unlocked

    wanted = checked_initials(initials)
    with open_unlocked(unlocked) as database, database.read() as connection:
        team = initials_in_use(connection)
    having = [slot.initials for slot in list_slots(unlocked.path) if slot.initials]
    for known in (*team, *having):
        if known.casefold() == wanted.casefold():
            return known
    if not team:
        return wanted
    raise Refused(
        text(
            "Nobody in the team has the initials {initials}. It has: {known}. Put the colleague on the "
            "team's list and read it in with “exin import” first.",
            initials=wanted,
            known=join(list(team)),
        )
    )


def log_change(unlocked: Unlocked, what: str, *, actor: str = "") -> None:
    """Record in the log that ``actor``, else whoever unlocked, changed the keys."""
    from exin_tui.storage.opening import open_unlocked

    who = actor or unlocked.initials
    with (
        open_unlocked(unlocked) as database,
        database.write(command=what.partition(" ")[0], now=current().now, actor=who) as door,
    ):
        door.access(what)
