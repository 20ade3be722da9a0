"""The head of the participant's screen: the code in large type, and what one needs before anything else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from rich.cells import cell_len

from exin_schema.vocabulary import ConsentStatus, CustodyKind
from exin_tui.caseload.consent_models import ConsentView
from exin_tui.caseload.models import ParticipantRow, ParticipantView
from exin_tui.dates import day_and_month, short_date
from exin_tui.language import text
from exin_tui.programme import amounts
from exin_tui.programme.consents import HOLDS
from exin_tui.tui.ink import BLANK, Line, Span, cut, fit, gap, line_width, shares, short
from exin_tui.tui.lettering import letters
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.painted import Painted

Field = tuple[str, str, str, str]
"""Name, what stands large, what stands below, the ink of the second."""

DAYS_A_YEAR = 365

CONSENT_MARKS = {
    ConsentStatus.ACTIVE: ("✓", "ok", "text"),
    ConsentStatus.EXPIRING: ("●", "soon", "soon"),
    ConsentStatus.EXPIRED: ("▲", "overdue", "overdue"),
    ConsentStatus.WITHDRAWN: ("▲", "overdue", "overdue"),
    ConsentStatus.MISSING: ("▲", "overdue", "overdue"),
}


def _release(row: ParticipantRow, look: Look) -> Field:
    """The date, and always which of the dates it is."""
    say, release = look.say, row.release
    name = say(text("Release"))
    if release.on is None:
        return name, say(text("out")) if row.out else look.screening.unknown, "", "text bold"
    days = (release.on - look.today).days
    if row.out:
        words = say(text("out for {span}", span=amounts.days(-days))) if days < 0 else say(text("out"))
    else:
        words = say(text("in {distance}", distance=amounts.days(days))) if days else say(text("today"))
    said = short_date(release.on, look.language) + _year(release.on, look)
    return f"{name} · {say(release.standing)}", said, words, "text bold"


def _year(day: dt.date, look: Look) -> str:
    """The year behind a date that is more than a year away."""
    return f" {day.year}" if abs((day - look.today).days) > DAYS_A_YEAR else ""


def _day(day: dt.date, look: Look) -> str:
    return day_and_month(day, look.language) + _year(day, look)


def _custody(row: ParticipantRow, look: Look) -> Field | None:
    if row.out or (row.custody is None and row.level is None):
        return None  # whoever is out serves nowhere: the release says so
    name = text("Remand") if row.custody is CustodyKind.REMAND else text("Serving")
    place = look.screening.prison(row.place, row.person)
    return (
        look.say(name),
        place or "–",
        look.say(row.level) if row.level else "",
        "muted" if look.screening.hides(row.person) else "text bold",
    )


def head_fields(row: ParticipantRow, look: Look) -> list[Field]:
    """Phase, release, custody, caseworker."""
    say = look.say
    since = say(text("since {day}", day=_day(row.phase_since, look))) if row.phase_since else ""
    contact = (
        say(
            text(
                "contact {day}",
                day=_day(row.last_contact_on, look),
            )
        )
        if row.last_contact_on
        else say(text("no contact yet"))
    )
    fields: list[Field | None] = [
        (say(text("Phase")), f"{row.phase.number} {say(row.phase)}", since, "text bold"),
        _release(row, look),
        _custody(row, look),
        (say(text("Responsible")), row.caseworker or say(text("not assigned")), contact, "text bold"),
    ]
    return [one for one in fields if one is not None]


def consent_line(consents: Sequence[ConsentView], look: Look, width: int) -> Line:
    """``Samtykke  ▲ Friomsorgen mangler  ✓ NAV  +3``: what is wrong first, and how many have no room."""
    order = sorted((one for one in consents if _matters(one)), key=lambda one: _ALARM.index(one.status))
    spans: list[Span] = [Span(look.say(text("Consent")), "muted")]
    if not order:
        return cut((*spans, gap(2), Span(look.say(text("none")), "muted")), width)
    pieces = [_consent(one, look) for one in order]
    for number, piece in enumerate(pieces):
        left = len(pieces) - number
        room = width - line_width(spans) - (_more_width(left - 1))
        if line_width(piece) > room:
            loud = order[number].status not in HOLDS
            spans += [gap(2), Span(f"+{left}", "overdue" if loud else "muted")]
            break
        spans += piece
    return cut(spans, width)


_ALARM = (
    ConsentStatus.MISSING,
    ConsentStatus.WITHDRAWN,
    ConsentStatus.EXPIRED,
    ConsentStatus.EXPIRING,
    ConsentStatus.ACTIVE,
)


def _consent(one: ConsentView, look: Look) -> Line:
    """Two cells, the mark, the line by its short name, and its status where it is not just given."""
    symbol, ink, words_ink = CONSENT_MARKS[one.status]
    name = short(look.say(one.label), 0)
    spans = (gap(2), Span(f"{symbol} ", ink), Span(name, words_ink))
    if one.status is ConsentStatus.ACTIVE:
        return spans
    return (*spans, Span(f" {look.say(one.status)}", words_ink))


def _more_width(number: int) -> int:
    """Cells for ``  +3``."""
    return 2 + len(f"+{number}") if number else 0


def _matters(one: ConsentView) -> bool:
    return one.status is not ConsentStatus.MISSING or one.mandatory or one.at_release


def _grid(fields: Sequence[Field], width: int) -> tuple[Line, Line, Line]:
    """Three lines: names, values, details; columns as wide as they need to be, two cells apart."""
    wanted = [max(cell_len(part) for part in one[:3]) for one in fields]
    widths = shares(wanted, width - 2 * (len(fields) - 1))
    names: list[Span] = []
    values: list[Span] = []
    details: list[Span] = []
    for (name, value, detail, ink), room in zip(fields, widths, strict=True):
        names += [Span(fit(name, room), "muted"), gap(2)]
        values += [Span(fit(value, room), ink), gap(2)]
        details += [Span(fit(detail, room)), gap(2)]
    return tuple(names), tuple(values), tuple(details)


def large_head(view: ParticipantView, look: Look, width: int) -> list[Line]:
    """Four lines beside the code in large type."""
    code = letters(view.row.person.code)
    room = width - len(code[0]) - 3
    grid = _grid(head_fields(view.row, look), room)
    beside = [*grid, consent_line(view.consents, look, room)]
    return [(Span(large, "text bold"), gap(3), *line) for large, line in zip(code, beside, strict=True)]


def small_head(view: ParticipantView, look: Look, width: int) -> list[Line]:
    """Three lines for a small screen: who, what, consents."""
    row = view.row
    fields = head_fields(row, look)
    spans: list[Span] = [Span(look.screening.person(row.person), "text bold")]
    for _, value, detail, ink in fields[:2]:
        spans += [gap(3), Span(value, ink), Span(f" {detail}" if detail else "", "muted")]
    second: list[Span] = []
    for name, value, detail, _ in fields[2:]:
        second += [
            Span(f"{name} ", "muted"),
            Span(value),
            Span(f" {detail}" if detail else "", "muted"),
            gap(3),
        ]
    return [cut(spans, width), cut(second, width), consent_line(view.consents, look, width)]


class ParticipantHead(Painted):
    """Large where there is room."""

    def __init__(self, code: str) -> None:
        super().__init__(id="participant-head")
        self.code = code
        self.view: ParticipantView | None = None
        self.look: Look | None = None

    def show(self, view: ParticipantView, look: Look) -> None:
        """Take the participant."""
        self.view, self.look = view, look
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Four lines or three."""
        large = height >= 4
        if self.view is None or self.look is None:
            return [(Span(line, "faint"),) for line in letters(self.code)] if large else [BLANK]
        return large_head(self.view, self.look, width) if large else small_head(self.view, self.look, width)
