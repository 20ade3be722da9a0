"""Saving a stand-up's summary from the screen: a file in the user's own folder, 0600, never over another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from exin_tui.caseload.standup_markdown import markdown
from exin_tui.caseload.standup_summary import Summary
from exin_tui.language import text
from exin_tui.privacy.private_file import write_private
from exin_tui.tui.widgets.sheet import Ask, Echo, Question

if TYPE_CHECKING:
    from exin_tui.tui.app import ExinApp


def file_name(summary: Summary) -> str:
    """``standup-2026-11-27.md``, with the caseworker's initials where it was theirs."""
    whose = f"-{summary.caseworker}" if summary.caseworker else ""
    return f"standup-{summary.held_on.isoformat()}{whose}.md"


def save_summary(app: ExinApp, summary: Summary, value: str = "", refused: object = None) -> None:
    """Ask where, and write; a name that is taken is asked again."""
    look = app.look

    def save(typed: str | None) -> None:
        if not typed or not typed.strip():
            return
        path = Path(typed.strip()).expanduser()
        try:
            write_private(path, markdown(summary, look.language).encode())
        except FileExistsError:
            save_summary(app, summary, typed, text("There is a file {path} already.", path=str(path)))
        except OSError:
            save_summary(app, summary, typed, text("{path} cannot be written.", path=str(path)))
        else:
            app.tell(text("Saved: {path}", path=str(path)))

    question = Question(
        look.say(text("Save the summary")), text("File"), value or str(Path.cwd() / file_name(summary)),
        lambda _: Echo(None), text("codes and aliases only; nobody else can read the file"),
    )  # fmt: skip
    app.push_screen(Ask(question, look, refused=refused), save)  # type: ignore[arg-type]
