"""A consent that is withdrawn, with what follows from it read first; or signed again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from exin_tui.caseload.consent_models import ConsentEntry
from exin_tui.caseload.models import Person
from exin_tui.clock import OSLO
from exin_tui.dates import short_date
from exin_tui.language import join, text
from exin_tui.programme.consents import HOLDS
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
    """The sentences of a withdrawal. Names of contacts are hidden while screened."""
    if means.status in HOLDS:
        yield Notice(text("Another consent on this line still holds: {status}.", status=means.status))
    else:
        yield Notice(
            text("Nothing goes out on this line any more: no export, message or invitation, and no count.")
        )
    if means.mandatory:
        yield Notice(text("Mandatory in phase 1, and missing from now on."), "overdue")
    if means.at_release:
        yield Notice(text("Part of the minimum at release, and missing from now on."), "overdue")
    for label in means.undone:
        yield Notice(text("Opens again: {item}", item=label), "overdue")
    if means.contacts:
        names = tuple(look.screening.contact(name, person) for name in means.contacts)
        said: object = len(names) if look.screening.hides(person) else join(names)
        yield Notice(text("Contacts to whom nothing may go any more: {number}", number=said))
    if means.meetings:
        days = [
            f"{short_date(at.astimezone(OSLO).date(), look.language)} {at.astimezone(OSLO):%H:%M}"
            for at in means.meetings
        ]
        yield Notice(text("Meetings to come to which they are asked: {number}", number=join(tuple(days))))
    if means.told:
        sent = join([f"{recipient}: {export}" for recipient, export in means.told])
        yield Notice(text("Has gone out on this consent, and will not again: {exports}", exports=sent))
    yield Notice(text("The team\u2019s own tasks and facts stay visible to the team."), "muted")


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
