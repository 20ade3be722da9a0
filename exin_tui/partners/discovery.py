"""Every partner that is installed or stands in the team's folders, and how each of them is.

Nothing of a partner is imported here. A partner that cannot be used is a `Partner` with its reason, never an
exception: one broken partner does not stop the rest.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from exin_schema.programme import Programme, Words
from exin_schema.vocabulary import Label
from exin_tui.language import Sayable, join, text
from exin_tui.partners.approval import Approval, wider
from exin_tui.partners.installed import Offer, offers
from exin_tui.partners.manifest import Manifest
from exin_tui.partners.places import Place, in_folders, offered
from exin_tui.partners.problems import Problem
from exin_tui.partners.reading import FILE_NAME, Reading, read_manifest
from exin_tui.partners.remembered import Remembered

LAST = 1_000
"""The order of a partner that does not say it."""
LEFT_OUT = text("Left out with --no-partners.")


class PartnerState(enum.StrEnum):
    """How a partner is."""

    ACTIVE = "active"
    DISABLED = "disabled"
    INCOMPATIBLE = "incompatible"
    FAILED = "failed"
    NEEDS_APPROVAL = "needs_approval"

    @property
    def label(self) -> Label:
        """The state in words."""
        return _STATES[self]


_STATES = {
    PartnerState.ACTIVE: Label("aktiv", "active"),
    PartnerState.DISABLED: Label("slått av", "disabled"),
    PartnerState.INCOMPATIBLE: Label("passer ikke", "incompatible"),
    PartnerState.FAILED: Label("feilet", "failed"),
    PartnerState.NEEDS_APPROVAL: Label("må godkjennes", "needs approval"),
}


@dataclass(frozen=True, slots=True)
class Without:
    """``--no-partners`` leaves all of them out, ``--no-partners=nav`` one."""

    all: bool = False
    ids: frozenset[str] = frozenset()

    def __contains__(self, partner_id: object) -> bool:
        """Whether the partner is left out."""
        return self.all or partner_id in self.ids


class NoManifest(LookupError):
    """The partner has no manifest that could be read: it takes no part."""


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner that was found: its manifest when it can be read, and how it is."""

    id: str
    origin: str
    """The distribution and its version, or the folder: what two partners with one id are told apart by."""
    folder: Path | None
    state: PartnerState
    manifest: Manifest | None = None
    reason: Sayable | None = None
    """Why it is not active."""
    problems: tuple[Problem, ...] = ()
    shipped: bool = False
    package: str | None = None
    """The distribution that brought it; empty for a folder of the team's."""
    missed_by: Words | None = None
    """What its tab is called, as far as a manifest that cannot be used says it."""
    missed_at: int | None = None
    """Where its tab stands, likewise."""

    @property
    def active(self) -> bool:
        """It takes part."""
        return self.state is PartnerState.ACTIVE

    @property
    def declares(self) -> Manifest:
        """The manifest of one that was read. Raises `NoManifest` for another; an active one always has it."""
        if self.manifest is None:
            raise NoManifest(self.id)
        return self.manifest

    @property
    def name(self) -> Sayable:
        """Its name, or its id when the manifest does not even say that."""
        if self.manifest is not None:
            return self.manifest.name.label
        return self.missed_by.label if self.missed_by is not None else Label(self.id, self.id)

    @property
    def tab(self) -> Sayable:
        """What its tab is called."""
        return self.manifest.tab.label if self.manifest and self.manifest.tab else self.name

    @property
    def order(self) -> int:
        """Where its tab stands: smaller comes first, then by id."""
        if self.manifest is not None:
            return self.manifest.order
        return self.missed_at if self.missed_at is not None else LAST

    @property
    def left_out(self) -> bool:
        """It was left out with ``--no-partners``."""
        return self.reason is LEFT_OUT


def installed_partners(
    programme: Programme | None = None,
    *,
    partner_dirs: Iterable[Path] = (),
    approvals: Mapping[str, Approval] | None = None,
    without: Without = Without(),
    installed: Iterable[Offer] | None = None,
    memory: Path | None = None,
) -> tuple[Partner, ...]:
    """Every partner, active ones first, in the order of their tabs.

    ``approvals`` are the team's answers by partner id (see `exin_tui.partners.approval`). A partner that
    ships with the program is enabled until it is switched off, another one only after it was approved.
    ``installed`` is what the packages offer; by default they are asked. ``memory`` is a file that spares the
    next start the parsing; without one nothing is remembered.
    """
    remembered = Remembered(memory) if memory is not None else None
    found = [*offered(offers() if installed is None else installed), *in_folders(partner_dirs)]
    read = [_contained(one, programme, approvals or {}, without, remembered) for one in found]
    if remembered is not None:
        remembered.save()
    return tuple(sorted(_without_twins(read), key=_in_order))


