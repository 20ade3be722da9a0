"""``exin calendar invite``: a meeting as an invitation for those who take part, after it was shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from exin_tui.cli.board import Board, open_board
from exin_tui.cli.calendar import FILE, NAME, cannot_write, may_replace
from exin_tui.cli.commands import argument, option
from exin_tui.cli.commands import command as declare
from exin_tui.cli.invocation import Invocation, Refused, current
from exin_tui.cli.meeting import MEETING, WHICH, meeting_id
from exin_tui.cli.speaking import language, said, show, tell
from exin_tui.cli.tables import Column, table, terminal_width
from exin_tui.clock import OSLO
from exin_tui.language import Label, text
from exin_tui.privacy.screening import Screening

if TYPE_CHECKING:
    from exin_tui.calendar.guests import Guest
    from exin_tui.calendar.invitation import Inviting, Preview
    from exin_tui.calendar.inviting import Sent
    from exin_tui.programme.values import Refusal

ADDRESS = Label("ADRESSE", "ADDRESS")
NUMBER = Label("NUMMER", "NUMBER")
EXTRAS = ("place", "kind", "description")


def choices(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that invite and uninvite share."""
    options = (
        argument("meeting", words=WHICH, takes=MEETING),
        option(
            "-o",
            "--output",
            type=click.Path(path_type=Path, dir_okay=False),
            words=text("The file, to be attached to a message. It is not sent from here."),
            takes=FILE,
        ),
        option(
            "--only",
            multiple=True,
            type=click.IntRange(min=1),
            words=text("Only the one with this number in the list; may be repeated."),
            takes=NUMBER,
        ),
        option(
            "--from",
            "organizer",
            default="",
            words=text("Your e-mail address, which answers go to; remembered."),
            takes=ADDRESS,
        ),
        option("--dry-run", is_flag=True, words=text("Show who would see what; write nothing.")),
        option("--unscreened", is_flag=True, words=text("Show names and addresses too.")),
        option("--yes", is_flag=True, words=text("Do not ask.")),
        option("--force", is_flag=True, words=text("Write over a file that is there.")),
    )
    for each in reversed(options):
        function = each(function)
    return function


@declare(
    "invite",
    words=text(
        "Invite those who take part in a meeting: a file to attach to a message of your own. Who would see "
        "what is shown first: each guest with agency, and the consent on which they may be told. Whoever no "
        "consent covers is left out. All who are invited in one file see one another's addresses. The same "
        "again after the meeting was moved is the update. Each guest is recorded as a disclosure."
    ),
)
@choices
@option(
    "--titles",
    type=click.Choice(["code", "alias", "generic"]),
    default="code",
    words=text("What a meeting is called: by case code, by alias, or just “Meeting”."),
)
@option("--title", default="", words=text("A title of your own; never a name."), takes=Label("ORD", "WORDS"))
@option(
    "--with",
    "extras",
    default="",
    words=text("What else to write, separated by commas: place, kind, description. Each tells more."),
    takes=NAME,
)
def command(**chosen: Any) -> None:
    """Show, ask, write."""
    send(calling_off=False, **chosen)


def send(
    *,
    calling_off: bool,
    meeting: str,
    output: Path | None,
    only: Sequence[int],
    organizer: str,
    dry_run: bool,
    unscreened: bool,
    yes: bool,
    force: bool,
    titles: str = "generic",
    title: str = "",
    extras: str = "",
) -> None:
    """What both commands do."""
    from exin_tui.calendar.invitation import preview
    from exin_tui.calendar.inviting import invite, uninvite
    from exin_tui.programme.values import Refusal

    if output is None and not dry_run:
        raise Refused(text("Name the file with -o FILE.ics, or look with --dry-run."), exit_code=2)
    invocation = current()
    with open_board(invocation) as board:
        wanted = _inviting(board, invocation, organizer, titles, title, extras)
        identity = meeting_id(board.database, meeting, invocation.now)
        with board.database.read() as connection:
            found = preview(
                connection,
                identity,
                wanted,
                actor=board.database.actor,
                today=invocation.today,
                now=invocation.now,
                programme=board.programme,
            )
        if isinstance(found, Refusal):
            raise Refused(found.message)
        people = found.invited if calling_off else found.may
        chosen = _chosen(found, people, only)
        _show(found, chosen, Screening(screened=not unscreened, language=language()), calling_off=calling_off)
        if dry_run or output is None:
            tell(text("Nothing was written: this was a trial."))
            return
        if chosen:
            _sure(yes=yes)
        replacing = True if force else may_replace(output)
        try:
            answer: Sent | Refusal = (uninvite if calling_off else invite)(
                board.database,
                identity,
                output,
                replace(wanted, organizer=found.organizer),
                chosen=frozenset(one.address for one in chosen),
                today=invocation.today,
                now=invocation.now,
                programme=board.programme,
                force=replacing,
            )
        except OSError as error:
            raise cannot_write(output, error) from None
        if isinstance(answer, Refusal):
            raise Refused(answer.message)
        show(str(answer.path))
        tell(
            text(
                "Written for {count}, and recorded. It is not sent from here: attach the file to a message "
                "to them.",
                count=len(answer.guests),
            )
        )


