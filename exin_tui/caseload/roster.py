"""What registering needs to know of the team: prefix, colleagues, codes and aliases that are taken."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from exin_schema.tables import caseworker, new_id, participant, team
from exin_tui.privacy.aliases import numbered

DEFAULT_PREFIX = "EX"


@dataclass(slots=True)
class Roster:
    """The team as it stands in one write transaction; giving out a code or an alias takes it."""

    prefix: str
    caseworkers: dict[str, str]
    """Ids by initials; those who have left are not among them."""
    codes: set[str]
    aliases: set[str]
    rng: random.Random = field(default_factory=random.SystemRandom)
    make_id: Callable[[], str] = new_id
    _next: int = 0
    _free: list[str] = field(default_factory=list)
    _round: int = 0

    def next_code(self) -> str:
        """The team's next free code: ``SN-037`` after ``SN-036``."""
        if not self._next:
            self._next = 1 + max((self._number(code) for code in self.codes), default=0)
        code = f"{self.prefix}-{self._next:03d}"
        self._next += 1
        self.codes.add(code)
        return code

    def next_alias(self) -> str:
        """A random word that nobody has; when every word is taken, one with a number."""
        while not self._free:
            self._round += 1
            self._free = [word for word in numbered(self._round) if word not in self.aliases]
        at = self.rng.randrange(len(self._free))
        self._free[at], alias = self._free[-1], self._free[at]
        self._free.pop()
        self.aliases.add(alias)
        return alias

    def _number(self, code: str) -> int:
        prefix, _, number = code.rpartition("-")
        return int(number) if prefix == self.prefix and number.isascii() and number.isdigit() else 0


def read_roster(
    connection: Connection, *, rng: random.Random | None = None, make_id: Callable[[], str] | None = None
) -> Roster:
    """The team as stored. Codes and aliases of closed participants stay taken."""
    prefix = connection.execute(select(team.c.code_prefix).order_by(team.c.name).limit(1)).scalar()
    people = connection.execute(
        select(caseworker.c.initials, caseworker.c.id).where(caseworker.c.active.is_(True))
    )
    known = connection.execute(select(participant.c.code, participant.c.alias)).all()
    return Roster(
        prefix=prefix or DEFAULT_PREFIX,
        caseworkers={row.initials: row.id for row in people},
        codes={code for code, _ in known},
        aliases={alias for _, alias in known},
        rng=rng or random.SystemRandom(),
        make_id=make_id or new_id,
    )
