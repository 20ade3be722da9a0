"""The stand-up's body in its three forms: at a desk, on a wall, and compact."""

from __future__ import annotations

from collections.abc import Sequence

from exin_schema.vocabulary import Mark
from exin_tui.language import text
from exin_tui.tui.ink import Line, Span
from exin_tui.tui.look import MARKS, Look
from exin_tui.tui.standup_scene import Scene
from exin_tui.tui.widgets.painted import Painted
from exin_tui.tui.widgets.standup_large import (
    because_line,
    blank,
    code_lines,
    decided_line,
    letter_line,
    phase_lines,
    release_line,
    side_by_side,
    small_head,
)
from exin_tui.tui.widgets.standup_parts import (
    alert_lines,
    due_label,
    due_lines,
    due_when,
    listed,
    meeting_lines,
    meeting_when,
    news_lines,
    since_words,
)

BETWEEN = 4
DESK = (110, 30)
WALL = (160, 48)
"""From so many cells and lines on."""
_WALL_ITEMS = 5
_MEETINGS = text("Meetings today and tomorrow")
_CHANGED = text("Changed since last")


def board_lines(scene: Scene, look: Look, width: int, height: int) -> list[Line]:
    """The form that the size has room for."""
    if width >= WALL[0] and height >= WALL[1]:
        return wall(scene, look, width, height)
    if width >= DESK[0] and height >= DESK[1]:
        return desk(scene, look, width, height)
    return compact(scene, look, width, height)


def desk(scene: Scene, look: Look, width: int, height: int) -> list[Line]:
    """120×40: code, alias and phase large, the lists in three columns."""
    lines = [*code_lines(scene, look, width, double=True), release_line(scene, look, width)]
    lines += [*phase_lines(scene, look, width), because_line(scene, look, width)]
    lines.append(decided_line(scene, look, width))
    column = (width - 2 * BETWEEN) // 3
    room = max(4, height - len(lines))
    upper = max(2, (room - 5) // 2)
    overdue, week = (due_lines(scene, rows, look, column) for rows in (scene.overdue, scene.this_week))
    rows = side_by_side(
        [
            listed(text("Overdue"), overdue, upper, look, column),
            listed(text("This week"), week, upper, look, column),
            listed(_MEETINGS, meeting_lines(scene.meetings, look, column), upper, look, column),
        ],
        BETWEEN,
    )
    lines += [*rows, *blank(upper + 3 - len(rows))]
    below = max(2, room - 5 - upper)
    warned = listed(text("Alerts"), alert_lines(scene.alerts, look, column), below, look, column)
    return [*lines, *side_by_side([_since(scene, look, 2 * column + BETWEEN, below), warned], BETWEEN)]


def _since(scene: Scene, look: Look, width: int, room: int) -> tuple[list[Line], int]:
    end = since_words(scene, look)
    return listed(_CHANGED, news_lines(scene, look, width), room, look, width, end=end)


def wall(scene: Scene, look: Look, width: int, height: int) -> list[Line]:
    """200×60: the most urgent things in large type, the rest below them."""
    lines = [*code_lines(scene, look, width, double=True), release_line(scene, look, width)]
    lines += [*phase_lines(scene, look, width), because_line(scene, look, width)]
    lines += [decided_line(scene, look, width), _rule(width)]
    below, room = 9, 7
    items = min(_WALL_ITEMS, max(1, (height - len(lines) - below - 1) // 5))
    for sign, ink, words, when, when_ink in large_items(scene, look)[:items]:
        lines += letter_line(sign, ink, words, when, when_ink, width)
    lines += [*blank(height - below - 1 - len(lines)), _rule(width)]
    column = (width - 2 * BETWEEN) // 3
    due = due_lines(scene, scene.due, look, column)
    warned = alert_lines(scene.alerts, look, column, whole=True)
    columns = [
        listed(text("Overdue and this week"), due, room, look, column),
        _since(scene, look, column, room),
        listed(text("Alerts"), warned, room, look, column),
    ]
    return [*lines, *side_by_side(columns, BETWEEN)]


def _rule(width: int) -> Line:
    return (Span("─" * width, "rule"),)


def large_items(scene: Scene, look: Look) -> list[tuple[str, str, str, str, str]]:
    """(mark, ink, words, when, ink): overdue, urgent alerts' items, today's meetings, then this week's."""
    found: list[tuple[str, str, str, str, str]] = []
    for row in scene.overdue:
        label = due_label(row, look)
        found.append(("▲", "overdue", label, due_when(row, look), "overdue"))
    for one in scene.meetings:
        label = look.screening.meeting(one.label, one.title, one.person)
        found.append(("○", "accent", label, meeting_when(one, look), "accent"))
    for row in scene.this_week:
        sign, ink = MARKS[row.mark]
        label = due_label(row, look)
        strong = ink if row.mark is Mark.TODAY else "muted"
        found.append((sign, strong, label, due_when(row, look), strong))
    return found


def compact(scene: Scene, look: Look, width: int, height: int) -> list[Line]:
    """80×24: the same in ordinary type under a large code."""
    lines = [*code_lines(scene, look, width, double=False), small_head(scene, look, width)]
    lines.append(because_line(scene, look, width))
    if height > 18:
        lines.append(decided_line(scene, look, width))
    left = (width - BETWEEN + 1) // 2
    right = width - left - BETWEEN
    room = max(6, height - len(lines))
    upper = max(2, (room - 5) * 3 // 5)
    beside = [*meeting_lines(scene.meetings, look, right), *alert_lines(scene.alerts, look, right)]
    due = _near_cursor(scene, look, left, upper)
    rows = side_by_side(
        [
            listed(text("Overdue and this week"), due, upper, look, left, count=len(scene.due)),
            listed(text("Meetings and alerts"), beside, upper, look, right),
        ],
        BETWEEN,
    )
    lines += [*rows[: upper + 2], *blank(upper + 3 - len(rows))]
    return [*lines, *_since(scene, look, width, max(1, height - len(lines) - 2))[0]]


def _near_cursor(scene: Scene, look: Look, width: int, room: int) -> list[Line]:
    """The due rows, turned so that the cursor is among those that are shown."""
    rows = due_lines(scene, scene.due, look, width)
    first = max(0, scene.cursor - room + 2) if len(rows) > room else 0
    return rows[first:]


class StandupBoard(Painted):
    """Whoever is discussed."""

    def __init__(self, *, id: str = "standup-board") -> None:  # noqa: A002
        super().__init__(id=id)
        self.scene: Scene | None = None
        self.look: Look | None = None
        self.said_instead: Sequence[Line] = ()

    def show(self, scene: Scene | None, look: Look, instead: Sequence[Line] = ()) -> None:
        """Take the scene; without one, what is said ``instead``."""
        self.scene, self.look, self.said_instead = scene, look, instead
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """As many as there is room for."""
        if self.scene is None or self.look is None:
            return self.said_instead
        return board_lines(self.scene, self.look, width, height)[:height]
