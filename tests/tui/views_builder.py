"""A small caseload of invented people for partners' views, without a database: what a picture shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from exin_schema.vocabulary import (
    ApplicationKind,
    ApplicationState,
    ConsentStatus,
    CustodyKind,
    Label,
    Mark,
    Phase,
    ProbationState,
    ReleaseStanding,
    SecurityLevel,
    TaskHolder,
)
from exin_tui.caseload.models import Person
from exin_tui.partners.discovery import Partner, installed_partners
from exin_tui.partners.inside_context import Application, InsideContext, Task
from exin_tui.partners.participant import Participant
from exin_tui.partners.tab_models import FactRow, PartnerPanel, PartnerTab
from exin_tui.partners.values import Plain
from exin_tui.partners.view_seen import Section, Viewed
from exin_tui.partners.view_shaping import Shaping
from exin_tui.programme.values import Release
from tests.tui.builder import TODAY, WHY

Records = Mapping[str, tuple[Mapping[str, Plain], ...]]
PEOPLE = {
    one.id: one
    for one in (
        Person("1", "SN-004", "Gaupe", "Elias Moe"),
        Person("2", "SN-007", "Furu", "Jonas Berg"),
        Person("3", "SN-031", "Hegg", "Sander Vik"),
        Person("4", "SN-018", "Syrin", "Isak Rud", protected=True),
        Person("5", "SN-036", "Nype", "Herman Wold"),
        Person("6", "SN-030", "Pion", "Daniel Hauge"),
        Person("7", "SN-023", "Rogn", "Noah Lie"),
    )
}


def _day(said: str) -> dt.date:
    return dt.date.fromisoformat(said)


def _one(
    ref: str,
    phase: Phase,
    born: str,
    release: str | None,
    *,
    level: SecurityLevel = SecurityLevel.LOWER,
    kind: CustodyKind = CustodyKind.SENTENCE,
    standing: ReleaseStanding = ReleaseStanding.DECIDED,
    start: str = "2025-09-01",
    full: str | None = None,
    consent: ConsentStatus = ConsentStatus.ACTIVE,
    facts: Mapping[str, Plain] | None = None,
    records: Records | None = None,
) -> Participant:
    person = PEOPLE[ref]
    return Participant(
        ref,
        consent,
        {
            "code": person.code,
            "name": person.name,
            "phase": phase,
            "caseworker": "KN",
            "birth_date": _day(born),
            "custody_kind": kind,
            "level": level,
            "place": "" if person.protected else "Halden fengsel",
            "custody_from": _day(start),
            "release_date": _day(release) if release else None,
            "release_kind": standing,
            "full_term_date": _day(full) if full else None,
            "two_thirds_date": None,
            "probation": ProbationState.NONE,
        },
        facts or {},
        records or {},
    )


def participants() -> tuple[Participant, ...]:
    """Next released, at three levels, late for phase 3, protected, far off, in remand, and out."""
    permanent: Records = {
        "housing": ({"step": "viewing", "on": _day("2026-11-20"), "offer": "temporary", "where": "Holmlia"},)
    }
    benefits: Records = {
        "benefit": (
            {"benefit": "aap", "stopped": "no"},
            {"benefit": "sosialstoenad", "stopped": "yes", "restarted": "waiting"},
        ),
        "leave": ({"from": dt.datetime(2026, 12, 2, 9, tzinfo=dt.UTC), "kind": "ordinary"},),
    }
    sentence: dict[str, Plain] = {
        "sentence_days": 700,
        "sentence_start": _day("2025-09-01"),
        "remand_days": 0,
    }
    return (
        _one("1", Phase.PRE_RELEASE, "2004-02-01", "2026-12-04", full="2027-07-02", facts=sentence,
             records=permanent),
        _one("2", Phase.PRE_RELEASE, "2002-05-05", "2026-12-09", full="2027-07-29",
             facts={**sentence, "level": "basic", "courses": "norsk", "aev": "done", "kvp_content": True,
                    "kvp_talk": _day("2026-11-01")},
             records=benefits),
        _one("3", Phase.IN_PRISON, "2001-08-01", "2026-12-21", level=SecurityLevel.HIGH, full="2027-10-20",
             consent=ConsentStatus.MISSING, facts={"level": "upper_completed"}),
        _one("4", Phase.PRE_RELEASE, "2003-01-01", "2027-01-20", level=SecurityLevel.HALFWAY),
        _one("5", Phase.IN_PRISON, "2002-12-01", "2027-09-11", level=SecurityLevel.HIGH, full="2028-06-01",
             standing=ReleaseStanding.TWO_THIRDS, start="2026-06-01",
             facts={"sentence_days": 730, "sentence_start": _day("2026-08-01"), "apprenticeship_left": 2}),
        _one("6", Phase.INTAKE, "2005-03-03", None, kind=CustodyKind.REMAND, start="2026-10-20",
             standing=ReleaseStanding.UNKNOWN, consent=ConsentStatus.WITHDRAWN),
        _one("7", Phase.POST_RELEASE, "1999-01-01", "2026-10-24", standing=ReleaseStanding.ACTUAL,
             facts={"level": "basic_not_completed"},
             records={"benefit": ({"benefit": "dagpenger", "stopped": "yes", "restarted": "no"},)}),
    )  # fmt: skip


_STEPS = {"start": Label("Oppstart", "Start"), "case_work": Label("Saksgang", "Case work")}

HOLDERS = {one.value: one for one in TaskHolder}

# partner|participant|task|nb|en|due|step|holder|sensitive
_TASKS = """
nav|3|digital_authority|Fullmakt: se NAV-saken digitalt|Digital authority|2026-11-25|start|exin|
nav|5|health_clarifier|Koble på helseavklarer|Health clarifier|2026-12-06|start|partner|sensitive
nav|2|responsibility_group|Ansvarsgruppemøte|Responsibility group|2026-11-27|case_work|joint|
school|2|guidance|Møte karriereveiledning|Meet career guidance|2026-11-25|start|exin|
school|5|apply|Søke skoleplass|Apply|2026-12-10|case_work|exin|
"""


def _tasks(partner_id: str) -> tuple[Task, ...]:
    found = []
    for line in _TASKS.strip().splitlines():
        whose, ref, own, nb, en, due, step, holder, sensitive = line.split("|")
        on = _day(due)
        mark = Mark.OVERDUE if on < TODAY else Mark.TODAY if on == TODAY else Mark.LATER
        if whose == partner_id:
            title, name = Label(nb, en), _STEPS[step]
            found.append(Task(ref, own, title, bool(sensitive), step, name, HOLDERS[holder], on, mark))
    return tuple(found)


def context(partner_id: str) -> InsideContext:
    """What the partner's view is given."""
    sent, refused = ApplicationState.SENT, ApplicationState.REFUSED
    applications = (
        Application("1", ApplicationKind.HOUSING, sent, _day("2026-08-01"), None, None, None),
        Application("2", ApplicationKind.NAV, refused, _day("2026-10-01"), TODAY, in_writing=False,
                    complaint_due_on=None),
    )  # fmt: skip
    return InsideContext(
        participants(), TODAY, _tasks(partner_id), (), applications if partner_id == "nav" else ()
    )


