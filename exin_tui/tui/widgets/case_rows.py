"""The rows of the tab of applications: applications, contact and activities, the situation."""

from __future__ import annotations

from exin_schema.vocabulary import ApplicationState, SituationMoment
from exin_tui.caseload.case_models import ActivityView, ApplicationView, CaseView, SituationView
from exin_tui.caseload.case_words import (
    SENSITIVE_APPLICATIONS,
    activity_words,
    application_day,
    application_news,
    situation_parts,
)
from exin_tui.caseload.models import Person
from exin_tui.dates import long_date, short_date
from exin_tui.language import Sayable, text
from exin_tui.tui.ink import BLANK, Line, Span, fit, gap
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.line_list import Drawn, fixed
from exin_tui.tui.widgets.tab_rows import Rows, said_row

_TO, _STATE, _DAY, _NEWS, _WIDE, _LEAST = 16, 18, 15, 30, 96, 10
_SYMBOLS = {
    ApplicationState.DRAFT: ("○", "muted"),
    ApplicationState.SENT: ("◐", "text"),
    ApplicationState.IN_PROCESS: ("◐", "text"),
    ApplicationState.GRANTED: ("✓", "muted"),
    ApplicationState.REFUSED: ("–", "muted"),
    ApplicationState.PARTLY: ("–", "muted"),
}


def case_rows(case: CaseView | None, look: Look, person: Person) -> Rows:
    """All three, each under its heading; what is empty says which key begins it."""
    if case is None:
        return said_row(look.say(text("Reading …")))
    rows: Rows = [_heading(text("Applications"), look)]
    rows += [(f"application:{one.id}", _application(one, look, person)) for one in case.applications]
    if not case.applications:
        rows.append(_nothing(text("No applications are noted. u notes one."), look))
    rows += [("", fixed(BLANK)), _heading(text("Situation"), look)]
    noted = {one.moment: one for one in case.situations}
    rows += [
        (f"situation:{moment.value}", _situation(moment, noted.get(moment), look, person))
        for moment in SituationMoment
    ]
    rows += [("", fixed(BLANK)), _heading(text("Contact and activities"), look)]
    rows += [(f"activity:{one.id}", _activity(one, look, person)) for one in case.activities]
    if not case.activities:
        rows.append(_nothing(text("No contact has been logged. l logs it."), look))
    return rows


def _heading(words: Sayable, look: Look) -> tuple[str, Drawn]:
    return "", fixed((Span(look.say(words), "muted bold"),))


def _nothing(words: Sayable, look: Look) -> tuple[str, Drawn]:
    return "", fixed((Span(look.say(words), "muted"),))


def _application(one: ApplicationView, look: Look, person: Person) -> Drawn:
    """Symbol, to whom, what, state, day, and what is to be known of it."""
    hidden = look.screening.hides(person)
    symbol, ink = _SYMBOLS[one.state]
    to = look.screening.item(one.kind, one.kind in SENSITIVE_APPLICATIONS, person)
    what = look.screening.private(one.what, person)
    where = "" if hidden else one.agency
    news = look.say(application_news(one, look.today) or "")
    day = application_day(one)
    loud = one.ask_in_writing and one.complaint_sent_on is None
    loud = loud or (one.complaint_due_on is not None and one.complaint_sent_on is None)

    def line(width: int) -> Line:
        on = short_date(day, look.language) if day else ""
        wide = width >= _WIDE
        tail = _DAY + _NEWS if wide else _NEWS
        rest = width - 3 - _TO - _STATE - tail - 3
        described = " · ".join(part for part in (what, where) if part)
        spans = [
            Span(f"{symbol}  ", ink),
            Span(fit(to, _TO), "muted" if one.state in _OVER else "text"),
            gap(1),
            Span(fit(described if rest > _LEAST else "", max(0, rest)), "muted"),
            gap(1),
            Span(fit(look.say(one.state), _STATE)),
        ]
        if wide or not news:
            spans.append(Span(fit(on, _DAY), "muted"))
        if news:
            spans.append(Span(fit(news, _NEWS), "soon" if loud else "muted"))
        return tuple(spans)

    return line


_OVER = frozenset({ApplicationState.GRANTED, ApplicationState.REFUSED, ApplicationState.PARTLY})


def _situation(moment: SituationMoment, one: SituationView | None, look: Look, person: Person) -> Drawn:
    said = look.say(moment)
    name = said[:1].upper() + said[1:]
    if one is None:
        return fixed((Span(fit(name, 19)), Span(look.say(text("not noted")), "muted")))
    parts = " · ".join(f"{look.say(what)}: {look.say(how)}" for what, how in situation_parts(one))
    shown = look.screening.private(parts, person) or look.say(text("nothing is known"))

    def line(width: int) -> Line:
        day = fit(long_date(one.on, look.language), 21)
        return (Span(fit(name, 19)), Span(day, "muted"), Span(fit(shown, max(8, width - 40))))

    return line


def _activity(one: ActivityView, look: Look, person: Person) -> Drawn:
    words = look.say(activity_words(one))
    agency = look.screening.private(one.agency, person)
    contact = one.reached and one.with_participant

    def line(width: int) -> Line:
        day = fit(long_date(one.on, look.language), 21)
        return (
            Span("✓  " if contact else "–  ", "muted"),
            Span(fit(words, max(12, width - 52)), "text" if contact else "muted"),
            gap(1),
            Span(day, "muted"),
            Span(fit(agency, 22), "muted"),
            Span(f"{one.caseworker:>4}", "muted"),
        )

    return line
