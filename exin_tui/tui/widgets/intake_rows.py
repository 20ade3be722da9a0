"""The intake's tab: the four conversations, the criteria, what stands in the way, and the decision."""

from __future__ import annotations

from exin_schema.vocabulary import Judgement
from exin_tui.caseload.models import Person
from exin_tui.caseload.way import Criterion, Intake, Talk
from exin_tui.dates import long_date
from exin_tui.language import text
from exin_tui.privacy.screening import SENSITIVE_ITEM
from exin_tui.programme.values import Why
from exin_tui.tui.ink import BLANK, Line, Span, fit, gap, wrap
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.line_list import Drawn, Prose, fixed
from exin_tui.tui.widgets.tab_rows import Rows
from exin_tui.tui.widgets.why_lines import paragraph, source_lines, why_lines

TALK, CRITERION = "talk:", "criterion:"
_MARKS = {
    Judgement.YES: ("✓", "ok"),
    Judgement.NO: ("▲", "overdue"),
    Judgement.CASE_BY_CASE: ("●", "soon"),
    Judgement.UNKNOWN: ("○", "muted"),
}
_NAME = 44


def intake_rows(intake: Intake, person: Person, look: Look) -> Rows:
    """Everything, in the order in which it is done."""
    say = look.say
    held = say(text("{held} of 4 held", held=intake.held))
    rows: Rows = [_heading(say(text("Conversations")), held)]
    rows += [(TALK + one.kind.value, _talk(one, look)) for one in intake.talks]
    rows += [("", fixed(BLANK)), _heading(say(text("Criteria")), "")]
    rows += [(CRITERION + one.key, _criterion(one, person, look)) for one in intake.criteria]
    return [*rows, ("", fixed(BLANK)), _heading(say(text("Decision")), ""), *_decision(intake, person, look)]


def criterion_name(criterion: Criterion, person: Person, look: Look) -> str:
    """What it is called on this screen."""
    one = criterion.assessment.criterion
    return look.screening.item(one.name, one.sensitive, person)


def _heading(words: str, beside: str) -> tuple[str, Drawn]:
    return "", fixed((Span(words, "text bold"), gap(3), Span(beside, "muted")))


def _talk(one: Talk, look: Look) -> Drawn:
    when = long_date(one.on, look.language) if one.on is not None else ""
    if one.held:
        said, mark = text("held"), ("✓", "ok")
    elif one.on is not None:
        late = one.on < look.today
        said = text("was it held?") if late else text("agreed")
        mark = ("●", "soon") if late else ("○", "text")
    else:
        said, mark = text("not agreed"), ("○", "muted")

    def line(width: int) -> Line:
        return (
            Span(f"{mark[0]}  ", mark[1]),
            Span(fit(look.say(one.kind), _name(width))),
            gap(2),
            Span(fit(look.say(said), 14), "muted"),
            Span(when, "muted"),
        )

    return line


def _criterion(one: Criterion, person: Person, look: Look) -> Drawn:
    symbol, ink = _MARKS[one.judgement]
    beside = look.say(text("worked out")) if one.worked_out else ""
    name = criterion_name(one, person, look)

    def line(width: int) -> Line:
        return (
            Span(f"{symbol}  ", ink),
            Span(fit(name, _name(width))),
            gap(2),
            Span(fit(look.say(one.judgement), 22), "muted" if one.judgement is Judgement.UNKNOWN else "text"),
            Span(beside, "muted"),
        )

    return line


def _name(width: int) -> int:
    """Cells for what a line is about."""
    return max(16, min(_NAME, width - 38))


def _decision(intake: Intake, person: Person, look: Look) -> Rows:
    if intake.enrolled_on is not None:
        return [_said("✓", "ok", look.say(text("Enrolled {on}.", on=intake.enrolled_on)))]
    if intake.outcome is not None:
        return [_said("–", "muted", look.say(intake.outcome))]
    hidden = {f"criterion_{one.key}" for one in intake.criteria if one.assessment.criterion.sensitive}
    rows: Rows = []
    for refusal in intake.against:
        screened = refusal.code in hidden and look.screening.hides(person)
        words = (
            text("Criterion not met: {criterion}.", criterion=SENSITIVE_ITEM) if screened else refusal.message
        )
        rows.append(_said("▲", "overdue", look.say(words)))
    return rows or [_said("○", "text", look.say(text("Nothing stands in the way of enrolling.")))]


def _said(mark: str, ink: str, words: str) -> tuple[str, Drawn]:
    return "", Prose(Span(f"{mark}  ", ink), words)


def intake_answer(intake: Intake, row_id: str, person: Person, look: Look, width: int) -> list[Line]:
    """Why a criterion is answered as it is; of a conversation there is nothing to compute."""
    for one in intake.criteria:
        if row_id == CRITERION + one.key:
            return _answered(one, person, look, width)
    words = text("Four conversations lead to a mutual decision. Nothing in this line was computed.")
    return paragraph(look.say(words), width, "muted")


def _answered(one: Criterion, person: Person, look: Look, width: int) -> list[Line]:
    why: Why = one.assessment.why
    title = [(Span(piece, "text bold"),) for piece in wrap(criterion_name(one, person, look), width)]
    if one.assessment.criterion.sensitive and look.screening.hides(person):
        return [*title, *paragraph(look.say(one.judgement), width), BLANK, *source_lines(why, look, width)]
    return [*title, *why_lines(why, look, width)]
