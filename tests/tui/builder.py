"""The caseload of the pictures: 36 invented participants on Friday 27 November 2026."""

from __future__ import annotations

import datetime as dt

from exin_schema.programme import RuleSource, Words
from exin_schema.vocabulary import (
    Certainty,
    ChecklistKind,
    ConsentStatus,
    CustodyKind,
    ItemKind,
    ItemState,
    Label,
    Mark,
    Phase,
    ReleaseStanding,
    Role,
    SecurityLevel,
    Severity,
)
from exin_tui.caseload.consent_models import ConsentView
from exin_tui.caseload.models import (
    CapacityRow,
    ChecklistView,
    ContactView,
    DueRow,
    ItemRow,
    MeetingRow,
    Overview,
    ParticipantRow,
    ParticipantView,
    Person,
    TaskView,
)
from exin_tui.caseload.phase_models import EpisodeView, TransitionView
from exin_tui.clock import OSLO
from exin_tui.language import Sayable
from exin_tui.programme.values import Alert, Release, Urgency, Why

TODAY = dt.date(2026, 11, 27)

RULE = RuleSource(
    "release_checklist.critical",
    Words("prosjektets standard, ikke veilederen", "this project's default, not the guide's"),
    Certainty.PRACTICE,
    dt.date(2026, 9, 14),
    ours=True,
    name=Words("Frister for kritiske punkter før løslatelse", "Due dates of critical items before release"),
)
WHY = Why(
    Label("Fristen er 14 dager før løslatelse, fordi bolig er et kritisk punkt.",
          "The due date is 14 days before the release, because housing is a critical item."),
    RULE,
    Label("9. des. - 14 dager = on. 25. nov. 2026", "9 Dec - 14 days = Wed 25 Nov 2026"),
)  # fmt: skip

# code, alias, name, phase, caseworker, release, out, overdue, today, soon, alert nb, alert en, next meeting
_ROWS = """
007|Furu|Jonas Berg|3|KN|2026-12-09||2|0|2|Bolig ikke avklart|Housing not settled|11-27 10:00
019|Bjørk|Ali Hassan|4|AB|2026-11-18|out|1|0|0|Ansvarsgr. mangler|No group meeting|11-30 12:00
012|Selje|Mathias Dahl|3|KN|2026-12-17||1|1|0|Samtykke mangler|Consent missing|11-30 08:30
031|Hegg|Sander Vik|2|MH|2026-12-21||1|0|0|Fase 3 sent i gang|Phase 3 is late|
023|Rogn|Noah Lie|4|KN|2026-10-24|out|1|0|0|Ingen kontakt 31 d|No contact 31 d|
004|Gaupe|Elias Moe|3|AB|2026-12-04||0|1|2|Løslates en fredag|Out on a Friday|12-01 09:00
027|Osp|Yusuf Omar|3|MH|2026-12-24||0|0|1|Løslates før fridag|Out before holiday|12-02 13:00
015|Alm|Oskar Lund|3|KN|2026-12-30||0|0|1|||12-03 11:00
002|Eik|Ida Berge|5|KN|2026-04-29|out|0|0|1|NAV-samtykke ut 6 d|NAV consent 6 d|11-27 13:30
021|Gran|Emil Strand|4|KN|2026-10-06|out|0|1|0|||11-27 09:15
034|Barlind|Liam Aas|1|MH|2027-07-28||0|0|1|Avklaring gjenstår|Clarify intake|12-01 14:00
011|Hassel|Adam Ness|2|AB|2027-03-03||0|0|1|||12-04 10:00
009|Vidje|Felix Hagen|4|AB|2026-09-17|out|0|0|1|||11-30 15:00
018|Syrin|Isak Rud|3|AB|2027-01-20||0|0|0|||12-02 09:30
029|Pors|Theo Brekke|2|KN|2027-03-17||0|0|0|||
026|Mose|Samir Ali|2|MH|2027-04-15||0|0|0|||12-03 13:00
003|Lyng|Jakob Eide|2|KN|2027-05-23||0|0|0|||
014|Kløver|Leo Sund|4|KN|2026-11-09|out|0|0|0|||11-30 10:30
033|Molte|Viktor Foss|2|MH|2027-07-16||0|0|0|||
036|Nype|Herman Wold|2|AB|2027-09-11||0|0|0|||12-04 12:00
020|Rips|Amin Said|2|MH|2027-11-02||0|0|0|||
035|Slåpe|Henrik Bø|1|AB|2028-01-02||0|0|0|||12-02 15:00
001|Timian|Lucas Tveit|5|MH|2026-01-12|out|0|0|0|||
005|Krokus|William Øye|5|MH|2026-03-12|out|0|0|0|||12-01 10:00
006|Merian|Mads Holm|5|AB|2026-05-21|out|0|0|0|||
008|Kvann|Simen Lien|5|AB|2026-04-01|out|0|0|0|||
010|Salvie|Peder Nygård|5|TL|2026-06-04|out|0|0|0|||12-03 09:00
013|Mynte|Kasper Li|4|MH|2026-08-31|out|0|0|0|||
016|Havre|Eirik Moen|5|AB|2026-06-30|out|0|0|0|||
017|Bygg|Tobias Vang|5|KN|2026-07-17|out|0|0|0|||12-04 14:00
022|Rug|Joakim Sæther|4|MH|2026-09-25|out|0|0|0|||
024|Hvete|Håkon Ruud|6|MH|2025-11-20|out|0|0|0|||
025|Vikke|Ole Fjeld|6|KN|2025-10-14|out|0|0|0|||
028|Lupin|Marius Dale|2|MH|||0|0|0|||
030|Pion|Daniel Hauge|1|TL|||0|0|0|||
032|Asters|Sondre Bakke|1|TL|||0|0|0|||
"""

