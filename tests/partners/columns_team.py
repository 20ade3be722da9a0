"""A team whose partner computes columns, written for one test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from exin_tui.partners.calling import PartnerManager
from exin_tui.partners.computing import computed_columns, computed_table
from exin_tui.partners.facts import set_fact
from exin_tui.partners.tab import load_tab
from exin_tui.partners.values import Plain
from exin_tui.partners.view_seen import SeenColumns, SeenTable
from tests.partners.partners_team import NOW, TODAY
from tests.partners.views_team import VIEWED, Views, views

#: The date, "ukjent", what the agency recorded, and nothing at all: one of each.
ENDS = """\
def ends(one, today):
    given = one.facts.get("duty_until")
    if given is not None:
        return Computed(given, "near", Label("Ført av friomsorgen.", "Recorded by it."), official=True)
    if one.release_date is None:
        return Computed(None, "near", Label("Løslatelsen er ukjent.", "No release."))
    if one.code == "SN-004":
        return None
    how = sentence("{a} + 3 md.", "{a} + 3 months", a=one.release_date)
    because = Label("tidligst mulig – beregnet", "earliest possible – computed")
    return Computed(add_months(one.release_date, 3), "near", because, how, ((L, one.release_date),))
"""
COLUMN = 'ComputedColumn("ends", Label("Plikt slutter", "Duty ends"), ends)'
FAILS = """\
def fails(one, today):
    raise ValueError(one.name)
"""
FAILING = 'ComputedColumn("fails", Label("Feiler", "Fails"), fails)'


@dataclass(frozen=True, slots=True)
class Columns:
    """The team, its partner with the columns of the test, and what calls it."""

    made: Views

    def asked(self, code: str = "", manager: PartnerManager | None = None) -> SeenColumns | None:
        """The columns over everybody, or over one participant."""
        with self.made.team.database.read() as connection:
            return computed_columns(
                manager or self.made.manager,
                self.made.partner,
                connection,
                today=TODAY,
                programme=self.made.team.programme,
                only=self.made.team.id(code) if code else "",
            )

    def table(self) -> SeenTable | None:
        """What stands on the tab."""
        team, partner = self.made.team, self.made.partner
        with team.database.read() as connection:
            tab = load_tab(connection, partner, today=TODAY, programme=team.programme, labels=team.labels)
        computed = self.asked()
        return computed_table(tab.facts, partner.declares.facts, computed) if computed else None

    def record(self, code: str, fact: str, value: Plain) -> None:
        """A fact of one participant."""
        team = self.made.team
        assert not set_fact(team.database, team.manifest, team.id(code), fact, value, today=TODAY, now=NOW)


@contextmanager
def columns(
    folder: Path, body: str, *, name: str = "columns_partner", manifest: str = VIEWED, above: str = ""
) -> Iterator[Columns]:
    """A team with a partner whose ``exin_columns`` is ``body``, below ``above``."""
    with views(folder, body, hook="exin_columns()", name=name, manifest=manifest, above=above) as made:
        yield Columns(made)


def returning(functions: str, *made: str) -> str:
    """A body that defines and returns columns."""
    return f"{functions}return [{', '.join(made)}]"
