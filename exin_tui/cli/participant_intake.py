"""``exin participant intake|talk|criterion|enrol|decline``: the intake, as its tab has it, for scripts."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from exin_schema.vocabulary import IntakeOutcome, IntakeTalkKind, Judgement
from exin_tui.cli.commands import argument, command, option
from exin_tui.cli.days import DAY
from exin_tui.cli.speaking import said, show
from exin_tui.cli.working import (
    DATE,
    WORDS,
    at_work,
    changes_something,
    one_of,
    plain,
    takes_a_code,
    takes_a_discussion,
    takes_a_reason,
)
from exin_tui.language import Label, text
from exin_tui.privacy.screening import SENSITIVE_ITEM

KIND = Label("SAMTALE", "TALK")
ANSWER = Label("SVAR", "ANSWER")


@command("intake", words=text("How far an intake has come: talks, criteria, what stands in the way."))
@takes_a_code
@option("--json", "as_json", is_flag=True, words=text("As JSON, for another program."))
@option(
    "--screened/--unscreened", default=True, words=text("Hide names (as a matter of course), or show them.")
)
def intake(code: str, as_json: bool, screened: bool) -> None:
    """Read and print. Screened, the criteria that betray health or drugs are not named."""
    from exin_tui.caseload.way import load_way

    with at_work(as_json=as_json, dry_run=True) as work:
        database, identity, _ = work.participant(code)
        with database.read() as connection:
            way = load_way(connection, identity, work.acting["today"], work.acting["programme"])
    if way is None:
        return
    found = way.intake
    if as_json:
        talks = [{"kind": one.kind.value, "on": plain(one.on), "held": one.held} for one in found.talks]
        criteria = [
            {
                "key": None if one.assessment.criterion.sensitive and screened else one.key,
                "answer": one.judgement.value,
                "worked_out": one.worked_out,
            }
            for one in found.criteria
        ]
        against = [
            "criterion" if one.code.startswith("criterion_") and screened else one.code
            for one in found.against
        ]
        answer = {
            "form": 1, "talks": talks, "criteria": criteria, "against": against,
            "enrolled_on": plain(found.enrolled_on),
            "outcome": found.outcome.value if found.outcome else None,
        }  # fmt: skip
        show(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    for talk_found in found.talks:
        day = said(talk_found.on) if talk_found.on is not None else "–"
        show(f"{talk_found.kind.value}: {said(talk_found.kind)} · {day}{' ✓' if talk_found.held else ''}")
    for one in found.criteria:
        hidden = one.assessment.criterion.sensitive and screened
        name = said(SENSITIVE_ITEM) if hidden else f"{one.key}: {said(one.assessment.criterion.name)}"
        show(f"{name} · {said(one.judgement)}")
    for refusal in found.against:
        if not refusal.code.startswith("criterion_"):
            show(said(refusal.message))


@command("talk", words=text("One of the four conversations: agreed for a day, or held on it."))
@takes_a_code
@argument("kind", words=text("Which of the four."), takes=KIND, type=one_of(IntakeTalkKind))
@option("--on", type=DAY, words=text("The day; left out with --held: today."), takes=DATE)
@option("--held", is_flag=True, words=text("It was held."))
@changes_something
def talk(code: str, kind: str, on: dt.date | None, held: bool, as_json: bool, dry_run: bool) -> None:
    """Note it."""
    from exin_tui.caseload.intake import record_talk

    chosen = IntakeTalkKind.of(kind)
    with at_work(as_json=as_json, dry_run=dry_run) as work:
        day = work.acting["today"] if on is None and held else on
        answer = record_talk(*work.participant(code), chosen, day, held=held, **work.acting)
        work.settle(answer, text("Saved: the conversation."))


@command("criterion", words=text("Answer one of the intake's criteria; nothing more is written about it."))
@takes_a_code
@argument("key", words=text("The criterion's key; “exin participant intake” lists them."), takes=WORDS)
@argument("answer", words=text("yes, no, case_by_case or unknown."), takes=ANSWER, type=one_of(Judgement))
@changes_something
def criterion(code: str, key: str, answer: str, as_json: bool, dry_run: bool) -> None:
    """Answer it."""
    from exin_tui.caseload.intake import answer_criterion

    chosen = Judgement.of(answer)
    with at_work(as_json=as_json, dry_run=dry_run) as work:
        done = answer_criterion(*work.participant(code), key, chosen, **work.acting)
        work.settle(done, text("Saved: the criterion."))


@command("enrol", words=text("Take a candidate in: the start checklist is in force from today."))
@takes_a_code
@changes_something
def enrol(code: str, as_json: bool, dry_run: bool) -> None:
    """Enrol."""
    from exin_tui.caseload.intake import enrol as take_in
    from exin_tui.caseload.intake_screened import without_sensitive
    from exin_tui.caseload.way import load_way

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        at = work.participant(code)
        with work.database.read() as connection:
            way = load_way(connection, at[1], work.acting["today"], work.acting["programme"])
        answer: object = take_in(*at, **work.acting)
        if way is not None:
            answer = without_sensitive(answer, way.intake)
        work.settle(answer, text("{code} is enrolled.", code=code))


@command(
    "decline",
    words=text("End an intake by a decision. It is completed when nobody is to be told, or --told."),
)
@takes_a_code
@argument(
    "by",
    words=text("Who declined."),
    takes=ANSWER,
    type=one_of(IntakeOutcome, leaving_out=(IntakeOutcome.ENROLLED.value,)),
)
@option("--told", is_flag=True, words=text("Everybody who is to be told has been told."))
@takes_a_discussion
@takes_a_reason
@changes_something
def decline(code: str, by: str, told: bool, reason: str, as_json: bool, dry_run: bool, **parts: Any) -> None:
    """Decline."""
    from exin_tui.caseload.discussion import Discussion
    from exin_tui.caseload.intake import decline as end_intake

    outcome = IntakeOutcome.of(by)
    with at_work(as_json=as_json, dry_run=dry_run) as work:
        answer = end_intake(
            *work.participant(code), outcome, Discussion(**parts), reason=reason, told=told, **work.acting
        )
        work.settle(answer, text("The intake of {code} has ended.", code=code))
