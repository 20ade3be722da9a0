"""The stand-up's first two lines: what is held, how long it has taken, and a mark for each participant."""

from __future__ import annotations

from collections.abc import Sequence

from exin_schema.vocabulary import EntryState, ReviewState
from exin_tui.dates import short_date
from exin_tui.language import text
from exin_tui.tui.ink import BLANK, Line, Span, cut, gap, joined, line_width, spread
from exin_tui.tui.look import Look
from exin_tui.tui.standup_scene import Scene
from exin_tui.tui.widgets.header import shared
from exin_tui.tui.widgets.painted import Painted


def clock(seconds: int) -> str:
    """``1:42``, ``1:02:05``."""
    minutes, rest = divmod(max(0, seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def title_parts(scene: Scene, look: Look) -> list[str]:
    """The day, whose participants, the order, and who is away."""
    standup, say = scene.standup, look.say
    parts = [short_date(standup.held_on, look.language), standup.caseworker or say(text("the whole team"))]
    parts.append(say(text("worst first")))
    if standup.away:
        parts.append(say(text("{who} away", who=" ".join(standup.away))))
    if scene.following:
        parts.append(say(text("{who} leads", who=standup.held_by)))
    return parts


def left_line(scene: Scene, look: Look) -> Line:
    """``29 igjen, 26 min``: how many wait, and what is left of the time."""
    plan, say = scene.standup.plan(scene.now), look.say
    minutes = plan.minutes_left
    if scene.standup.state is ReviewState.PAUSED:
        return (Span(say(text("{left} left, paused", left=plan.left)), "soon"),)
    if minutes >= 0:
        return (Span(say(text("{left} left, {minutes} min", left=plan.left, minutes=minutes)), "muted"),)
    over = text("{left} left, {minutes} min over time", left=plan.left, minutes=-minutes)
    return (Span(say(over), "soon"),)


def clocks(scene: Scene) -> Line:
    """The time on this participant; loud when it is more than a fair share of what is left."""
    used = scene.standup.used_on_current(scene.now)
    late = used > max(scene.standup.plan(scene.now).share, 60)
    return (Span(clock(used), "soon bold" if late else "text bold"),)


def head_line(scene: Scene, look: Look, width: int) -> Line:
    """The whole first line; the title's parts go from the end when there is no room."""
    total = (Span(look.say(text("{clock} in all", clock=clock(scene.standup.used(scene.now)))), "muted"),)
    safe = shared(look, 0)
    right = joined((safe, clocks(scene), total, left_line(scene, look)), 3)
    if width < 110:
        right = joined((safe, clocks(scene), left_line(scene, look)), 3)
    parts = title_parts(scene, look)
    while True:
        left = (Span(look.say(text("Stand-up")), "text bold"), gap(3), Span(" · ".join(parts), "muted"))
        if len(parts) == 1 or line_width(left) + line_width(right) + 2 <= width:
            return spread(cut(left, width), right, width)
        parts.pop(-1 if len(parts) < 4 else 2)  # the order goes before who is away


def marks_line(states: Sequence[EntryState], position: int, width: int) -> Line:
    """One mark for each participant: discussed, skipped, shown, waiting."""
    number = len(states)
    if not number or width <= 0:
        return BLANK
    each = width // number
    spans: list[Span] = []
    if each >= 2:
        for place, state in enumerate(states):
            spans += [_mark(state, each - 1, here=place == position), gap(1)]
        return tuple(spans)
    for cell in range(width):
        place = cell * number // width
        spans.append(_mark(states[place], 1, here=place == position))
    return tuple(spans)


def _mark(state: EntryState, cells: int, *, here: bool) -> Span:
    if here:
        return Span("━" * cells, "accent bold")
    if state is EntryState.DISCUSSED:
        return Span("━" * cells, "muted")
    return Span("┄" * cells, "muted") if state is EntryState.SKIPPED else Span("─" * cells, "rule")


class StandupHead(Painted):
    """Painted anew each second."""

    def __init__(self, *, id: str = "standup-head") -> None:  # noqa: A002
        super().__init__(id=id)
        self.scene: Scene | None = None
        self.look: Look | None = None

    def show(self, scene: Scene | None, look: Look) -> None:
        """Take the scene."""
        self.scene, self.look = scene, look
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """Two lines."""
        if self.look is None:
            return ()
        if self.scene is None:
            return (
                spread((Span(self.look.say(text("Stand-up")), "text bold"),), shared(self.look, 0), width),
            )
        standup = self.scene.standup
        return (
            head_line(self.scene, self.look, width),
            marks_line(standup.states, standup.position, width),
        )
