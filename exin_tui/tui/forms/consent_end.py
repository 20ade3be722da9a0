"""A consent that is withdrawn, with what follows from it read first; or signed again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from exin_tui.caseload.consent_models import ConsentEntry, Weight
from exin_tui.caseload.models import Person
from exin_tui.language import text
from exin_tui.tui.changes import Moment
from exin_tui.tui.forms.consent import DOCUMENT, EXPIRES, SIGNED, TELLING, UNTIL, not_told
from exin_tui.tui.forms.declared import Filled, Form, Notice, Seen, Sure
from exin_tui.tui.look import Look

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_schema.programme import Programme
    from exin_tui.caseload.consent_follows import Follows
    from exin_tui.storage.database import Database

KEEP_IT = Sure(text("No, keep the consent"), text("Yes, withdraw it"))


def withdraw_form(
    entry: ConsentEntry,
    title: str,
    person: Person,
    programme: Programme,
    look: Callable[[], Look],
    now: Callable[[], dt.datetime],
    seen: Callable[[], Seen | None],
) -> Form:
    """Withdraw ``entry``: what follows is read and shown, and "no" lies at hand."""

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.consents import withdraw

        return withdraw(database, entry.id, filled.version, **moment.acting)

    def preview(connection: Connection, filled: Filled) -> list[Notice]:
        from exin_tui.caseload.consent_follows import what_follows

        means = what_follows(connection, entry.id, today=filled.today, now=now(), programme=programme)
        return list(what_it_means(means, person, look()))

    return Form(
        title=title, fields=(), save=save, seen=seen, preview=preview, sure=KEEP_IT, submit=text("answer")
    )


def what_it_means(means: Follows, person: Person, look: Look) -> Iterator[Notice]:
    """The sentences of a withdrawal, as a form has them below its fields."""
    from exin_tui.caseload.consent_follows import sentences

    for words, weight in sentences(means, person, look.screening):
        yield Notice(words, _INKS[weight])


_INKS = {Weight.LOUD: "overdue", Weight.PLAIN: "text", Weight.QUIET: "muted"}


def renew_form(entry: ConsentEntry, title: str, seen: Callable[[], Seen | None]) -> Form:
    """Sign again, from today."""

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.consents import renew

        untold = not_told(filled)
        if untold is not None:
            return untold
        return renew(
            database,
            entry.id,
            filled.version,
            expires_on=filled.day(EXPIRES),
            document=filled[DOCUMENT],
            **moment.acting,
        )

    about = (text("Signed again today, for the same role, person and topics. The earlier one is kept."),)
    return Form(
        title=title, fields=(UNTIL, SIGNED, TELLING), save=save, seen=seen, about=about, submit=text("renew")
    )
