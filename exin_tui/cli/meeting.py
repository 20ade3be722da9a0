"""``exin meeting``: agree one, and log what became of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click
from sqlalchemy import func, or_, select

from exin_schema.vocabulary import MeetingOutcome, MeetingStatus
from exin_tui.cli.commands import argument, group, option, within
from exin_tui.cli.days import DAY
from exin_tui.cli.invocation import Invocation, Refused
from exin_tui.cli.speaking import said, show, tell
from exin_tui.cli.working import CODE, DATE, INITIALS, WORDS, Work, at_work, changes_something, one_of
from exin_tui.clock import OSLO, Clock
from exin_tui.language import Label, text

if TYPE_CHECKING:
    from exin_tui.storage.database import Database

KIND = Label("TYPE", "KIND")
START = Label("TIDSPUNKT", "TIME")
MEETING = Label("MØTE", "MEETING")
OUTCOME = Label("UTFALL", "OUTCOME")
WHICH = text("The meeting's id or its first letters, or a case code for the next one of that participant.")


class Moment(click.ParamType[dt.datetime]):
    """A day as people type it and a time, in Oslo: ``fredag 10``, ``2026-12-01T10:00``."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.datetime:
        """The moment."""
        from exin_tui.programme.typed_times import TypedMoment, parse_typed_moment

        if isinstance(value, dt.datetime):
            return value
        run = ctx.find_object(Invocation) if ctx is not None else None
        found = parse_typed_moment(value, run.today if run is not None else Clock().today())
        if not isinstance(found, TypedMoment) or found.at is None:
            message = text("{typed} is no day and time. Type Friday 10:00 or 2026-12-01 10:00.", typed=value)
            raise click.BadParameter(said(message), ctx, param)
        return dt.datetime.combine(found.on, found.at, OSLO)


MOMENT = Moment()


@group("meeting", words=text("Meetings."))
def command() -> None:
    """Hold the commands below."""


@within(command, "add", words=text("Agree a meeting, once or recurring. Prints its id, and what clashes."))
@argument("kind", words=text("The kind's key, such as visit or responsibility_group."), takes=KIND)
@argument("start", words=text("When it begins, such as “fredag 10:00”."), takes=START, type=MOMENT)
@option("--participant", words=text("With this participant; otherwise the team's own."), takes=CODE)
@option("--end", type=MOMENT, words=text("When it ends; otherwise as long as the kind lasts."), takes=START)
@option("--caseworker", words=text("Whose it is; otherwise the participant's caseworker."), takes=INITIALS)
@option(
    "--with",
    "team",
    multiple=True,
    words=text("Who else of the team comes; may be repeated."),
    takes=INITIALS,
)
@option("--driver", default="", words=text("Who drives."), takes=INITIALS)
@option("--car", default="", words=text("The car's name."), takes=WORDS)
@option("--place", default="", words=text("Where."), takes=WORDS)
@option("--prepare", default="", words=text("What must be prepared; short."), takes=WORDS)
@option("--title", default="", words=text("For the kind other."), takes=WORDS)
@option(
    "--repeat", type=click.Choice(["daily", "workdays", "weekly", "monthly"]), words=text("How it recurs.")
)
@option("--until", type=DAY, words=text("The last day on which it may recur."), takes=DATE)
@changes_something
def add(
    kind: str,
    start: dt.datetime,
    participant: str | None,
    end: dt.datetime | None,
    team: tuple[str, ...],
    repeat: str | None,
    as_json: bool,
    dry_run: bool,
    **more: Any,
) -> None:
    """Agree."""
    from exin_tui.caseload.meeting_add import MeetingAdded, NewMeeting, Repeat
    from exin_tui.caseload.meeting_add import add as agree

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        new = NewMeeting(
            kind,
            start,
            end,
            participant_id=None if participant is None else work.participant(participant)[1],
            repeat=None if repeat is None else Repeat[repeat.upper()],
            team=team,
            **more,
        )
        answer = agree(work.database, new, **work.acting)
        work.settle(answer, text("Meeting agreed."))
        if isinstance(answer, MeetingAdded) and not as_json and not dry_run:
            show(answer.id)


@within(
    command,
    "outcome",
    words=text(
        "Log what became of a meeting. One that was held is contact; a moved one takes its new --start."
    ),
)
@argument("meeting", words=WHICH, takes=MEETING)
@argument(
    "outcome", words=text("held, cancelled, no_show or moved."), takes=OUTCOME, type=one_of(MeetingOutcome)
)
@option("--instance", type=MOMENT, words=text("Of a series: when this one would have begun."), takes=START)
@option("--start", type=MOMENT, words=text("Moved: when it begins instead."), takes=START)
@option("--end", type=MOMENT, words=text("Moved: when it ends; otherwise as long as before."), takes=START)
@changes_something
def outcome(
    meeting: str,
    outcome: str,
    instance: dt.datetime | None,
    start: dt.datetime | None,
    end: dt.datetime | None,
    as_json: bool,
    dry_run: bool,
) -> None:
    """Log."""
    from exin_tui.caseload.meeting_outcomes import MovedTo, log_outcome

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        database, identity, version, lasts = _meeting(work, meeting)
        moved_to = None if start is None else MovedTo(start, end or start + lasts)
        became = MeetingOutcome.of(outcome)
        answer = log_outcome(
            database, identity, version, became, instance=instance, moved_to=moved_to, **work.acting
        )
        work.settle(answer, text("Logged: {outcome}.", outcome=became))
        if not as_json and not dry_run:
            _tell_what_is_owed(work, identity)


