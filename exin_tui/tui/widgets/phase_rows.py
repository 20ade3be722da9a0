"""The phases' tab: the timeline, what is proposed or owed, each move with its drøft, the imprisonments."""

from __future__ import annotations

from exin_tui.caseload.discussion import Discussion, Proposal
from exin_tui.caseload.models import ParticipantView, Person
from exin_tui.caseload.phase_models import EpisodeView, TransitionView
from exin_tui.caseload.way import Way
from exin_tui.dates import long_date, short_date
from exin_tui.language import text
from exin_tui.tui.ink import BLANK, Line, Span, fit, gap
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.line_list import Drawn, fixed
from exin_tui.tui.widgets.tab_rows import Rows
from exin_tui.tui.widgets.timeline import timeline
from exin_tui.tui.widgets.why_lines import named, paragraph, why_lines

PROPOSED, MOVE, EPISODE = "proposed", "phase:", "episode:"
_TIMELINE_LINES = 4
COLUMN = 22


def phase_rows(view: ParticipantView, way: Way | None, look: Look) -> Rows:
    """``way`` is None until it was read."""
    rows: Rows = []
    if timeline(view.transitions, view.episodes, look, 80):
        rows += [("", _timeline_line(view, look, number)) for number in range(_TIMELINE_LINES)]
        rows.append(("", fixed(BLANK)))
    if way is not None and way.discuss_by is not None:
        owed = look.say(text("The discussion is owed by {by}.", by=way.discuss_by))
        rows += [("", fixed((Span("● ", "soon"), Span(owed)))), ("", fixed(BLANK))]
    if way is not None and way.proposal is not None:
        rows += [(PROPOSED, _proposed(way.proposal, look)), ("", fixed(BLANK))]
    rows += [(f"{MOVE}{number}", _move(one, look)) for number, one in enumerate(view.transitions)]
    if view.episodes:
        title = Span(look.say(text("Imprisonments")), "muted bold")
        rows += [("", fixed(BLANK)), ("", fixed((title,)))]
    rows += [(f"{EPISODE}{one.number}", _episode(one, look)) for one in view.episodes]
    return rows


def _timeline_line(view: ParticipantView, look: Look, number: int) -> Drawn:
    def line(width: int) -> Line:
        lines = timeline(view.transitions, view.episodes, look, width)
        return lines[number] if number < len(lines) else BLANK

    return line


def _proposed(proposal: Proposal, look: Look) -> Drawn:
    words = text("Proposed: phase {number} {phase}.", number=proposal.to.number, phase=proposal.to)
    return fixed((Span("○ ", "accent"), Span(look.say(words), "text bold"), gap(3),
                  Span(proposal.discussion.took_part, "muted")))  # fmt: skip


def _move(one: TransitionView, look: Look) -> Drawn:
    before = f"{one.from_phase.number} → " if one.from_phase else ""
    return fixed(
        (
            Span(fit(long_date(one.on, look.language), 21), "muted"),
            Span(f"{before}{one.to_phase.number} {look.say(one.to_phase)}", "text bold"),
            Span(f"   {look.say(text('unplanned release'))}" if one.unplanned else "", "soon"),
            gap(3),
            Span(one.took_part, "muted"),
        )
    )


def _episode(episode: EpisodeView, look: Look) -> Drawn:
    start = short_date(episode.started_on, look.language) if episode.started_on else look.screening.unknown
    release = long_date(episode.release_on, look.language) if episode.release_on else look.screening.unknown

    def line(width: int) -> Line:
        found: list[Span] = [
            Span(fit(f"{episode.number}  {look.say(episode.kind)}", 14)),
            Span(fit(look.say(episode.level), 22)),
            Span(fit(look.screening.prison(episode.place), 16), "muted"),
            gap(1),
            Span(fit(start, 14), "muted"),
        ]
        if width > 88:
            found.append(Span(f"◆ {release} · {look.say(episode.standing)}", "muted"))
        return tuple(found)

    return line


def phase_answer(view: ParticipantView, way: Way | None, row_id: str, look: Look, width: int) -> list[Line]:
    """What the team said of a move; the imprisonment's dates and why the release stands as it does."""
    person = view.row.person
    if row_id == PROPOSED and way is not None and way.proposal is not None:
        return _said(way.proposal.discussion, way.proposal.reason, person, look, width)
    for number, one in enumerate(view.transitions):
        if row_id == f"{MOVE}{number}":
            return _said(one, one.reason, person, look, width)
    for episode in view.episodes:
        if row_id == f"{EPISODE}{episode.number}":
            return _stay(view, episode, look, width)
    return paragraph(look.say(text("Nothing in this line was computed here.")), width, "muted")


def _said(
    said: Discussion | TransitionView, reason: str, person: Person, look: Look, width: int
) -> list[Line]:
    """The drøft: notes, and so hidden while screened."""
    parts = (
        (text("Possibilities"), said.possibilities),
        (text("Limits"), said.limits),
        (text("What is special"), said.special),
        (text("Reason"), reason),
    )
    lines: list[Line] = []
    for name, words in parts:
        if words:
            lines += named(name, look.screening.private(words, person), look, width, column=COLUMN)
    if said.took_part:
        lines += named(text("Who took part"), said.took_part, look, width, column=COLUMN)
    return lines or paragraph(look.say(text("No discussion is noted.")), width, "muted")


def _stay(view: ParticipantView, episode: EpisodeView, look: Look, width: int) -> list[Line]:
    def day(value: object) -> str:
        return look.say(value) if value is not None else look.screening.unknown

    place = " · ".join(part for part in (episode.place, episode.unit) if part)
    facts = (
        (text("Prison"), look.screening.prison(place, view.row.person) or "–"),
        (text("Level"), look.say(episode.level)),
        (text("Since"), day(episode.started_on)),
        (text("Release"), f"{day(episode.release_on)} · {look.say(episode.standing)}"),
    )
    lines = [line for name, words in facts for line in named(name, words, look, width, column=COLUMN)]
    if view.episodes and episode.number == view.episodes[0].number:
        lines += [BLANK, *why_lines(view.row.release.why, look, width)]
    return lines
