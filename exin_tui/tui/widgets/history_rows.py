"""The history tab's rows: what happened, by day, newest first; and the whole of one thing that happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from exin_tui.caseload.history_fields import HistoryKind
from exin_tui.caseload.history_views import Happened, HistoryLine, Told
from exin_tui.clock import OSLO
from exin_tui.dates import headline_date
from exin_tui.history.undo import UNDO
from exin_tui.language import Sayable, text
from exin_tui.privacy.sanitise import one_line
from exin_tui.privacy.screening import Somebody
from exin_tui.tui.ink import BLANK, Line, Span, fit, gap, wrap
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.line_list import Drawn, fixed
from exin_tui.tui.widgets.tab_rows import Rows, said_row

MORE = "more"
"""The id of the row that reads further back."""
TIME, WHO = 7, 5

_LOOKED: dict[str, Sayable] = {
    "open_view": text("names shown"),
    "reveal": text("the name, for ten seconds"),
    "copy": text("the participant's own copy"),
}
_QUIET = frozenset({"protected_address"})
"""Looks that say of whom they were what a shared screen must not say."""


_BECAME: dict[str, Sayable] = {"insert": text("new"), "update": text("changed"), "delete": text("taken off")}


def history_rows(
    entries: Sequence[Happened], look: Look, person: Somebody, *, further: bool, kind: HistoryKind | None
) -> Rows:
    """By day; the last row reads further back when there is more."""
    if not entries:
        nothing = text("Nothing is recorded.") if kind is None else text("Nothing of this kind is recorded.")
        return said_row(look.say(nothing))
    rows: Rows = []
    day: dt.date | None = None
    for one in entries:
        on = one.at.astimezone(OSLO).date()
        if on != day:
            if day is not None:
                rows.append(("", fixed(BLANK)))
            day = on
            words = text("Today") if on == look.today else f"{headline_date(on, look.language)} {on.year}"
            rows.append(("", fixed((Span(look.say(words), "muted bold"),))))
        rows.append((one.id, _draw(one, look, person)))
    if further:
        rows += [("", fixed(BLANK)), (MORE, fixed((Span(f"▾ {look.say(text('Older'))}", "accent"),)))]
    return rows


def _draw(one: Happened, look: Look, person: Somebody) -> Drawn:
    words, ink = summary(one, look, person), "text"
    mark = ""
    if one.looked:
        mark, ink = look.say(text("access")), "muted"
    elif one.recipient:
        mark, ink = look.say(text("told")), "text bold"

    def line(width: int) -> Line:
        room = max(10, width - TIME - WHO)
        head = (
            Span(fit(f"{one.at.astimezone(OSLO):%H:%M}", TIME), "muted"),
            Span(fit(one.who, WHO), "muted"),
        )
        if not mark:
            return (*head, Span(fit(words, room), ink))
        return (*head, Span(f"{mark} ", "soon"), Span(fit(words, max(4, room - len(mark) - 1)), ink))

    return line


def summary(one: Happened, look: Look, person: Somebody | None) -> str:
    """One line: the first thing that changed, and how many more."""
    if one.looked:
        return looked_at(one, look, person)
    if one.recipient:
        return told_to(one, look, person)
    told = [line for line in one.lines if line.verb == "update" or line.field is None]
    if not told:
        return one_line(one.command)
    words = line_words(told[0], look, person)
    if one.command.startswith(UNDO):
        words = look.say(text("Taken back: {what}", what=words))
    rest = len(told) - 1
    return f"{words}  +{rest}" if rest else words


def looked_at(one: Happened, look: Look, person: Somebody | None) -> str:
    """What was looked at."""
    if one.command in _QUIET:
        return look.screening.private(one.command, person)
    return look.say(_LOOKED.get(one.command, one.command))


def told_to(one: Happened, look: Look, person: Somebody | None) -> str:
    """To whom, what, and on which consents."""
    said = f"{look.screening.recipient(one.recipient, one.command, person)}: {one_line(one.command)}"
    if one.consents:
        lines = ", ".join(look.say(line) for line in dict.fromkeys(one.consents))
        said = f"{said} · {look.say(text('on the consent to {lines}', lines=lines))}"
    return said


def line_words(line: HistoryLine, look: Look, person: Somebody | None) -> str:
    """``Bolig avklart: status ikke begynt → ferdig``."""
    about = look.screening.item(line.about, line.sensitive, person)
    if line.erased:
        return f"{about}: {look.say(text('erased'))}"
    if line.field is None:
        return f"{about}: {look.say(_BECAME[line.verb])}"
    return f"{about}: {field_words(line, look, person)}"


def field_words(line: HistoryLine, look: Look, person: Somebody | None) -> str:
    """``status ikke begynt → ferdig``; hidden where the column itself is private."""
    if line.field is None or (line.quiet and look.screening.hides(person)):
        return look.screening.hidden
    label = look.say(line.field)
    if line.verb != "update":
        return f"{label} {value_words(line.new or line.old, look, person)}"
    before, after = value_words(line.old, look, person), value_words(line.new, look, person)
    if before == after == look.screening.hidden:
        return f"{label} {before}"
    return f"{label} {before} → {after}"


def value_words(told: Told | None, look: Look, person: Somebody | None) -> str:
    """A value, as far as it may be seen."""
    if told is None:
        return "–"
    said = look.say(told.words)
    if told.place:
        return look.screening.place(said, person is None or person.protected, person)
    return look.screening.private(said, person) if told.private else one_line(said)


def whole_change(one: Happened, look: Look, person: Somebody, width: int) -> list[Line]:
    """Everything about it: who, when, which command, and every value."""
    say, at = look.say, one.at.astimezone(OSLO)
    when = f"{headline_date(at.date(), look.language)} {at.year} {at:%H:%M}"
    lines: list[Line] = [
        (Span(fit(say(text("When")), 14), "muted"), Span(when)),
        (Span(fit(say(text("Who")), 14), "muted"), Span(one.who)),
        *_command(one, look),
        BLANK,
    ]
    for words, inset in _whole(one, look, person):
        for number, piece in enumerate(wrap(words, max(20, width - inset))):
            lines.append((gap(inset + (2 if number else 0)), Span(piece, "text" if inset else "text bold")))
    return lines


def _command(one: Happened, look: Look) -> Iterator[Line]:
    if one.looked or one.recipient:
        return
    undone = one.command.startswith(UNDO)
    said = look.say(text("undo")) if undone else one_line(one.command)
    yield (Span(fit(look.say(text("Command")), 14), "muted"), Span(said))


def _whole(one: Happened, look: Look, person: Somebody) -> Iterator[tuple[str, int]]:
    if one.looked:
        yield looked_at(one, look, person), 0
    elif one.recipient:
        yield told_to(one, look, person), 0
        yield look.say(text("What was told: {fields}", fields=one.fields)), 2
        if one.cancelled:
            yield look.say(text("It was told that this is cancelled.")), 2
    for line in one.lines:
        if line.verb != "update" and line.field is not None:
            yield field_words(line, look, person), 2
        else:
            yield line_words(line, look, person), 0
