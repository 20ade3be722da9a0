"""The team's sheet: who works there, matched by initials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from exin_schema.tables import caseworker
from exin_schema.vocabulary import Role
from exin_tui.importing.columns import Kind
from exin_tui.importing.gone_through import GoneThrough
from exin_tui.importing.parse import CLEAR, ParsedRow, given
from exin_tui.importing.problems import Place
from exin_tui.importing.report import Action
from exin_tui.language import text


class TeamRows:
    """Takes the rows of the team's sheet."""

    kind = Kind.TEAM

    def __init__(self, going: GoneThrough) -> None:
        self._going = going
        self._seen: dict[str, Place] = {}
        statement = select(caseworker)
        self._stored: dict[str, Mapping[str, Any]] = {
            row["initials"].casefold(): dict(row) for row in going.connection.execute(statement).mappings()
        }

    def take(self, rows: Sequence[ParsedRow]) -> None:
        """Plan and, when writing, store ``rows``."""
        for row in rows:
            initials = row.values.get("initials")
            if not isinstance(initials, str):
                if "initials" not in row.filled:
                    row.refuse("initials", text("Write the initials."))
                self._going.settle(self.kind, row, None)
                continue
            first = self._seen.setdefault(initials.casefold(), row.place("initials"))
            if first != row.place("initials"):
                row.refuse(
                    "initials", text("The same initials stand in {place}. Keep one of them.", place=first)
                )
            self._going.settle(self.kind, row, self._take(row, initials))

    def _take(self, row: ParsedRow, initials: str) -> Action:
        stored = self._stored.get(initials.casefold())
        known, door = self._going.known, self._going.door
        if stored is None:
            identity = None
            if door is not None and not row.problems:
                values = {
                    "initials": initials,
                    "name": given(row.values, "name") or "",
                    "role": given(row.values, "role") or Role.CASEWORKER.value,
                    "capacity": given(row.values, "capacity"),
                }
                identity = door.insert(caseworker, values)
            known.add_staff(initials, identity)
            return Action.ADDED
        if not stored["active"]:
            row.warn(
                "initials",
                text("{initials} has left the team, and a list does not bring them back.", initials=initials),
            )
            return Action.UNCHANGED
        changes: dict[str, object] = {
            key: value
            for key in ("name", "role", "capacity")
            if key in row.values and (value := _plain(key, row.values[key])) != stored[key]
        }
        if not changes:
            return Action.UNCHANGED
        if door is not None and not row.problems:
            door.update(caseworker, stored["id"], stored["version"], changes)
        return Action.UPDATED


def _plain(key: str, value: object) -> object:
    if value is not CLEAR:
        return value
    return "" if key == "name" else None
