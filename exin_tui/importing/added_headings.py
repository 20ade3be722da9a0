"""What heads an added column: its label where that is nobody else's, otherwise with the owner before it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from exin_tui.importing.added_cells import FORMS, example_of, explained, reader_of
from exin_tui.importing.added_columns import Added, AddedColumn, Brought
from exin_tui.importing.columns import Column, Layout
from exin_tui.importing.headings import heading_words
from exin_tui.importing.read_words import plain_words
from exin_tui.language import Label, Sayable, join, text


def with_added(layout: Layout, added: Added) -> Layout:
    """``layout`` with the columns that others bring, and with the headings that are refused because of them.

    A heading of the layout's own stays what it is. What is only another word for one of its columns, and the
    label of an added one too, could be either.
    """
    own = {plain_words(words) for one in layout.columns for words in (*_sides(one.heading), one.key)}
    others = {words: one for one in layout.columns for words in heading_words(one) if words not in own}
    claims: dict[str, list[AddedColumn]] = {}
    for column in added.columns:
        for words in _every(column) - own:
            claims.setdefault(words, []).append(column)
    clear = {words: who[0] for words, who in claims.items() if len(who) == 1 and words not in others}
    headings = {column.key: _heading(column, clear) for column in added.columns}
    refused: dict[str, Sayable] = {}
    for away in added.away:
        refused |= dict.fromkeys(_every(away) - own - others.keys() - claims.keys(), away.why)
    for words in claims.keys() - clear.keys():
        meant = [others[words].heading] if words in others else []
        refused[words] = _unclear([*meant, *(headings[column.key] for column in claims[words])])
    columns = (_column(column, headings[column.key], clear) for column in added.columns)
    return dataclasses.replace(
        layout,
        columns=(*layout.columns, *columns),
        refused=refused,
        refused_before={plain_words(owner): why for owner, why in added.unknown},
    )


def _unclear(headings: list[Label]) -> Sayable:
    return text(
        "This heading can mean more than one column. Write one of: {headings}.",
        headings=join(list(headings), " / "),
    )


def _column(column: AddedColumn, heading: Label, clear: Mapping[str, AddedColumn]) -> Column:
    return Column(
        column.key,
        heading,
        reader_of(column),
        explained(column),
        example_of(column),
        tuple(sorted(words for words in _every(column) if clear.get(words) is column)),
        form=FORMS.get(column.holds, "text"),
        choices=tuple(label for _, label in column.choices),
        clearable=True,
        width=16,
        owner=column.owner.id,
    )


def _heading(column: AddedColumn, clear: Mapping[str, AddedColumn]) -> Label:
    """The shortest way in which it is nobody else's."""
    for label in _ways(column):
        if all(clear.get(plain_words(side)) is column for side in _sides(label)):
            return label
    return Label(column.key, column.key)


def _ways(column: Brought) -> Iterator[Label]:
    """Every way of writing a column's heading, from the shortest to the surest."""
    name = column.name
    yield name
    for called in column.owner.called:
        yield Label(f"{called.nb}: {name.nb}", f"{called.en}: {name.en}")
    yield Label(column.key, column.key)


def _every(column: Brought) -> set[str]:
    """The words of every way; the owner's name in either language goes with either label."""
    ways = {*_sides(column.name), column.key}
    for called in column.owner.called:
        ways |= {f"{before}: {side}" for before in _sides(called) for side in _sides(column.name)}
    return {plain_words(way) for way in ways}


def _sides(label: Label) -> tuple[str, str]:
    return label.nb, label.en