def partner(partner_id: str) -> Partner:
    """One of the three that ship."""
    return next(one for one in installed_partners() if one.id == partner_id)


def _hooks(partner_id: str) -> object:
    import importlib

    return importlib.import_module(f"exin_{partner_id}.hooks")


def viewed(partner_id: str, ref: str = "", people: tuple[Participant, ...] | None = None) -> Viewed:
    """The partner's own view of these people, or of one of them."""
    ctx, one = context(partner_id), partner(partner_id)
    if people is not None:
        ctx = replace(ctx, participants=people, tasks=(), applications=())
    assert one.manifest is not None
    shaping = Shaping.of(one.manifest, ctx, PEOPLE)
    hooks = _hooks(partner_id)
    who = ctx.participant(ref)
    if who is None:
        sections: tuple[Section, ...] = tuple(shaping.sections(hooks.exin_team_view(ctx=ctx)))  # type: ignore[attr-defined]
        return Viewed(partner_id, one.name, TODAY, sections)
    applications = tuple(one for one in ctx.applications if one.ref == ref)
    alone = InsideContext((who,), TODAY, ctx.tasks_of(who), (), applications)
    answered = hooks.exin_participant_view(ctx=alone, participant=who)  # type: ignore[attr-defined]
    subject = shaping.subject(PEOPLE[ref])
    return Viewed(partner_id, one.name, TODAY, tuple(shaping.sections(answered)), subject=subject)


def tab(partner_id: str) -> PartnerTab:
    """Nothing recorded, no open task: the view is what is looked at."""
    one = partner(partner_id)
    return PartnerTab(partner_id, one.name, one.tab, TODAY, (), (), (), (), (), 1)


def panel(partner_id: str, ref: str) -> PartnerPanel:
    """The same of one participant."""
    one = partner(partner_id)
    who = Release(None, ReleaseStanding.UNKNOWN, WHY)
    facts = FactRow(
        PEOPLE[ref], Phase.PRE_RELEASE, "KN", who, ConsentStatus.ACTIVE, narrowed=False, values=()
    )
    return PartnerPanel(partner_id, one.name, one.tab, TODAY, facts, (), (), (), (), 1)
