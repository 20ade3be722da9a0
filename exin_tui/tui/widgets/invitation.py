"""How an invitation is shown before it is written: what they would see, and who may be told on what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from exin_tui.calendar.wanted import Extra, Titles
from exin_tui.clock import OSLO
from exin_tui.dates import long_date, short_date
from exin_tui.language import Sayable, text
from exin_tui.tui.ink import BLANK, Line, Span, fit, gap, wrap
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.line_list import Drawn, fixed
from exin_tui.tui.widgets.painted import Painted

if TYPE_CHECKING:
    from exin_tui.calendar.guests import Guest
    from exin_tui.calendar.invitation import Preview

_LABEL = 12
_EXTRAS = (
    (Extra.PLACE, "s", "place", text("place")),
    (Extra.KIND, "y", "kind", text("kind")),
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What was chosen."""

    file: str = ""
    organizer: str = ""
    """As it was typed; empty: the one that was used last."""
    titles: Titles = Titles.CODE
    extras: frozenset[Extra] = field(default_factory=frozenset)
    left_out: frozenset[str] = frozenset()
    """Addresses of those who may be told and shall not be."""


class InvitationHead(Painted):
    """What they would see, and to whom answers go."""

    def __init__(self) -> None:
        super().__init__(id="invitation")
        self._shown: tuple[Draft, Preview, Look] | None = None

    def show(self, draft: Draft, preview: Preview, look: Look) -> None:
        """Take what was chosen."""
        self._shown = (draft, preview, look)
        self.repaint()

    def height_at(self, screen_width: int) -> int:
        """Rows on a screen of that width, padding counted."""
        margin = 1 if screen_width < 100 else 2
        return len(self.lines(max(20, screen_width - 2 * margin), 0)) + margin - 1

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """As many as there are."""
        return head_lines(*self._shown, width) if self._shown is not None else ()


def head_lines(draft: Draft, preview: Preview, look: Look, width: int) -> list[Line]:
    """Meeting, title, what else, answers, file, and what being in one file means."""
    say, one = look.say, preview.entry.meeting
    starts_at = one.starts_at.astimezone(OSLO)
    when = long_date(starts_at.date(), look.language)
    clock = "" if one.all_day_on is not None else f" {starts_at:%H:%M}"
    often = f" · {say(text('recurring'))}" if one.rrule is not None else ""
    organizer = look.screening.private(preview.organizer) or say(text("not known yet"))
    lines = [
        _line(look, text("They see"), "t", "titles", say(preview.said.title)),
        _line(look, text("When"), "", "", f"{when}{clock}{often}"),
        _extras(draft, preview, look),
        _line(look, text("Answers to"), "f", "organizer", organizer),
        _line(look, text("File"), "o", "name", draft.file),
    ]
    if len(chosen(draft, preview)) > 1:
        shared = text("All who are in one file see one another's addresses. Numbers leave out or take in.")
        lines += [
            (Span("▲ " if not number else "  ", "soon"), Span(piece, "text"))
            for number, piece in enumerate(wrap(say(shared), max(20, width - 2)))
        ]
    purpose = text(
        "It is not sent from here: attach the file to a message. Each guest is kept as a disclosure."
    )
    return [*lines, *((Span(piece, "muted"),) for piece in wrap(say(purpose), width))]


def _line(look: Look, label: Sayable, key: str, action: str, value: str) -> Line:
    command = f"screen.invitation_{action}" if action else ""
    return (
        Span(fit(look.say(label), _LABEL), "muted"),
        Span(f"{key:<2}", "accent bold", command),
        gap(1),
        Span(value, "text bold", command),
    )


def _extras(draft: Draft, preview: Preview, look: Look) -> Line:
    told = {Extra.PLACE: look.screening.private(preview.said.place), Extra.KIND: preview.said.kind}
    spans: list[Span] = [Span(fit(look.say(text("With")), _LABEL), "muted")]
    for extra, key, action, words in _EXTRAS:
        on = extra in draft.extras
        command = f"screen.invitation_{action}"
        nothing = look.say(text("nothing that may be told"))
        said = f"{look.say(words)}: {told[extra] or nothing}" if on else look.say(words)
        spans += [
            Span(f"{key} ", "accent bold", command),
            Span(f"{'✓' if on else '–'} {said}", "text bold" if on else "muted", command),
            gap(3),
        ]
    return tuple(spans)


def chosen(draft: Draft, preview: Preview) -> tuple[Guest, ...]:
    """Who would be in the file."""
    return tuple(one for one in preview.may if one.address not in draft.left_out)


def guest_rows(draft: Draft, preview: Preview, look: Look) -> list[tuple[str, Drawn]]:
    """Two lines for each guest: who, and on which consent or why not."""
    rows: list[tuple[str, Drawn]] = []
    going = chosen(draft, preview)
    for number, one in enumerate(preview.guests, 1):
        rows.append((f"guest:{number}", _who(one, number, one in going, look)))
        rows.append(("", _why(one, look)))
    if not rows:
        nobody = text("Nobody from an agency takes part in this meeting. Ask somebody to it first.")
        rows.append(("", fixed((Span(look.say(nobody), "muted"),))))
    return rows


def _who(one: Guest, number: int, going: bool, look: Look) -> Drawn:
    screening = look.screening
    key = str(number) if one.why_not is None and number < 10 else " "
    mark = "✓" if going else "–"
    title, agency = (screening.private(each) if one.sensitive else each for each in (one.title, one.agency))
    words = (screening.contact(one.name), title, agency, screening.private(one.address))
    who = " · ".join(part for part in words if part)

    def line(width: int) -> Line:
        return (
            Span(f"{key} ", "accent bold", f"screen.invitation_guest('{number}')" if key.strip() else ""),
            Span(f"{mark} ", "text bold" if going else "muted"),
            Span(fit(who, width - 4), "text" if going else "muted"),
        )

    return line


def _why(one: Guest, look: Look) -> Drawn:
    say = look.say
    if one.why_not is not None:
        ink, words = "soon" if one.contact_id is not None else "muted", say(one.why_not)
    elif one.line is not None and one.consents:
        narrowed = f" ({look.screening.private(one.narrowed)})" if one.narrowed else ""
        ink, words = "muted", say(text("consent: {line}", line=one.line)) + narrowed
    else:
        ink, words = "muted", say(text("nothing is told of a participant"))
    if one.sent_at is not None:
        day = short_date(one.sent_at.astimezone(OSLO).date(), look.language)
        sent = text("called off after {day}", day=day) if one.called_off else text("invited {day}", day=day)
        words = f"{words} · {say(sent)}"
    return lambda width: (gap(4), Span(fit(words, max(0, width - 4)), ink)) if words else BLANK
