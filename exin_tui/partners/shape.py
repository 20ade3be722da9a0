"""Whether a TOML table has the shape of a type: all that is wrong at once, with what to write instead.

msgspec is what reads a manifest; it stops at the first thing that is wrong and says it in a programmer's
words. This module is asked only then, and says the rest.
"""

from __future__ import annotations

import datetime as dt
import enum
import types
from collections.abc import Iterator
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from exin_schema.programme import Words
from exin_tui.language import Sayable, text
from exin_tui.partners.manifest import API
from exin_tui.partners.problems import Flaw, one_of
from exin_tui.partners.toml_lines import Path

_BOTH = '{ nb = "…", en = "…" }'
_EXAMPLES = {
    "id": 'id = "…"',
    "api": f"api = {API}",
    "hooks": 'hooks = "exin_partner.hooks"',
    "list": 'list = "release"',
    "step": 'step = "start"',
    "holder": 'holder = "exin"',
    "type": 'type = "date"',
    "formats": 'formats = ["csv"]',
    "anchor": 'anchor = "release_date"',
    "certainty": 'certainty = "P"',
    "verified": "verified = 2026-09-14",
    "source": 'source = "…"',
    "fields": 'fields = [{ id = "on", type = "date", name = { nb = "…", en = "…" } }]',
}
"""What a missing line could be."""
_KINDS: dict[type, Sayable] = {
    str: text("a text in quotes"),
    int: text("a whole number"),
    bool: text("true or false"),
    dt.date: text("a date such as 2026-09-14, without quotes"),
}


def flaws_of_shape(value: object, kind: Any, path: Path = ()) -> Iterator[Flaw]:
    """What keeps ``value`` from being a ``kind`` (a msgspec Struct, tuple, enum, union or plain type)."""
    if get_origin(kind) in {Union, types.UnionType}:
        yield from _flaws_of_union(value, get_args(kind), path)
    elif get_origin(kind) is tuple:
        yield from _flaws_of_array(value, get_args(kind)[0], path)
    elif isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield from _flaws_of_table(value, kind, path)
    elif isinstance(kind, type) and issubclass(kind, enum.Enum):
        allowed = [str(member.value) for member in kind]
        if value not in allowed:
            yield Flaw(path, _is_not_known(value), one_of(value, allowed))
    elif type(value) is not kind:
        yield Flaw(path, text("Write {kind} here.", kind=_KINDS.get(kind, str(kind))))


def _is_not_known(value: object) -> Sayable:
    return text("{value} is not a value that belongs here.", value=f"“{value}”")


def _flaws_of_union(value: object, kinds: tuple[Any, ...], path: Path) -> Iterator[Flaw]:
    """A table is judged as the union's table, anything else as its plain type."""
    possible = [kind for kind in kinds if kind is not types.NoneType]
    table = [kind for kind in possible if isinstance(kind, type) and issubclass(kind, msgspec.Struct)]
    plain = [kind for kind in possible if kind not in table]
    chosen = table if (isinstance(value, dict) and table) or not plain else plain
    yield from flaws_of_shape(value, chosen[0], path)


def _flaws_of_array(value: object, kind: Any, path: Path) -> Iterator[Flaw]:
    if not isinstance(value, list):
        tables = isinstance(kind, type) and issubclass(kind, msgspec.Struct)
        instead = (
            text("Head each of them with [[{key}]].", key=str(path[-1]))
            if tables
            else text("Write a list, such as {line}", line='["one", "two"]')
        )
        yield Flaw(path, text("This should be a list."), instead)
        return
    for index, element in enumerate(value):
        yield from flaws_of_shape(element, kind, (*path, index))


def _flaws_of_table(value: object, kind: type[msgspec.Struct], path: Path) -> Iterator[Flaw]:
    if not isinstance(value, dict):
        keys = _BOTH if kind is Words else _keys_of(kind)
        instead = text("Write {line}", line=keys)
        message = text("A label needs both languages.") if kind is Words else text("This should be a table.")
        yield Flaw(path, message, instead)
        return
    hints = get_type_hints(kind)
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    for key in value:
        if key not in fields:
            yield Flaw((*path, key), text("{key} is not known here.", key=f"“{key}”"), one_of(key, fields))
    for name, field in fields.items():
        if name in value:
            yield from flaws_of_shape(value[name], hints[field.name], (*path, name))
        elif field.required:
            yield Flaw(path, text("{key} is missing.", key=f"“{name}”"), _example(name, kind))


def _example(name: str, kind: type[msgspec.Struct]) -> Sayable | None:
    """What the missing line could be."""
    if kind is Words:
        return text("Write {line}", line=_BOTH)
    if name in {"name", "text"}:
        return text("Add {line}", line=f"{name} = {_BOTH}")
    if name in _EXAMPLES:
        return text("Add {line}", line=_EXAMPLES[name])
    return None


def _keys_of(kind: type[msgspec.Struct]) -> str:
    """``{ id = …, name = { nb = "…", en = "…" } }``: the keys that a table takes."""
    told = []
    for field in msgspec.structs.fields(kind):
        name = field.encode_name
        example = _EXAMPLES.get(name) or f"{name} = " + (_BOTH if name in {"name", "text"} else "…")
        told.append(example)
    return "{ " + ", ".join(told) + " }"
