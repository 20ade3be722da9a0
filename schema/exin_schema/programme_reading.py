"""Reading one table of a team's file: every faulty value is noted, and the rest is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from exin_schema.programme import ALERT_LENGTH, ANCHORS, ROLLS, DueRule, Words
from exin_schema.programme_expected import WORDS, expected
from exin_schema.programme_problems import Findings
from exin_schema.vocabulary import Label

_KEY = re.compile(r"[a-z][a-z0-9_]*")


def read(raw: object, kinds: Mapping[str, Any], at: str, findings: Findings) -> dict[str, Any]:
    """The values of a table whose keys are ``kinds``; faulty ones are noted and left out."""
    values: dict[str, Any] = {}
    for name, value in table_of(raw, at, findings).items():
        key = f"{at}.{name}"
        if name not in kinds:
            findings.unknown(key, kinds)
            continue
        try:
            read = msgspec.convert(value, kinds[name])
        except msgspec.ValidationError:
            takes = expected(kinds[name])
            findings.add(
                key,
                Label("Verdien kan ikke brukes.", "The value cannot be used."),
                Label(f"Skriv {takes.nb}.", f"Write {takes.en}."),
            )
        else:
            if _sensible(name, read, key, findings):
                values[name] = read
    return values


def table_of(raw: object, at: str, findings: Findings) -> dict[str, Any]:
    """``raw`` when it is a table; otherwise that is noted, and it counts as empty."""
    if isinstance(raw, dict):
        return raw
    findings.add(
        at,
        Label("Her trengs en tabell.", "A table is needed here."),
        Label(f"Skriv [{at}] på en egen linje, og nøklene under.", f"Write [{at}] on a line of its own."),
    )
    return {}


def _sensible(name: str, value: object, key: str, findings: Findings) -> bool:
    """Beyond its type: words in both languages, labels that fit, no negative number, whole due rules."""
    if isinstance(value, Words) and not (value.nb.strip() and value.en.strip()):
        return fault(
            findings, key, "Et av språkene er tomt.", "One of the languages is empty.", expected(Words)
        )
    if name == "alert" and isinstance(value, Words) and max(len(value.nb), len(value.en)) > ALERT_LENGTH:
        takes = Label(
            f"høyst {ALERT_LENGTH} tegn på hvert språk", f"at most {ALERT_LENGTH} characters in each"
        )
        return fault(findings, key, "For langt for varselkolonnen.", "Too long for the column.", takes)
    if isinstance(value, int) and not isinstance(value, bool) and value < 0:
        takes = Label("0 eller mer", "0 or more")
        return fault(findings, key, "Tallet er negativt.", "The number is negative.", takes)
    if isinstance(value, DueRule):
        return _due_holds(value, key, findings)
    return True


def _due_holds(due: DueRule, key: str, findings: Findings) -> bool:
    if due.anchor not in ANCHORS:
        findings.unknown_value(f"{key}.anchor", due.anchor, ANCHORS)
        return False
    if due.roll is not None and due.roll not in ROLLS:
        findings.unknown_value(f"{key}.roll", due.roll, ROLLS)
        return False
    return True


def fault(findings: Findings, key: str, nb: str, en: str, takes: Label) -> bool:
    """Note a fault at ``key`` and what to write instead. False, so that it ends a check."""
    findings.add(key, Label(nb, en), Label(f"Skriv {takes.nb}.", f"Write {takes.en}."))
    return False


def new_key(key: str, at: str, findings: Findings) -> bool:
    """``key`` can name something new; otherwise that is noted. A full stop is for partners."""
    if _KEY.fullmatch(key):
        return True
    takes = Label("små bokstaver a–z, tall og _", "small letters a–z, digits and _")
    return fault(findings, f"{at}.{key}", "Nøkkelen kan ikke brukes.", "The key cannot be used.", takes)


def needs_name(raw: object, at: str, findings: Findings) -> bool:
    """The table of something new has a name; otherwise that is noted."""
    if not isinstance(raw, dict):
        return bool(table_of(raw, at, findings))
    if "name" in raw:
        return True
    takes = Label(f"name = {WORDS}", f"name = {WORDS}")
    return fault(findings, at, "Noe nytt trenger et navn.", "Something new needs a name.", takes)
