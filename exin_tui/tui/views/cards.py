"""A partner's cards as lines: figures side by side, others below one another; and plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exin_tui.language import text
from exin_tui.partners.view_saying import Saying
from exin_tui.partners.view_seen import SeenCard, SeenCards, SeenText, Subject
from exin_tui.partners.view_values import Tone
from exin_tui.tui.ink import Line, Span, clip, cut, fit, gap, line_width, wrap
from exin_tui.tui.views.view_row import Drawn, Section, ViewRow, heading, ink_of, said

LABEL = 22
FIGURE = 26
"""Cells that a figure with what it counts needs."""


def consent_line(subject: Subject | None, saying: Saying) -> Line:
    """``▲ Samtykke: mangler``; nothing where the consent is active."""
    lacking = saying.lacking(subject)
    if not lacking:
        return ()
    return (Span("▲ ", "soon"), Span(saying.say(text("Consent: {standing}", standing=lacking)), "soon"))


def cards_section(
    cards: SeenCards, saying: Saying, width: int, number: int, *, alone: bool = False
) -> Section:
    """Figures first, in as many columns as there are, then the cards with lines."""
    figures = [card for card in cards.cards if card.figure is not None and not card.lines]
    rows = _figures(figures, saying, width, number)
    for index, card in enumerate(cards.cards):
        if card not in figures:
            rows += [heading()] if rows else []
            rows += _card(card, saying, width, f"{number}.{index}", alone=alone)
    return Section(saying.words(cards.title) if cards.title is not None else "", "", (), (), rows)


def _figures(cards: Sequence[SeenCard], saying: Saying, width: int, number: int) -> list[ViewRow]:
    """As many side by side as there is room for."""
    rows: list[ViewRow] = []
    beside = max(1, min(len(cards), width // FIGURE))
    if 1 < beside < len(cards):
        beside = -(-len(cards) // -(-len(cards) // beside))
    for start in range(0, len(cards), beside):
        rows += _abreast(cards[start : start + beside], saying, width // beside, f"{number}.figures{start}")
    return rows


def _abreast(cards: Sequence[SeenCard], saying: Saying, each: int, where: str) -> list[ViewRow]:
    """Figures with what they count, and below each what it notes."""
    above: list[Span] = []
    below: list[Span] = []
    for card in cards:
        sign = f"{card.sign.value} " if card.sign else "  "
        tone = card.tone.value
        spans = (Span(sign, tone), Span(f"{card.figure} ", f"{tone.split()[0]} bold"))
        first = cut((*spans, Span(saying.words(card.title), "text bold")), each - 2)
        above += [*first, gap(each - line_width(first))]
        note = saying.words(card.note) if card.note is not None else ""
        indent = line_width(spans)
        below += [gap(indent), Span(fit(note, each - indent), "muted")]
    answers = tuple(answer for card in cards for answer in card.answers)
    top = ViewRow(f"@{where}" if answers else "", _always(tuple(above)), None, answers)
    return [top, heading(tuple(below))] if any(card.note is not None for card in cards) else [top]


def _card(card: SeenCard, saying: Saying, width: int, where: str, *, alone: bool) -> list[ViewRow]:
    person = card.about.person if card.about else None
    code = person.code if person else ""
    sign = (Span(f"{card.sign.value} ", card.tone.value),) if card.sign else ()
    figure = (Span(f"{card.figure} ", "text bold"),) if card.figure is not None else ()
    title = (*sign, *figure, Span(saying.words(card.title, person), "text bold"))
    asked = card.answers if not card.lines else ()
    rows = [ViewRow(f"{code}@{where}" if asked else "", lambda _: cut(title, width), card.about, asked)]
    lacking = () if alone else consent_line(card.about, saying)
    rows += [heading(lacking)] if lacking else []
    label = min(max([LABEL, *(len(saying.words(name)) + 2 for name, _ in card.lines)]), width // 2)
    for index, (name, cell) in enumerate(card.lines):
        line: Line = (
            Span(fit(saying.words(name), label - 1), "muted"),
            gap(1),
            Span(clip(said(cell, saying, card.about), width - label), ink_of(cell, saying)),
        )
        answers = (cell.answer,) if cell.answer is not None else ()
        rows.append(ViewRow(f"{code}@{where}.{index}", _always(line), card.about, answers))
    if card.note is not None:
        rows += [heading((Span(piece, "muted"),)) for piece in wrap(saying.words(card.note, person), width)]
    return rows


def _always(line: Line) -> Drawn:
    return lambda _: line


def text_section(given: SeenText, saying: Saying, width: int) -> Section:
    """Paragraphs, headings, lists; everything else stands as it was written."""
    rows: list[ViewRow] = []
    for block in _blocks(given, saying):
        if not block:
            rows.append(heading())
        elif block.startswith("#"):
            rows.append(heading((Span(clip(block.lstrip("# "), width), Tone.STRONG.value),)))
        elif re.match(r"[-*] ", block):
            for place, piece in enumerate(wrap(block[2:], width - 2)):
                rows.append(heading((Span("· " if place == 0 else "  ", "muted"), Span(piece))))
        else:
            rows += [heading((Span(piece),)) for piece in wrap(block, width)]
    return Section(saying.words(given.title) if given.title is not None else "", "", (), (), rows)


def _blocks(given: SeenText, saying: Saying) -> list[str]:
    """Lines that belong together are one block; an empty one stands between two."""
    blocks: list[str] = []
    for line in saying.lines(given.words):
        own = line.startswith(("#", "- ", "* ")) or not line
        if own or not blocks or not blocks[-1] or blocks[-1].startswith("#"):
            blocks.append(line)
        else:
            blocks[-1] += f" {line}"
    return blocks
