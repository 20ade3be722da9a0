"""The participant's own copy of all that is kept about them: where it is written, and how."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from exin_tui.caseload.models import ParticipantRow
from exin_tui.language import Text, text
from exin_tui.programme.values import Refusal
from exin_tui.tui.changes import Moment
from exin_tui.tui.forms.declared import Field, Filled, Form, Kind, Option
from exin_tui.tui.look import Look

if TYPE_CHECKING:
    from exin_tui.caseload.labels import Labels
    from exin_tui.storage.database import Database

FOLDER, SHAPE, ADDRESS = "folder", "shape", "address"


def own_copy_form(row: ParticipantRow, labels: Labels, look: Look) -> Form:
    """The sheet. The file is called after the case code: its name says nothing of whose it is."""
    person = row.person

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.own_copy import write_copy

        path = Path(filled[FOLDER]).expanduser() / f"{person.code}-{look.today.isoformat()}{filled[SHAPE]}"
        try:
            return write_copy(
                database,
                person.id,
                path,
                labels=labels,
                language=look.language,
                with_address=filled.flag(ADDRESS),
                **moment.acting,
            )
        except OSError as error:
            return Refusal("file", _cannot(path, error))

    shapes = [Option(".md", text("to be read")), Option(".json", text("for another program"), ".json")]
    fields = (
        Field(id=FOLDER, label=text("Folder"), value="~", required=True),
        Field(id=SHAPE, label=text("How"), kind=Kind.CHOICE, value=".md", options=shapes),
        Field(
            id=ADDRESS,
            label=text("Protected address too"),
            kind=Kind.FLAG,
            hint=text("that it was opened is recorded"),
        ),
    )
    return Form(
        title=look.say(text("{who}: own copy", who=f"{person.code} {person.alias}")),
        about=(
            text("All that is kept, who has looked, what was told to others, and what was changed."),
            text("The file is not encrypted. Delete it when it is handed over."),
        ),
        fields=fields,
        save=save,
        submit=text("write"),
    )


def _cannot(path: Path, error: OSError) -> Text:
    if isinstance(error, FileExistsError):
        return text("{file} is there already. Choose another folder.", file=str(path))
    return text("{file} cannot be written. Choose another folder.", file=str(path))
