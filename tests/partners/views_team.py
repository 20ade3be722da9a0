"""A team whose partner has views, written for one test."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from exin_tui.partners.calling import PartnerManager
from exin_tui.partners.discovery import Partner
from exin_tui.partners.view_seen import Viewed
from exin_tui.partners.viewing import participant_view, team_view
from tests.partners.partners_team import MANIFEST, TODAY, Team, team

VIEWED = (
    MANIFEST.replace(
        "[[items]]",
        'decides = { nb = "Friomsorgen avgjør.", en = "The probation service decides." }\n'
        '[scope]\nfields = ["code", "name", "place", "release_date", "caseworker", "contacts", "tasks"]\n'
        'applications = ["probation"]\n\n'
        '[[roles]]\nid = "officer"\nname = { nb = "Saksansvarlig", en = "Officer" }\n\n[[items]]',
        1,
    )
    + """
[[rules]]
id = "near"
certainty = "A"
verified = 2026-09-14
source = "a statute"
text = { nb = "Løslatelse nær.", en = "Release is near." }

[[rules]]
id = "unsure"
certainty = "X"
verified = 2026-09-14
source = "sources differ"
text = { nb = "Uenighet.", en = "They differ." }

[python]
hooks = "HOOKS.hooks"
"""
)
HEAD = """\
import datetime as dt
from exin_schema.vocabulary import Label
from exin_tui.partners.api import *

L = Label("ord", "word")
def table(*rows, columns=1):
    return Table(L, [Column(L, grows=True)] * columns, rows)

"""


@dataclass(frozen=True, slots=True)
class Views:
    """The team, its partner with the code of the test, and what calls it."""

    team: Team
    partner: Partner
    manager: PartnerManager

    def everybody(self) -> Viewed | None:
        """The view of everybody."""
        with self.team.database.read() as connection:
            return team_view(
                self.manager, self.partner, connection, today=TODAY, programme=self.team.programme
            )

    def one(self, code: str) -> Viewed | None:
        """The view of one participant."""
        with self.team.database.read() as connection:
            return participant_view(
                self.manager,
                self.partner,
                self.team.id(code),
                connection,
                today=TODAY,
                programme=self.team.programme,
            )


@contextmanager
def views(
    folder: Path,
    body: str,
    *,
    hook: str = "exin_team_view(ctx)",
    name: str = "views_partner",
    manifest: str = VIEWED,
    above: str = "",
) -> Iterator[Views]:
    """A team with a partner whose ``hook`` is ``body``; ``above`` stands over it in its file."""
    place = folder / name
    place.mkdir()
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    (place / "hooks.py").write_text(f"{HEAD}{above}@hookimpl\ndef {hook}:\n{lines}\n", encoding="utf-8")
    before = set(sys.modules)
    try:
        with team(manifest.replace("HOOKS", name)) as found:
            partner = replace(found.partner, folder=place, origin=str(place))
            yield Views(found, partner, PartnerManager([partner]))
    finally:
        for one in set(sys.modules) - before:
            del sys.modules[one]
