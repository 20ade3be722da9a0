"""``exin calendar owed``: invitations that are out of date."""

from __future__ import annotations

from exin_tui.cli.board import open_board
from exin_tui.cli.commands import command as declare
from exin_tui.cli.invocation import current
from exin_tui.cli.speaking import said, show, tell
from exin_tui.cli.tables import Column, table, terminal_width
from exin_tui.clock import OSLO
from exin_tui.language import text


@declare(
    "owed",
    words=text(
        "Which invitations must be sent anew or called off, because the meeting was moved, changed or "
        "cancelled since. exin calendar invite and uninvite write the files."
    ),
)
def command() -> None:
    """List."""
    from exin_tui.calendar.owed import owed

    invocation = current()
    with open_board(invocation) as board, board.database.read() as connection:
        found = owed(connection, now=invocation.now)
    if not found:
        tell(text("Nothing is owed: everybody who was invited knows what holds."))
        return
    columns = [
        Column(said(text("Meeting"))),
        Column(said(text("When"))),
        Column(said(text("Participant"))),
        Column(said(text("What is owed")), elastic=True),
        Column(said(text("To"))),
    ]
    rows = [
        (
            one.meeting_id[:8],
            f"{one.starts_at.astimezone(OSLO):%d.%m.%Y %H:%M}",
            one.code or "–",
            said(one.what),
            str(one.guests),
        )
        for one in found
    ]
    for row in table(columns, rows, limit=terminal_width()):
        show(row)
