"""Sheets that others bring: their columns, and the names by which a sheet is known as one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exin_tui.importing.added_columns import Added, AddedList, Brought
from exin_tui.importing.added_headings import with_added
from exin_tui.importing.columns import AddedKind, AnyKind, Column, Layout, Layouts, case_code
from exin_tui.importing.read_words import plain_words
from exin_tui.language import Label, Language, Sayable, join, text

HELP_SHEETS = frozenset({"forklaring", "explanation", "lister", "lists"})
"""Sheets of the template that hold no data."""
TITLE = 31
"""The most characters of a sheet's name."""
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\']")


def kind_of(added: AddedList) -> AddedKind:
    """The kind of the list's sheets."""
    return AddedKind(added.key, added.name)


def added_layouts(core: Layouts, added: Added) -> dict[AnyKind, Layout]:
    """The layout of each list that others bring. A name that is another's too, or the core's, is not its."""
    taken = _taken(core)
    names = {one.key: _names(one) - taken for one in added.lists}
    return {
        kind_of(one): _layout(
            one, names[one.key] - set().union(*(said for key, said in names.items() if key != one.key))
        )
        for one in added.lists
    }


def refused_sheets(core: Layouts, added: Added) -> dict[str, Sayable]:
    """Names that no sheet may have, as `plain_words`, and why: two lists', or of one whose owner is away."""
    taken = _taken(core)
    who: dict[str, list[AddedList]] = {}
    for one in added.lists:
        for name in _names(one) - taken:
            who.setdefault(name, []).append(one)
    refused: dict[str, Sayable] = {
        name: away.why for away in added.away_lists for name in _names(away) - taken - who.keys()
    }
    for name, claimed in who.items():
        if len(claimed) > 1:
            titles = [
                Label(_title(one, "nb", claimed, taken), _title(one, "en", claimed, taken)) for one in claimed
            ]
            refused[name] = text(
                "This name can mean more than one kind of sheet. Write one of: {names}.",
                names=join(list(titles), " / "),
            )
    return refused


def titles_of(core: Layouts, lists: Sequence[AddedList], language: Language) -> dict[AnyKind, str]:
    """What to call a sheet of each list: the shortest that is nobody else's and that Excel takes."""
    return {kind_of(one): _title(one, language, lists, _taken(core)) for one in lists}


def _title(added: AddedList, language: Language, among: Sequence[AddedList], taken: set[str]) -> str:
    others = taken.union(*(_names(one) for one in among if one.key != added.key))
    for label in (added.name, *_with_owner(added)):
        found = " ".join(_NOT_IN_TITLES.sub(" ", label.say(language)).split())
        if len(found) <= TITLE and plain_words(found) not in others:
            return found
    return added.key[:TITLE]


def _taken(core: Layouts) -> set[str]:
    """Names of the core's sheets, those of the template that hold no data too."""
    return {name for layout in core.values() for name in layout.names} | HELP_SHEETS


def _names(one: Brought) -> set[str]:
    labels = (one.name, *_with_owner(one), Label(one.key, one.key[:TITLE]))
    return {plain_words(side) for label in labels for side in (label.nb, label.en)}


def _with_owner(one: Brought) -> list[Label]:
    return [Label(f"{called.nb} {one.name.nb}", f"{called.en} {one.name.en}") for called in one.owner.called]


def _layout(added: AddedList, names: set[str]) -> Layout:
    columns = Added(columns=added.columns)
    first = added.columns[0].key
    return with_added(
        Layout(kind_of(added), (_PARTICIPANT,), (("participant",), (first,)), tuple(sorted(names))), columns
    )


_PARTICIPANT = Column(
    "participant",
    Label("Deltakerkode", "Participant code"),
    case_code,
    text("The participant's case code."),
    "SN-014",
    ("deltaker", "kode", "participant", "code", "case code"),
)
