"""What a run was asked for before its command: the database, the day, the configuration, the partners."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from exin_tui.clock import Clock
from exin_tui.configuration import Configuration, ConfigurationError
from exin_tui.language import Sayable

if TYPE_CHECKING:
    from exin_schema.programme import Programme
    from exin_tui.partners.discovery import Without

EVERY_PARTNER = "*"


class Refused(Exception):
    """The command cannot do what was asked; ``message`` is the sentence, ``exit_code`` 1 unless said."""

    def __init__(self, message: Sayable, *, exit_code: int = 1) -> None:
        super().__init__(message.say("en"))
        self.message = message
        self.exit_code = exit_code


@dataclass(frozen=True, slots=True)
class Invocation:
    """The global options of one run."""

    asked_database: str | None = None
    clock: Clock = field(default_factory=Clock)
    left_out: tuple[str, ...] = ()
    """Partners that stay out, by id; `EVERY_PARTNER` for all of them."""
    asked_me: str | None = None
    """Initials; None: the configuration's, else whose key opened the database."""
    configuration_file: Path | None = None
    """The file of ``--config``; None: the user's own."""
    loaded: Configuration | ConfigurationError = field(default_factory=Configuration)

    @property
    def configuration(self) -> Configuration:
        """The configuration. Raises `ConfigurationError` here, so that only commands that need it stop."""
        if isinstance(self.loaded, ConfigurationError):
            raise self.loaded
        return self.loaded

    @property
    def database(self) -> str | None:
        """``--database``, ``EXIN_DATABASE``, the configuration's; None: the file in the data folder."""
        return self.asked_database or self.configuration.database

    @property
    def me(self) -> str | None:
        """``--me`` or ``EXIN_ME``, else the configuration's; None: whose key opens the database says it."""
        return self.asked_me or self.configuration.me or None

    @property
    def today(self) -> dt.date:
        """The local date, or the one asked for."""
        return self.clock.today()

    @property
    def now(self) -> dt.datetime:
        """This moment, in Oslo."""
        return self.clock.now()

    def without_partners(self) -> Without:
        """The partners that were left out."""
        from exin_tui.partners.discovery import Without

        return Without(all=EVERY_PARTNER in self.left_out, ids=frozenset(self.left_out) - {EVERY_PARTNER})

    def programme(self) -> Programme:
        """The programme with the team's own file over it. Raises `Refused` when that file is wrong."""
        from exin_tui.cli.programme_file import programme_with

        file = self.configuration.programme
        return programme_with(Path(file) if file else None)


def current() -> Invocation:
    """The invocation of the running command."""
    found = click.get_current_context().find_object(Invocation)
    if found is None:
        raise RuntimeError("no command is running")
    return found