# code, nb, en, days, caseworker, sensitive, critical
_DUE = """
019|Første ansvarsgruppemøte ute|First group meeting outside|-12|AB||
031|Dato for 2/3 løslatelse|Date of 2/3 release|-8|MH||
007|Bolig avklart|Housing settled|-2|KN||critical
012|Samtykkeskjema (minimum: Kriminalomsorgen, NAV)|Consent form (at least the prison, NAV)|-2|KN||
007|Sosiale ytelser avklart|Social benefits settled|-2|KN||
023|Ring: avtale om ny samtale|Call: agree on another talk|-1|KN||
012|Kodebrikke/Bank-ID i orden|Code device/BankID in order|0|KN||
004|Tjenestemelding sendt til lokalt NAV-kontor|Service message sent to the NAV office|0|AB||
021|Følge til fastlege|Company to the doctor|0|KN|sensitive|
034|Sosialkonsulent|Social consultant|3|MH||
009|Søke kommunal bolig|Apply for municipal housing|4|AB||
004|Kontaktperson hos NAV|Contact at NAV|5|AB||
007|Fullmakt hos NAV|Authority at NAV|5|KN||
002|Fornye samtykke: NAV|Renew consent: NAV|6|KN||
027|Sysselsetting avklart|Occupation settled|6|MH||
004|Ny adresse|New address|7|AB||
007|DPS avklart|DPS settled|7|KN|sensitive|
"""

# code, when, nb, en, place, caseworker
_MEETINGS = """
021|11-27 09:15|Lege|Doctor|fastlege|KN
007|11-27 10:00|Ansvarsgruppemøte|Responsibility-group meeting|NAV|KN
002|11-27 13:30|Samtale|Talk||KN
012|11-30 08:30|Fengselsbesøk|Prison visit|Romerike|KN
014|11-30 10:30|NAV-møte|NAV meeting|NAV|KN
019|11-30 12:00|Samarbeidsmøte|Cooperation meeting|NAV, DPS|AB
009|11-30 15:00|Visning bolig|Viewing|Holmlia|AB
004|12-01 09:00|Overføringsmøte|Transfer meeting|Friomsorgen|AB
005|12-01 10:00|Skolemøte|School meeting|Oslo VO|MH
034|12-01 14:00|Avklaringssamtale|Clarification talk|Oslo|MH
018|12-02 09:30|Permisjon|Leave|hjemme|AB
027|12-02 13:00|Ansvarsgruppemøte|Responsibility-group meeting|NAV|MH
015|12-03 11:00|Fremstilling|Escorted outing|skole|KN
011|12-04 10:00|Fengselsbesøk|Prison visit|Romerike|AB
"""


def _moment(said: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"2026-{said.replace(' ', 'T')}:00").replace(tzinfo=OSLO)


def person(code: str, alias: str = "Furu", name: str = "Jonas Berg", *, protected: bool = False) -> Person:
    return Person(f"id-{code}", f"SN-{code}", alias, name, protected)


def why(nb: str, en: str) -> Why:
    return Why(Label(nb, en), RULE)


def alert(nb: str, en: str, severity: Severity = Severity.WARNING) -> Alert:
    return Alert(
        "a_rule", severity, Label(nb, en), Label(f"{nb}.", f"{en}."), why(f"Fordi: {nb}", f"Because: {en}")
    )


