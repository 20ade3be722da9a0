"""A partner in words: what it sees, what opens it, what it brings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from exin_tui.cli.invocation import current
from exin_tui.cli.speaking import language, said
from exin_tui.language import Sayable, join, text

if TYPE_CHECKING:
    from exin_tui.partners.discovery import Partner
    from exin_tui.partners.manifest import Manifest


def scope_lines(manifest: Manifest) -> Iterator[Sayable]:
    """What somebody says yes to who enables the partner."""
    from exin_tui.partners.scope import FIELDS

    fields: list[object] = [FIELDS[field] for field in manifest.scope.fields]
    yield text("Fields that it sees of everybody: {fields}", fields=join(fields or [_NONE]))
    yield text("Consent lines that open it: {lines}", lines=join(list(manifest.consent) or [_NONE]))
    yield text(
        "Topics that a consent must cover: {topics}", topics=join(list(manifest.scope.topics) or [_NONE])
    )
    if manifest.scope.applications:
        kinds = join(list(manifest.scope.applications))
        yield text("Applications whose state it sees, inside the team only: {kinds}", kinds=kinds)
    if manifest.python is not None:
        yield text(
            "Runs code of its own: {module}. It is trusted: the scope is no wall.",
            module=manifest.python.hooks,
        )
    else:
        yield text("Data only: no code of its own.")


_NONE = text("none")


def partner_lines(partner: Partner) -> Iterator[str]:
    """All that `exin partner show` prints."""
    yield f"{partner.id} · {said(partner.name)} · {said(partner.state.label)}"
    yield said(text("From: {origin}", origin=partner.origin))
    if partner.reason is not None:
        yield said(partner.reason)
    for problem in partner.problems:
        yield said(problem)
    if partner.manifest is None:
        return
    for line in scope_lines(partner.manifest):
        yield said(line)
    yield from _brings(partner.manifest)


def _brings(manifest: Manifest) -> Iterator[str]:
    kinds = (
        (text("Contact roles"), manifest.roles),
        (text("Meeting kinds"), manifest.meetings),
        (text("Checklist items"), manifest.items),
        (text("Tasks"), manifest.tasks),
        (text("Facts"), manifest.facts),
        (text("Records"), manifest.records),
    )
    for heading, declared in kinds:
        if declared:
            yield ""
            yield f"{said(heading)}:"
            for one in declared:
                yield f"  {one.id}: {one.name.label.say(language())}"
    if manifest.exports:
        yield ""
        yield said(text("Exports:"))
        for export in manifest.exports:
            columns = f": {', '.join(export.columns)}" if export.columns else ""
            yield f"  {export.id}: {said(export.title)} ({', '.join(export.formats)}){columns}"
    if manifest.rules:
        yield ""
        yield said(text("What holds:"))
        yield from _rules(manifest)


def _rules(manifest: Manifest) -> Iterator[str]:
    from exin_tui.partners.holding import what_holds
    from exin_tui.programme.rules import is_stale

    invocation = current()
    today, months = invocation.today, invocation.programme().offsets.rule_stale_months
    for why in what_holds(manifest):
        yield f"  {why.rule.id}: {said(why.because)}"
        verified = text(
            "{source} · {certainty} · verified {day}",
            source=why.rule.source.label,
            certainty=why.rule.certainty,
            day=why.rule.verified,
        )
        if why.rule.verified and is_stale(why.rule.verified, today, months):
            verified = text("{verified}, more than {months} months ago", verified=verified, months=months)
        yield f"    {said(verified)}"
