"""What the team has said yes to: which partners are enabled, and with which scope."""

from __future__ import annotations

import datetime as dt

import msgspec

from exin_tui.partners.manifest import Manifest


class Approval(msgspec.Struct, frozen=True):
    """The team's answer for one partner: enabled or not, and what it was shown when it said yes."""

    enabled: bool
    fields: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    consent: tuple[str, ...] = ()
    python: bool = False
    applications: tuple[str, ...] = ()
    taken_off_at: dt.datetime | None = None
    """When the partner's open work was taken off the lists with its switching off."""
    package: str | None = None
    """The distribution that brought it; empty for a folder, None when that was not written down."""

    @classmethod
    def of(cls, manifest: Manifest, package: str | None = None) -> Approval:
        """Yes to the manifest as it is now, from ``package``."""
        return cls(
            enabled=True,
            fields=manifest.scope.fields,
            topics=tuple(topic.value for topic in manifest.scope.topics),
            consent=manifest.consent,
            python=manifest.python is not None,
            applications=tuple(kind.value for kind in manifest.scope.applications),
            package=package,
        )


def wider(manifest: Manifest, approval: Approval, package: str | None = None) -> tuple[str, ...]:
    """What the manifest has beyond what was approved, in the manifest's own words; empty when it has nothing.

    What was approved from one ``package`` was not approved from another that has the same id. A folder is not
    told from another folder: it stands elsewhere on each of the team's machines.
    A topic that is no longer asked of a consent lets more out, so a dropped topic counts as wider.
    """
    now = Approval.of(manifest)
    found = [f"scope.fields: {field}" for field in now.fields if field not in approval.fields]
    found += [f"consent: {line}" for line in now.consent if line not in approval.consent]
    found += [f"scope.topics: −{topic}" for topic in approval.topics if topic not in now.topics]
    found += [f"scope.topics: {topic}" for topic in now.topics if topic not in approval.topics]
    found += [f"scope.applications: {kind}" for kind in now.applications if kind not in approval.applications]
    if now.python and not approval.python:
        found.append("python")
    if package is not None and approval.package is not None and package != approval.package:
        found.append(f"package: {package or '–'}")
    return tuple(found)
