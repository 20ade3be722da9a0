"""A partner's whole view for a width: its sections after one another, and what answers "why?" of a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exin_tui.caseload.models import Person
from exin_tui.language import text
from exin_tui.partners.view_saying import Saying
from exin_tui.partners.view_seen import Answer, NoAnswer, SeenCards, SeenTable, SeenTimeline, Told, Viewed
from exin_tui.partners.view_seen import Section as Seen
from exin_tui.tui.ink import Line, Span, cut, gap, spread, wrap
from exin_tui.tui.look import Look
from exin_tui.tui.views.cards import cards_section, consent_line, text_section
from exin_tui.tui.views.table import table_section
from exin_tui.tui.views.timeline import timeline_section
from exin_tui.tui.views.view_row import Page, Section, ViewRow, heading
from exin_tui.tui.widgets.why_lines import WITHHELD, paragraph, why_lines


def saying_of(look: Look) -> Saying:
    """How values are said on this screen."""
    return Saying(look.screening, look.today)


def sections_of(
    seen: Iterable[Seen],
    saying: Saying,
    width: int,
    *,
    scale: int = 0,
    moved: int = 0,
    start: int = 0,
    alone: bool = False,
) -> list[Section]:
    """All of them, numbered from ``start``; ``alone`` when they are about one participant."""
    found = []
    for number, one in enumerate(seen, start):
        match one:
            case SeenTable():
                section = table_section(one, saying, width, number, alone=alone)
            case SeenCards():
                section = cards_section(one, saying, width, number, alone=alone)
            case SeenTimeline():
                section = timeline_section(one, saying, width, number, scale=scale, moved=moved, alone=alone)
            case _:
                section = text_section(one, saying, width)
        found.append(section)
    return found


def page_of(
    sections: Sequence[Section], width: int, above: Sequence[ViewRow] = (), *, titled: bool = False
) -> Page:
    """Sections below one another. What stands over the first one is the head's, which follows the scroll.

    ``titled``: there is no such head, and the first one has its title, too.
    """
    rows, starts = list(above), []
    for number, section in enumerate(sections):
        rows += [heading()] if number else []
        starts.append(len(rows) if number else 0)
        if (number or titled) and section.title:
            rows += [heading(line) for line in title_lines(section, width)]
        if number or titled:
            rows += [heading(line) for line in section.heads]
        rows += section.rows
    return Page(rows, sections, starts)


def title_lines(section: Section, width: int) -> list[Line]:
    """Title, count and order, over a hairline where it has none of its own."""
    title = (Span(section.title, "text bold"), gap(2), Span(section.number, "muted"))
    line = spread(title, section.end, width)
    return [line, (Span("─" * width, "rule"),)] if section.ruled else [line]


def failure_rows(viewed: Viewed, saying: Saying, width: int) -> list[ViewRow]:
    """That the partner's view could not be made: whose, and which kind of error. The board lives on."""
    failure = viewed.failure
    name = saying.say(viewed.name)
    said = saying.say(text("{partner}: its view could not be made.", partner=name))
    rows = [heading(cut((Span("▲ ", "overdue"), Span(said, "text bold")), width))]
    if failure is not None:
        lines = [saying.say(failure.message)]
        if failure.set_aside:
            lines.append(saying.say(text("It is not asked again until the next start.")))
        lines.append(saying.say(text("Everything else works. Tell whoever wrote the partner.")))
        rows += [heading((Span(piece, "muted"),)) for line in lines for piece in wrap(line, width)]
    return rows


def failure_section(viewed: Viewed, saying: Saying, width: int) -> Section:
    """The same where other sections stand below it."""
    return Section("", "", (), (), failure_rows(viewed, saying, width))


def consent_rows(viewed: Viewed, saying: Saying) -> list[ViewRow]:
    """Over a view of one participant: what the consent lacks."""
    line = consent_line(viewed.subject, saying)
    return [heading(line), heading()] if line else []


def answer_lines(row: ViewRow, look: Look, width: int) -> list[Line]:
    """Rule, inputs, source, certainty, verified: of everything in the line that can be asked."""
    saying = saying_of(look)
    person = row.subject.person if row.subject else None
    lines: list[Line] = []
    for answer in row.answers:
        lines += [()] if lines else []
        if isinstance(answer, Answer) and answer.rule.sensitive and look.screening.hides(person):
            lines += paragraph(saying.say(WITHHELD), width, "muted")
            continue
        if answer.title is not None:
            lines += paragraph(saying.words(answer.title, person), width, "text bold")
        lines += _told(answer, person, look, width)
    lacking = consent_line(row.subject, saying)
    return [*lines, (), lacking] if lacking else lines


def _told(answer: Told, person: Person | None, look: Look, width: int) -> list[Line]:
    """One answer below its title."""
    saying = saying_of(look)
    if isinstance(answer, NoAnswer):
        everything = text("Everything else works. Tell whoever wrote the partner.")
        return [
            *paragraph(saying.say(answer.said), width),
            *paragraph(saying.say(everything), width, "muted"),
        ]
    lines = why_lines(saying.why(answer, person), look, width)
    standing = saying.standing(answer)
    return [*lines, (), *paragraph(standing, width)] if standing else lines


def answer_title(row: ViewRow, look: Look) -> str:
    """Whom the answer is about."""
    return look.screening.person(row.subject.person) if row.subject else ""
