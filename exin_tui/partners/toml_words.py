"""What is wrong with a file that is no TOML, in words: tomllib says it in a programmer's.

Most who write a manifest have never seen the format. What a line looks like tells what was meant by it.
"""

from __future__ import annotations

import re

import msgspec

from exin_tui.language import Sayable, text
from exin_tui.partners.manifest import Manifest

_WORDS = "\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'"
_PLAIN = re.compile(_WORDS)
_BEGINS = r"[=\[,]\s*"
"""Where a value begins."""


def in_words(reason: str, here: str) -> tuple[Sayable, Sayable | None]:
    """What ``reason`` of tomllib means on the line ``here``, and what to write instead."""
    bare = _PLAIN.sub('""', here)
    return (
        _of_quotes(reason, bare)
        or _of_headings(reason, here)
        or _of_keys(reason, bare)
        or _of_values(reason, bare)
        or (text("This is not TOML: {reason}.", reason=reason), None)
    )


_Told = tuple[Sayable, Sayable | None]


def _of_quotes(reason: str, bare: str) -> _Told | None:
    """A text that has no end, or the quotes of a word processor; ``bare`` is the line without its texts."""
    if re.search(_BEGINS + "[“”„«»‘’]", bare):
        return text("A text stands in straight quotes."), _write('"…"')
    code = bare.replace('""', "").partition("#")[0]
    if reason.startswith(("Illegal character '\\n'", "Unterminated string")) or '"' in code:
        return text("A text ends on the line on which it begins."), text('Write a " at its end.')
    if reason.startswith("Illegal character"):
        return text("The text has control characters, which a terminal would obey."), text("Remove them.")
    return None


def _of_headings(reason: str, here: str) -> _Told | None:
    """A heading that is not closed, or that stands there twice."""
    heading = re.match(r"\s*(\[+)([\w.]+)(\]*)", here)
    if heading and len(heading[1]) != len(heading[3]):
        both = f"[[{heading[2]}]]" if heading[2] in _lists() else f"[{heading[2]}]"
        return text("The heading has another number of brackets at its end."), _write(both)
    if match := re.match(r"Cannot declare \((.*)\) twice", reason):
        return _twice(".".join(re.findall(r"'([^']*)'", match[1])))
    if reason == "Cannot overwrite a value" and heading and heading[2] in _lists():
        return _twice(heading[2])
    if reason in {"Cannot overwrite a value", "Cannot mutate immutable namespace"} or "Duplicate" in reason:
        return text("This stands here twice."), text("Leave one of them out.")
    return None


def _twice(key: str) -> _Told:
    many = text("Head each of them with [[{key}]].", key=key)
    one = text("Write both parts under one heading.")
    return text("[{key}] stands here twice.", key=key), many if key in _lists() else one


def _lists() -> frozenset[str]:
    """The keys of which a manifest has several."""
    return frozenset(field.encode_name for field in msgspec.structs.fields(Manifest) if field.default == ())


def _of_keys(reason: str, bare: str) -> _Told | None:
    """A colon for an equals sign, braces over several lines, or what is missing between two values."""
    if reason.startswith("Expected '='") and re.search(r"(^|[{,])\s*[\w-]+\s*:", bare):
        return text("A key and its value are parted by an equals sign."), _write("key = …")
    if reason == "Unclosed inline table" and re.search(r"\"\"\s+[\w-]+\s*=", bare):
        return text("Two parts of {braces} have a comma between them.", braces="{ … }"), _write(_BOTH)
    if bare.count("{") > bare.count("}") or re.search(r",\s*\}", bare) or reason == "Unclosed inline table":
        broken = text("{braces} stands on one line, without a comma before the end.", braces="{ … }")
        return broken, _write(_BOTH)
    if reason == "Unclosed array":
        return text("A list has no end, or two parts of it have no comma between them."), _write('["…", "…"]')
    return None


_BOTH = '{ nb = "…", en = "…" }'


def _of_values(reason: str, bare: str) -> _Told | None:
    """A text without quotes, another language's true and false, a date as it is written by hand."""
    if re.search(r"=\s*(\d{1,2}[./]\d{1,2}[./-]\d{2,4}|\d{4}-\d+-\d+)", bare):
        return text("Write {kind} here.", kind=text("a date such as 2026-09-14, without quotes")), None
    if re.search(r"=\s*[-+]?0\d", bare):
        return text("A number does not begin with a 0."), None
    if reason != "Invalid value":
        return None
    if re.search(_BEGINS + r"(?i:true|false|yes|no|ja|nei)\b", bare):
        return text("This is not TOML: {reason}.", reason=reason), text("Write true or false.")
    if re.search(_BEGINS + r"[^\W\d]", bare):
        return text("A text stands in straight quotes."), _write('"…"')
    if re.search(r"=\s*(#|$)", bare):
        return text("This is not TOML: the value is missing."), None
    return None


def _write(line: str) -> Sayable:
    return text("Write {line}", line=line)
