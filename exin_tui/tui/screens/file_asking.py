"""A screen that writes a file: what it is called, and never over another without asking."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from exin_tui.language import text
from exin_tui.programme.values import Refusal
from exin_tui.tui.screens.board_screen import BoardScreen
from exin_tui.tui.widgets.menu import Choice, Menu
from exin_tui.tui.widgets.sheet import Ask, Echo, Question


class FileAsking(BoardScreen):
    """Asks before it writes."""

    def ask_name(self, title: str, file: str, then: Callable[[str], None]) -> None:
        """Ask what the file is called, and say at once what that means."""

        def echo(typed: str) -> Echo:
            path = path_of(typed)
            if path.is_dir():
                return Echo(text("That is a folder. Write a file name."), good=False)
            if not path.parent.is_dir():
                return Echo(text("There is no such folder."), good=False)
            if path.exists():
                return Echo(text("It is there already: you will be asked before it is written over."))
            return Echo(text("A new file that only you can read."))

        def typed(value: str | None) -> None:
            if value is not None and value.strip():
                then(value.strip())

        question = Question(title, text("File"), file, echo, text("a name, or a path"))
        self.app.push_screen(Ask(question, self.look), typed)

    def replacing(self, file: str, then: Callable[[], None]) -> None:
        """Go on at once with a new file; where one is there, after a yes. No is the default."""
        if not path_of(file).exists():
            then()
            return
        no = Choice("n", self.say(text("No, keep the file that is there")), "no", on=True)
        yes = Choice("y" if self.look.language == "en" else "j", self.say(text("Yes, write over it")), "yes")

        def chosen(value: str | None) -> None:
            if value == "yes":
                then()

        title = self.say(text("{file} is there already.", file=file))
        self.app.push_screen(Menu(title, self.say(text("cancel")), [no, yes]), chosen)

    def as_refusal(self, file: str, write: Callable[[], object]) -> object:
        """What ``write`` answers; what the system refuses as a sentence."""
        try:
            return write()
        except FileExistsError:
            return Refusal("there", text("{file} is there already.", file=file))
        except OSError as error:
            why = error.strerror or type(error).__name__
            return Refusal("os", text("{file} cannot be written: {why}.", file=file, why=why))


def path_of(typed: str) -> Path:
    """Where the file goes; what has no ending gets one."""
    path = Path(typed.strip()).expanduser()
    return path if path.suffix or path.is_dir() else path.with_name(f"{path.name}.ics")
