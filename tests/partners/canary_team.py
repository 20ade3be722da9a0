"""A team made through the command line alone, in which every value of everybody is a word of its own."""

from __future__ import annotations

import datetime as dt
import string
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TODAY = dt.date(2026, 11, 27)
LINES = ("prison", "nav", "school")
ROLE, OFFICER = "Kontaktbetjent", "Nora Ek"
"""A role and a person to whom consents are narrowed."""
TOPICS = {"prison": ("sentence",), "nav": ("economy", "housing", "work"), "school": ("education",)}

#: What is done for each line of consent, by standing; ``{line}`` and ``{code}`` are put in.
_GIVE = ["consent", "give", "{code}", "{line}"]
_WITHDRAW = ["consent", "withdraw", "{code}", "{line}"]
STANDINGS: dict[str, list[list[str]]] = {
    "active": [_GIVE],
    "protected": [_GIVE],
    "expiring": [[*_GIVE, "--expires-on", "2026-11-28"]],
    "anew": [_GIVE, _WITHDRAW, _GIVE],
    "topics": [_GIVE],
    "none": [],
    "candidate": [],
    "expired": [[*_GIVE, "--expires-on", "2026-11-26", "--today", "2026-11-01"]],
    "withdrawn": [_GIVE, _WITHDRAW],
    "other topics": [[*_GIVE, "--topic", "health"]],
    "role": [[*_GIVE, "--role", ROLE]],
    "person": [[*_GIVE, "--person", OFFICER]],
    "ended": [_GIVE],
    "erased": [_GIVE],
}
OPEN = ("active", "protected", "expiring", "anew", "topics")
"""To whom the agency at large is open."""
CONTACTS = {
    "officer": ("Contact officer", "Kriminalomsorgen (prison)"),
    "consultant": ("Social consultant", "NAV"),
    "nav": ("Contact at NAV", "NAV"),
    "police": ("Police contact", "Police"),
}
"""Role and who employs them; the social consultant is NAV's here, and not the prison's."""
MEETINGS = {"visit": "Visit", "nav_meeting": "NAV meeting", "school": "School", "doctor": "Doctor"}


