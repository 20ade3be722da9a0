"""A view as bare words, line by line: for whoever compares what it says, without drawing it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from exin_tui.partners.view_saying import Saying
from exin_tui.partners.view_seen import (
    NoAnswer,
    Section,
    SeenCards,
    SeenHeading,
    SeenTable,
    SeenTimeline,
    Subject,
    Told,
    Viewed,
)
from exin_tui.partners.view_values import Day, Until


def lines_of(viewed: Viewed, saying: Saying) -> list[list[str]]:
    """The cells of every line of every section, headings left out."""
    return [line for section in viewed.sections for line in _lines(section, saying)]


def said_of(viewed: Viewed, saying: Saying) -> str:
    """Everything that it says: titles, lines, legends, and what answers "why?"; days in figures, too."""
    parts = [day.isoformat() for section in viewed.sections for day in _days(section)]
    parts += [cell for line in lines_of(viewed, saying) for cell in line]
    for section in viewed.sections:
        if section.title is not None:
            parts.append(saying.words(section.title))
        parts += _more(section, saying)
    return "\n".join(parts)


def _lines(section: Section, saying: Saying) -> list[list[str]]:
    match section:
        case SeenTable():
            rows = [row for row in section.rows if not isinstance(row, SeenHeading)]
            return [[saying.cell(cell, row.about) for cell in row.cells] for row in rows]
        case SeenTimeline():
            return [
                [saying.cell(cell, bar.about) for cell in (*bar.before, *bar.after)] for bar in section.bars
            ]
        case SeenCards():
            lines = []
            for card in section.cards:
                figure = [str(card.figure)] if card.figure is not None else []
                lines.append([saying.words(card.title), *figure])
                lines += [[saying.words(name), saying.cell(cell, card.about)] for name, cell in card.lines]
            return lines
    return [saying.lines(section.words)]


def _more(section: Section, saying: Saying) -> list[str]:
    match section:
        case SeenTable():
            asked = [(row.answers, row.about) for row in section.rows if not isinstance(row, SeenHeading)]
            heads = [row.words for row in section.rows if isinstance(row, SeenHeading)]
            own = [section.order, section.empty, *heads, *(column.name for column in section.columns)]
        case SeenTimeline():
            asked = [(bar.answers, bar.about) for bar in section.bars]
            names = [one.name for bar in section.bars for one in bar.stretches]
            names += [one.name for bar in section.bars for one in bar.points]
            columns = [column.name for column in (*section.before, *section.after)]
            own = [section.order, section.empty, *names, *columns]
        case SeenCards():
            asked = [(card.answers, card.about) for card in section.cards]
            own = [card.note for card in section.cards]
        case _:
            return []
    said = [saying.words(one) for one in own if one is not None]
    return [*said, *(words for answers, about in asked for words in _answered(answers, about, saying))]


def _answered(answers: tuple[Told, ...], about: Subject | None, saying: Saying) -> list[str]:
    person = about.person if about else None
    found: list[str] = []
    for answer in answers:
        if isinstance(answer, NoAnswer):
            found.append(saying.say(answer.said))
            continue
        why = saying.why(answer, person)
        found += [saying.say(why.because), saying.standing(answer)]
        found += [saying.say(why.computed)] if why.computed is not None else []
        for name, value in why.inputs:
            found += [saying.say(name), "" if value is None else str(value)]
        if answer.title is not None:
            found.append(saying.words(answer.title, person))
    return found


def _days(section: Section) -> Iterator[dt.date]:
    """Every day that is shown, however it is written."""
    match section:
        case SeenTable():
            cells = [cell for row in section.rows if not isinstance(row, SeenHeading) for cell in row.cells]
        case SeenTimeline():
            yield from (point.on for bar in section.bars for point in bar.points)
            cells = [cell for bar in section.bars for cell in (*bar.before, *bar.after)]
        case SeenCards():
            cells = [cell for card in section.cards for _, cell in card.lines]
        case _:
            cells = []
    for cell in cells:
        value = cell.value.on if isinstance(cell.value, Day | Until) else cell.value
        if isinstance(value, dt.date):
            yield value
