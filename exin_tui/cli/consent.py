"""``exin consent``: give and withdraw."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import select

from exin_tui.cli.commands import argument, group, option, within
from exin_tui.cli.days import DAY
from exin_tui.cli.invocation import Refused
from exin_tui.cli.speaking import language, said, show
from exin_tui.cli.working import DATE, WORDS, Work, at_work, changes_something, takes_a_code
from exin_tui.language import Label, text

if TYPE_CHECKING:
    from exin_tui.storage.database import Database

LINE = Label("LINJE", "LINE")


@group("consent", words=text("What a participant has consented to."))
def command() -> None:
    """Hold the commands below."""


@within(command, "give", words=text("A consent for a line of the form, as narrow as it was given."))
@takes_a_code
@argument("line", words=text("The line's key, such as nav or prison."), takes=LINE)
@option("--role", default="", words=text("Only for this role there."), takes=WORDS)
@option("--person", default="", words=text("Only for this person."), takes=WORDS)
@option("--topic", multiple=True, words=text("Only about this; may be repeated."), takes=WORDS)
@option("--given-on", type=DAY, words=text("The day on which it was signed; otherwise today."), takes=DATE)
@option("--expires-on", type=DAY, words=text("The last day on which it holds."), takes=DATE)
@option("--this-stay", is_flag=True, words=text("Only for this prison stay: it ends with the release."))
@option("--document", default="", words=text("Where the signed form is."), takes=WORDS)
@changes_something
def give(
    code: str,
    line: str,
    role: str,
    person: str,
    topic: tuple[str, ...],
    given_on: dt.date | None,
    expires_on: dt.date | None,
    this_stay: bool,
    document: str,
    as_json: bool,
    dry_run: bool,
) -> None:
    """Give."""
    from exin_tui.caseload.consents import give as give_consent
    from exin_tui.caseload.registration import ConsentGiven

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        day = given_on or work.acting["today"]
        given = ConsentGiven(line, day, expires_on, None, role, person, " ".join(topic), document)
        answer = give_consent(*work.participant(code), given, for_this_stay=this_stay, **work.acting)
        work.settle(answer, text("Consent noted for {code}.", code=code))


@within(
    command,
    "withdraw",
    words=text("A consent no longer holds, from today. With --dry-run: what follows from it."),
)
@takes_a_code
@argument("line", words=text("The line's key, such as nav or prison."), takes=LINE)
@option("--role", default="", words=text("The one for this role."), takes=WORDS)
@option("--person", default="", words=text("The one for this person."), takes=WORDS)
@changes_something
def withdraw(code: str, line: str, role: str, person: str, as_json: bool, dry_run: bool) -> None:
    """Withdraw."""
    from exin_tui.caseload.consent_follows import sentences, what_follows
    from exin_tui.caseload.consents import withdraw as withdraw_consent
    from exin_tui.privacy.screening import Screening

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        database, consent_id, version = _consent(work, code, line, role, person)
        with database.read() as connection:
            acting = work.acting
            means = what_follows(
                connection,
                consent_id,
                today=acting["today"],
                now=acting["now"],
                programme=acting["programme"],
            )
        work.settle(
            withdraw_consent(database, consent_id, version, **acting),
            text("Consent withdrawn for {code}.", code=code),
        )
        if not as_json:
            show(said(means.line))
            for words, _ in sentences(means, None, Screening(language=language())):
                show(said(words))


def _consent(work: Work, code: str, line: str, role: str, person: str) -> tuple[Database, str, int]:
    """The newest consent for just this that still holds. Raises `Refused` when there is none."""
    from exin_schema.tables import consent

    database, participant_id, _ = work.participant(code)
    today = work.acting["today"]
    with database.read() as connection:
        row = connection.execute(
            select(consent.c.id, consent.c.version)
            .where(
                consent.c.participant_id == participant_id,
                consent.c.line == line,
                consent.c.role == role,
                consent.c.person == person,
                consent.c.withdrawn_on.is_(None) | (consent.c.withdrawn_on > today),
                consent.c.expires_on.is_(None) | (consent.c.expires_on >= today),
            )
            .order_by(consent.c.given_on.desc(), consent.c.id)
            .limit(1)
        ).one_or_none()
    if row is None:
        raise Refused(text("{code} has no consent for that today: {line}.", code=code, line=line))
    return database, row.id, row.version
