"""``exin participant add|edit|assign|close|reopen``: what the screens do with a participant, for scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from exin_schema.vocabulary import (
    ClosingReason,
    CustodyKind,
    Phase,
    ReferralSource,
)
from exin_tui.cli.commands import argument, command, option
from exin_tui.cli.custody import Inside, takes_the_custody
from exin_tui.cli.days import DAY
from exin_tui.cli.phase import PHASE, PhaseNumber
from exin_tui.cli.speaking import show
from exin_tui.cli.working import (
    DATE,
    INITIALS,
    WORDS,
    at_work,
    changes_something,
    one_of,
    takes_a_code,
    takes_a_discussion,
    takes_a_reason,
)
from exin_tui.language import text


def _person(function: Callable[..., Any]) -> Callable[..., Any]:
    """What is known of the person and the referral; what is not given stays as it is."""
    sources = one_of(ReferralSource)
    for declare in (
        option("--referred-on", type=DAY, words=text("When they were referred."), takes=DATE),
        option("--referred-by", type=sources, words=text("Who referred them.")),
        option("--soma", "soma_reference", words=text("SOMA's reference."), takes=WORDS),
        option("--district", words=text("The district they are tied to."), takes=WORDS),
        option("--address", words=text("The address."), takes=WORDS),
        option("--phone", words=text("The phone number."), takes=WORDS),
        option("--born", "birth_date", type=DAY, words=text("The date of birth."), takes=DATE),
        option("--family-name", words=text("The family name."), takes=WORDS),
        option("--given-name", words=text("The given name."), takes=WORDS),
    ):
        function = declare(function)
    return function


def _given(person: dict[str, Any]) -> dict[str, Any]:
    """What was given, with terms of the vocabulary."""
    said = {name: value for name, value in person.items() if value is not None}
    if "referred_by" in said:
        said["referred_by"] = ReferralSource.of(said["referred_by"])
    return said


@command("add", words=text("A new candidate, in intake. Prints the case code."))
@_person
@option("--caseworker", default="", words=text("Whose they are."), takes=INITIALS)
@option("--custody", type=one_of(CustodyKind), words=text("In custody: of which kind."))
@takes_the_custody
@takes_a_reason
@changes_something
def add(
    caseworker: str,
    custody: str | None,
    inside: Inside,
    reason: str,
    as_json: bool,
    dry_run: bool,
    **person: Any,
) -> None:
    """Add."""
    from exin_tui.caseload.candidates import add_candidate
    from exin_tui.caseload.registration import Registered, Registration

    stay = inside.custody(custody) if custody is not None else None
    with at_work(as_json=as_json, dry_run=dry_run) as work:
        candidate = Registration(caseworker=caseworker.strip(), custody=stay, **_given(person))
        answer = add_candidate(work.database, candidate, reason=reason, **work.acting)
        work.settle(answer, text("Candidate added."))
        if isinstance(answer, Registered) and not as_json:
            show(answer.code)


@command("edit", words=text("Correct what is kept about a participant. What is not given stays."))
@takes_a_code
@_person
@option(
    "--phone-verified", "phone_verified_on", type=DAY, words=text("When the number was tried."), takes=DATE
)
@option("--protected/--not-protected", default=None, words=text("The address is protected, or no longer is."))
@changes_something
def edit(code: str, protected: bool | None, as_json: bool, dry_run: bool, **person: Any) -> None:
    """Correct."""
    from exin_tui.caseload.participant_edit import Details
    from exin_tui.caseload.participant_edit import edit as correct

    details = _given({**person, "protected_address": protected})
    with at_work(as_json=as_json, dry_run=dry_run) as work:
        answer = correct(*work.participant(code), Details(**details), **work.acting)  # type: ignore[typeddict-item]
        work.settle(answer, text("{code} is corrected.", code=code))


@command("assign", words=text("Give a participant to a caseworker. Exit code 4: it takes a --reason."))
@takes_a_code
@argument("initials", words=text("Whose they are from now on; empty: nobody's."), takes=INITIALS)
@takes_a_reason
@changes_something
def assign(code: str, initials: str, reason: str, as_json: bool, dry_run: bool) -> None:
    """Assign."""
    from exin_tui.caseload.assignment import assign as give_to

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        answer = give_to(*work.participant(code), initials, reason=reason, **work.acting)
        work.settle(answer, text("{code} is with {initials}.", code=code, initials=initials))


@command(
    "close",
    words=text(
        "End a follow-up: with --because it begins, and lists who is to be told; with --told they have been, "
        "consents end and it is completed."
    ),
)
@takes_a_code
@option(
    "--because",
    type=one_of(ClosingReason, leaving_out=("ended_in_intake",)),
    words=text("Why it ends; left out: complete a closing that was begun."),
)
@option("--told", is_flag=True, words=text("Everybody who is to be told has been told."))
@takes_a_discussion
@takes_a_reason
@changes_something
def close(
    code: str, because: str | None, told: bool, reason: str, as_json: bool, dry_run: bool, **parts: str
) -> None:
    """Close."""
    from exin_tui.caseload.closing import begin, complete
    from exin_tui.caseload.discussion import Discussion

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        if because is None:
            answer = complete(*work.participant(code), told=told, **work.acting)
        else:
            why = ClosingReason.of(because)
            said = Discussion(**parts)
            answer = begin(*work.participant(code), why, said, reason=reason, told=told, **work.acting)
        ended = because is None or told
        work.settle(
            answer,
            text("The follow-up of {code} has ended.", code=code)
            if ended
            else text("The closing of {code} has begun.", code=code),
        )


@command("reopen", words=text("Follow somebody up again, with everything that was kept."))
@takes_a_code
@option(
    "--phase",
    default=Phase.INTAKE,
    type=PhaseNumber(),
    words=text("1 to 6, or the phase's key."),
    takes=PHASE,
)
@takes_a_discussion
@takes_a_reason
@changes_something
def reopen(code: str, phase: Phase, reason: str, as_json: bool, dry_run: bool, **parts: str) -> None:
    """Reopen."""
    from exin_tui.caseload.discussion import Discussion
    from exin_tui.caseload.reopening import reopen as open_again

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        answer = open_again(*work.participant(code), phase, Discussion(**parts), reason=reason, **work.acting)
        work.settle(
            answer, text("{code} is in phase {number} {phase}.", code=code, number=phase.number, phase=phase)
        )
