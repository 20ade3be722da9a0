"""The situation at start or at release: housing, income, child support, children, individual plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from exin_schema.vocabulary import Housing, Income, IndividualPlan, SituationMoment, Term
from exin_tui.caseload.case_models import SituationView
from exin_tui.caseload.models import Person
from exin_tui.language import text
from exin_tui.programme.values import Refusal
from exin_tui.tui.changes import Moment
from exin_tui.tui.forms.declared import YES, Field, Filled, Form, Kind, Option, Seen, Values
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.sheet import Echo

if TYPE_CHECKING:
    from exin_tui.storage.database import Database

ON, HOUSING, INCOME, SUPPORT, CHILDREN, PLAN = "on", "housing", "income", "support", "children", "plan"
_NO = "no"
_NOT_KNOWN = Option("", text("not known"))


def situation_form(
    person: Person,
    moment: SituationMoment,
    noted: SituationView | None,
    look: Look,
    now: Callable[[], SituationView | None],
) -> Form:
    """The sheet for one of the two. ``now`` is what is noted, read last; None while nothing is."""

    def seen() -> Seen:
        found = now()
        return Seen(found.version if found is not None else 0, _stored(found, look))

    def save(database: Database, at: Moment, filled: Filled) -> object:
        from exin_tui.caseload.situations import Situation, set_situation

        said = filled[CHILDREN]
        if said and not said.isdecimal():
            return Refusal("children", text("Write the number of children, such as 2."))
        situation = Situation(
            housing=Housing.of(filled[HOUSING]) if filled[HOUSING] else None,
            income=tuple(Income.of(each) for each in filled.many(INCOME)),
            child_support={YES: True, _NO: False}.get(filled[SUPPORT]),
            children=int(said) if said else None,
            individual_plan=IndividualPlan.of(filled[PLAN]) if filled[PLAN] else None,
        )
        return set_situation(
            database, person.id, moment, filled.version, situation, on=filled.day(ON), **at.acting
        )

    stored = _stored(noted, look)
    fields = (
        Field(id=ON, label=text("Date"), kind=Kind.DATE, value=stored[ON], required=True),
        Field(id=HOUSING, label=text("Housing"), kind=Kind.CHOICE, value=stored[HOUSING], noted=True,
              options=_terms(tuple(Housing))),
        Field(id=INCOME, label=text("Income"), kind=Kind.MANY, value=stored[INCOME], noted=True,
              options=[Option(each.value, each.label) for each in Income]),
        Field(id=SUPPORT, label=text("Child support"), kind=Kind.CHOICE, value=stored[SUPPORT], noted=True,
              options=[_NOT_KNOWN, Option(YES, text("paid")), Option(_NO, text("not paid"))]),
        Field(id=CHILDREN, label=text("Children under 18"), value=stored[CHILDREN], echo=_number, noted=True,
              hint=text("how many they provide for; nothing: not known")),
        Field(id=PLAN, label=text("Individual plan"), kind=Kind.CHOICE, value=stored[PLAN], noted=True,
              options=_terms(tuple(IndividualPlan))),
    )  # fmt: skip
    who = look.screening.on_a_sheet(person)
    title = look.say(text("{who}: the situation {when}", who=who, when=moment))
    return Form(title=title, fields=fields, save=save, seen=seen)


def _terms(terms: Sequence[Term]) -> list[Option]:
    return [_NOT_KNOWN, *(Option(each.value, each.label) for each in terms)]


def _number(typed: str, _values: Values) -> Echo:
    if typed.strip().isdecimal():
        return Echo(None)
    return Echo(text("Write the number of children, such as 2."), good=False)


def _stored(one: SituationView | None, look: Look) -> dict[str, str]:
    if one is None:
        return {ON: look.today.isoformat(), HOUSING: "", INCOME: "", SUPPORT: "", CHILDREN: "", PLAN: ""}
    return {
        ON: one.on.isoformat(),
        HOUSING: one.housing.value if one.housing else "",
        INCOME: " ".join(each.value for each in one.income),
        SUPPORT: "" if one.child_support is None else YES if one.child_support else _NO,
        CHILDREN: "" if one.children is None else str(one.children),
        PLAN: one.individual_plan.value if one.individual_plan else "",
    }
