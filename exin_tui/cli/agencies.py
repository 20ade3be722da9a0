"""Naming an agency on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exin_tui.cli.invocation import Refused
from exin_tui.language import Label, text

if TYPE_CHECKING:
    from exin_tui.storage.database import Database

AGENCY = Label("INSTANS", "AGENCY")


def find_agency(database: Database, name: str) -> str | None:
    """The id of the agency with that name, in any case; None for no name.

    Raises `Refused` for an unknown one.
    """
    from sqlalchemy import select

    from exin_schema.tables import agency

    wanted = " ".join(name.split()).casefold()
    if not wanted:
        return None
    with database.read() as connection:
        rows = connection.execute(select(agency.c.id, agency.c.name)).all()
    for row in rows:
        if row.name.casefold() == wanted:
            return str(row.id)
    raise Refused(text("There is no agency {name} in the address book.", name=name))
