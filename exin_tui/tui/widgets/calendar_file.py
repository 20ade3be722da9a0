"""How a calendar file is shown before it is written: its choices with their keys, and its meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.cells import cell_len

from exin_tui.calendar.wanted import Extra, Titles
from exin_tui.dates import short_date
from exin_tui.language import Sayable, text
from exin_tui.tui.ink import Line, Span, fit, gap, wrap
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.line_list import Drawn
from exin_tui.tui.widgets.meetings import ALL_DAY
from exin_tui.tui.widgets.painted import Painted

if TYPE_CHECKING:
    from exin_tui.calendar.preview import Preview, PreviewLine

_LABEL = 10
_WIDEST = 40
"""Cells of a title; a longer one is cut."""
_EXTRAS = (
    (Extra.PLACE, "s", "place", text("place")),
    (Extra.KIND, "y", "kind", text("kind")),
    (Extra.DESCRIPTION, "n", "note", text("note")),
    (Extra.PARTNER, "a", "partner", text("partner")),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What was chosen."""

    participant: str = ""
    file: str = ""
    """As it was typed."""
    days: int | None = None
    """How many ahead; None: everything that is coming."""
    mine: bool = False
    titles: Titles = Titles.CODE
    extras: frozenset[Extra] = field(default_factory=frozenset)


class FileHead(Painted):
    """The choices, and what they mean."""

    def __init__(self) -> None:
        super().__init__(id="file")
        self._shown: tuple[Shape, Preview | None, Look] | None = None

    def show(self, shape: Shape, preview: Preview | None, look: Look) -> None:
        """Take the choices."""
        self._shown = (shape, preview, look)
        self.repaint()

    def height_at(self, screen_width: int) -> int:
        """Rows on a screen of that width, padding counted."""
        margin = 1 if screen_width < 100 else 2
        made = self.lines(max(20, screen_width - 2 * margin), 0)
        return len(made) + (0 if margin == 1 else 1)

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """As many as there are."""
        return head_lines(*self._shown, width) if self._shown is not None else ()


def head_lines(shape: Shape, preview: Preview | None, look: Look, width: int) -> list[Line]:
    """File, meetings, titles, what else, what is withheld, and what the file is for."""
    say = look.say
    lines = [
        _choice(look, text("File"), "o", "name", (Span(shape.file, "text bold"),)),
        _choice(look, text("Meetings"), "f", "span", _which(shape, preview, look)),
        _choice(look, text("Title"), "t", "titles", (Span(say(_example(shape.titles)), "text bold"),)),
        (Span(fit(say(text("With")), _LABEL), "muted"), *_extras(shape, look)),
    ]
    for each in preview.withheld if preview is not None else ():
        lines += _wrapped(("▒ ", "muted"), say(each), width)
    purpose = text(
        "For the team's own calendars, readable by you only, and kept as a disclosure. No name and no "
        "telephone number is ever in it. It is not for an agency: that takes the participant's consent."
    )
    return [*lines, *((Span(piece, "muted"),) for piece in wrap(say(purpose), width))]


def _choice(look: Look, label: Sayable, key: str, action: str, value: Line) -> Line:
    command = f"screen.calendar_file_{action}"
    return (
        Span(fit(look.say(label), _LABEL), "muted"),
        Span(f"{key} ", "accent bold", command),
        gap(1),
        *(span._replace(command=command) for span in value),
    )


def _which(shape: Shape, preview: Preview | None, look: Look) -> Line:
    say = look.say
    span = (
        text("all that are coming") if shape.days is None else text("the next {days} days", days=shape.days)
    )
    spans = [Span(say(span), "text bold")]
    if shape.participant:
        spans += [gap(2), Span(shape.participant, "text bold")]
    elif shape.mine:
        spans += [gap(2), Span(say(text("only mine")), "text bold")]
    if preview is None:
        return tuple(spans)
    counts = [say(text("{count} in the file", count=preview.entries))]
    if preview.series:
        counts.append(say(text("{count} recurring", count=preview.series)))
    if preview.cancelled:
        counts.append(say(text("{count} cancelled", count=preview.cancelled)))
    if preview.first is not None:
        last = preview.last or preview.first
        first_words, last_words = (short_date(each, look.language) for each in (preview.first, last))
        counts.append(f"{first_words} {preview.first.year} – {last_words} {last.year}")
    return (*spans, gap(3), Span(" · ".join(counts), "muted"))


def _example(titles: Titles) -> Sayable:
    if titles is Titles.CODE:
        return text("the case code: Meeting SN-007")
    if titles is Titles.ALIAS:
        return text("the alias: Meeting Furu")
    return text("just “Meeting”")


def _extras(shape: Shape, look: Look) -> list[Span]:
    spans: list[Span] = []
    for extra, key, action, words in _EXTRAS:
        on = extra in shape.extras
        command = f"screen.calendar_file_{action}"
        spans += [
            Span(f"{key} ", "accent bold", command),
            Span(f"{'✓' if on else '–'} {look.say(words)}", "text bold" if on else "muted", command),
            gap(3),
        ]
    return spans


def _wrapped(mark: tuple[str, str], said: str, width: int) -> list[Line]:
    pieces = wrap(said, max(20, width - 2))
    return [(Span(*mark), Span(pieces[0])), *((gap(2), Span(piece)) for piece in pieces[1:])]


def preview_rows(preview: Preview, look: Look) -> list[tuple[str, Drawn]]:
    """Each meeting as it will stand in the calendar. What this screen hides is not said here either."""
    named = max((cell_len(_title(one, look)) for one in preview.lines), default=0)
    dated = max((cell_len(_day(one, look)) for one in preview.lines), default=0)
    rows = [
        (f"meeting:{number}", _row(one, look, dated, min(named, _WIDEST)))
        for number, one in enumerate(preview.lines)
    ]
    rest = preview.entries - len(preview.lines)
    if rest > 0:
        said = look.say(text("… and {count} more", count=rest))
        rows.append(("", lambda width: (Span(fit(said, width), "muted"),)))
    if not rows:
        said = look.say(text("There is no such meeting. f looks further ahead, m at everybody's."))
        rows.append(("", lambda width: (Span(fit(said, width), "muted"),)))
    return rows


def _row(one: PreviewLine, look: Look, dated: int, named: int) -> Drawn:
    clock = look.say(ALL_DAY) if one.all_day else f"{one.starts_at:%H:%M}–{one.ends_at:%H:%M}"
    quiet = " · ".join(part for part in (one.said.kind, *_hidden(one, look)) if part)
    start = (Span(fit(_day(one, look), dated), "muted"), gap(2), Span(fit(clock, 13)))
    title = Span(fit(_title(one, look), named), "muted" if one.cancelled else "text")

    def line(width: int) -> Line:
        room = width - dated - named - 17
        return (*start, title, gap(2), Span(fit(quiet, room) if room > 3 else "", "muted"))

    return line


def _title(one: PreviewLine, look: Look) -> str:
    title = look.say(one.said.title)
    return f"{title} · {look.say(text('recurring'))}" if one.repeats else title


def _day(one: PreviewLine, look: Look) -> str:
    """With its year when that is another than today's."""
    day = short_date(one.starts_at.date(), look.language)
    return day if one.starts_at.year == look.today.year else f"{day} {one.starts_at.year}"


def _hidden(one: PreviewLine, look: Look) -> tuple[str, ...]:
    """Place and note: in the file when they were asked for, on a shared screen only while it is open."""
    screening = look.screening
    return screening.private(one.said.place), screening.private(one.said.note.replace("\n", " · "))
