"""Partners' alerts: asked in a thread once the rows are there, and put among the board's own."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual import on, work

from exin_tui.caseload.models import Overview, ParticipantView
from exin_tui.language import Sayable, text
from exin_tui.partners.presence import Presence, presences
from exin_tui.privacy.sanitise import one_line
from exin_tui.tui.messages import PartnersAnswered, PartnersAsked, PartnerSlow
from exin_tui.tui.reading_app import ReadingApp
from exin_tui.tui.screens.board_screen import BoardScreen

if TYPE_CHECKING:
    from exin_tui.partners.approval import Approval
    from exin_tui.partners.asking import Found
    from exin_tui.partners.calling import PartnerManager
    from exin_tui.partners.commanding import Offered, Offering
    from exin_tui.partners.discovery import Partner
    from exin_tui.partners.leftovers import Leftover
    from exin_tui.partners.on_board import OnBoard, PartnerRules


MOST_LINES = 30


class AskingApp(ReadingApp):
    """No Python of a partner is imported before the first rows are painted."""

    def __init__(self, *arguments: Any, partners: Sequence[Any], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.partners = tuple(partners)
        self._rules: PartnerRules | None = None
        self._caller: PartnerManager | None = None
        self._making = threading.Lock()
        self._on_board: OnBoard | None = None
        """What the partners' rules said last; it stands on the next snapshot until they are asked again."""
        self.partner_commands: Offering | None = None
        """What partners offer in the palette; None until they were asked."""
        self._plain: Overview | None = None
        self._asking = self._ask_again = False
        self.answers: Mapping[str, Approval] = {}
        """The team's, as they were read last."""
        self._missed: tuple[tuple[str, str], ...] = ()
        """Who was said to be missed, and how."""
        self._told_slow: set[str] = set()

    def on_unmount(self) -> None:
        """At quit, nobody waits for a partner that does not answer."""
        if self._caller is not None:
            self._caller.close()

    def read_answers(self) -> None:
        """Somebody may have switched a partner off elsewhere: then nothing of it is asked any more."""
        from exin_tui.partners.answered import approvals_in, as_answered

        answers = approvals_in(self.database)
        answered = as_answered(self.partners, answers)
        if answered != self.partners or answers != self.answers:
            self.post_message(PartnersAnswered(answers, answered))

    @on(PartnersAnswered)
    def partners_answered(self, message: PartnersAnswered) -> None:
        """Say who is missed now. The tab and panel of one that takes no part any more go, with its rules,
        commands and views. What was stored for it stays.
        """
        from exin_tui.partners.extend import retract

        self.answers = message.answers
        if message.partners == self.partners:
            self._look_who_is_missed()
            return
        were, self.partners = self.partners, message.partners
        gone = [old for old, new in zip(were, self.partners, strict=True) if old.active and not new.active]
        self.programme = retract(self.programme, {one.id for one in gone})
        with self._making:
            caller, self._caller = self._caller, None
        if caller is not None:
            caller.close()
        self._rules = self._on_board = self.partner_commands = None
        for one in gone:
            self.leave_partner(one)
            self.tell(_said_of_gone(one, self.partners))
        if self._plain is not None:
            self.overview = self._plain
        for screen in self.screen_stack:
            if isinstance(screen, BoardScreen) and screen.is_mounted:
                screen.overview_changed()
                screen.read_again()
        self._missed = self._who_is_missed()
        self.rows_are_there()

    def presences(self, kept: Iterable[Leftover] = ()) -> tuple[Presence, ...]:
        """How each partner is now: as it was found, as the team has answered, as its code has failed."""
        failures = tuple(self._caller.failures) if self._caller is not None else ()
        return presences(self.partners, self.answers, failures, kept)

    def _who_is_missed(self) -> tuple[tuple[str, str], ...]:
        return tuple((one.key, one.state) for one in self.presences() if one.missed or one.noted)

    def _look_who_is_missed(self) -> None:
        """Repaint where that is said, when it has changed."""
        missed = self._who_is_missed()
        if missed == self._missed:
            return
        self._missed = missed
        for screen in self.screen_stack:
            if isinstance(screen, BoardScreen) and screen.is_mounted:
                screen.partners_changed()

    def leave_partner(self, partner: Partner) -> None:
        """Out of what shows only ``partner``."""
        raise NotImplementedError

    def with_partners(self, overview: Overview) -> Overview:
        """The snapshot with what the partners' rules said last."""
        self._plain = overview
        if self._on_board is None or self._on_board.today != overview.today:
            return overview
        return self._on_board.on_overview(overview)

    def view_with_partners(self, view: ParticipantView) -> ParticipantView:
        """The participant with what the partners' rules said last."""
        return view if self._on_board is None else self._on_board.on_view(view)

    def partner_manager(self) -> PartnerManager:
        """Calls the partners' Python for the whole board: what failed thrice stays set aside everywhere.

        To be asked for in a thread: the first call imports what calls them.
        """
        from exin_tui.partners.calling import PartnerManager

        with self._making:
            if self._caller is None:
                self._caller = PartnerManager(self.partners, on_slow=self.say_slow)
            return self._caller

    def say_slow(self, partner: Partner) -> None:
        """Called in the thread that waits."""
        self.post_message(PartnerSlow(partner.id, partner.name))

    @on(PartnerSlow)
    def partner_slow(self, message: PartnerSlow) -> None:
        """Once for each partner: meanwhile the board goes on without its answer."""
        if message.partner not in self._told_slow:
            self._told_slow.add(message.partner)
            said = text("{partner} has not answered yet. The board goes on without it.", partner=message.name)
            self.tell(said)

    def committed(self, units: tuple[str, ...]) -> None:
        """Tell the partners what was changed here, and open the tasks that they answer with."""
        if not units or not any(
            one.active and getattr(one.manifest, "python", None) for one in self.partners
        ):
            return
        from exin_tui.partners.events import after_commit

        now = self.clock.now()
        opened = after_commit(
            self.database, self.partner_manager(), units,
            today=now.date(), now=now, programme=self.programme,
        )  # fmt: skip
        if opened:
            self.call_from_thread(self._partners_opened, opened)

    def _partners_opened(self, opened: int) -> None:
        self.tell(text("Tasks opened by partners: {count}", count=opened))
        self.refresh_data()

    def rows_are_there(self) -> None:
        """The moment to ask the partners: after the paint, which would have to share the processor."""
        if any(one.active and getattr(one.manifest, "python", None) for one in self.partners):
            self.call_after_refresh(self.ask_partners)

    def ask_partners(self) -> None:
        """Ask the partners' rules of the caseload as it is now; again later while they are being asked."""
        if self._asking:
            self._ask_again = True
        else:
            self._asking = True
            self._ask_partners()

    @work(thread=True, exit_on_error=False, group="partners")
    def _ask_partners(self) -> None:
        from exin_tui.partners.on_board import PartnerRules

        found = None
        try:
            if self._rules is None:
                self._rules = PartnerRules(self.partners, self.partner_manager())
            found = self._rules.ask(self.database, today=self.clock.today(), programme=self.programme)
            if self.partner_commands is None:
                from exin_tui.partners.commanding import offered

                self.partner_commands = offered(self.partner_manager())
        finally:
            self.post_message(PartnersAsked(found))

    def run_partner_command(self, one: Offered) -> None:
        """Ask in a thread, and show the lines that are answered."""
        app = self

        def read(connection: Any) -> Any:
            from exin_tui.partners.commanding import run
            from exin_tui.partners.contexts import inside

            context = inside(
                connection, one.partner.declares,
                today=app.clock.today(), programme=app.programme, language=app.language,
            )  # fmt: skip
            return run(app.partner_manager(), one, context)

        def done(found: Any) -> None:
            from exin_tui.partners.calling import Failure

            if isinstance(found, Failure):
                app.tell(text("{partner}: {why}", partner=one.partner.name, why=found.message), loud=True)
            elif not found:
                app.tell(text("{command}: nobody.", command=one.title))
            else:
                app.show_found(one, found)

        self.read_with(read, done)

    def show_found(self, one: Offered, found: Sequence[Found]) -> None:
        """The lines in a sheet; Enter opens whom a line is about."""
        from exin_tui.tui.widgets.menu import Choice, Menu

        rows = self.overview.rows if self.overview else ()
        people = {row.person.id: row.person for row in rows}
        look = self.look
        choices = [
            Choice(
                str(number) if number < 10 else "",
                look.screening.person(people.get(line.ref)) or "–",
                people[line.ref].code if line.ref in people else "",
                beside=one_line(look.say(line.said)),
            )
            for number, line in enumerate(found[:MOST_LINES], start=1)
        ]
        title = look.say(text("{partner}: {what}", partner=one.partner.tab, what=one.title))

        def chosen(code: str | None) -> None:
            if code:
                self.open_participant(code)

        self.push_screen(Menu(title, look.say(text("close")), choices), chosen)

    def open_participant(self, code: str) -> None:
        """The participant's screen."""
        raise NotImplementedError

    @on(PartnersAsked)
    def partners_asked(self, message: PartnersAsked) -> None:
        """Repaint where they said something else than before."""
        self._asking = False
        self._look_who_is_missed()
        if self._ask_again:
            self._ask_again = False
            self.ask_partners()
        if message.found is None:
            return
        known, self._on_board = self._on_board, message.found
        if self._plain is None or (known == message.found or (known is None and message.found.silent)):
            return
        self.overview = self.with_partners(self._plain)
        for screen in self.screen_stack:
            if isinstance(screen, BoardScreen) and screen.is_mounted:
                screen.overview_changed()
                screen.read_again()


def _said_of_gone(partner: Partner, partners: Sequence[Partner]) -> Sayable:
    """Why one that took part does so no longer."""
    now = next((one for one in partners if one.id == partner.id), None)
    if now is not None and now.state == "needs_approval":
        return text("{partner} has to be approved again: {why}", partner=partner.name, why=now.reason or "–")
    return text("{partner} has been switched off. What is stored for it stays.", partner=partner.name)
