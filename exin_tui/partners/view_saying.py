"""What a partner's typed values say on a screen: the one place that screens them.

While the screen is shared, a name of a contact, a place, and every bare string are hidden, and sensitive
words read "sensitive item". Open, a place is withheld from who has a protected address.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from exin_schema.vocabulary import ConsentStatus, Label, Language, Term
from exin_tui.caseload.models import Person
from exin_tui.dates import day_and_month, long_date
from exin_tui.distances import compact, distance, in_days, overdue_by
from exin_tui.language import Sayable, join, say, text
from exin_tui.partners.sentences import Sentence
from exin_tui.partners.showing import shown
from exin_tui.partners.values import NO, YES
from exin_tui.partners.values import Value as Recorded
from exin_tui.partners.view_seen import Answer, Dated, SeenCell, Subject, Unknown, Words
from exin_tui.partners.view_values import ContactName, Day, Days, Place, Sensitive, Staff, Tone, Until, Who
from exin_tui.privacy.sanitise import one_line, several_lines
from exin_tui.privacy.screening import Screening
from exin_tui.programme.values import Why

SOON = 7
"""Days within which a date stands out."""
_LACKING = {
    ConsentStatus.MISSING: text("missing"),
    ConsentStatus.WITHDRAWN: text("withdrawn"),
    ConsentStatus.EXPIRED: text("expired"),
    ConsentStatus.EXPIRING: text("expires"),
}


@dataclass(frozen=True, slots=True)
class Saying:
    """Says values as they may be seen now."""

    screening: Screening
    today: dt.date

    @property
    def language(self) -> Language:
        """Of the screen."""
        return self.screening.language

    def say(self, value: Sayable) -> str:
        """The program's own words."""
        return say(value, self.language)

    def words(self, given: Words, person: Person | None = None) -> str:
        """A title, a head or a sentence."""
        if isinstance(given, Term | Label):
            return one_line(given.say(self.language))
        if isinstance(given, Sentence):
            return one_line(self._filled(given, person).say(self.language))
        return self.screening.private(given, person)

    def lines(self, given: Words) -> list[str]:
        """Several lines of plain text."""
        if isinstance(given, Term | Label | Sentence):
            filled = self._filled(given, None) if isinstance(given, Sentence) else given
            found = several_lines(filled.say(self.language)).split("\n")
        else:
            found = self.screening.note(given).split("\n")
        return [line.strip() for line in found]

    def cell(self, cell: SeenCell, about: Subject | None = None) -> str:
        """A cell of a row about ``about``; empty for None, a dash is the drawer's."""
        if isinstance(cell.value, Who):
            return self.screening.person(cell.person)
        return self.value(cell.value, about.person if about else None)

    def value(self, value: object, person: Person | None = None) -> str:
        """One value about ``person``."""
        if value is None:
            return ""
        if isinstance(value, Unknown):
            return self.screening.unknown
        if isinstance(value, Recorded) and person is not None:
            return shown(value, self.screening, person, self.today)
        if isinstance(value, ContactName | Place | Sensitive):
            return self._private(value, person)
        if isinstance(value, Label | Sentence | str):
            return self.words(value, person)
        return self._counted(value)

    def _private(self, value: ContactName | Place | Sensitive, person: Person | None) -> str:
        match value:
            case ContactName():
                return self.screening.contact(value.name, person)
            case Place():
                # A protected one was never handed over: an empty place must look as everybody's does.
                protected = person is not None and person.protected
                return self.screening.place(value.name or "-" * protected, protected, person)
            case Sensitive():
                said = join([self.words(value.words, person)])
                return self.screening.item(said, sensitive=True, person=person)

    def _counted(self, value: object) -> str:
        match value:
            case bool():
                return (YES if value else NO).say(self.language)
            case Staff():
                return one_line(value.initials)
            case Until():
                return self.until(value.on)
            case Days():
                return distance(value.count, self.language)
            case Dated():
                year = "" if value.on.year == self.today.year else f" {value.on.year}"
                return f"{day_and_month(value.on, self.language)}{year}"
            case Day():
                return long_date(value.on, self.language)
            case dt.datetime():
                return f"{compact(value.date(), self.today, self.language)} {value:%H:%M}"
            case dt.date():
                return compact(value, self.today, self.language)
        return one_line(str(value))

    def until(self, on: dt.date | None) -> str:
        """``om 5 d``, ``i dag``, ``2 d over``."""
        if on is None:
            return ""
        days = (on - self.today).days
        if days == 0:
            return say(text("today"), self.language)
        return overdue_by(-days, self.language) if days < 0 else in_days(days, self.language)

    def tone(self, cell: SeenCell) -> Tone:
        """As given; a date that is over or near says so by itself."""
        if cell.tone is not Tone.PLAIN or not isinstance(cell.value, Until) or cell.value.on is None:
            return cell.tone
        days = (cell.value.on - self.today).days
        return Tone.OVERDUE if days < 0 else Tone.SOON if days <= SOON else Tone.QUIET

    def lacking(self, about: Subject | None) -> str:
        """``mangler``, ``trukket``: beside who has not consented; empty where the consent is active."""
        if about is None or not about.lacking:
            return ""
        return say(_LACKING.get(about.consent, about.consent), self.language)

    def why(self, answer: Answer, person: Person | None = None) -> Why:
        """The answer in words that may be seen now."""
        return Why(
            _fixed(self.words(answer.because, person)),
            answer.rule,
            None if answer.computed is None else _fixed(self.words(answer.computed, person)),
            tuple(self._inputs(answer, person)),
        )

    def standing(self, answer: Answer) -> str:
        """Recorded by the agency, or computed here and decided by somebody else."""
        if answer.official:
            return say(text("Recorded by the agency: it holds before what is computed."), self.language)
        if answer.computed is None:
            return ""
        said = say(text("Computed here, not decided."), self.language)
        return f"{said} {answer.decides.say(self.language)}" if answer.decides is not None else said

    def _inputs(self, answer: Answer, person: Person | None) -> Iterator[tuple[Sayable, object]]:
        for name, value in answer.inputs:
            said = self.value(value, person) if not isinstance(value, dt.date) else self._full(value)
            yield _fixed(self.words(name, person)), None if value is None else _fixed(said)

    def _full(self, value: dt.date) -> str:
        said = long_date(value, self.language)
        return f"{said} {value:%H:%M}" if isinstance(value, dt.datetime) else said

    def _filled(self, sentence: Sentence, person: Person | None) -> Sentence:
        """Its holes said one by one: a bare string in a hole is text of the team's, too."""
        filled = tuple((name, self._hole(value, person)) for name, value in sentence.values)
        return Sentence(sentence.nb, sentence.en, filled)

    def _hole(self, value: object, person: Person | None) -> object:
        if value == "" and self.screening.hides(person):
            return self.screening.hidden  # a withheld place is empty: it must look like others'
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return value
        return value if isinstance(value, int | float) else self.value(value, person)


def _fixed(said: str) -> Sayable:
    return join([said])
