"""A partner's view for another program: the words as they may be seen, and the values behind dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from exin_tui.partners.view_seen import (
    Answer,
    Section,
    SeenBar,
    SeenCard,
    SeenCards,
    SeenCell,
    SeenRow,
    SeenTable,
    SeenText,
    SeenTimeline,
    Subject,
    Viewed,
)
from exin_tui.partners.view_values import Day, Until

if TYPE_CHECKING:
    from exin_tui.partners.discovery import Partner
    from exin_tui.partners.view_saying import Saying
    from exin_tui.tui.look import Look

Json = dict[str, Any]


def view_json(partner: Partner, viewed: Viewed | None, look: Look) -> Json:
    """``view`` is null for a partner without a view of its own."""
    from exin_tui.partners.view_saying import Saying

    saying = Saying(look.screening, look.today)
    found: Json = {
        "partner": partner.id,
        "screened": look.screening.screened,
        "today": look.today.isoformat(),
    }
    if viewed is None:
        return {**found, "view": None}
    if viewed.failure is not None:
        return {**found, "view": None, "failure": saying.say(viewed.failure.message)}
    about = _about(viewed.subject, saying) if viewed.subject else {}
    return {**found, **about, "view": [_section(one, saying) for one in viewed.sections]}


def _section(one: Section, saying: Saying) -> Json:
    match one:
        case SeenTable():
            return {
                "kind": "table",
                "title": saying.words(one.title),
                "columns": [saying.words(column.name) for column in one.columns],
                "rows": [_row(row, saying) for row in one.rows if isinstance(row, SeenRow)],
            }
        case SeenTimeline():
            return {
                "kind": "timeline",
                "title": saying.words(one.title),
                "bars": [_bar(bar, saying) for bar in one.bars],
            }
        case SeenCards():
            return {"kind": "cards", "cards": [_card(card, saying) for card in one.cards]}
        case SeenText():
            return {"kind": "text", "lines": saying.lines(one.words)}


def _about(subject: Subject | None, saying: Saying) -> Json:
    if subject is None:
        return {}
    return {"participant": saying.screening.person(subject.person), "consent": subject.consent.value}


def _row(row: SeenRow, saying: Saying) -> Json:
    return {
        **_about(row.about, saying),
        "cells": [_cell(cell, row.about, saying) for cell in row.cells],
        "why": _answers(row.answers, row.about, saying),
    }


def _cell(cell: SeenCell, about: Subject | None, saying: Saying) -> Json:
    found: Json = {"text": saying.cell(cell, about), "tone": saying.tone(cell).name.lower()}
    if cell.sign is not None:
        found["sign"] = cell.sign.value
    value = cell.value.on if isinstance(cell.value, Day | Until) else cell.value
    if isinstance(value, dt.date):
        found["value"] = value.isoformat()
    return found


def _bar(bar: SeenBar, saying: Saying) -> Json:
    return {
        **_about(bar.about, saying),
        "before": [_cell(cell, bar.about, saying) for cell in bar.before],
        "after": [_cell(cell, bar.about, saying) for cell in bar.after],
        "stretches": [
            {
                "from": one.start.isoformat() if one.start else None,
                "to": one.end.isoformat() if one.end else None,
                "name": saying.words(one.name) if one.name is not None else None,
            }
            for one in bar.stretches
        ],
        "points": [{"on": one.on.isoformat(), "name": saying.words(one.name)} for one in bar.points],
        "why": _answers(bar.answers, bar.about, saying),
    }


def _card(card: SeenCard, saying: Saying) -> Json:
    return {
        **_about(card.about, saying),
        "title": saying.words(card.title),
        "figure": card.figure,
        "note": saying.words(card.note) if card.note is not None else None,
        "lines": [
            {"name": saying.words(name), **_cell(cell, card.about, saying)} for name, cell in card.lines
        ],
        "why": _answers(card.answers, card.about, saying),
    }


def _answers(answers: Iterable[Answer], about: Subject | None, saying: Saying) -> list[Json]:
    person = about.person if about else None
    found = []
    for answer in answers:
        why = saying.why(answer, person)
        found.append(
            {
                "rule": answer.rule.id,
                "because": saying.say(why.because),
                "computed": saying.say(why.computed) if why.computed is not None else None,
                "inputs": {saying.say(name): _said(value, saying) for name, value in why.inputs},
                "source": answer.rule.source.label.say(saying.language),
                "certainty": answer.rule.certainty.value if answer.rule.certainty else None,
                "verified": answer.rule.verified.isoformat() if answer.rule.verified else None,
                "standing": saying.standing(answer),
            }
        )
    return found


def _said(value: object, saying: Saying) -> str | None:
    from exin_tui.language import say

    return None if value is None else say(value, saying.language)
