"""What a key of a team's file takes, in words and with an example."""

from __future__ import annotations

import enum
from typing import Any, get_args, get_origin

import msgspec

from exin_schema.programme import DueRule, Words
from exin_schema.vocabulary import Label

WORDS = '{ nb = "…", en = "…" }'
_PLAIN: dict[object, Label] = {
    bool: Label("true eller false", "true or false"),
    int: Label("et helt tall, for eksempel 14", "a whole number, such as 14"),
    str: Label('tekst i anførselstegn, "…"', 'text in quotes, "…"'),
    Words: Label(f"begge språk: {WORDS}", f"both languages: {WORDS}"),
    DueRule: Label(
        'en fristregel: { anchor = "release_date", days = -14 }',
        'a due rule: { anchor = "release_date", days = -14 }',
    ),
    tuple[int, int]: Label(
        "to hele tall: [deltakere, av dem i fase 3 og 4], for eksempel [12, 6]",
        "two whole numbers: [participants, of these in phases 3 and 4], such as [12, 6]",
    ),
    tuple[Words, ...]: Label(f"en liste: [{WORDS}, …]", f"a list: [{WORDS}, …]"),
    tuple[str, ...]: Label('en liste: ["prison", "nav"]', 'a list: ["prison", "nav"]'),
}


def expected(kind: Any) -> Label:
    """What a key of type ``kind`` takes."""
    options = [option for option in get_args(kind) if option is not type(None)]
    if kind not in _PLAIN and get_origin(kind) is not tuple and len(options) == 1:
        return expected(options[0])
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        values = ", ".join(f'"{member.value}"' for member in kind)
        return Label(f"en av {values}", f"one of {values}")
    if get_origin(kind) is tuple and kind not in _PLAIN:
        inner = expected(get_args(kind)[0])
        return Label(f"en liste, hver {inner.nb}", f"a list, each {inner.en}")
    return _PLAIN.get(kind, Label("noe annet", "something else"))


def fields_of(struct: type[msgspec.Struct], *, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The keys that a table of this kind takes, with the type of each."""
    return {field.name: field.type for field in msgspec.structs.fields(struct) if field.name not in without}
