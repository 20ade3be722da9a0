"""The list as it is filtered and sorted now, kept under a name for the whole team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exin_tui.caseload.filters import Filter
from exin_tui.language import text
from exin_tui.privacy.sanitise import one_line
from exin_tui.tui.changes import Moment
from exin_tui.tui.forms.declared import Field, Filled, Form, Notice
from exin_tui.tui.look import Look

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.storage.database import Database

NAME = "name"


def saved_filter_form(narrowed: Filter, look: Look) -> Form:
    """The sheet."""

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.saved_filters import save_filter

        return save_filter(database, filled[NAME], narrowed, **moment.acting)

    def preview(connection: Connection, filled: Filled) -> list[Notice]:
        from exin_tui.caseload.saved_filters import saved_filters

        wanted = one_line(filled[NAME]).strip().casefold()
        names = {one.name.casefold() for one in saved_filters(connection, me=look.me)}
        taken = text("There is one of that name: it is replaced, for everybody.")
        return [Notice(taken, "soon")] if wanted in names else []

    about = [
        text("Everybody in the team can choose it: {filter}", filter=narrowed.search("").say(look.language))
    ]
    if narrowed.searched:
        about.append(text("The search is not kept: it may be somebody's name."))
    return Form(
        title=look.say(text("Save the filter")),
        about=tuple(about),
        fields=(Field(id=NAME, label=text("Name"), required=True, limit=30),),
        save=save,
        preview=preview,
    )
