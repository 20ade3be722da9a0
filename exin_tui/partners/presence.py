"""How each partner is for the team that looks: whether it takes part, why not, and what to do about it.

`exin_tui.partners.discovery` knows what is installed, the team's answers what it counts on, and the calls
what went wrong since. Only together do they say that a partner is missed: a tab that is just not there would
read as "nothing to be done".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exin_schema.vocabulary import Label
from exin_tui.language import Sayable, join, text
from exin_tui.partners.absence import NOT_INSTALLED
from exin_tui.partners.approval import Approval, wider
from exin_tui.partners.discovery import LAST, Partner, PartnerState, not_enabled
from exin_tui.partners.problems import Problem

if TYPE_CHECKING:
    from exin_tui.partners.calling import Failure
    from exin_tui.partners.leftovers import Leftover
    from exin_tui.partners.manifest import Manifest

GONE = "not_installed"
"""The state, as files have it, of a partner that the team has enabled and that is not found here."""
IMPORT = "import"
"""What the calls name the start of a partner's code."""


@dataclass(frozen=True, slots=True)
class Presence:
    """One partner, as the board and the command line tell of it."""

    id: str
    name: Sayable
    tab: Sayable
    order: int
    state: str
    """As files have it: a `PartnerState`, or `GONE`."""
    label: Label
    """The state in words."""
    origin: str = ""
    reason: Sayable | None = None
    """Why it does not take part; often with what to do."""
    advice: Sayable | None = None
    """What to do, where the reason does not say it."""
    problems: tuple[Problem, ...] = ()
    missed: bool = False
    """The team counts on it, and it takes no part or not wholly: said loudly."""
    absent: bool = False
    """It is missed, and nobody else has its tab."""
    noted: bool = False
    """It takes no part, and nobody counts on it: said quietly."""
    left_out: bool = False
    """It is not there by choice: ``--no-partners``."""
    kept: Sayable | None = None
    """What is stored for one that is not found."""
    partner: Partner | None = None

    @property
    def active(self) -> bool:
        """Its tab, and at least what needs no code of its own, are there."""
        return self.partner is not None and self.partner.active

    @property
    def manifest(self) -> Manifest | None:
        """What it declares, when that can be read."""
        return self.partner.manifest if self.partner is not None else None

    @property
    def why(self) -> tuple[Sayable, ...]:
        """All the reasons that there are: every problem of a file, where there are some."""
        return self.problems or ((self.reason,) if self.reason is not None else ())

    @property
    def key(self) -> str:
        """One for each, also where two have one id."""
        return f"{self.id} {self.origin}"


def presences(
    partners: Iterable[Partner],
    answers: Mapping[str, Approval],
    failures: Iterable[Failure] = (),
    kept: Iterable[Leftover] = (),
) -> tuple[Presence, ...]:
    """Each of the ``partners``, in their order, and those that are not found and that the team has enabled,
    or has something stored for.

    ``answers`` are the team's, as they are now. ``failures`` are those of the partners' code since the start.
    ``kept`` is what is stored, for any of them.
    """
    known = tuple(partners)
    counted_on = _counted_on(known, answers)
    failed = tuple(failures)
    found = [_presence(one, known, answers, counted_on, failed) for one in known]
    stored = {one.partner: kept_words(one) for one in kept}
    missed = counted_on
    if known and all(one.left_out for one in known):  # by their folders' names, which need not be their ids
        missed = frozenset()
    gone = (missed | set(stored)) - {one.id for one in known}
    return (*found, *(_gone(own, stored.get(own), missed=own in missed) for own in sorted(gone)))


def kept_words(left: Leftover) -> Sayable:
    """How much is stored for one that is not found."""
    return text(
        "Kept for it: facts {facts}, records {records}, tasks {tasks}.",
        facts=left.facts,
        records=left.records,
        tasks=left.tasks,
    )


