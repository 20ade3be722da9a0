"""``exin application``: to whom, sent, in process, decided, complained."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from exin_schema.vocabulary import ApplicationKind, ApplicationState
from exin_tui.cli.agencies import AGENCY, find_agency
from exin_tui.cli.commands import argument, group, option, within
from exin_tui.cli.days import DAY
from exin_tui.cli.invocation import Refused
from exin_tui.cli.speaking import show
from exin_tui.cli.working import DATE, WORDS, Work, at_work, changes_something, one_of, takes_a_code
from exin_tui.language import Label, text

if TYPE_CHECKING:
    from exin_tui.storage.database import Database

APPLICATION = Label("SØKNAD", "APPLICATION")


@group("application", words=text("Applications, decisions and complaints."))
def command() -> None:
    """Hold the commands below."""


@within(command, "add", words=text("An application, in preparation or sent. Prints its id."))
@takes_a_code
@argument("kind", type=one_of(ApplicationKind), words=text("To whom it goes."), takes=Label("SLAG", "KIND"))
@argument("what", words=text("What it is about, in a few words."), takes=WORDS)
@option("--agency", default="", words=text("To which agency, by its name."), takes=AGENCY)
@option("--sent-on", type=DAY, words=text("When it was sent; left out: not sent yet."), takes=DATE)
@changes_something
def add(
    code: str, kind: str, what: str, agency: str, sent_on: dt.date | None, as_json: bool, dry_run: bool
) -> None:
    """Add."""
    from exin_tui.caseload import applications

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        answer = applications.add(
            *work.participant(code),
            ApplicationKind.of(kind),
            what,
            agency_id=find_agency(work.database, agency),
            sent_on=sent_on,
            **work.acting,
        )
        work.settle(answer, text("Application added."))
        if isinstance(answer, applications.ApplicationWritten) and not as_json and not dry_run:
            show(answer.id)


@within(command, "send", words=text("An application was sent: the days of waiting count from then."))
@argument("application", words=text("The application's id, or its first letters."), takes=APPLICATION)
@option("--on", "on", type=DAY, words=text("The day; otherwise today."), takes=DATE)
@changes_something
def send(application: str, on: dt.date | None, as_json: bool, dry_run: bool) -> None:
    """Send."""
    from exin_tui.caseload import applications

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        day = on or work.acting["today"]
        work.settle(
            applications.send(*_application(work, application), day, **work.acting), text("Application sent.")
        )


@within(command, "process", words=text("They have begun on an application."))
@argument("application", words=text("The application's id, or its first letters."), takes=APPLICATION)
@changes_something
def process(application: str, as_json: bool, dry_run: bool) -> None:
    """Begin."""
    from exin_tui.caseload import applications

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        work.settle(
            applications.in_process(*_application(work, application), **work.acting),
            text("The application is in process."),
        )


@within(command, "decide", words=text("An application is granted, refused, or partly granted."))
@argument("application", words=text("The application's id, or its first letters."), takes=APPLICATION)
@argument(
    "decision",
    type=one_of(ApplicationState, leaving_out=("draft", "sent", "in_process")),
    words=text("What they decided."),
    takes=Label("VEDTAK", "DECISION"),
)
@option("--on", "on", type=DAY, words=text("The day; otherwise today."), takes=DATE)
@option("--in-writing/--not-in-writing", default=False, words=text("The decision is there as a letter."))
@option(
    "--complain-by",
    "complaint_due_on",
    type=DAY,
    words=text("The deadline for a complaint, as it stands in the letter."),
    takes=DATE,
)
@changes_something
def decide(
    application: str,
    decision: str,
    on: dt.date | None,
    in_writing: bool,
    complaint_due_on: dt.date | None,
    as_json: bool,
    dry_run: bool,
) -> None:
    """Decide."""
    from exin_tui.caseload import applications

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        answer = applications.decide(
            *_application(work, application),
            ApplicationState.of(decision),
            on or work.acting["today"],
            in_writing=in_writing,
            complaint_due_on=complaint_due_on,
            **work.acting,
        )
        work.settle(answer, text("Decided: {what}", what=ApplicationState.of(decision)))


@within(command, "complain", words=text("A complaint was sent."))
@argument("application", words=text("The application's id, or its first letters."), takes=APPLICATION)
@option("--on", "on", type=DAY, words=text("The day; otherwise today."), takes=DATE)
@changes_something
def complain(application: str, on: dt.date | None, as_json: bool, dry_run: bool) -> None:
    """Complain."""
    from exin_tui.caseload import applications

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        day = on or work.acting["today"]
        work.settle(
            applications.complain(*_application(work, application), day, **work.acting),
            text("Complaint sent."),
        )


def _application(work: Work, typed: str) -> tuple[Database, str, int]:
    """The one application whose id begins like that. Raises `Refused` for none and for several."""
    from sqlalchemy import select

    from exin_schema.tables import application

    wanted = typed.strip().lower()
    if not wanted.isalnum():
        raise Refused(text("There is no application {id}.", id=typed))
    with work.database.read() as connection:
        rows = connection.execute(
            select(application.c.id, application.c.version)
            .where(application.c.id.startswith(wanted))
            .limit(2)
        ).all()
    if len(rows) != 1:
        raise Refused(
            text("Several applications begin with {id}. Give more of it.", id=typed)
            if rows
            else text("There is no application {id}.", id=typed)
        )
    return work.database, rows[0].id, rows[0].version
