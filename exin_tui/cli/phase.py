"""``exin phase``: propose a move between phases, and make it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from exin_schema.vocabulary import Phase
from exin_tui.cli.commands import argument, group, option, within
from exin_tui.cli.days import DAY
from exin_tui.cli.working import (
    DATE,
    at_work,
    changes_something,
    takes_a_code,
    takes_a_discussion,
    takes_a_reason,
)
from exin_tui.language import Label, text

PHASE = Label("FASE", "PHASE")


class PhaseNumber(click.ParamType[Phase]):
    """1 to 6, or the phase's key."""

    name = "phase"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Phase:
        """The phase."""
        for phase in Phase:
            if value in {phase, phase.value, str(phase.number)}:
                return phase
        raise click.BadParameter(f"1–6, {', '.join(phase.value for phase in Phase)}", ctx, param)


@group("phase", words=text("The phases of a participant."))
def command() -> None:
    """Hold the commands below."""


@within(
    command,
    "move",
    words=text(
        "Move a participant to another phase, with the team's discussion. Phase 4 takes the actual release "
        "date. Exit code 4: it takes a --reason."
    ),
)
@takes_a_code
@argument("phase", words=text("1 to 6, or the phase's key."), takes=PHASE, type=PhaseNumber())
@takes_a_discussion
@option("--released-on", type=DAY, words=text("The actual release."), takes=DATE)
@takes_a_reason
@changes_something
def move(
    code: str,
    phase: Phase,
    released_on: dt.date | None,
    reason: str,
    as_json: bool,
    dry_run: bool,
    **parts: str,
) -> None:
    """Move."""
    from exin_tui.caseload.discussion import Discussion
    from exin_tui.caseload.phases import move as move_to

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        answer = move_to(
            *work.participant(code),
            phase,
            Discussion(**parts),
            released_on=released_on,
            reason=reason,
            **work.acting,
        )
        work.settle(
            answer, text("{code} is in phase {number} {phase}.", code=code, number=phase.number, phase=phase)
        )


@within(
    command,
    "propose",
    words=text("Propose a move for the team's discussion, with as much of it as is known."),
)
@takes_a_code
@argument("phase", words=text("1 to 6, or the phase's key."), takes=PHASE, type=PhaseNumber())
@takes_a_discussion
@takes_a_reason
@changes_something
def propose(code: str, phase: Phase, reason: str, as_json: bool, dry_run: bool, **parts: str) -> None:
    """Propose."""
    from exin_tui.caseload.discussion import Discussion
    from exin_tui.caseload.phases import propose as propose_move

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        answer = propose_move(
            *work.participant(code), phase, Discussion(**parts), reason=reason, **work.acting
        )
        work.settle(
            answer,
            text("Proposed for {code}: phase {number} {phase}.", code=code, number=phase.number, phase=phase),
        )


@within(command, "withdraw", words=text("Take a proposal back."))
@takes_a_code
@changes_something
def withdraw(code: str, as_json: bool, dry_run: bool) -> None:
    """Withdraw."""
    from exin_tui.caseload.phases import withdraw_proposal

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        answer = withdraw_proposal(*work.participant(code), **work.acting)
        work.settle(answer, text("The proposal for {code} is withdrawn.", code=code))


@within(command, "discuss", words=text("Note the team's discussion that an unplanned release left owing."))
@takes_a_code
@takes_a_discussion
@changes_something
def discuss(code: str, as_json: bool, dry_run: bool, **parts: str) -> None:
    """Discuss."""
    from exin_tui.caseload.discussion import Discussion
    from exin_tui.caseload.phases import hold_discussion

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        answer = hold_discussion(*work.participant(code), Discussion(**parts), **work.acting)
        work.settle(answer, text("The discussion about {code} is kept.", code=code))
