"""The partners as the team has answered for them, with or without a database at hand."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from exin_tui.cli.board import left_out_are_known, open_team_database
from exin_tui.cli.invocation import Invocation, Refused
from exin_tui.cli.speaking import tell
from exin_tui.language import join, text

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.partners.approval import Approval
    from exin_tui.partners.calling import PartnerManager
    from exin_tui.partners.discovery import Partner
    from exin_tui.partners.manifest import Manifest
    from exin_tui.partners.presence import Presence
    from exin_tui.storage.database import Database

    Known = TypeVar("Known", Partner, Presence)


def there_is_a_database(invocation: Invocation) -> bool:
    """A server was named, or a file is there."""
    from exin_tui.storage.places import default_path

    asked = invocation.database
    if asked and "://" in asked:
        return True
    return (Path(asked).expanduser() if asked else default_path()).exists()


@contextlib.contextmanager
def database_if_any(invocation: Invocation) -> Iterator[Database | None]:
    """The team's database, unlocked; None, and a line that says so, where there is none yet."""
    if not there_is_a_database(invocation):
        tell(text("There is no database, so the team's answers are not known: states are as for a new team."))
        yield None
        return
    with open_team_database(invocation) as database:
        yield database


def partners_known(
    invocation: Invocation, approvals: Mapping[str, Approval], *, left_out: bool = True
) -> tuple[Partner, ...]:
    """Every partner that is found, by the team's answers. ``left_out``: heed ``--no-partners``."""
    from exin_tui.partners.discovery import Without, installed_partners

    partners = installed_partners(
        invocation.programme(),
        partner_dirs=[Path(folder) for folder in invocation.configuration.partner_dirs],
        approvals=approvals,
        without=invocation.without_partners() if left_out else Without(),
    )
    if left_out:
        left_out_are_known(invocation, partners)
    return partners


def asking(partners: Iterable[Partner]) -> PartnerManager:
    """Calls the Python of ``partners``; whoever waits hears for whom."""
    from exin_tui.partners.calling import GIVEN_UP, PartnerManager

    told: set[str] = set()

    def slow(partner: Partner) -> None:
        if partner.id not in told:
            told.add(partner.id)
            tell(
                text(
                    "{partner} has not answered yet. It is given {seconds} seconds.",
                    partner=partner.name,
                    seconds=round(GIVEN_UP),
                )
            )

    return PartnerManager(partners, on_slow=slow)


def the_partner(partners: tuple[Known, ...], partner_id: str) -> Known:
    """The one with the id. Raises `Refused`, naming those there are."""
    found = next((one for one in partners if one.id == partner_id), None)
    if found is None:
        known = join([one.id for one in partners] or ["–"])
        raise Refused(text("There is no partner {id}. There are: {known}.", id=partner_id, known=known))
    return found


def taking_part(partner: Partner) -> Manifest:
    """The manifest of an active partner. Raises `Refused` with the reason for one that takes no part."""
    if not partner.active or partner.manifest is None:
        reason = partner.reason or partner.state.label
        raise Refused(text("{partner} takes no part: {reason}", partner=partner.id, reason=reason))
    return partner.manifest


def usable(partner: Partner) -> Manifest:
    """The manifest. Raises `Refused` for a partner that cannot take part whatever the team says."""
    from exin_tui.partners.discovery import PartnerState

    if partner.manifest is None or partner.state in {PartnerState.FAILED, PartnerState.INCOMPATIBLE}:
        for problem in partner.problems:
            tell(problem)
        raise Refused(
            text(
                "{partner} cannot be enabled: {reason}",
                partner=partner.id,
                reason=partner.reason or partner.state.label,
            )
        )
    return partner.manifest


def active_id(connection: Connection, code: str) -> str:
    """The id of the active participant with the case code. Raises `Refused` when nobody has it."""
    from sqlalchemy import func, select

    from exin_schema.tables import participant

    found = connection.execute(
        select(participant.c.id).where(
            func.upper(participant.c.code) == code.strip().upper(), participant.c.closed_on.is_(None)
        )
    ).scalar_one_or_none()
    if found is None:
        raise Refused(text("{code} is not among the participants any more.", code=code))
    return str(found)
