"""The consent form as a matrix: its lines, role and person below them, and what each is worth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from exin_schema.vocabulary import ConsentStatus, Topic
from exin_tui.caseload.consent_models import ConsentEntry, ConsentView
from exin_tui.caseload.models import Person
from exin_tui.dates import day_and_month, long_date
from exin_tui.language import Sayable, text
from exin_tui.privacy.alike import numbered
from exin_tui.programme.consents import HOLDS
from exin_tui.tui.ink import BLANK, Line, Span, fit, gap, short, wrap
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.line_list import Drawn, fixed
from exin_tui.tui.widgets.participant_head import CONSENT_MARKS

if TYPE_CHECKING:
    from exin_tui.caseload.labels import Labels

Rows = list[tuple[str, Drawn]]

STATUS, DAY, TOPIC, NEEDED = 10, 13, 3, 7
WIDE = 96
"""From this width on the day it was given and the document have columns of their own."""
DOCUMENT = 16
NEVER = text("never")


def row_of(view: ConsentView) -> str:
    """The id of its row: the same however the others change."""
    return f"consent:{view.line}/{view.role}/{view.person}"


def consent_at(views: Sequence[ConsentView], row_id: str) -> ConsentView | None:
    """The entry under the cursor; of an earlier consent's row, the one that it belongs to."""
    return next((one for one in views if row_id.partition("#")[0] == row_of(one)), None)


def line_at(views: Sequence[ConsentView], row_id: str) -> str:
    """The key of the line under the cursor; empty when the cursor is on none."""
    found = consent_at(views, row_id)
    return found.line if found else row_id.removeprefix("line:") if row_id.startswith("line:") else ""


def matrix_heads(look: Look, width: int) -> Line:
    """What stands in the columns."""
    say = look.say
    spans = [gap(3), Span(fit(say(text("Line, role and person")), _label(width)), "muted"), gap(1)]
    spans += [Span(fit(say(text("Status")), STATUS), "muted")]
    if width >= WIDE:
        spans.append(Span(fit(say(text("Given")), DAY), "muted"))
    spans.append(Span(fit(say(text("Until")), DAY), "muted"))
    spans += [Span(fit(say(topic)[:2], TOPIC), "muted") for topic in Topic]
    spans.append(Span(fit(say(text("Needed")), NEEDED), "muted"))
    if width >= WIDE:
        spans.append(Span(fit(say(text("Document")), DOCUMENT), "muted"))
    return tuple(spans)


def needed_legend(look: Look) -> Line:
    """What the marks of the column mean."""
    say = look.say
    return (
        Span("1 ", "text"), Span(say(text("mandatory in phase 1")), "muted"), gap(2),
        Span("◆ ", "text"), Span(say(text("minimum at release")), "muted"),
    )  # fmt: skip


def consent_rows(
    views: Sequence[ConsentView], look: Look, labels: Labels, person: Person, *, earlier: bool = False
) -> Rows:
    """The rows of the tab; ``earlier``: with what was given before, withdrawn and run out, below each."""
    rows: Rows = []
    heading: object = None
    for line in dict.fromkeys(view.line for view in views):
        of_line = [view for view in views if view.line == line]
        spec = labels.lines.get(line)
        if spec is not None and spec.heading != heading:
            heading = spec.heading
            if spec.heading is not None:
                rows.append(("", fixed((Span(look.say(spec.heading.label), "muted bold"),))))
        inset = 2 if spec is not None and spec.heading is not None else 0
        rows += _line_rows(of_line, look, labels, person, earlier=earlier, inset=inset)
    return rows


def _line_rows(
    of_line: Sequence[ConsentView],
    look: Look,
    labels: Labels,
    person: Person,
    *,
    earlier: bool,
    inset: int,
) -> Iterator[tuple[str, Drawn]]:
    first = of_line[0]
    name = _inset(line_words(first, look, labels, person), inset)
    if first.role or first.person:
        yield f"line:{first.line}", _draw(name, None, first, look, first.line_status)
    told_apart = numbered(narrowed_words(one, look, labels, person) for one in of_line)
    for one, narrow in zip(of_line, told_apart, strict=True):
        narrowed = bool(one.role or one.person)
        words = _inset(narrow, inset + 2) if narrowed else name
        yield row_of(one), _draw(words, one.standing, one, look, one.status, narrowed=narrowed)
        if earlier:
            for entry in one.entries[1:]:
                yield f"{row_of(one)}#{entry.id}", _earlier(entry, look, inset + (4 if narrowed else 2))


def line_words(one: ConsentView, look: Look, labels: Labels, person: Person | None) -> str:
    """The line's name; one that betrays something is not said while screened."""
    return look.screening.item(one.label, labels.line_sensitive(one.line), person)


def narrowed_words(one: ConsentView, look: Look, labels: Labels, person: Person | None) -> str:
    """Role and person, the person's name hidden while screened."""
    role = look.screening.item(
        labels.consent_role(one.line, one.role), labels.consent_role_sensitive(one.line, one.role), person
    )
    name = look.screening.contact(one.person, person)
    return " · ".join(part for part in (role if one.role else "", name) if part)


def consent_title(one: ConsentView, look: Look, labels: Labels, person: Person | None = None) -> str:
    """``Familie/Nettverk · Mor``."""
    narrowed = narrowed_words(one, look, labels, person)
    return " · ".join(part for part in (line_words(one, look, labels, person), narrowed) if part)


def _inset(words: str, cells: int) -> str:
    return " " * cells + words


