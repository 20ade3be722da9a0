"""The whole answer to "why?": what was used, how it was worked out, on whose word, and how sure that is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from exin_schema.programme import RuleSource
from exin_tui.caseload.models import ItemRow, ParticipantRow
from exin_tui.dates import day_and_month, short_date
from exin_tui.distances import overdue_by
from exin_tui.language import Sayable, join, say, text
from exin_tui.programme.rules import is_stale
from exin_tui.programme.values import Alert, Why
from exin_tui.tui.ink import BLANK, Line, Span, fit, gap, wrap
from exin_tui.tui.look import MARKS, Look

LABEL = 13
_ALERT_SYMBOLS = {"alert": ("▲", "overdue"), "warning": ("●", "soon"), "note": ("○", "muted")}


def named(
    name: Sayable | str, value: str, look: Look, width: int, ink: str = "text", column: int = LABEL
) -> list[Line]:
    """A label and what belongs to it, wrapped under itself."""
    pieces = wrap(value, max(8, width - column))
    first: Line = (Span(fit(say(name, look.language), column - 1), "muted"), gap(1), Span(pieces[0], ink))
    return [first, *((gap(column), Span(piece, ink)) for piece in pieces[1:])]


def _column(names: Iterable[Sayable], look: Look, width: int) -> int:
    """Wide enough for the longest label, but never more than half."""
    longest = max((len(look.say(name)) for name in names), default=0)
    return min(max(LABEL, longest + 2), width // 2)


def paragraph(value: str, width: int, ink: str = "text") -> list[Line]:
    """Prose in ``width`` cells."""
    return [(Span(piece, ink),) for piece in wrap(value, width)]


def _verified(verified: dt.date, look: Look) -> tuple[str, str]:
    """When the source was last read, and loudly so when that is long ago."""
    day = f"{day_and_month(verified, look.language)} {verified.year}"
    if is_stale(verified, look.today, look.stale_months):
        long_ago = text("{day}, more than {months} months ago", day=day, months=look.stale_months)
        return look.say(long_ago), "soon"
    return day, "text"


def source_lines(why: Why, look: Look, width: int) -> list[Line]:
    """Computed, rule (unless its sentence is the answer already), source, certainty, verified."""
    rule = why.rule
    lines: list[Line] = []
    if why.computed is not None:
        lines += named(text("Computed"), look.say(why.computed), look, width, "text bold")
    column = _column((name for name, _ in why.inputs), look, width)
    for name, value in why.inputs:
        said = look.say(value) if value is not None else look.screening.unknown
        lines += named(name, said, look, width, column=column)
    source = text("this project's default, not the guide's") if rule.ours else rule.source.label
    called = look.say(rule.name.label) if rule.name is not None else rule.id
    if called != look.say(why.because):
        lines += named(text("Rule"), called, look, width)
    hidden = rule.sensitive and rule.verified is None and look.screening.screened  # an item's or task's own
    lines += named(text("Source"), look.screening.hidden if hidden else look.say(source), look, width)
    return [*lines, *_standing(rule, look, width)]


def _standing(rule: RuleSource, look: Look, width: int) -> list[Line]:
    """How sure the source is and when it was last read; a partner's item or task says neither."""
    if rule.certainty is None or rule.verified is None:
        return named(text("Certainty"), look.say(text("not stated")), look, width)
    certainty = (Span(f"{rule.certainty.value}  ", "text bold"), Span(look.say(rule.certainty)))
    sure: Line = (Span(fit(look.say(text("Certainty")), LABEL), "muted"), *certainty)
    verified, ink = _verified(rule.verified, look)
    return [sure, *named(text("Verified"), verified, look, width, ink)]


def why_lines(why: Why, look: Look, width: int) -> list[Line]:
    """One answer, and the further ones that led to it."""
    lines = [*paragraph(look.say(why.because), width), BLANK, *source_lines(why, look, width)]
    return [*lines, *more_lines(why, look, width)]


def more_lines(why: Why, look: Look, width: int) -> list[Line]:
    """The further answers alone."""
    return [line for further in why.more for line in (BLANK, *why_lines(further, look, width))]


def _distinct(whys: Iterable[Why]) -> list[Why]:
    found: list[Why] = []
    for why in whys:
        if why not in found:
            found.append(why)
    return found


WITHHELD = text("Why is told while names are shown: it betrays what kind of case this is.")


def alert_lines(alert: Alert, look: Look, width: int) -> list[Line]:
    """An alert's whole sentence, then why."""
    symbol, ink = _ALERT_SYMBOLS[alert.severity.value]
    pieces = wrap(look.say(alert.message), width - 2)
    lines: list[Line] = [(Span(f"{symbol} ", ink), Span(pieces[0], "text bold"))]
    lines += [(gap(2), Span(piece, "text bold")) for piece in pieces[1:]]
    if alert.why.rule.sensitive and look.screening.screened:
        return [*lines, *paragraph(look.say(WITHHELD), width, "muted")]
    because = look.say(alert.why.because)
    if because != look.say(alert.message):
        lines += paragraph(because, width)
    return [*lines, BLANK, *source_lines(alert.why, look, width)]


