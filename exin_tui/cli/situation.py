"""``exin participant situation``: housing, income, children and individual plan, at start and at release."""

from __future__ import annotations

import datetime as dt

from exin_schema.vocabulary import Housing, Income, IndividualPlan, SituationMoment
from exin_tui.cli.commands import argument, command, option
from exin_tui.cli.days import DAY
from exin_tui.cli.working import DATE, at_work, changes_something, one_of, takes_a_code
from exin_tui.language import Label, text

NUMBER = Label("ANTALL", "NUMBER")


@command(
    "situation",
    words=text("Note the situation at start or at release, or correct it. What is not given stays as it is."),
)
@takes_a_code
@argument(
    "moment",
    type=one_of(SituationMoment),
    words=text("At start, or at release."),
    takes=Label("start|release", "start|release"),
)
@option("--housing", type=one_of(Housing), words=text("How they live."))
@option("--income", multiple=True, type=one_of(Income), words=text("What they live on; may be repeated."))
@option("--child-support/--no-child-support", default=None, words=text("Pays child support, or does not."))
@option("--children", type=int, words=text("How many under 18 they provide for."), takes=NUMBER)
@option("--individual-plan", type=one_of(IndividualPlan), words=text("Whether there is an individual plan."))
@option("--on", "on", type=DAY, words=text("The day it is about; otherwise today."), takes=DATE)
@changes_something
def situation(
    code: str,
    moment: str,
    housing: str | None,
    income: tuple[str, ...],
    child_support: bool | None,
    children: int | None,
    individual_plan: str | None,
    on: dt.date | None,
    as_json: bool,
    dry_run: bool,
) -> None:
    """Note."""
    from exin_tui.caseload.case_view import load_situations
    from exin_tui.caseload.situations import Situation, set_situation

    when = SituationMoment.of(moment)
    with at_work(as_json=as_json, dry_run=dry_run) as work:
        database, participant_id, _ = work.participant(code)
        with database.read() as connection:
            noted = load_situations(connection, participant_id)
        before = next((one for one in noted if one.moment is when), None)
        said = Situation(
            housing=Housing.of(housing) if housing else before.housing if before else None,
            income=tuple(Income.of(each) for each in income) or (before.income if before else ()),
            child_support=child_support
            if child_support is not None
            else before.child_support
            if before
            else None,
            children=children if children is not None else before.children if before else None,
            individual_plan=IndividualPlan.of(individual_plan)
            if individual_plan
            else before.individual_plan
            if before
            else None,
        )
        version = before.version if before else 0
        answer = set_situation(database, participant_id, when, version, said, on=on, **work.acting)
        work.settle(answer, text("Situation noted for {code}, {when}.", code=code, when=when))