def _inviting(
    board: Board, invocation: Invocation, organizer: str, titles: str, title: str, extras: str
) -> Inviting:
    from exin_tui.calendar.invitation import Inviting
    from exin_tui.calendar.stream import Asked
    from exin_tui.calendar.wanted import Extra, Telling, Titles, Wanted

    more = [word.strip().casefold() for word in extras.split(",") if word.strip()]
    for word in more:
        if word not in EXTRAS:
            known = ", ".join(EXTRAS)
            raise Refused(
                text("--with takes {known}, separated by commas; not {word}.", known=known, word=word),
                exit_code=2,
            )
    telling = Telling(language(), Titles(titles), frozenset(Extra(word) for word in more))
    asked = Asked(Wanted(invocation.now), telling, board.labels.meeting_kind)
    return Inviting(telling, organizer.strip(), title, asked)


def _chosen(found: Preview, people: Sequence[Guest], only: Sequence[int]) -> list[Guest]:
    """Those of ``people`` whose numbers were named. Raises `Refused` for one who may not be told."""
    if not only:
        return list(people)
    for number in only:
        if number > len(found.guests):
            raise Refused(text("There is no number {number} in the list.", number=number), exit_code=2)
        one = found.guests[number - 1]
        if one not in people:
            raise Refused(
                text(
                    "Number {number}: {why}",
                    number=number,
                    why=one.why_not or text("Nobody has an invitation to this meeting."),
                )
            )
    return [found.guests[number - 1] for number in dict.fromkeys(only)]


def _show(found: Preview, chosen: Sequence[Guest], screening: Screening, *, calling_off: bool) -> None:
    """Who would see what, on stdout. Names and addresses only when they were asked for."""
    one = found.entry.meeting
    when = f"{one.starts_at.astimezone(OSLO):%d.%m.%Y %H:%M}"
    tell(text("{title}, {when}", title=text("CANCELLED") if calling_off else found.said.title, when=when))
    if not calling_off:
        for words in (found.said.place, found.said.kind, found.said.note):
            if words:
                tell(text("They also see: {what}", what=words))
    columns = [
        Column(said(text("No."))),
        Column(said(text("Who")), elastic=True),
        Column(said(text("Agency"))),
        Column(said(text("Consent"))),
        Column(said(text("Invited?")), elastic=True),
    ]
    rows = [
        (str(number), _who(guest, screening), _agency(guest, screening), _consent(guest, screening),
         _answer(guest, chosen, calling_off=calling_off))
        for number, guest in enumerate(found.guests, 1)
    ]  # fmt: skip
    for row in table(columns, rows, limit=terminal_width()):
        show(row)
    if len(chosen) > 1:
        tell(text("All of them see one another's addresses. --only invites one by one."))


def _who(guest: Guest, screening: Screening) -> str:
    title = screening.private(guest.title) if guest.sensitive else guest.title
    parts = (screening.contact(guest.name), title, screening.private(guest.address))
    return " · ".join(part for part in parts if part)


def _agency(guest: Guest, screening: Screening) -> str:
    return screening.private(guest.agency) if guest.sensitive else guest.agency


def _consent(guest: Guest, screening: Screening) -> str:
    if not guest.consents or guest.line is None:
        return "–"
    line = said(guest.line)
    return f"{line} ({screening.private(guest.narrowed)})" if guest.narrowed else line


def _answer(guest: Guest, chosen: Sequence[Guest], *, calling_off: bool) -> str:
    if guest in chosen:
        return said(text("is called off") if calling_off else text("is invited"))
    if calling_off:
        return said(text("was not invited") if not guest.invited else text("stays invited"))
    return said(guest.why_not) if guest.why_not is not None else said(text("not chosen"))


def _sure(*, yes: bool) -> None:
    if not yes and not click.confirm(said(text("Write the file?")), default=False, err=True):
        raise Refused(text("Nothing was done."))
