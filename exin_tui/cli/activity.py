"""``exin activity``: contact with a participant, attempts that failed, and work with agencies."""

from __future__ import annotations

import datetime as dt

from exin_schema.vocabulary import ActivityKind
from exin_tui.cli.agencies import AGENCY, find_agency
from exin_tui.cli.commands import argument, group, option, within
from exin_tui.cli.days import DAY
from exin_tui.cli.speaking import show
from exin_tui.cli.working import DATE, INITIALS, at_work, changes_something, one_of, takes_a_code
from exin_tui.language import Label, text


@group("activity", words=text("Contact and activities, for the alerts and the reports."))
def command() -> None:
    """Hold the commands below."""


@within(command, "add", words=text("Log a talk, visit, call or message. Prints its id."))
@takes_a_code
@argument(
    "kind",
    type=one_of(ActivityKind),
    words=text("Which kind, such as call, message, visit, follow_up_talk."),
    takes=Label("SLAG", "KIND"),
)
@option("--on", "on", type=DAY, words=text("The day; otherwise today."), takes=DATE)
@option("--failed", is_flag=True, words=text("An attempt that failed: no contact."))
@option("--without-participant", is_flag=True, words=text("Work about the participant, who was not there."))
@option("--by", "caseworker", default="", words=text("Who did it; otherwise you."), takes=INITIALS)
@option("--agency", default="", words=text("With which agency, by its name."), takes=AGENCY)
@changes_something
def add(
    code: str,
    kind: str,
    on: dt.date | None,
    failed: bool,
    without_participant: bool,
    caseworker: str,
    agency: str,
    as_json: bool,
    dry_run: bool,
) -> None:
    """Log."""
    from exin_tui.caseload.activities import ActivityLogged, log_activity

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        database, participant_id, _ = work.participant(code)
        answer = log_activity(
            database,
            participant_id,
            ActivityKind.of(kind),
            on=on,
            reached=not failed,
            with_participant=not without_participant,
            caseworker=caseworker.strip() or None,
            agency_id=find_agency(database, agency),
            **work.acting,
        )
        work.settle(
            answer, text("Logged: {what}, {on}", what=ActivityKind.of(kind), on=on or work.acting["today"])
        )
        if isinstance(answer, ActivityLogged) and not as_json and not dry_run:
            show(answer.id)
