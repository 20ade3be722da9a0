"""``exin participant reassign|closed``: a caseworker who leaves, and those whose follow-up has ended."""

from __future__ import annotations

import json

from exin_tui.cli.commands import argument, command, option
from exin_tui.cli.invocation import Refused
from exin_tui.cli.speaking import said, show, tell
from exin_tui.cli.working import INITIALS, at_work, changes_something, takes_a_reason
from exin_tui.language import text
from exin_tui.programme.values import Refusal


@command(
    "reassign",
    words=text(
        "Hand over all participants of a caseworker who leaves: to one colleague, or each to whoever has "
        "most room. What would be lost is listed first. Exit code 4: it takes a --reason."
    ),
)
@argument("initials", words=text("Who hands over."), takes=INITIALS)
@option("--to", default="", words=text("Who takes over; left out: whoever has most room."), takes=INITIALS)
@option("--leaves", is_flag=True, words=text("They no longer work here."))
@takes_a_reason
@changes_something
def reassign(initials: str, to: str, leaves: bool, reason: str, as_json: bool, dry_run: bool) -> None:
    """Hand over."""
    from exin_tui.caseload.leaving import leaving
    from exin_tui.caseload.leaving import reassign as hand_over

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        with work.database.read() as connection:
            found = leaving(
                connection,
                initials,
                now=work.acting["now"],
                programme=work.acting["programme"],
                to=to.strip(),
            )
        if isinstance(found, Refusal):
            raise Refused(found.message)
        if not as_json:
            tell(found.lost)
        given = [(one.person.id, one.version, one.to) for one in found.people]
        answer = hand_over(work.database, initials, given, leaves=leaves, reason=reason, **work.acting)
        work.settle(answer, text("Handed over."))
        if not as_json and not isinstance(answer, Refusal):
            for code, taker in answer.given:
                show(f"{code}  {taker}")


@command("closed", words=text("Those whose follow-up has ended: case code, alias, when and why."))
@option("--json", "as_json", is_flag=True, words=text("As JSON, for another program."))
def closed(as_json: bool) -> None:
    """List them."""
    from exin_tui.caseload.closed_rows import closed_participants

    with at_work(as_json=as_json, dry_run=True) as work, work.database.read() as connection:
        rows = closed_participants(connection)
    if as_json:
        listed = [
            {
                "code": one.person.code, "alias": one.person.alias, "closed_on": one.closed_on.isoformat(),
                "reason": one.reason.value if one.reason else None, "caseworker": one.caseworker,
            }
            for one in rows
        ]  # fmt: skip
        show(json.dumps({"form": 1, "closed": listed}, ensure_ascii=False, indent=2))
        return
    for one in rows:
        reason = said(one.reason) if one.reason else ""
        show(f"{one.person.code}  {one.person.alias}  {said(one.closed_on)}  {reason}")