@within(command, "move", words=text("Move a meeting, or one instance of a series, to another time."))
@argument("meeting", words=WHICH, takes=MEETING)
@argument("start", words=text("When it begins, such as “fredag 10:00”."), takes=START, type=MOMENT)
@option("--end", type=MOMENT, words=text("When it ends; otherwise as long as before."), takes=START)
@option("--place", default=None, words=text("Where."), takes=WORDS)
@option("--instance", type=MOMENT, words=text("Of a series: when this one would have begun."), takes=START)
@changes_something
def move(
    meeting: str,
    start: dt.datetime,
    end: dt.datetime | None,
    place: str | None,
    instance: dt.datetime | None,
    as_json: bool,
    dry_run: bool,
) -> None:
    """Move."""
    from exin_tui.caseload import meetings

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        database, identity, version, lasts = _meeting(work, meeting)
        signed = {"now": work.acting["now"], "actor": work.acting["actor"]}
        times = {"starts_at": start, "ends_at": end or start + lasts}
        answer = (
            meetings.move(database, identity, version, place=place, **times, **signed)  # type: ignore[arg-type]
            if instance is None
            else meetings.move_instance(database, identity, instance, place=place, **times, **signed)  # type: ignore[arg-type]
        )
        work.settle(answer, text("Meeting moved."))
        if not as_json and not dry_run:
            _tell_what_is_owed(work, identity)


@within(command, "cancel", words=text("Cancel a meeting, one instance of a series, or the whole series."))
@argument("meeting", words=WHICH, takes=MEETING)
@option("--instance", type=MOMENT, words=text("Of a series: when this one would have begun."), takes=START)
@option("--after", type=DAY, words=text("Of a series: it recurs on this day for the last time."), takes=DATE)
@changes_something
def cancel(
    meeting: str, instance: dt.datetime | None, after: dt.date | None, as_json: bool, dry_run: bool
) -> None:
    """Cancel."""
    from exin_tui.caseload.meeting_edit import end_series
    from exin_tui.caseload.meeting_outcomes import log_outcome

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        database, identity, version, _ = _meeting(work, meeting)
        cancelled = MeetingOutcome.CANCELLED
        answer: object = (
            end_series(database, identity, version, after, **work.acting)
            if after is not None
            else log_outcome(database, identity, version, cancelled, instance=instance, **work.acting)
        )
        work.settle(answer, text("Meeting cancelled."))
        if not as_json and not dry_run:
            _tell_what_is_owed(work, identity)


@within(
    command,
    "list",
    words=text("Print a week of meetings: what clashes, and releases that nobody meets at the gate."),
)
@option("--week", type=DAY, words=text("A day of the week; otherwise this one."), takes=DATE)
@option("--caseworker", default="", words=text("Only where this caseworker is there."), takes=INITIALS)
@option(
    "--screened/--unscreened", default=True, words=text("Hide names (as a matter of course), or show them.")
)
@option("--json", "as_json", is_flag=True, words=text("As JSON, for another program."))
def list_week(week: dt.date | None, caseworker: str, screened: bool, as_json: bool) -> None:
    """Print."""
    from exin_tui.caseload.overview import load_overview
    from exin_tui.caseload.week import load_week, monday_of
    from exin_tui.cli.board import open_board
    from exin_tui.cli.invocation import current
    from exin_tui.cli.meeting_week import print_week
    from exin_tui.cli.overview import look_of

    invocation = current()
    with open_board(invocation) as board:
        look, today = look_of(invocation, board, screened=screened), invocation.today
        with board.database.read() as connection:
            rows = load_overview(connection, today=today, programme=board.programme, labels=board.labels).rows
            found = load_week(
                connection, monday_of(week or today), rows, board.labels, today,
                caseworker_initials=caseworker.strip(),
            )  # fmt: skip
        print_week(found, look, as_json=as_json)


def _meeting(work: Work, typed: str) -> tuple[Database, str, int, dt.timedelta]:
    """The one meeting whose id begins like that, and how long it lasts. Raises `Refused`."""
    from exin_schema.tables import meeting

    identity = meeting_id(work.database, typed, work.acting["now"])
    with work.database.read() as connection:
        row = connection.execute(
            select(meeting.c.version, meeting.c.starts_at, meeting.c.ends_at).where(meeting.c.id == identity)
        ).one()
    return work.database, identity, row.version, row.ends_at - row.starts_at


def _tell_what_is_owed(work: Work, meeting_id: str) -> None:
    """Whoever was invited knows another time now."""
    from exin_tui.calendar.owed import owed

    with work.database.read() as connection:
        found = [one for one in owed(connection, now=work.acting["now"]) if one.meeting_id == meeting_id]
    for one in found:
        tell(
            text(
                "Owed to {count} who were invited: {what}. exin calendar owed has the list.",
                count=one.guests,
                what=one.what,
            )
        )


def meeting_id(database: Database, typed: str, now: dt.datetime) -> str:
    """The one meeting whose id begins like that, or the next one of a case code. Raises `Refused`."""
    from exin_schema.tables import meeting, participant

    wanted = typed.strip().lower()
    with database.read() as connection:
        coming = (
            select(meeting.c.id)
            .join(participant, participant.c.id == meeting.c.participant_id)
            .where(
                func.lower(participant.c.code) == wanted,
                meeting.c.status == MeetingStatus.PLANNED.value,
                or_(meeting.c.ends_at >= now, meeting.c.rrule.is_not(None)),
            )
            .order_by(meeting.c.starts_at, meeting.c.id)
            .limit(1)
        )
        found = list(connection.execute(coming).scalars())
        if not found and wanted.isalnum():
            like = select(meeting.c.id).where(meeting.c.id.startswith(wanted)).limit(2)
            found = list(connection.execute(like).scalars())
    if len(found) != 1:
        raise Refused(
            text("Several meetings begin with {id}. Give more of it.", id=typed)
            if found
            else text("There is no meeting {id}.", id=typed)
        )
    return str(found[0])