def row_title(row: ParticipantRow, place: int, look: Look) -> str:
    """``SN-007 Furu står først``."""
    who = look.screening.person(row.person)
    if place == 0:
        return look.say(text("{who} comes first", who=who))
    return look.say(text("{who} is number {place}", who=who, place=place + 1))


def row_lines(row: ParticipantRow, look: Look, width: int) -> list[Line]:
    """Why a participant stands where they stand, then each alert."""
    reasons = " · ".join(look.say(reason) for reason in row.urgency.reasons)
    lines: list[Line] = []
    if reasons:
        ink = "overdue" if row.overdue else "soon"
        pieces = wrap(reasons, width - 2)
        lines += [(Span("▲ " if row.overdue else "● ", ink), Span(pieces[0]))]
        lines += [(gap(2), Span(piece)) for piece in pieces[1:]]
    else:
        lines += paragraph(look.say(text("Nothing is due and nothing is warned about.")), width)
    told = [alert.why for alert in row.alerts]
    for why in _distinct(row.urgency.why):
        if why not in told:
            lines += [BLANK, *why_lines(why, look, width)]
    for alert in row.alerts:
        lines += [BLANK, *alert_lines(alert, look, width)]
    if row.release.on is not None and row.release.why not in [*row.urgency.why, *told]:
        lines += [BLANK, (Span(look.say(text("The release date")), "text bold"),)]
        lines += why_lines(row.release.why, look, width)
    return lines


def declared_by(declared: RuleSource, look: Look) -> str:
    """Which partner something is from, and the partner's source of it."""
    whose = declared.name or declared.id
    if declared.sensitive and look.screening.screened:
        return look.say(whose)
    return look.say(join([whose, declared.source], " · "))


def item_status(item: ItemRow, look: Look) -> Line:
    """``▲ 2 d over   kritisk punkt``."""
    spans: list[Span] = []
    if item.state.open and item.due_on is not None:
        symbol, ink = MARKS[item.mark]
        days = (item.due_on - look.today).days
        said = overdue_by(-days, look.language) if days < 0 else short_date(item.due_on, look.language)
        spans += [Span(f"{symbol} {said}", ink if ink != "faint" else "muted"), gap(2)]
    else:
        spans += [Span(look.say(item.state), "muted"), gap(2)]
    if item.critical:
        spans.append(Span(look.say(text("critical item")), "muted"))
    return tuple(spans)


def changed(at: dt.datetime, by: str, look: Look) -> str:
    """When, and by whom."""
    day = short_date(at.date(), look.language)
    return look.say(text("{day} by {who}", day=day, who=by)) if by else day


def item_lines(
    item: ItemRow,
    title: str,
    in_force: tuple[dt.date | None, Why | None],
    look: Look,
    width: int,
    *,
    caseworker: str = "",
) -> list[Line]:
    """Why an item is due on its day; who is responsible, and who touched it last."""
    lines: list[Line] = [(Span(piece, "text bold"),) for piece in wrap(title, width)]
    lines += [item_status(item, look), BLANK, *paragraph(look.say(item.why.because), width), BLANK]
    lines += [*source_lines(item.why, look, width), BLANK]
    if item.declared is not None and item.declared != item.why.rule:
        lines += named(text("Item"), declared_by(item.declared, look), look, width)
    on, why = in_force
    if on is not None:
        said = short_date(on, look.language)
        if why is not None and why.computed is not None:
            said = f"{said} · {look.say(why.computed)}"
        lines += named(text("In force"), said, look, width)
    lines += named(text("Responsible"), item.responsible or caseworker or "–", look, width)
    if item.changed_at is not None:
        lines += named(text("Last changed"), changed(item.changed_at, item.changed_by, look), look, width)
    for name, value in _written(item, look):
        lines += named(name, value, look, width)
    if item.due_override:
        by_hand = look.say(text("Set by hand: does not move with the release date."))
        lines += [BLANK, *paragraph(by_hand, width, "muted")]
    return [*lines, *more_lines(item.why, look, width)]


def _written(item: ItemRow, look: Look) -> Sequence[tuple[Sayable, str]]:
    """What people have written on the item, screened."""
    found: list[tuple[Sayable, str]] = []
    if item.value_on is not None:
        found.append((text("Date"), short_date(item.value_on, look.language)))
    for name, value in (
        (text("Contact"), item.contact),
        (text("Confirmed with"), item.confirmed_with),
        (text("Reason"), item.reason),
        (text("Note"), item.note),
    ):
        if value:
            found.append((name, look.screening.private(value)))
    return found