def _counted_on(partners: Iterable[Partner], answers: Mapping[str, Approval]) -> frozenset[str]:
    """The ids of those that the team has enabled, and of those that ship and nobody has switched off."""
    by_itself = {one.id for one in partners if one.active or (one.shipped and one.id not in answers)}
    return frozenset(by_itself | {own for own, answer in answers.items() if answer.enabled})


def _presence(
    partner: Partner,
    partners: Sequence[Partner],
    answers: Mapping[str, Approval],
    counted_on: frozenset[str],
    failures: Iterable[Failure],
) -> Presence:
    state, reason, advice = _state(partner, answers.get(partner.id), failures)
    off = state in {PartnerState.ACTIVE, PartnerState.DISABLED}
    missed = partner.id in counted_on and not partner.left_out and state is not PartnerState.ACTIVE
    said_no = partner.id in answers and not answers[partner.id].enabled
    has_tab = any(one.id == partner.id and one is not partner and one.active for one in partners)
    return Presence(
        partner.id,
        partner.name,
        partner.tab,
        partner.order,
        state.value,
        state.label,
        partner.origin,
        reason,
        advice,
        partner.problems,
        missed=missed,
        absent=missed and not partner.active and not has_tab,
        noted=partner.left_out or not (missed or off or said_no),
        left_out=partner.left_out,
        partner=partner,
    )


def _state(
    partner: Partner, answer: Approval | None, failures: Iterable[Failure]
) -> tuple[PartnerState, Sayable | None, Sayable | None]:
    """How it is now, why, and what to do: the team may have answered otherwise since it was found."""
    if partner.active:
        stopped = _stopped(partner, failures)
        if stopped is None:
            return PartnerState.ACTIVE, None, None
        return PartnerState.FAILED, stopped, _MEND_THE_CODE
    if partner.manifest is not None and not partner.left_out and answer is not None:
        if answer.enabled and not wider(partner.manifest, answer, partner.package):
            return PartnerState.DISABLED, _ENABLED_SINCE, None
        if not answer.enabled and partner.state is PartnerState.NEEDS_APPROVAL:
            return PartnerState.DISABLED, not_enabled(partner.manifest), None
    return partner.state, partner.reason, _advice(partner)


def _stopped(partner: Partner, failures: Iterable[Failure]) -> Sayable | None:
    """What of its code is not run any more until the program is started again; None while all of it is."""
    last: dict[str, Failure] = {}
    for one in failures:
        ended = one.set_aside or one.what == IMPORT
        if one.partner == partner.id and ended and not one.answered:
            last[one.what] = one
    if not last:
        return None
    if IMPORT in last:
        return text("Its code cannot be started: {why}", why=last[IMPORT].message)
    said: list[object] = [text("{what}: {why}", what=one.what, why=one.message) for one in last.values()]
    return text("Set aside until exin is started again: {what}", what=join(said, " "))


def _advice(partner: Partner) -> Sayable | None:
    if partner.state is not PartnerState.FAILED:
        return None
    if partner.problems and partner.folder is not None:
        return text(
            "Mend the file or install another version, then start exin again. "
            "To see all that is wrong: exin partner check {folder}",
            folder=str(partner.folder),
        )
    if partner.package:
        return text("Install {package} anew, then start exin again.", package=partner.package)
    return None


def _gone(own: str, kept: Sayable | None, *, missed: bool) -> Presence:
    name = Label(own, own)
    return Presence(
        own,
        name,
        name,
        LAST,
        GONE,
        NOT_INSTALLED,
        reason=_not_found(own) if missed else None,
        missed=missed,
        absent=missed,
        kept=kept,
    )


def _not_found(own: str) -> Sayable:
    return text(
        "It is enabled, and not found on this machine. Install it, or name its folder in partner_dirs. "
        "To do without it: exin partner disable {id}",
        id=own,
    )


_ENABLED_SINCE = text("It was enabled while the board was open. Close exin with q and start it again.")
_MEND_THE_CODE = text("What needs no code of its own goes on. When it is mended, start exin again.")
