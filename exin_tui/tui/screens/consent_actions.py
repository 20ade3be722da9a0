"""What can be done about consents: give, withdraw, renew, see all that is kept about one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from exin_tui.caseload.consent_models import ConsentEntry, ConsentView
from exin_tui.caseload.models import Person
from exin_tui.language import text
from exin_tui.privacy.screening import Screening
from exin_tui.programme.consents import HOLDS
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.forms.declared import Seen
from exin_tui.tui.ink import Line
from exin_tui.tui.look import Look
from exin_tui.tui.screens.open_person import OpenPerson
from exin_tui.tui.widgets.consent_matrix import consent_at, consent_title, line_at


class ConsentActions(OpenPerson):
    """A screen from which it is done."""

    earlier_consents = False
    """What was given before is shown too."""

    @property
    def consent_row(self) -> str:
        """The id of the row under the cursor of the consents tab; empty elsewhere."""
        return self.row_at(Where.CONSENT)

    @property
    def consent(self) -> ConsentView | None:
        """The entry under the cursor; None on a line that was only signed more narrowly."""
        return consent_at(self.view.consents, self.consent_row) if self.view is not None else None

    @property
    def standing(self) -> ConsentEntry | None:
        """The consent under the cursor."""
        return self.consent.standing if self.consent is not None else None

    def action_consent_open(self) -> None:
        """All that is kept about it; give one where there is none."""
        if self.standing is None:
            self.action_consent_give()
        else:
            self.tell_consent()

    def tell_consent(self) -> None:
        """A sheet with all that is kept about it, and about the ones before it."""
        from exin_tui.tui.screens.told_sheet import ToldSheet
        from exin_tui.tui.widgets.consent_matrix import consent_details

        one, person, labels = self.consent, self.person, self.exin.labels
        if one is None or person is None:
            return

        def title(look: Look) -> str:
            return consent_title(one, look, labels, person)

        def body(look: Look, width: int) -> list[Line]:
            return consent_details(one, look, person, width)

        self.app.push_screen(ToldSheet(title, body, self.look))

    def action_consent_earlier(self) -> None:
        """Show what was given before, or hide it again."""
        self.earlier_consents = not self.earlier_consents
        self.paint()

    # ── writing ───────────────────────────────────────────────────────────────────────────────────

    def action_consent_give(self) -> None:
        """For the line under the cursor."""
        line = line_at(self.view.consents, self.consent_row) if self.view is not None else ""
        self.give_consent(line)

    def give_consent(self, line: str) -> None:
        """Open the form for ``line``."""
        from exin_tui.tui.forms.consent import give_form

        row, app = self.row_now(), self.exin
        if row is None:
            return
        known = line if line in app.labels.lines else ""
        form = give_form(
            row.person.id,
            known,
            app.labels,
            app.programme,
            self.look,
            f"{row.person.code} {row.person.alias}",
            self._person_seen(row.person),
            inside=row.custody is not None and not row.out,
        )
        self.fill_in(form, text("Consent noted."))

    def action_consent_withdraw(self) -> None:
        """What follows is read first."""
        from exin_tui.tui.forms.consent_end import withdraw_form

        one, entry, person = self.consent, self.standing, self.person
        if one is None or entry is None or person is None:
            return
        title = self.say(text("Withdraw: {what}", what=self._what(one)))
        form = withdraw_form(
            entry,
            title,
            person,
            self.exin.programme,
            lambda: self.look,
            self.exin.clock.now,
            self._seen(entry),
        )
        self.fill_in(form, text("Consent withdrawn."))

    def action_consent_renew(self) -> None:
        """As wide or as narrow as it was."""
        from exin_tui.tui.forms.consent_end import renew_form

        one, entry = self.consent, self.standing
        if one is None or entry is None:
            return
        title = self.say(text("Renew: {what}", what=self._what(one)))
        self.fill_in(renew_form(entry, title, self._seen(entry)), text("Consent renewed."))

    def _what(self, one: ConsentView) -> str:
        """Line and role. A person's name is not in a title that stays when names are hidden again."""
        return consent_title(
            one, replace(self.look, screening=Screening(language=self.look.language)), self.exin.labels
        )

    def _person_seen(self, person: Person) -> Callable[[], Seen | None]:
        def seen() -> Seen | None:
            found = self.row_of(person.id)
            return None if found is None else Seen(found.version)

        return seen

    def _seen(self, entry: ConsentEntry) -> Callable[[], Seen | None]:
        def seen() -> Seen | None:
            views = self.view.consents if self.view is not None else ()
            found = next((each for one in views for each in one.entries if each.id == entry.id), None)
            return None if found is None else Seen(found.version)

        return seen

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is withdrawn that does not hold, and nothing renewed that never was."""
        if action == "consent_withdraw":
            return self.consent is not None and self.consent.status in HOLDS
        if action == "consent_renew":
            return self.standing is not None
        return super().check_action(action, parameters)
