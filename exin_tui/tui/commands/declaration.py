"""What a command is. No Textual here: the command line lists commands without starting a screen."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from typing import ClassVar

from exin_tui.language import Sayable, text


class Where(enum.Enum):
    """Where a command applies, which is also where help shows it."""

    BOARD = "board"
    DUE = "due"
    FILTER = "filter"
    ITEM = "item"
    TASK = "task"
    MEETING = "meeting"
    CONTACT = "contact"
    CONSENT = "consent"
    APPLICATION = "application"
    PHASE = "phase"
    INTAKE = "intake"
    CAPACITY = "capacity"
    CLOSED = "closed"
    HISTORY = "history"
    PERSON = "person"
    PARTICIPANT = "participant"
    PARTNER = "partner"
    PARTNERS = "partners"
    CALENDAR_FILE = "calendar_file"
    INVITATION = "invitation"
    STANDUP = "standup"
    OUTCOME = "outcome"
    WEEK = "week"
    BOOK = "book"
    SUMMARY = "summary"
    FOR_PARTNER = "for_partner"
    EXPORT = "export"
    REVIEW = "review"
    GO = "go"
    EMPTY = "empty"
    EVERYWHERE = "everywhere"

    @property
    def heading(self) -> Sayable:
        """The heading over its commands in help."""
        return _HEADINGS[self]


_HEADINGS: dict[Where, Sayable] = {
    Where.BOARD: text("Here: Participants"),
    Where.DUE: text("Here: Due"),
    Where.FILTER: text("Filters"),
    Where.ITEM: text("Here: Checklist"),
    Where.TASK: text("Here: Tasks"),
    Where.MEETING: text("Here: Meetings"),
    Where.CONTACT: text("Here: Contacts"),
    Where.CONSENT: text("Here: Consents"),
    Where.APPLICATION: text("Here: Applications"),
    Where.PHASE: text("Here: Phases"),
    Where.INTAKE: text("Here: Intake"),
    Where.CAPACITY: text("Here: Capacity"),
    Where.CLOSED: text("Here: Ended follow-ups"),
    Where.HISTORY: text("Here: History"),
    Where.PERSON: text("About the participant"),
    Where.PARTICIPANT: text("Here: Participant"),
    Where.PARTNER: text("Here: Partner"),
    Where.PARTNERS: text("Here: Partners"),
    Where.CALENDAR_FILE: text("Here: Calendar file"),
    Where.INVITATION: text("Here: Invitation"),
    Where.STANDUP: text("Here: Stand-up"),
    Where.OUTCOME: text("Here: Outcomes to log"),
    Where.WEEK: text("Here: Week"),
    Where.BOOK: text("Here: Address book"),
    Where.SUMMARY: text("Here: Summary"),
    Where.FOR_PARTNER: text("For the partner"),
    Where.EXPORT: text("Here: Sending"),
    Where.REVIEW: text("Here: Review"),
    Where.GO: text("Go to"),
    Where.EMPTY: text("Here: nobody yet"),
    Where.EVERYWHERE: text("Everywhere"),
}

_registered: list[type[Command]] = []


class Command:
    """One thing that can be done. Subclasses are declarations; screens hold ``action_…`` methods for them."""

    id: ClassVar[str]
    """Stable: keymaps, ``exin keys`` and the palette know the command by it."""
    title: ClassVar[Sayable]
    """Two or three words: footer and palette."""
    help: ClassVar[Sayable]
    """One sentence: ``?`` and the palette."""
    keys: ClassVar[tuple[str, ...]] = ()
    """The keys as Textual names them, the one that is shown first."""
    where: ClassVar[Where]
    arguments: ClassVar[tuple[str, ...]] = ()
    """One key for each argument, instead of several keys for one thing."""
    on_row: ClassVar[bool] = False
    """About the row under the cursor of a participant's tab: not there without one."""
    letter: ClassVar[str] = ""
    """Stands with this letter in the sheet of changes (``c``)."""
    footer: ClassVar[int] = 0
    """The order in the footer; 0 is not there."""
    compact: ClassVar[bool] = True
    """Stays in the footer when it is narrow."""
    palette: ClassVar[bool] = True

    def __init_subclass__(cls) -> None:
        """Every declaration is registered, in the order of the files."""
        super().__init_subclass__()
        _registered.append(cls)

    @classmethod
    def action(cls) -> str:
        """The name of the method that does it, without ``action_``."""
        return cls.id.replace(".", "_")

    @classmethod
    def key_ids(cls) -> tuple[tuple[str, str, str], ...]:
        """(binding id, keys with commas, argument) for each binding."""
        if cls.arguments:
            return tuple(
                (f"{cls.id}.{argument}", key, argument)
                for key, argument in zip(cls.keys, cls.arguments, strict=True)
            )
        return ((cls.id, ",".join(cls.keys), ""),) if cls.keys else ()


CHANGE = "person.change"
"""The command that opens the sheet of letters."""

_SHOWN = {
    "enter": "Enter", "escape": "Esc", "tab": "Tab", "backspace": "Backspace", "question_mark": "?",
    "slash": "/", "left": "←", "right": "→", "up": "↑", "down": "↓", "space": "Space",
    "shift+tab": "shift+Tab", "plus": "+", "minus": "-", "delete": "Delete",
}  # fmt: skip


def shown_key(key: str) -> str:
    """A key as it stands in footer and help: ``question_mark`` is ``?``, ``f2`` is ``F2``."""
    if key in _SHOWN:
        return _SHOWN[key]
    return key.upper() if len(key) in {2, 3} and key[0] == "f" and key[1:].isdigit() else key


def keys_of(command: type[Command], keymap: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The keys that run ``command``, with the configuration's ``keymap`` over the declared ones."""
    remapped = keymap or {}
    found: list[str] = []
    for binding_id, keys, _ in command.key_ids():
        found += [key.strip() for key in remapped.get(binding_id, keys).split(",") if key.strip()]
    return tuple(found)


def main_key(command: type[Command], keymap: Mapping[str, str] | None = None) -> str:
    """The key that footer and help show; ``0–6`` for a row of arguments, ``c f`` for one in the sheet."""
    keys = keys_of(command, keymap)
    if not keys:
        return f"{(keymap or {}).get(CHANGE, 'c')} {command.letter}" if command.letter else ""
    if command.arguments:
        return f"{shown_key(keys[0])}–{shown_key(keys[-1])}"
    return shown_key(keys[0])


def registered() -> Iterable[type[Command]]:
    """Every declaration so far; `exin_tui.tui.commands.catalogue.all_commands` has read them all."""
    return tuple(_registered)
