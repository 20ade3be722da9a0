"""The palette: every command that applies, the themes, and the participants by code and alias.

Names are found and shown only while the screen is open. Textual reads a hit's prompt as markup unless it is a
Rich text, so that is what it gets: `[/b]` in an alias would stop the program.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from rich.text import Text as Literal
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.screen import Screen

from exin_tui.language import text
from exin_tui.privacy.sanitise import one_line
from exin_tui.tui.commands.declaration import Command, Where
from exin_tui.tui.screens.board_screen import BoardScreen
from exin_tui.tui.themes import TOKENS

if TYPE_CHECKING:
    from exin_tui.caseload.closed_rows import ClosedRow
    from exin_tui.tui.app import ExinApp


class Offer(NamedTuple):
    """One line of the palette."""

    title: str
    help: str
    run: Callable[[], Any]
    at_once: bool = True
    """Shown before anything is typed."""


def offers(app: ExinApp, screen: Screen[Any]) -> Iterator[Offer]:
    """What can be done from ``screen``."""
    say = app.look.say
    if isinstance(screen, BoardScreen):
        for command in screen.commands():
            if command.palette and screen.possible(command):
                title = say(command.title)
                words = say(command.help)
                more = "" if words.casefold() == title.casefold() else words
                yield Offer(title[:1].upper() + title[1:], more, _run(app, screen, command))
    for number, partner in enumerate(app.tabbed):
        beside = say(text("the partner's tab") if partner.active else partner.label)
        yield Offer(say(partner.tab), beside, partial(app.go_partner, number))
    if isinstance(screen, BoardScreen):
        yield Offer(say(text("Ended follow-ups")), "", app.go_closed)
    yield from _of_partners(app)
    for name in TOKENS:
        said = say(text("Theme: {name}", name=name))
        yield Offer(said, say(text("change the colours")), partial(setattr, app, "theme", name))
    for row in app.overview.rows if app.overview else ():
        who = app.screening.person(row.person)
        yield Offer(who, say(row.phase), partial(app.open_participant, row.person.code), at_once=False)


def of_ended(app: ExinApp, ended: Sequence[ClosedRow]) -> Iterator[Offer]:
    """Those whose follow-up has ended, found by that word too."""
    for one in ended:
        words = {"who": app.screening.person(one.person), "on": one.closed_on}
        said = app.look.say(text("{who}, ended {on}", **words))
        yield Offer(said, "", partial(app.open_participant, one.person.code), at_once=False)


def _of_partners(app: ExinApp) -> Iterator[Offer]:
    """Partners' commands, and a line for each partner whose commands failed."""
    offering, say = app.partner_commands, app.look.say
    for one in offering.commands if offering else ():
        title = say(text("{partner}: {what}", partner=one.partner.tab, what=one.title))
        yield Offer(title, say(text("asked of the partner's plugin")), partial(app.run_partner_command, one))
    for failure in offering.failed if offering else ():
        failed = say(text("{partner}: its commands failed", partner=failure.partner))
        yield Offer(failed, say(failure.message), partial(app.tell, failure.message, loud=True))


def _run(app: ExinApp, screen: Screen[Any], command: type[Command]) -> Callable[[], Any]:
    prefix = "app." if command.where is Where.EVERYWHERE else ""
    return partial(app.run_action, prefix + command.action(), default_namespace=screen)


class Offers(Provider):
    """Our offers as Textual takes them."""

    _ended: Sequence[ClosedRow] = ()

    async def startup(self) -> None:
        """Read who is not on the board any more."""
        app = cast("ExinApp", self.app)

        def read() -> Sequence[ClosedRow]:
            from exin_tui.caseload.closed_rows import closed_participants

            with app.database.read() as connection:
                return closed_participants(connection)

        self._ended = await asyncio.to_thread(read) if app.overview is not None else ()

    def _offers(self) -> Iterator[Offer]:
        app = cast("ExinApp", self.app)
        yield from offers(app, self.screen)
        yield from of_ended(app, self._ended)

    async def discover(self) -> Hits:
        """Before anything is typed."""
        for offer in self._offers():
            if offer.at_once:
                yield DiscoveryHit(
                    Literal(one_line(offer.title)), offer.run, text=offer.title, help=offer.help or None
                )

    async def search(self, query: str) -> Hits:
        """By the letters of the title."""
        matcher = self.matcher(query)
        for offer in self._offers():
            score = matcher.match(offer.title)
            if score > 0:
                yield Hit(
                    score,
                    Literal(one_line(offer.title)),
                    offer.run,
                    text=offer.title,
                    help=offer.help or None,
                )
