"""What of a person may stand on a shared screen: the one place that decides it. Pure.

Screened, a case code and an alias stand for the person; names, initials, phone, address, place of
imprisonment, contacts and notes are hidden, and labels that betray health, drugs or debt read "sensitive
item". A participant with a protected address shows no address and no meeting place in either mode; screened,
nothing tells that participant from anybody else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from exin_schema.vocabulary import Label, Language
from exin_tui.language import Sayable, say
from exin_tui.privacy.sanitise import one_line, several_lines
from exin_tui.privacy.unnamed import unnamed

SENSITIVE_ITEM = Label("følsomt punkt", "sensitive item")
SCREENED = Label("skjermet", "screened")
WITHHELD = Label("sperret", "withheld")
UNKNOWN = Label("ukjent", "unknown")


class Somebody(Protocol):
    """Who is shown; `exin_tui.caseload.models.Person` is one."""

    @property
    def id(self) -> str:
        """The participant's id."""

    @property
    def code(self) -> str:
        """The case code, such as SN-014."""

    @property
    def alias(self) -> str:
        """A random word, which the team learns and nobody else can read."""

    @property
    def name(self) -> str:
        """Given and family name; may be empty."""

    @property
    def protected(self) -> bool:
        """Has a protected address."""


@dataclass(frozen=True, slots=True)
class Screening:
    """How the screen is shared now. Every text it returns is sanitised."""

    screened: bool = True
    language: Language = "nb"
    initials: bool = False
    """The team's explicit choice: initials instead of the alias. Initials identify."""
    revealed: str = ""
    """The id of the one participant whose row is revealed for ten seconds."""
    hatch: str = "▒"
    """Stands before what is hidden; ``#`` on a poor terminal."""

    def reveal(self, participant: str) -> Screening:
        """The same screening with one participant revealed; an empty id reveals nobody."""
        return replace(self, revealed=participant)

    def hides(self, person: Somebody | None = None) -> bool:
        """Hidden on this screen: everybody while screened, but for who is revealed."""
        return self.screened and not (person is not None and person.id == self.revealed)

    def person(self, person: Somebody | None) -> str:
        """``SN-007 Furu`` screened, ``SN-007 Jonas Berg`` open; empty for nobody."""
        if person is None:
            return ""
        return f"{one_line(person.code)} {self.stands_for(person)}".rstrip()

    def on_a_sheet(self, person: Somebody | None) -> str:
        """`person` as it may stand on a sheet, which outlives the open view: never by name."""
        return replace(self, screened=True, revealed="").person(person)

    def stands_for(self, person: Somebody) -> str:
        """What stands beside the case code: the alias (or the initials) screened, the name open."""
        if not self.hides(person):
            return one_line(person.name or person.alias)
        if self.initials and person.name:
            return "".join(word[0] for word in one_line(person.name).split()).upper()
        return one_line(person.alias)

    def item(self, label: Sayable, sensitive: bool, person: Somebody | None = None) -> str:
        """A checklist item's or contact role's label; a sensitive one is not said while screened.

        What somebody typed, such as a task's title, says the alias there for the participant's own name.
        """
        said = one_line(say(label, self.language))
        if not self.hides(person):
            return said
        if sensitive:
            return SENSITIVE_ITEM.say(self.language)
        return said if isinstance(label, Label) else unnamed(said, person)

    def meeting(self, label: Sayable, title: str = "", person: Somebody | None = None) -> str:
        """A meeting's kind; open, what it was called by whoever made it."""
        if title and not self.hides(person):
            return one_line(title)
        return one_line(say(label, self.language))

    def place(self, place: str, protected: bool, person: Somebody | None = None) -> str:
        """A meeting place or an address. ``protected``: withheld where others' are shown. Empty stays empty.

        While screened it is hidden as everybody's is: "withheld" would say whose address is protected.
        """
        if (protected or (person is not None and person.protected)) and not self.hides(person):
            return self.withheld
        return self.private(place, person)

    def prison(self, place: str, person: Somebody | None = None) -> str:
        """The place of imprisonment: hidden while screened, since it tells what the person is in."""
        return self.private(place, person)

    def contact(self, name: str, person: Somebody | None = None) -> str:
        """A contact's name, phone or e-mail."""
        return self.private(name, person)

    def recipient(self, recipient: str, export: str, person: Somebody | None = None) -> str:
        """Who was told something; screened, the partner without role, person or unit, and no invited agency.

        Which office or prison it was says where somebody is: withheld for a protected address.
        """
        clean, partner = one_line(recipient), export.partition(".")[0]
        part = clean.startswith(f"{partner} ")
        if part and not self.hides(person) and person is not None and person.protected:
            return f"{partner} {self.withheld}"
        if not self.hides(person) or clean == partner:
            return clean
        if part:
            return f"{partner} {self.hidden}"
        return self.hidden if export == "invitation" else clean

    def private(self, value: str, person: Somebody | None = None) -> str:
        """Anything in one line that is hidden while screened, such as a phone number. Empty stays empty."""
        clean = one_line(value)
        return self.hidden if clean and self.hides(person) else clean

    def note(self, value: str, person: Somebody | None = None) -> str:
        """A note, with its line breaks; hidden while screened."""
        clean = several_lines(value)
        return self.hidden if clean.strip() and self.hides(person) else clean

    @property
    def hidden(self) -> str:
        """``▒ skjermet``, ``▒ screened``."""
        return f"{self.hatch} {SCREENED.say(self.language)}"

    @property
    def withheld(self) -> str:
        """``▒ sperret``, ``▒ withheld``."""
        return f"{self.hatch} {WITHHELD.say(self.language)}"

    @property
    def unknown(self) -> str:
        """``ukjent``, ``unknown``."""
        return UNKNOWN.say(self.language)
