"""A partner's view for another program: the words as they may be seen, and the values behind dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from exin_tui.partners.view_seen import (
    NoAnswer,
    Section,
    SeenBar,
    SeenCard,
    SeenCards,
    SeenCell,
    SeenColumns,
    SeenRow,
    SeenTable,
    SeenText,
    SeenTimeline,
    Subject,
    Told,
    Viewed,
)
from exin_tui.partners.view_values import Day, Until

if TYPE_CHECKING:
    from exin_tui.partners.discovery import Partner
    from exin_tui.partners.tab_models import PartnerPanel, PartnerTab
    from exin_tui.partners.view_saying import Saying
    from exin_tui.tui.look import Look

Json = dict[str, Any]


def view_json(
    partner: Partner,
    viewed: Viewed | None,
    computed: SeenColumns | None,
    held: PartnerTab | PartnerPanel,
    look: Look,
) -> Json:
    """``view`` is null for a partner without a view of its own, ``computed`` for one without columns."""
    from exin_tui.partners.view_saying import Saying

    saying = Saying(look.screening, look.today)
    found: Json = {
        "partner": partner.id,
        "screened": look.screening.screened,
        "today": look.today.isoformat(),
        "view": None,
    }
    if viewed is not None and viewed.failure is not None:
        found["failure"] = saying.say(viewed.failure.message)
    elif viewed is not None:
        found |= _about(viewed.subject, saying) if viewed.subject else {}
        found["view"] = [_section(one, saying) for one in viewed.sections]
    return {**found, "computed": _computed(computed, held, saying)}


def _computed(
    computed: SeenColumns | None, held: PartnerTab | PartnerPanel, saying: Saying
) -> list[Json] | None:
    """Each column with its values by participant; of one that failed, why."""
    from exin_tui.partners.tab_models import PartnerTab

    if computed is None:
        return None
    rows = held.facts if isinstance(held, PartnerTab) else (held.facts,)
    found: list[Json] = []
    for column in computed.columns:
        said: Json = {"id": column.id, "name": saying.words(column.name)}
        if column.failed is not None:
            found.append({**said, "failure": saying.say(column.failed.said)})
            continue
        cells = ((Subject(one.person, one.consent), column.of(one.person.id)) for one in rows)
        values = [_value(cell, about, saying) for about, cell in cells if cell is not None]
        found.append({**said, "values": values})
    return found


def _value(cell: SeenCell, about: Subject, saying: Saying) -> Json:
    answers = [cell.answer] if cell.answer is not None else []
    return {
        **_about(about, saying),
        **_cell(cell, about, saying),
        "why": _answers(answers, about, saying),
    }


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


def _answers(answers: Iterable[Told], about: Subject | None, saying: Saying) -> list[Json]:
    person = about.person if about else None
    found: list[Json] = []
    for answer in answers:
        if isinstance(answer, NoAnswer):
            found.append({"failure": saying.say(answer.said)})
            continue
        if answer.rule.sensitive and saying.screening.hides(person):
            continue  # it betrays what kind of case this is: told while names are shown
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
