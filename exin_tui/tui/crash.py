"""What is left on the terminal when the program fails: one sentence and where the log is, and no value.

Textual's own screen prints local variables; names would stand on a shared screen and in the scrollback.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from rich.text import Text as Plain

from exin_schema.vocabulary import Language
from exin_tui.language import text
from exin_tui.privacy.traces import write_trace


def crash_message(error: BaseException, log: Path | None, now: dt.datetime, language: Language) -> Plain:
    """Write the trace without values to ``log``, and say so in a sentence that is never read as markup."""
    written = write_trace(error, log, now=now) if log is not None else None
    if written is None:
        said = text("exin stopped because of a fault in the program. What was saved is safe.")
    else:
        said = text(
            "exin stopped because of a fault in the program. What was saved is safe. "
            "Where it happened is in {file}, without personal data.",
            file=str(written),
        )
    return Plain(said.say(language))
