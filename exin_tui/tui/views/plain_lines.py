"""A partner's view as the lines of a screen, for whoever looks at it without one."""

from __future__ import annotations

import datetime as dt

from exin_tui.partners.view_saying import Saying
from exin_tui.partners.view_seen import Viewed
from exin_tui.privacy.screening import Screening
from exin_tui.tui.ink import words
from exin_tui.tui.look import Look
from exin_tui.tui.views.sections import answer_lines, consent_rows, failure_rows, page_of, sections_of

FIRST_SCREEN = 24
"""Lines: every answer of a long list is made alike."""


def plain_lines(viewed: Viewed, screening: Screening, today: dt.date, width: int) -> list[str]:
    """Every line as the board draws it; on the first screen, with what answers "why?" below each."""
    look = Look(screening.language, today, screening)
    saying = Saying(screening, today)
    if viewed.failure is not None:
        rows = failure_rows(viewed, saying, width)
    else:
        sections = sections_of(viewed.sections, saying, width, alone=viewed.subject is not None)
        rows = list(page_of(sections, width, consent_rows(viewed, saying), titled=True).rows)
    lines = []
    for number, row in enumerate(rows):
        lines.append(words(row.draw(width)).rstrip())
        if row.answers and number < FIRST_SCREEN:
            lines += [words(line).rstrip() for line in answer_lines(row, look, width)]
    return lines
