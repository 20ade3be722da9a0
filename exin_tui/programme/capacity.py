"""How many participants a caseworker has, against the limits."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from exin_schema.programme import Programme
from exin_schema.vocabulary import Phase, Role
from exin_tui.language import Text, text
from exin_tui.programme.rules import RuleId
from exin_tui.programme.values import Refusal, Why


class Load(msgspec.Struct, frozen=True):
    """How many participants a caseworker has."""

    active: int = 0
    demanding: int = 0
    """Of these in phases 3 and 4."""

    def with_one_in(self, phase: Phase) -> Load:
        """After a participant in ``phase`` is assigned."""
        return Load(self.active + 1, self.demanding + phase.demanding)

    def moved(self, origin: Phase, to: Phase) -> Load:
        """After one of the participants goes from ``origin`` to ``to``."""
        return Load(self.active, self.demanding - origin.demanding + to.demanding)


def load(phases: Iterable[Phase]) -> Load:
    """The load of a caseworker whose active participants are in ``phases``; closed ones do not count."""
    listed = tuple(phases)
    return Load(len(listed), sum(phase.demanding for phase in listed))


def check(
    active: int,
    demanding: int,
    limit: int,
    demanding_limit: int,
    *,
    caseworker: str,
    programme: Programme,
    role: Role = Role.CASEWORKER,
    before: Load | None = None,
) -> Refusal | None:
    """None when the caseworker stays within the limits, or when nothing that is over gets worse.

    ``active`` and ``demanding`` are the numbers as they would become; ``before`` as they are. At most 12
    participants at once, of these at most 6 in phases 3 and 4; the team leader has a lower limit. Asked when
    a participant is assigned and when one changes phase. The team may go past it with a reason. Source: the
    guide (rule ``capacity``).
    """
    over_all = active > limit and (before is None or active > before.active)
    over_demanding = demanding > demanding_limit and (before is None or demanding > before.demanding)
    if not over_all and not over_demanding:
        return None
    message = _message(over_all, over_demanding, caseworker, (active, limit), (demanding, demanding_limit))
    return Refusal("capacity", message, why(limit, demanding_limit, role, programme), overridable=True)


def why(limit: int, demanding_limit: int, role: Role, programme: Programme) -> Why:
    """Whose limits these are."""
    leader = role is Role.TEAM_LEADER
    rule = programme.rule(RuleId.CAPACITY_TEAM_LEADER if leader else RuleId.CAPACITY)
    because = text(
        "At most {limit} at once, of these at most {demanding} in phases 3 and 4.",
        limit=limit,
        demanding=demanding_limit,
    )
    return Why(because, rule)


def _message(
    over_all: bool,
    over_demanding: bool,
    caseworker: str,
    all_of: tuple[int, int],
    demanding_of: tuple[int, int],
) -> Text:
    if over_all and over_demanding:
        return text(
            "{who} would have {number} of {limit} participants, and {demanding} of {demanding_limit} in"
            " phases 3 and 4. Give a reason to go over.",
            who=caseworker,
            number=all_of[0],
            limit=all_of[1],
            demanding=demanding_of[0],
            demanding_limit=demanding_of[1],
        )
    if over_all:
        return text(
            "{who} would have {number} of {limit} participants. Give a reason to go over.",
            who=caseworker,
            number=all_of[0],
            limit=all_of[1],
        )
    return text(
        "{who} would have {number} of {limit} in phases 3 and 4. Give a reason to go over.",
        who=caseworker,
        number=demanding_of[0],
        limit=demanding_of[1],
    )
