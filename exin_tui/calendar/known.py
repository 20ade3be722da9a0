"""Whether what a calendar is narrowed to is there: a misspelt code must not become an empty calendar."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from exin_schema.tables import caseworker, participant
from exin_tui.calendar.wanted import Wanted
from exin_tui.language import Sayable, join, text


def unknown(
    connection: Connection, wanted: Wanted, *, partners: Sequence[str], kinds: Sequence[str]
) -> Sayable | None:
    """A sentence about the first limit that nothing can meet; None when all are known."""
    if wanted.caseworker:
        initials = list(connection.execute(select(caseworker.c.initials)).scalars())
        if wanted.caseworker.upper() not in {each.upper() for each in initials}:
            return text(
                "Nobody in the team has the initials {initials}. There are: {known}.",
                initials=wanted.caseworker,
                known=join(sorted(initials)),
            )
    if wanted.participant:
        same = select(participant.c.id).where(func.upper(participant.c.code) == wanted.participant.upper())
        if connection.execute(same).first() is None:
            return text("There is no participant with the code {code}.", code=wanted.participant)
    if wanted.partner and wanted.partner not in partners:
        return text(
            "There is no partner {id}. There are: {known}.", id=wanted.partner, known=join(list(partners))
        )
    for kind in wanted.kinds:
        if kind not in kinds:
            near = difflib.get_close_matches(kind, kinds, n=1)
            known = join((*near,) or (*kinds,))
            return text("There is no kind of meeting {kind}. There is: {known}.", kind=kind, known=known)
    return None