@dataclass(slots=True)
class Canary:
    """One participant, and every word that is theirs by what it stands for."""

    number: int
    standing: str
    words: dict[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The case code, given in the list."""
        return f"SN-{701 + self.number}"

    def word(self, what: str) -> str:
        """Stands nowhere else, and is part of no other."""
        letters = "".join(one for one in what if one.isalpha())
        return self.words.setdefault(what, f"Zq{letters}{string.ascii_lowercase[self.number]}qz")

    def number_of(self, what: str, first: int) -> str:
        """A number of seven digits or more."""
        return self.words.setdefault(what, str(first + 1013 * self.number))

    def day(self, what: str, first: dt.date) -> dt.date:
        """A day on which nothing else is."""
        day = first + dt.timedelta(days=self.number)
        self.words.setdefault(what, day.isoformat())
        return day


def participant_row(one: Canary) -> dict[str, object]:
    """Everything that the list has a column for."""
    out = one.standing == "ended"
    return {
        "Code": one.code,
        "Given name": one.word("given"),
        "Family name": one.word("family"),
        "Birth date": one.day("born", dt.date(2002, 3, 1)),
        "Phone": one.number_of("phone", 90210000),
        "Address": one.word("address"),
        "Protected address": "yes" if one.standing == "protected" else None,
        "District": one.word("district"),
        "Caseworker": "KN",
        "Phase": {"candidate": "Intake", "ended": "After release"}.get(one.standing, "Before release"),
        "Enrolled on": None if one.standing == "candidate" else one.day("enrolled", dt.date(2025, 6, 1)),
        "SOMA reference": one.word("soma"),
        "Remand or sentence": "sentence",
        "Place of imprisonment": one.word("place"),
        "Unit": one.word("unit"),
        "Security level": "high security",
        "In custody from": one.day("custody_from", dt.date(2024, 2, 1)),
        "Full-term date": one.day("full_term", dt.date(2028, 2, 1)),
        "Decided release": None if out else one.day("release", dt.date(2027, 1, 2)),
        "Released on": one.day("released", dt.date(2026, 10, 20)) if out else None,
        "Conditions: SOMA reference": one.word("conditions"),
        "Mapped": one.day("mapped", dt.date(2026, 8, 1)),
        "Wants help with health": "yes",
        "NAV office": one.word("office"),
        "KVP: first talk": one.day("kvp_talk", dt.date(2026, 5, 1)),
        "Subjects or courses under way in prison": one.word("courses"),
        "Application deadline given by the school": one.day("deadline", dt.date(2027, 5, 1)),
        "Special needs agreed by the participant (reads with help)": "yes",
    }


def rows_about(one: Canary) -> Iterable[tuple[str, dict[str, object]]]:
    """The rows of each sheet."""
    yield "Participants", participant_row(one)
    for who, (role, kind) in CONTACTS.items():
        said = {head: one.word(f"{who}.{head}") for head in ("Name", "Agency", "Title")}
        mail = one.words.setdefault(f"{who}.mail", f"{one.word(f'{who}.Name')}m@example.org".lower())
        phone = one.number_of(f"{who}.phone", 41000000 + 100000 * list(CONTACTS).index(who))
        about = {"Participant code": one.code, "Role": role, "Agency kind": kind}
        yield "Contacts", {**about, **said, "Phone": phone, "E-mail": mail}
    for place, (key, kind) in enumerate(MEETINGS.items()):
        day = one.day(f"{key}.day", dt.date(2027, 6 + place, 1))
        yield (
            "Meetings",
            {
                "Reference": f"{key}-{one.number}", "Participant code": one.code, "Meeting kind": kind,
                "Date": day, "Start": f"{9 + place}:{10 + one.number}", "Place": one.word(f"{key}.place"),
                "To prepare": one.word(f"{key}.prepare"),
            },
        )  # fmt: skip
    about = {"Participant code": one.code}
    outing = dt.datetime.combine(one.day("outing", dt.date(2027, 11, 1)), dt.time(9))
    yield "Escorted outing", {**about, "When": outing, "Where": one.word("outing.where")}
    yield "Transfer", {**about, "Date": one.day("transfer", dt.date(2027, 12, 1)), "To": one.word("to")}
    housing = one.day("housing", dt.date(2026, 7, 1))
    yield (
        "Housing, step by step",
        {**about, "Step": "viewing", "Date": housing, "Area": one.word("area")},
    )


def make(run: Callable[..., str], folder: Path, standings: Iterable[str]) -> list[Canary]:
    """Import everybody, then give consents, tasks, applications and notes, end one and erase one."""
    from openpyxl import load_workbook

    everybody = [Canary(number, one) for number, one in enumerate(STANDINGS) if one in set(standings)]
    run("init", "--initials", "KN", "--name", "Kari", "--team", "Bydelen", "--prefix", "SN", "--yes")
    run("import", "--template", str(folder / "list.xlsx"), "--force")
    book: Any = load_workbook(folder / "list.xlsx")
    for one in everybody:
        for sheet, row in rows_about(one):
            heads = [cell.value for cell in book[sheet][1]]
            last = next(at for at in range(2, 500) if book[sheet].cell(at, 1).value is None)
            for head, value in row.items():
                book[sheet].cell(last, heads.index(head) + 1, value)
    book.save(folder / "list.xlsx")
    run("import", str(folder / "list.xlsx"))
    for one in everybody:
        _live(run, one)
    return everybody


def _live(run: Callable[..., str], one: Canary) -> None:
    for line in LINES:
        narrow = [part for topic in TOPICS[line] for part in ("--topic", topic)]
        for step in STANDINGS[one.standing]:
            said = [word.format(code=one.code, line=line) for word in step]
            run(*said, *(narrow if one.standing == "topics" else ()))
    run("task", "add", f"{one.word('task')} ring {one.word('given')} 3.12", "--participant", one.code)
    run("application", "add", one.code, "nav", one.word("application"), "--sent-on", "2026-10-01")
    if one.standing != "candidate":
        run("item", "note", one.code, "housing", one.word("note"), "--list", "release")
    if one.standing == "ended":
        run(
            "participant", "close", one.code, "--because", "independence", "--took-part", "KN",
            *("--possibilities", one.word("possibilities")), *("--limits", one.word("limits")),
            *("--special", one.word("special")),
        )  # fmt: skip
        run("participant", "close", one.code, "--told")
    if one.standing == "erased":
        run("participant", "erase", one.code, "--confirm", one.code)
