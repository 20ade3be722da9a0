"""Partners' commands: which there are, and what one answers."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exin_tui.language import Sayable, text
from exin_tui.partners.asking import Command, Found
from exin_tui.partners.calling import Failure, PartnerManager
from exin_tui.partners.discovery import Partner
from exin_tui.partners.inside_context import InsideContext
from exin_tui.partners.outcome import Unfit
from exin_tui.partners.view_words import all_of, identifier, label, sentence


@dataclass(frozen=True, slots=True)
class Offered:
    """A command of a partner's."""

    partner: Partner
    id: str
    title: Sayable
    command: Command


@dataclass(frozen=True, slots=True)
class Offering:
    """All partners' commands, and those partners whose commands could not be had."""

    commands: tuple[Offered, ...]
    failed: tuple[Failure, ...]


def offered(manager: PartnerManager) -> Offering:
    """Every partner's commands. Imports their Python; what fails is dropped, and told."""
    before = len(manager.failures)
    found: list[Offered] = []
    for answered in manager.call("exin_commands", Command):
        taken = manager.run(
            answered.partner,
            "exin_commands",
            functools.partial(_taken, answered.partner, answered.values),
            Offered,
        )
        found += taken or ()
    failed = [one for one in manager.failures[before:] if one.what in {"import", "exin_commands"}]
    return Offering(tuple(found), tuple(one for one in failed if not one.answered))


def _taken(partner: Partner, commands: Iterable[Command]) -> Iterator[Offered]:
    """The commands out of the partner's hands. Raises `Unfit`."""
    known: set[str] = set()
    for command in commands:
        own = identifier(command.id)
        if own in known:
            raise Unfit(text("Two of its commands have the id {id}.", id=f"“{own}”"))
        known.add(own)
        yield Offered(partner, own, label(command.title), command)


def run(manager: PartnerManager, one: Offered, context: InsideContext) -> tuple[Found, ...] | Failure:
    """What the command answers, or why it did not."""
    what = f"command {one.id}"
    given = manager.run(one.partner, what, functools.partial(_asked, one.command, context), Found)
    if given is not None:
        return given
    failure = manager.last_failure(one.partner.id, what)
    if failure is None:
        raise LookupError(what)
    return failure


def _asked(command: Command, context: InsideContext) -> Iterator[Found]:
    known = {"", *(one.ref for one in context.participants)}
    for found in all_of(command.run(context), Found, "Found"):
        if not isinstance(found.ref, str) or found.ref not in known:
            line = "Found(sentence(…), participant.ref)"
            raise Unfit(text("It names nobody whom it was handed. Write {line}", line=line))
        yield Found(sentence(found.said), found.ref)
