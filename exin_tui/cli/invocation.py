"""What a run was asked for before its command: the database, the day, the configuration, the partners."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from exin_tui.clock import Clock
from exin_tui.configuration import Configuration, ConfigurationError, data_directory
from exin_tui.language import Sayable, text

if TYPE_CHECKING:
    from exin_schema.programme import Programme

DATABASE_FILE = "caseload.db"


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
    partners: bool = True
    loaded: Configuration | ConfigurationError = field(default_factory=Configuration)

    @property
    def configuration(self) -> Configuration:
        """The configuration. Raises `ConfigurationError` here, so that only commands that need it stop."""
        if isinstance(self.loaded, ConfigurationError):
            raise self.loaded
        return self.loaded

    @property
    def database(self) -> str:
        """``--database``, ``EXIN_DATABASE``, the configuration's, else the file in the user's data folder."""
        return self.asked_database or self.configuration.database or str(data_directory() / DATABASE_FILE)

    @property
    def today(self) -> dt.date:
        """The local date, or the one asked for."""
        return self.clock.today()

    @property
    def now(self) -> dt.datetime:
        """This moment, in Oslo."""
        return self.clock.now()

    def programme(self) -> Programme:
        """The programme with the team's own file over it. Raises `Refused` when that file is wrong."""
        from exin_tui.cli.programme_in_use import programme_in_use

        return programme_in_use(self.configuration)


def current() -> Invocation:
    """The invocation of the running command."""
    found = click.get_current_context().find_object(Invocation)
    if found is None:
        raise RuntimeError("no command is running")
    return found


def no_such_participant(code: str) -> Refused:
    """Nobody has this case code."""
    return Refused(text("Nobody has the case code {code}. “exin overview” lists the codes.", code=code))
