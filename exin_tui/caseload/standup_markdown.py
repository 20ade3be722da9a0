"""The summary as Markdown: for the team's own folder, read without exin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exin_schema.vocabulary import EntryState, Language
from exin_tui.caseload.models import Person
from exin_tui.caseload.standup_summary import Done, Summary
from exin_tui.caseload.standups import StandupEntry
from exin_tui.dates import headline_date, long_date
from exin_tui.language import Sayable, say, text
from exin_tui.privacy.screening import Screening
from exin_tui.privacy.unnamed import unnamed

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~])")


def literal(value: str) -> str:
    """``value`` with every sign escaped that Markdown, or HTML in it, would obey."""
    return _MARKUP.sub(r"\\\1", value)


def markdown(summary: Summary, language: Language) -> str:
    """The whole file, ending with a line break."""
    return "\n".join(_lines(summary, _Voice(language))) + "\n"


class _Voice:
    """Says things in one language, screened."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.screening = Screening(screened=True, language=language)

    def say(self, value: Sayable | object) -> str:
        return say(value, self.language)

    def who(self, person: Person | None) -> str:
        return f"**{literal(self.screening.person(person))}**" if person else self.say(text("the team"))

    def label(self, done: Done) -> str:
        return literal(unnamed(self.screening.item(done.label, done.sensitive, done.person), done.person))

    def typed(self, value: str, entry: StandupEntry) -> str:
        return literal(unnamed(value, entry.person))


def _lines(summary: Summary, voice: _Voice) -> Iterator[str]:
    say = voice.say
    kind = say(summary.kind)
    day = headline_date(summary.held_on, voice.language)
    yield f"# {kind[:1].upper()}{kind[1:]} – {day} {summary.held_on.year}"
    yield ""
    for name, value in _facts(summary, voice):
        yield f"- {say(name)}: {value}"
    yield from _section(text("Decisions"), [_decision(one, voice) for one in summary.decided], voice)
    yield from _section(text("Who does what by when"), [_task(one, voice) for one in summary.tasks], voice)
    ticks = [f"{voice.who(one.person)}: {voice.label(one)} – {one.who}" for one in summary.ticks]
    yield from _section(text("Ticked off"), ticks, voice)
    yield from _section(text("Meetings agreed"), [_meeting(one, voice) for one in summary.meetings], voice)
    skipped = [
        f"{voice.who(one.person)}: {voice.typed(one.reason, one)}" for one in summary.of(EntryState.SKIPPED)
    ]
    yield from _section(text("Skipped"), skipped, voice)
    raised = [voice.who(one.person) for one in summary.entries if one.for_team]
    if raised:
        yield from _section(text("To be raised with the team"), raised, voice)
    yield from _section(
        text("Discussed"), [_discussed(one, voice) for one in summary.of(EntryState.DISCUSSED)], voice
    )
    waiting = summary.of(EntryState.WAITING)
    if waiting:
        yield from _section(text("Not reached"), [voice.who(one.person) for one in waiting], voice)


def _facts(summary: Summary, voice: _Voice) -> Iterator[tuple[Sayable, str]]:
    began = f"{summary.started_at:%H:%M}"
    ended = f"–{summary.ended_at:%H:%M}" if summary.ended_at is not None else ""
    used = text("{used} of {planned} min", used=-(-summary.seconds // 60), planned=summary.planned_minutes)
    yield text("Time"), f"{began}{ended} ({voice.say(used)})"
    whole = voice.say(text("the whole team"))
    yield text("Participants of"), literal(summary.caseworker) or whole
    yield text("Led by"), literal(summary.held_by)
    yield text("Present"), literal(", ".join(summary.present)) or "–"
    if summary.away:
        yield text("Away"), literal(", ".join(summary.away))


def _section(title: Sayable, rows: list[str], voice: _Voice) -> Iterator[str]:
    yield ""
    yield f"## {voice.say(title)} ({len(rows)})"
    yield ""
    yield from [f"- {row}" for row in rows] or [voice.say(text("None."))]


def _decision(entry: StandupEntry, voice: _Voice) -> str:
    return f"{voice.who(entry.person)}: {voice.typed(entry.decision, entry)}"


def _task(done: Done, voice: _Voice) -> str:
    due = voice.say(text("no due date"))
    if done.due_on is not None:
        due = voice.say(text("by {day}", day=long_date(done.due_on, voice.language)))
    who = literal(done.who) or voice.say(text("nobody yet"))
    return f"{who}: {voice.label(done)} ({voice.who(done.person)}) – {due}"


def _meeting(done: Done, voice: _Voice) -> str:
    when = ""
    if done.starts_at is not None:
        when = f"{long_date(done.starts_at.date(), voice.language)} {done.starts_at:%H:%M}"
    return f"{voice.who(done.person)}: {voice.label(done)} {when} – {literal(done.who) or '–'}"


def _discussed(entry: StandupEntry, voice: _Voice) -> str:
    return f"{voice.who(entry.person)} ({entry.seconds // 60}:{entry.seconds % 60:02})"