def participant(line: str) -> ParticipantRow:
    """A row of the table above."""
    code, alias, name, phase, caseworker, release, out, overdue, today, soon, nb, en, meeting = line.split(
        "|"
    )
    who = person(code, alias, name, protected=code == "018")
    on = dt.date.fromisoformat(release) if release else None
    standing = ReleaseStanding.ACTUAL if out else ReleaseStanding.DECIDED if on else ReleaseStanding.UNKNOWN
    reasons: list[Sayable] = []
    if int(overdue):
        reasons.append(
            Label(f"{overdue} over frist, den ene kritisk", f"{overdue} overdue, one of them critical")
        )
    if on and not out and (on - TODAY).days <= 28:
        reasons.append(Label(f"løslates om {(on - TODAY).days} d", f"out in {(on - TODAY).days} d"))
    if meeting.startswith("11-27"):
        reasons.append(Label(f"møte i dag {meeting[6:]}", f"meeting today {meeting[6:]}"))
    coming = (
        MeetingRow(f"m-{code}", who, "meeting", Label("Møte", "Meeting"), _moment(meeting),
                   _moment(meeting) + dt.timedelta(hours=1), all_day=False, place="", caseworker=caseworker)
        if meeting else None
    )  # fmt: skip
    return ParticipantRow(
        person=who,
        version=1,
        phase=list(Phase)[int(phase) - 1],
        phase_since=dt.date(2026, 10, 13),
        caseworker=caseworker,
        release=Release(on, standing, why("Vedtatt dato.", "Decided date.")),
        out=bool(out),
        level=None if out else SecurityLevel.LOWER,
        custody=None if out else CustodyKind.SENTENCE,
        place="" if out else "Halden",
        overdue=int(overdue),
        due_today=int(today),
        due_soon=int(soon),
        done=11,
        total=19,
        alerts=(alert(nb, en),) if nb else (),
        next_meeting=coming,
        last_contact_on=dt.date(2026, 11, 25),
        urgency=Urgency((0,), tuple(reasons), (WHY,) if int(overdue) else ()),
    )


def _mark(days: int) -> Mark:
    return Mark.OVERDUE if days < 0 else Mark.TODAY if days == 0 else Mark.SOON


def overview(today: dt.date = TODAY) -> Overview:
    """Picture 01."""
    rows = [participant(line) for line in _ROWS.strip().splitlines()]
    people = {row.person.code[3:]: row.person for row in rows}
    due = []
    for number, line in enumerate(_DUE.strip().splitlines()):
        code, nb, en, days, caseworker, sensitive, critical = line.split("|")
        due.append(
            DueRow(
                id=f"due-{number}", version=1, kind="item", person=people[code], key=f"key-{number}",
                label=Label(nb, en), sensitive=bool(sensitive), due_on=TODAY + dt.timedelta(days=int(days)),
                days=int(days), mark=_mark(int(days)), caseworker=caseworker, critical=bool(critical),
            )
        )  # fmt: skip
    meetings = []
    for number, line in enumerate(_MEETINGS.strip().splitlines()):
        code, at, nb, en, place, caseworker = line.split("|")
        starts = _moment(at)
        meetings.append(
            MeetingRow(f"meeting-{number}", people[code], "meeting", Label(nb, en), starts,
                       starts + dt.timedelta(hours=1), all_day=False, place=place, caseworker=caseworker)
        )  # fmt: skip
    return Overview(
        today=today,
        team="Søndre Nordstrand",
        rows=tuple(rows),
        due=tuple(due),
        meetings=tuple(meetings),
        capacity=(
            CapacityRow("KN", "Kari Nordlie", Role.CASEWORKER, 11, 6, 12, 6),
            CapacityRow("AB", "Anders Bo", Role.CASEWORKER, 9, 4, 12, 6),
            CapacityRow("MH", "Mona Hauk", Role.CASEWORKER, 13, 3, 12, 6, "avtalt med TL", "TL"),
            CapacityRow("TL", "Tor Lie", Role.TEAM_LEADER, 3, 0, 4, 2),
        ),
        last_change=1,
        soon_until=TODAY + dt.timedelta(days=7),
        release_until=TODAY + dt.timedelta(days=28),
    )


def nobody() -> Overview:
    """A database without participants."""
    full = overview()
    return Overview(
        today=TODAY, team=full.team, rows=(), due=(), meetings=(),
        capacity=(CapacityRow("KN", "Kari Nordlie", Role.CASEWORKER, 0, 0, 12, 6),), last_change=0,
    )  # fmt: skip


