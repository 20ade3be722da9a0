"""What somebody says yes to who enables a partner, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from exin_tui.language import Sayable, join, text
from exin_tui.partners.manifest import Manifest
from exin_tui.partners.scope import FIELDS

_NONE = text("none")


def scope_lines(manifest: Manifest) -> Iterator[Sayable]:
    """What it sees, what opens it, and whether it runs code."""
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
