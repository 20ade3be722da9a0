"""The daily stand-up on a shared screen: one participant at a time, held by one, followed by others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from exin_schema.vocabulary import ReviewState
from exin_tui.language import text
from exin_tui.tui.commands.bindings import bindings_for
from exin_tui.tui.commands.catalogue import commands_of
from exin_tui.tui.commands.declaration import Command, Where
from exin_tui.tui.ink import BLANK, Line, Span
from exin_tui.tui.look import Look
from exin_tui.tui.screens.standup_entries import StandupEntries
from exin_tui.tui.standup_scene import Scene, scene_of, shared_look
from exin_tui.tui.widgets.entry_line import EntryLine
from exin_tui.tui.widgets.footer import KeysLine
from exin_tui.tui.widgets.lines_view import LinesView
from exin_tui.tui.widgets.missed import MissedLine
from exin_tui.tui.widgets.standup_board import StandupBoard
from exin_tui.tui.widgets.standup_head import StandupHead
from exin_tui.tui.widgets.why_lines import row_lines, row_title
from exin_tui.tui.widgets.why_panel import WhyPanel

_FOLLOWERS = frozenset({"view.back", "view.help", "view.quit"})
_AFTERWARDS = frozenset({"summary.save"})


class StandupScreen(StandupEntries):
    """Who is discussed, large; behind the last one, the summary. Nobody's name can be shown here."""

    PLACE = "standup"
    WHERE = (Where.STANDUP, Where.SUMMARY)
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(commands_of(Where.STANDUP, Where.SUMMARY))
    DEFAULT_CSS = """
    StandupScreen #standup-head { height: 3; padding: 0 2; }
    StandupScreen #standup-board { height: 1fr; }
    StandupScreen #summary { height: 1fr; display: none; }
    StandupScreen.-summary #summary { display: block; }
    StandupScreen.-summary #standup-board { display: none; }
    StandupScreen EntryLine { dock: bottom; margin: 0 0 2 0; }
    StandupScreen.-one-pane EntryLine { margin: 0 0 1 0; }
    StandupScreen #standup-board { padding: 0 2 2 2; }
    StandupScreen.-one-pane #standup-head { height: 2; padding: 0 1; }
    StandupScreen.-one-pane #standup-board { padding: 0 1 1 1; }
    StandupScreen.-one-pane EntryLine { padding: 0 1; }
    StandupScreen #why { dock: bottom; layer: sheet; width: 100%; height: 60%; }
    """

    def __init__(self, standup_id: str = "") -> None:
        """Without an id the newest one is followed, and nothing can be done to it."""
        super().__init__(standup_id)
        self.cursor = 0

    def compose(self) -> ComposeResult:
        """Head, body, the line to type, keys."""
        yield StandupHead()
        yield StandupBoard()
        yield LinesView(id="summary")
        yield MissedLine()
        yield EntryLine()
        yield WhyPanel()
        yield KeysLine()

    @property
    def look(self) -> Look:
        """Screened, whatever the board shows."""
        return shared_look(self.exin.look)

    @property
    def scene(self) -> Scene | None:
        """From what was read last."""
        standup, overview = self.standup, self.exin.overview
        if standup is None or overview is None:
            return None
        now = standup.ended_at or self.exin.clock.now()
        return scene_of(
            standup, overview, self.read.news, now=now, cursor=self.cursor, following=self.following
        )

    # ── painting ──────────────────────────────────────────────────────────────────────────────────

    def paint(self) -> None:
        """Everything."""
        super().paint()
        scene, look = self.scene, self.look
        self.query_one(StandupHead).show(scene, look)
        over = scene is not None and scene.standup.current is None
        self.set_class(over and not self.following, "-summary")
        instead = None if scene is not None and not over else self._nobody(look)
        self.query_one(StandupBoard).show(None if instead is not None else scene, look, instead or ())
        if self.read.summary is not None:
            summary = self.query_one("#summary", LinesView)
            summary.show(self._summary_lines(look), look)
            if self.has_class("-summary") and not self.query_one(EntryLine).asking:
                summary.focus()
        self._answer()

    def tick(self) -> None:
        """The clocks."""
        scene = self.scene
        if scene is not None and scene.running:
            self.query_one(StandupHead).show(scene, self.look)

    def _nobody(self, look: Look) -> Sequence[Line]:
        """In place of a participant: nothing is held, or it is over."""
        standup = self.standup
        if not self.loaded:
            return ()
        if standup is None:
            words = text("No stand-up is being held. This screen shows the next one.")
        else:
            words = text("Everybody has been discussed or skipped.")
        return [BLANK, (Span(look.say(words), "text bold"),)]

    def _summary_lines(self, look: Look) -> Sequence[str]:
        from exin_tui.caseload.standup_markdown import markdown

        if self.read.summary is None:
            return ()
        return markdown(self.read.summary, look.language).splitlines()

    def came_to_another(self) -> None:
        """The cursor stands on the first line again, the answer is closed."""
        self.cursor = 0
        self.remove_class("-answering")

    def on_resize(self) -> None:
        """The answer is a sheet at every size: the type needs the width."""
        self.query_one(WhyPanel).sheet = True

    # ── what applies ──────────────────────────────────────────────────────────────────────────────

    def commands(self) -> tuple[type[Command], ...]:
        """The stand-up's own, and what applies everywhere; going elsewhere begins with Escape."""
        found = commands_of(Where.STANDUP, Where.SUMMARY, Where.EVERYWHERE)
        return tuple(one for one in found if one.id in _FOLLOWERS) if self.following else found

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Steps while it is held, saving once everybody was settled, nothing while following."""
        standup = self.standup
        over = standup is not None and standup.current is None
        if action.startswith("standup_"):
            if self.following or standup is None or standup.state is ReviewState.ENDED:
                return False
            if over:
                return action in {"standup_discussed", "standup_previous", "standup_end", "standup_jump"}
        if action == "summary_save":
            return not self.following and standup is not None and standup.state is ReviewState.ENDED
        return super().check_action(action, parameters)

    def paint_keys(self) -> None:
        """Behind the last participant Enter ends it."""
        titles = {**self.exin.present_titles(), "view.back": self.say(text("leave"))}
        if self.standup is not None and self.standup.current is None:
            titles["standup.discussed"] = self.say(text("end the stand-up"))
        for keys in self.query(KeysLine):
            possible = [one for one in self.commands() if self.possible(one)]
            keys.show(possible, self.look, self.exin.shown_keymap, titles=titles)

    # ── keys ──────────────────────────────────────────────────────────────────────────────────────

    def action_standup_line_up(self) -> None:
        """Among what is due."""
        self._move(-1)

    def action_standup_line_down(self) -> None:
        """The other way."""
        self._move(1)

    def _move(self, step: int) -> None:
        scene = self.scene
        if scene is not None and scene.due:
            self.cursor = min(max(scene.cursor + step, 0), len(scene.due) - 1)
            self.paint()

    def action_standup_why(self) -> None:
        """Why this one stands here; every alert with its source."""
        self.toggle_class("-answering")
        self._answer()

    def _answer(self) -> None:
        scene, look = self.scene, self.look
        if scene is None or scene.row is None or not self.has_class("-answering"):
            return
        row = scene.row
        title = row_title(row, scene.standup.position, look)
        self.query_one(WhyPanel).show(title, lambda width: row_lines(row, look, width), look)

    def action_row_why(self) -> None:
        """The panel's own key closes it."""
        self.action_standup_why()

    def went_back(self) -> bool:
        """Escape: out of the answer, or out of the stand-up, which can be resumed."""
        if self.has_class("-answering"):
            self.remove_class("-answering")
            return True
        self.pause_and_leave()
        return False

    @on(EntryLine.Left)
    def left_the_line(self) -> None:
        """The keys work here again."""
        self.set_focus(None)

    def action_summary_save(self) -> None:
        """To a file that only its owner reads."""
        from exin_tui.tui.saving_summary import save_summary

        if self.read.summary is not None:
            save_summary(self.exin, self.read.summary)

    def title_of_place(self) -> str:
        """For help's first line."""
        return self.say(text("Stand-up"))
