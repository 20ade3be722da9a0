"""``exin participant release|imprison|transfer|suggested``: custody and the release date, for scripts."""

from __future__ import annotations

from typing import Any

from exin_schema.vocabulary import CustodyKind, SecurityLevel
from exin_tui.cli.commands import argument, command, option
from exin_tui.cli.custody import Inside, takes_the_custody, takes_the_dates
from exin_tui.cli.days import DAY
from exin_tui.cli.invocation import Refused
from exin_tui.cli.working import (
    DATE,
    WORDS,
    at_work,
    changes_something,
    one_of,
    takes_a_code,
    takes_a_discussion,
    takes_a_reason,
)
from exin_tui.language import text

_ONE = text(
    "Say one thing: --sentence, --applied, --granted DATE, --refused, --decided DATE or --not-decided."
)


@command(
    "release",
    words=text(
        "What has become known about the release: the sentence's dates, probation, the decided date. Due "
        "dates that hang on it move, and who is to be told is listed."
    ),
)
@takes_a_code
@option("--sentence", is_flag=True, words=text("Enter --full-term and --two-thirds; empty takes one off."))
@takes_the_dates
@option("--applied", is_flag=True, words=text("Release on probation is applied for, --for a day."))
@option("--for", "applied_for", type=DAY, words=text("The day that was applied for."), takes=DATE)
@option("--granted", type=DAY, words=text("Release on probation is granted for this day."), takes=DATE)
@option("--refused", is_flag=True, words=text("Release on probation is refused."))
@option("--decided", type=DAY, words=text("The release is decided for this day."), takes=DATE)
@option("--not-decided", is_flag=True, words=text("The release is no longer decided."))
@changes_something
def release(code: str, as_json: bool, dry_run: bool, **given: Any) -> None:
    """Change it."""
    from exin_tui.caseload import release_dates

    asked = [
        name
        for name in ("sentence", "applied", "granted", "refused", "decided", "not_decided")
        if given[name]
    ]
    if len(asked) != 1:
        raise Refused(_ONE, exit_code=2)
    with at_work(as_json=as_json, dry_run=dry_run) as work:
        at = work.imprisonment(code)
        answer: object
        if asked == ["sentence"]:
            answer = release_dates.enter_sentence(
                *at, full_term_on=given["full_term"], two_thirds_on=given["two_thirds"], **work.acting
            )
        elif asked == ["applied"]:
            answer = release_dates.apply_for_probation(*at, given["applied_for"], **work.acting)
        elif asked == ["granted"]:
            answer = release_dates.grant_probation(*at, given["granted"], **work.acting)
        elif asked == ["refused"]:
            answer = release_dates.refuse_probation(*at, **work.acting)
        else:
            answer = release_dates.decide(*at, given["decided"], **work.acting)
        work.settle(answer, text("Saved: the release."))


@command(
    "imprison",
    words=text(
        "Imprisoned, or imprisoned again: from phases 4, 5 and 6 back to phase 2, with the team's discussion."
    ),
)
@takes_a_code
@argument("kind", words=text("remand or sentence."), takes=WORDS, type=one_of(CustodyKind))
@takes_the_custody
@takes_a_discussion
@takes_a_reason
@changes_something
def imprison(
    code: str, kind: str, inside: Inside, reason: str, as_json: bool, dry_run: bool, **parts: str
) -> None:
    """Record it."""
    from exin_tui.caseload.discussion import Discussion
    from exin_tui.caseload.imprisonment import imprison as record

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        said = Discussion(**parts)
        answer = record(*work.participant(code), inside.custody(kind), said, reason=reason, **work.acting)
        work.settle(answer, text("Saved: the imprisonment."))


@command("transfer", words=text("Moved within custody; a new place opens the prison's contacts again."))
@takes_a_code
@option("--place", default=None, words=text("In custody: where."), takes=WORDS)
@option("--unit", default=None, words=text("In custody: the unit."), takes=WORDS)
@option("--level", type=one_of(SecurityLevel), words=text("In custody: the security level."))
@changes_something
def transfer(
    code: str, place: str | None, unit: str | None, level: str | None, as_json: bool, dry_run: bool
) -> None:
    """Transfer; what is not given stays."""
    from exin_tui.caseload.person_file import read_person_file
    from exin_tui.caseload.transfer import transfer as move

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        at = work.imprisonment(code)
        database, identity, _ = work.participant(code)
        with database.read() as connection:
            file = read_person_file(connection, identity, work.acting["today"], work.acting["programme"])
        stored = file.custody if file is not None else None
        if stored is None:
            raise Refused(text("No imprisonment is recorded of {code}.", code=code.strip().upper()))
        answer = move(
            *at,
            place=stored.place if place is None else place,
            unit=stored.unit if unit is None else unit,
            level=next((one for one in SecurityLevel if one.value == level), stored.level),
            **work.acting,
        )
        work.settle(answer, text("Saved: the transfer."))


@command("suggested", words=text("Mark a meeting that is suggested around a release as not needed."))
@takes_a_code
@argument("key", words=text("release_group, transfer_meeting or first_group."), takes=WORDS)
@option("--needed", is_flag=True, words=text("Suggest it again."))
@changes_something
def suggested(code: str, key: str, needed: bool, as_json: bool, dry_run: bool) -> None:
    """Mark it."""
    from exin_tui.caseload.participant_edit import suggested_meeting

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        answer = suggested_meeting(
            *work.participant(code), key, needed=None if needed else False, **work.acting
        )
        work.settle(answer, text("Saved: the meetings around the release."))