def active(partners: Iterable[Partner]) -> tuple[tuple[Partner, Manifest], ...]:
    """The partners that take part, with their manifests."""
    return tuple((partner, partner.manifest) for partner in partners if partner.active and partner.manifest)


def _in_order(partner: Partner) -> tuple[bool, int, str, str]:
    return not partner.active, partner.order, partner.id, partner.origin


def _contained(
    found: Place,
    programme: Programme | None,
    approvals: Mapping[str, Approval],
    without: Without,
    remembered: Remembered | None,
) -> Partner:
    """Whatever goes wrong with one partner, the others are read."""
    try:
        return _partner(found, programme, approvals, without, remembered)
    except Exception as error:  # noqa: BLE001
        reason = text("It could not be read: {reason}.", reason=type(error).__name__)
        return _failed(found, reason)


def _failed(found: Place, reason: Sayable | None) -> Partner:
    return Partner(
        found.name,
        found.origin,
        found.folder,
        PartnerState.FAILED,
        reason=reason,
        shipped=found.shipped,
        package=found.package,
    )


def _partner(
    found: Place,
    programme: Programme | None,
    approvals: Mapping[str, Approval],
    without: Without,
    remembered: Remembered | None,
) -> Partner:
    if found.name in without:
        return Partner(
            found.name,
            found.origin,
            found.folder,
            PartnerState.DISABLED,
            reason=LEFT_OUT,
            shipped=found.shipped,
        )
    if found.problem is not None or found.folder is None:
        return _failed(found, found.problem)
    reading = read_manifest(found.folder / FILE_NAME, programme, remembered)
    state, reason = _state(found, reading, approvals, without)
    return Partner(
        id=(reading.manifest.id if reading.manifest else reading.id) or found.name,
        origin=found.origin,
        folder=found.folder,
        state=state,
        manifest=reading.manifest,
        reason=reason,
        problems=reading.problems,
        shipped=found.shipped,
        package=found.package,
        missed_by=reading.tab if reading.manifest is None else None,
        missed_at=reading.order if reading.manifest is None else None,
    )


def _state(
    found: Place, reading: Reading, approvals: Mapping[str, Approval], without: Without
) -> tuple[PartnerState, Sayable | None]:
    if reading.incompatible is not None:
        return PartnerState.INCOMPATIBLE, reading.incompatible
    if reading.manifest is None:
        return PartnerState.FAILED, join(reading.problems[:1])
    if reading.manifest.id in without:
        return PartnerState.DISABLED, LEFT_OUT
    approval = approvals.get(reading.manifest.id)
    if approval is None:
        if found.shipped:
            return PartnerState.ACTIVE, None
        return PartnerState.DISABLED, not_enabled(reading.manifest)
    if not approval.enabled:
        return PartnerState.DISABLED, not_enabled(reading.manifest)
    beyond = wider(reading.manifest, approval, found.package)
    if beyond:
        return PartnerState.NEEDS_APPROVAL, needs_approval(reading.manifest, beyond)
    return PartnerState.ACTIVE, None


def needs_approval(manifest: Manifest, beyond: Iterable[str]) -> Sayable:
    """Why the partner waits for a yes: what it asks for ``beyond`` the one that it has."""
    return text(
        "It asks for more than was approved ({what}). Look at it and run: exin partner enable {id}",
        what=", ".join(beyond),
        id=manifest.id,
    )


def not_enabled(manifest: Manifest) -> Sayable:
    """What to do with one that the team has not said yes to."""
    return text("Not enabled. Run: exin partner enable {id}", id=manifest.id)


def _without_twins(partners: Iterable[Partner]) -> Iterator[Partner]:
    """The first with an id keeps it: what ships, then what is installed, then the folders."""
    first: dict[str, Partner] = {}
    for partner in sorted(partners, key=lambda one: not one.shipped):
        holder = first.setdefault(partner.id, partner)
        if holder is partner or partner.left_out:
            yield partner
        else:
            yield Partner(
                partner.id,
                partner.origin,
                partner.folder,
                PartnerState.FAILED,
                reason=text(
                    "The id {id} belongs to {holder} already; {newcomer} is refused. Uninstall one of them.",
                    id=partner.id,
                    holder=holder.origin,
                    newcomer=partner.origin,
                ),
            )
