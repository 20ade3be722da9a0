"""A partner in words: what it sees, what opens it, what it brings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from exin_tui.cli.invocation import current
from exin_tui.cli.speaking import language, said
from exin_tui.language import text

if TYPE_CHECKING:
    from exin_tui.partners.manifest import Manifest
    from exin_tui.partners.presence import Presence


def partner_lines(partner: Presence) -> Iterator[str]:
    """All that `exin partner show` prints."""
    from exin_tui.partners.scope_words import scope_lines

    yield f"{partner.id} · {said(partner.name)} · {said(partner.label)}"
    if partner.origin:
        yield said(text("From: {origin}", origin=partner.origin))
    for line in (*partner.why, partner.advice, partner.kept):
        if line is not None:
            yield said(line)
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
            if export.per:
                yield f"    {said(text('to one unit alone with --to: {per}', per=export.per))}"
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