def mark_of(one: ConsentView, status: ConsentStatus) -> tuple[str, str, str]:
    """(symbol, its ink, the words' ink): loud only where the line is needed."""
    if status in HOLDS:
        return CONSENT_MARKS[status]
    if one.mandatory or one.at_release:
        return CONSENT_MARKS[status]
    return ("○" if status is ConsentStatus.MISSING else "–", "muted", "muted")


def status_words(one: ConsentView, status: ConsentStatus) -> Sayable:
    """``never`` where nothing is missing: nobody has to consent to it."""
    if status is ConsentStatus.MISSING and not (one.mandatory or one.at_release):
        return NEVER
    return status


def _label(width: int) -> int:
    wide = DAY + DOCUMENT if width >= WIDE else 0
    return max(12, width - 4 - STATUS - DAY - TOPIC * len(Topic) - NEEDED - wide)


def _draw(
    words: str,
    entry: ConsentEntry | None,
    one: ConsentView,
    look: Look,
    status: ConsentStatus,
    *,
    narrowed: bool = False,
) -> Drawn:
    symbol, ink, words_ink = mark_of(one, status)

    def line(width: int) -> Line:
        needed = "" if narrowed else needed_marks(one)
        return (
            Span(f"{symbol}  ", ink),
            Span(
                fit(short(words, _label(width)), _label(width)), "muted" if words_ink == "muted" else "text"
            ),
            gap(1),
            Span(fit(look.say(status_words(one, status)), STATUS), words_ink),
            *_cells(entry, look, width, needed),
        )

    return line


def _earlier(entry: ConsentEntry, look: Look, inset: int) -> Drawn:
    withdrawn = entry.withdrawn_on is not None and entry.withdrawn_on <= look.today
    ended = entry.expires_on is not None and entry.expires_on < look.today
    status = (
        ConsentStatus.WITHDRAWN if withdrawn else ConsentStatus.EXPIRED if ended else ConsentStatus.ACTIVE
    )

    def line(width: int) -> Line:
        return (
            gap(3),
            Span(fit(_inset(look.say(text("earlier")), inset), _label(width)), "muted"),
            gap(1),
            Span(fit(look.say(status), STATUS), "muted"),
            *_cells(entry, look, width, ""),
        )

    return line


def needed_marks(one: ConsentView) -> str:
    """``1`` mandatory in phase 1, ``◆`` in the minimum at release."""
    return " ".join(mark for mark, on in (("1", one.mandatory), ("◆", one.at_release)) if on)


def _cells(entry: ConsentEntry | None, look: Look, width: int, needed: str) -> Line:
    spans: list[Span] = []
    if width >= WIDE:
        spans.append(Span(fit(_day(entry.given_on, look) if entry else "", DAY), "muted"))
    spans.append(Span(fit(_until(entry, look), DAY), "muted"))
    for topic in Topic:
        on = entry is not None and (not entry.topics or topic.value in entry.topics.split())
        spans.append(
            Span(fit("■" if on else "·" if entry is not None else "", TOPIC), "text" if on else "muted")
        )
    spans.append(Span(fit(needed, NEEDED), "muted"))
    if width >= WIDE:
        spans.append(Span(fit(look.screening.note(entry.document) if entry else "", DOCUMENT), "muted"))
    return tuple(spans)


def _day(day: dt.date | None, look: Look) -> str:
    return "" if day is None else f"{day_and_month(day, look.language)} {day:%y}"


def _until(entry: ConsentEntry | None, look: Look) -> str:
    if entry is None:
        return ""
    end = entry.withdrawn_on or entry.expires_on
    if end is not None:
        return _day(end, look)
    return look.say(text("the stay")) if entry.stay is not None else "–"


# ── one entry, whole ──────────────────────────────────────────────────────────────────────────────────


def consent_details(one: ConsentView, look: Look, person: Person, width: int) -> list[Line]:
    """Everything that is kept about an entry, and every consent that was given on it before."""
    say = look.say
    symbol, ink, words_ink = mark_of(one, one.status)
    lines: list[Line] = [(Span(f"{symbol} ", ink), Span(say(status_words(one, one.status)), words_ink))]
    for mark, words, on in (
        ("1", text("mandatory in phase 1"), one.mandatory),
        ("◆", text("minimum at release"), one.at_release),
    ):
        if on:
            lines.append((Span(f"{mark} ", "text"), Span(say(words), "muted")))
    for number, entry in enumerate(one.entries):
        lines.append(BLANK)
        if number:
            lines.append((Span(say(text("Earlier")), "muted bold"),))
        for label, value in _entry_words(entry, look, person):
            pieces = wrap(value, max(20, width - 20)) or [""]
            lines.append((Span(fit(say(label), 20), "muted"), Span(pieces[0])))
            lines += [(gap(20), Span(piece)) for piece in pieces[1:]]
    if not one.entries:
        lines.append((Span(say(text("Nothing has been signed on this line.")), "muted"),))
    return lines


def _entry_words(entry: ConsentEntry, look: Look, person: Person) -> Iterator[tuple[Sayable, str]]:
    yield text("Given"), long_date(entry.given_on, look.language)
    if entry.withdrawn_on is not None:
        yield text("Withdrawn"), long_date(entry.withdrawn_on, look.language)
    if entry.expires_on is not None:
        yield text("Until"), long_date(entry.expires_on, look.language)
    elif entry.withdrawn_on is None:
        yield text("Until"), look.say(text("no end date"))
    if entry.stay is not None:
        yield text("Prison stay"), look.say(text("only for imprisonment {number}", number=entry.stay))
    topics = [look.say(topic) for topic in Topic if topic.value in entry.topics.split()]
    yield text("Topics"), ", ".join(topics) if topics else look.say(text("not narrowed to topics"))
    if entry.document:
        yield text("Document"), look.screening.note(entry.document, person)
