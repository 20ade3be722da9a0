"""``exin calendar uninvite``: the cancellation for those who were invited."""

from __future__ import annotations

from typing import Any

from exin_tui.cli.calendar_invite import choices, send
from exin_tui.cli.commands import command as declare
from exin_tui.language import text


@declare(
    "uninvite",
    words=text(
        "Call an invitation off: a file for those who were invited, to attach to a message of your own. It "
        "tells them nothing that they do not know. The meeting itself stays as it is."
    ),
)
@choices
def command(**chosen: Any) -> None:
    """Show, ask, write."""
    send(calling_off=True, **chosen)