def item(
    key: str,
    nb: str,
    en: str,
    section: str,
    state: str = "not_started",
    days: int | None = 12,
    **more: object,
) -> ItemRow:
    """A checklist item, due ``days`` from today."""
    states = {one.value: one for one in ItemState}
    mark = Mark.NONE if days is None else _mark(days) if days <= 7 else Mark.LATER
    fields: dict[str, object] = {
        "id": f"item-{key}", "version": 1, "key": key, "section": section, "label": Label(nb, en),
        "kind": ItemKind.TICK, "sensitive": False, "critical": False, "optional": False,
        "state": states[state], "due_override": False, "mark": mark,
        "due_on": None if days is None else TODAY + dt.timedelta(days=days),
        "responsible": "KN", "value_on": None, "contact": "", "reason": "", "confirmed_with": "", "note": "",
        "changed_at": _moment("11-20 10:00"), "changed_by": "KN", "why": WHY,
    }  # fmt: skip
    return ItemRow(**{**fields, **more})  # type: ignore[arg-type]


def participant_view(code: str = "007") -> ParticipantView:
    """Picture 03."""
    row = next(one for one in overview().rows if one.person.code == f"SN-{code}")
    release = ChecklistView(
        id="list-release",
        kind=ChecklistKind.RELEASE,
        episode=1,
        in_force_on=dt.date(2026, 9, 9),
        in_force_why=why("3 md. før løslatelse", "3 months before the release"),
        sections=(
            ("release", Label("Sjekkliste ved løslatelse", "Checklist at release")),
            ("measures", Label("Nødvendige tiltak", "Necessary measures")),
        ),
        items=(
            item("contact", "Kontaktinformasjon til deltaker", "Contact details", "release", "done"),
            item("address", "Ny adresse", "New address", "release"),
            item("terms", "Vilkår for løslatelse", "Conditions of release", "release", "in_progress"),
            item("consents", "Samtykkeskjema", "Consent form", "release", days=3, kind=ItemKind.CONSENTS),
            item("housing", "Bolig avklart", "Housing settled", "measures", days=-2, critical=True),
            item("dps", "DPS avklart", "DPS settled", "measures", "not_needed", sensitive=True),
            item("message", "Tjenestemelding", "Service message sent", "measures", days=0, note="ring Ola"),
        ),
    )
    start = ChecklistView(
        id="list-start", kind=ChecklistKind.START, episode=1, in_force_on=None, in_force_why=None,
        sections=(("start", Label("Ved oppstart", "At the start")),),
        items=(item("first", "Første samtale", "First talk", "start", "done"),),
    )  # fmt: skip
    consent = ConsentView(
        line="nav", label=Label("NAV", "NAV"), role="", person="", topics="", status=ConsentStatus.ACTIVE,
        given_on=dt.date(2026, 6, 1), expires_on=None, withdrawn_on=None, mandatory=True, at_release=True,
        line_status=ConsentStatus.ACTIVE,
    )  # fmt: skip
    probation = ConsentView(
        line="friomsorgen", label=Label("Friomsorgen", "Probation service"), role="", person="", topics="",
        status=ConsentStatus.MISSING, given_on=None, expires_on=None, withdrawn_on=None, mandatory=False,
        at_release=True, line_status=ConsentStatus.MISSING,
    )  # fmt: skip
    return ParticipantView(
        today=TODAY, row=row, birth_date=dt.date(2004, 3, 2), phone="+47 900 00 000",
        phone_verified_on=dt.date(2026, 11, 1), address="Storgata 1", district="Søndre Nordstrand",
        soma_reference="S-1", enrolled_on=dt.date(2026, 6, 1), checklists=(release, start),
        tasks=(
            TaskView("t1", 1, Label("Ringe utleier", "Call the landlord"), "", "", "exin", "open",
                     TODAY + dt.timedelta(days=3), Mark.SOON, "KN"),
        ),
        meetings=tuple(one for one in overview().meetings if one.person == row.person),
        contacts=(
            ContactView("c1", "Nina Ås", "nav_contact", Label("Kontaktperson NAV", "Contact at NAV"), "NAV",
                        "900 11 111", "", sensitive=False),
            ContactView("c2", "Dr. Lund", "dps", Label("DPS", "DPS"), "DPS Sør",
                        "900 22 222", "", sensitive=True),
        ),
        consents=(consent, probation),
        transitions=(
            TransitionView(Phase.IN_PRISON, Phase.PRE_RELEASE, dt.date(2026, 10, 13), reason="",
                           possibilities="", limits="", special="", took_part="KN TL", unplanned=False),
        ),
        episodes=(
            EpisodeView(1, CustodyKind.SENTENCE, "Halden", SecurityLevel.LOWER, dt.date(2025, 9, 1), None,
                        ReleaseStanding.DECIDED, dt.date(2026, 12, 9), "A"),
        ),
        last_change=1,
    )  # fmt: skip
