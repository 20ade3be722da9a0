"""``exin --version``: the version on the first line, then a line for each partner that is found.

No database is opened: what the team has answered is in it, behind a passphrase.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from exin_tui import __version__
from exin_tui.cli.invocation import Invocation
from exin_tui.cli.speaking import said, show
from exin_tui.configuration import Configuration, ConfigurationError
from exin_tui.language import Sayable, text

if TYPE_CHECKING:
    from exin_schema.programme import Programme


def show_version(left_out: tuple[str, ...], loaded: Configuration | ConfigurationError) -> None:
    """Print it. Whatever is wrong with the partners, or with the configuration, is said and nothing more."""
    show(f"exin {__version__}")
    try:
        lines = [said(line) for line in _partner_lines(left_out, loaded)]
    except Exception as error:  # noqa: BLE001 — a version is asked for when something is broken
        lines = [said(text("The partners cannot be read: {reason}.", reason=type(error).__name__))]
    for line in lines:
        show(line)


def _partner_lines(
    left_out: tuple[str, ...], loaded: Configuration | ConfigurationError
) -> Iterator[Sayable]:
    from exin_tui.configuration import cache_folder
    from exin_tui.partners.discovery import installed_partners
    from exin_tui.partners.presence import presences

    configured = isinstance(loaded, Configuration)
    invocation = Invocation(left_out=left_out, loaded=loaded if configured else Configuration())
    partners = installed_partners(
        _programme(invocation),
        partner_dirs=[Path(folder) for folder in invocation.configuration.partner_dirs],
        without=invocation.without_partners(),
        memory=cache_folder() / "manifests",
    )
    for one in presences(partners, {}):
        place = {"partner": one.id, "state": one.label, "origin": one.origin}
        if one.reason is None:
            yield text("{partner}: {state} ({origin})", **place)
        else:
            yield text("{partner}: {state} ({origin}). {reason}", **place, reason=one.reason)
    if isinstance(loaded, ConfigurationError):
        yield loaded.message
    yield text("That is how they are for a new team. What a team has answered: exin partner list")


def _programme(invocation: Invocation) -> Programme | None:
    """What manifests are checked against; None where the team's own file is wrong: that is told elsewhere."""
    try:
        return invocation.programme()
    except Exception:  # noqa: BLE001
        return None
