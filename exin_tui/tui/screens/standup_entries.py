"""What is entered during a stand-up: ticks, tasks, skips, decisions, meetings, and who is away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from exin_schema.vocabulary import ItemKind
from exin_tui.caseload.models import DueRow
from exin_tui.clock import OSLO
from exin_tui.dates import headline_date, short_date
from exin_tui.language import Sayable, join, text
from exin_tui.programme.typed_dates import parse_typed_date
from exin_tui.programme.typed_moments import parse_typed_moment
from exin_tui.programme.values import Refusal
from exin_tui.tui.changes import Moment, Refused
from exin_tui.tui.screens.standup_steps import StandupSteps, Step
from exin_tui.tui.standup_scene import Scene
from exin_tui.tui.widgets.entry_line import EntryLine, Wanted
from exin_tui.tui.widgets.menu import Choice, Menu
from exin_tui.tui.widgets.sheet import Echo

if TYPE_CHECKING:
    from exin_tui.caseload.models import Person
    from exin_tui.caseload.standups import Standup
    from exin_tui.storage.database import Database

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_NOTHING = Echo(text("Write a few words."), good=False)


class StandupEntries(StandupSteps):
    """A screen with one line to type."""

    @property
    def scene(self) -> Scene | None:
        """What is shown."""
        raise NotImplementedError

    @property
    def person(self) -> Person | None:
        """Who is discussed."""
        entry = self.standup.current if self.standup is not None else None
        return entry.person if entry is not None else None

    def _ask(
        self, prompt: Sayable, value: str, echo: Callable[[str], Echo], step: Callable[[str], Step]
    ) -> None:
        """Ask for one line; what is refused stays there with the reason."""
        line = self.query_one(EntryLine)

        def typed(said: str) -> None:
            def refused(answer: Refused) -> None:
                line.refuse(self.say(answer.message))

            def write(database: Database, moment: Moment, standup: Standup) -> object:
                answer = step(said)(database, moment, standup)
                if not isinstance(answer, Refusal):
                    self.app.call_from_thread(self._taken, line, echo(said))
                return answer

            self.step(write, refused)

        line.ask(Wanted(self.say(prompt), value, echo, typed), self.look)

    def _taken(self, line: EntryLine, understood: Echo) -> None:
        """What was understood is said once more: it may be due too late to be seen here."""
        line.close()
        if understood.words is not None:
            self.exin.tell(understood.words)

    # ── ticks ─────────────────────────────────────────────────────────────────────────────────────

    def action_standup_done(self) -> None:
        """The line under the cursor is done."""
        scene = self.scene
        row = scene.ticked if scene is not None and self.holding else None
        if row is None:
            return
        spec = self.exin.labels.item(row.list, row.key) if row.kind == "item" else None
        if spec is not None and spec.kind is ItemKind.DATE:
            self._ask_date(row)
        else:
            self.step(lambda database, moment, _: _tick(database, moment, row))

    def _ask_date(self, row: DueRow) -> None:
        """An item that is done with its date."""
        today = self.look.today

        def echo(typed: str) -> Echo:
            found = parse_typed_date(typed, today)
            if isinstance(found, Refusal):
                return Echo(found.message, good=False)
            return Echo(join((row.label if not row.sensitive else text("Date"), self._day(found)), " · "))

        def step(typed: str) -> Step:
            def write(database: Database, moment: Moment, _: Standup) -> object:
                from exin_tui.caseload.items import set_value

                found = parse_typed_date(typed, today)
                if isinstance(found, Refusal):
                    return found
                return set_value(database, row.id, row.version, found, **_acting(moment))

            return write

        self._ask(text("Date"), "", echo, step)

    # ── typed in one line ─────────────────────────────────────────────────────────────────────────

    def action_standup_task(self) -> None:
        """Who, what, when; for the participant that is shown."""
        person, overview = self.person, self.exin.overview
        if person is None or overview is None or not self.holding:
            return
        colleagues = {one.initials for one in overview.capacity}
        caseworker = self.scene.row.caseworker if self.scene and self.scene.row else ""
        today = self.look.today

        def echo(typed: str) -> Echo:
            from exin_tui.caseload.task_line import parse_task_line

            line = parse_task_line(typed, colleagues, today)
            if isinstance(line, Refusal):
                return Echo(line.message, good=False)
            if not line.title:
                return Echo(text("Write what is to be done."), good=False)
            who = line.responsible or caseworker or self.say(text("nobody yet"))
            parts: list[object] = [who, line.title[:1].upper() + line.title[1:]]
            parts.append(text("no due date") if line.due_on is None else self._by(line.due_on))
            return Echo(join(parts, " · "))

        def step(typed: str) -> Step:
            def write(database: Database, moment: Moment, _: Standup) -> object:
                from exin_tui.caseload.task_line import add_line

                return add_line(database, typed, participant_id=person.id, **_acting(moment))

            return write

        self._ask(text("New task"), "", echo, step)

    def _by(self, day: dt.date) -> Sayable:
        return text("due {day}", day=self._day(day))

    def _day(self, day: dt.date) -> str:
        """``mandag 30. november 2026``: in full, so that a wrong one is seen."""
        said = f"{headline_date(day, self.look.language)} {day.year}"
        return said[:1].lower() + said[1:] if self.look.language == "nb" else said

    def action_standup_skip(self) -> None:
        """The reason, in a few words."""
        if self.person is None or not self.holding:
            return

        def step(typed: str) -> Step:
            def write(database: Database, moment: Moment, standup: Standup) -> object:
                from exin_tui.caseload.standup_steps import skip

                return skip(database, standup.id, standup.version, typed, now=moment.now, actor=moment.actor)

            return write

        self._ask(text("Skip because"), "", _words, step)

    def action_standup_decide(self) -> None:
        """What was decided; empty takes it away."""
        entry = self.standup.current if self.standup is not None else None
        if entry is None or not self.holding:
            return

        def step(typed: str) -> Step:
            def write(database: Database, moment: Moment, _: Standup) -> object:
                from exin_tui.caseload.standup_steps import decide

                return decide(database, entry.id, typed, now=moment.now, actor=moment.actor)

            return write

        self._ask(text("Decided"), entry.decision, lambda _: Echo(None), step)

    def action_standup_raise(self) -> None:
        """With the whole team."""
        entry = self.standup.current if self.standup is not None else None
        if entry is None or not self.holding:
            return

        def write(database: Database, moment: Moment, _: Standup) -> object:
            from exin_tui.caseload.standup_steps import raise_with_team

            return raise_with_team(database, entry.id, now=moment.now, actor=moment.actor)

        self.step(write)

    def action_standup_away(self) -> None:
        """By their initials."""
        if self.standup is None or not self.holding:
            return

        def step(typed: str) -> Step:
            def write(database: Database, moment: Moment, standup: Standup) -> object:
                from exin_tui.caseload.standup_steps import set_away

                return set_away(
                    database, standup.id, standup.version, typed, now=moment.now, actor=moment.actor
                )

            return write

        self._ask(text("Away today"), " ".join(self.standup.away), lambda _: Echo(None), step)

    # ── a meeting: its kind by a letter, then when ────────────────────────────────────────────────

    def action_standup_meeting(self) -> None:
        """With the participant that is shown."""
        person = self.person
        if person is None or not self.holding:
            return
        kinds = [kind for kind in self.exin.programme.meetings if not kind.team and kind.key != "other"]
        choices = [
            Choice(letter, self.say(kind.name.label), kind.key)
            for letter, kind in zip(_LETTERS, kinds, strict=False)
        ]

        def chosen(key: str | None) -> None:
            if key is not None:
                self._ask_when(key, person)

        who = self.look.screening.on_a_sheet(person)
        title = self.say(text("Meeting with {who}", who=who))
        self.app.push_screen(Menu(title, self.say(text("cancel")), choices), chosen)

    def _ask_when(self, kind: str, person: Person) -> None:
        label = self.exin.labels.meeting_kind(kind)
        today, language = self.look.today, self.look.language
        lasts = dt.timedelta(minutes=self.exin.programme.meetings_by_key[kind].minutes)

        def echo(typed: str) -> Echo:
            found = parse_typed_moment(typed, today)
            if isinstance(found, Refusal):
                return Echo(found.message, good=False)
            day = f"{short_date(found.date(), language)} {found.year}"
            return Echo(join((label, day, f"{found:%H:%M}–{found + lasts:%H:%M}"), " · "))

        def step(typed: str) -> Step:
            def write(database: Database, moment: Moment, _: Standup) -> object:
                from exin_tui.caseload.meeting_add import NewMeeting, add

                found = parse_typed_moment(typed, today)
                if isinstance(found, Refusal):
                    return found
                new = NewMeeting(kind, found.replace(tzinfo=OSLO), participant_id=person.id)
                return add(database, new, **_acting(moment))

            return write

        self._ask(join((label,)), "", echo, step)

    # ── a letter for everybody ────────────────────────────────────────────────────────────────────

    def action_standup_jump(self) -> None:
        """To anybody in the list."""
        standup = self.standup
        if standup is None or not self.holding:
            return
        choices = [
            Choice(
                _LETTERS[place] if place < len(_LETTERS) else "",
                self.look.screening.on_a_sheet(entry.person),
                str(place),
                on=place == standup.position,
                beside=self.say(entry.state),
            )
            for place, entry in enumerate(standup.entries)
        ]

        def chosen(place: str | None) -> None:
            if place is not None:
                self.go_to(int(place))

        self.app.push_screen(Menu(self.say(text("Jump to")), self.say(text("cancel")), choices), chosen)


def _words(typed: str) -> Echo:
    return Echo(None) if typed.strip() else _NOTHING


def _acting(moment: Moment) -> Any:
    return {
        "now": moment.now, "today": moment.today, "actor": moment.actor, "programme": moment.programme,
    }  # fmt: skip


def _tick(database: Database, moment: Moment, row: DueRow) -> object:
    if row.kind == "task":
        from exin_tui.caseload.tasks import done

        return done(database, row.id, row.version, **_acting(moment))
    from exin_tui.caseload.items import tick

    return tick(database, row.id, row.version, **_acting(moment))
