"""Asks a partner for a widget of its own. What is answered is made and mounted by the screens, not here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from exin_schema.programme import Programme
from exin_schema.vocabulary import Language
from exin_tui.language import text
from exin_tui.partners.calling import Failure, PartnerManager
from exin_tui.partners.contexts import inside
from exin_tui.partners.discovery import Partner
from exin_tui.partners.outcome import Unfit

WIDGET = "exin_widget"
NO_WIDGET = text(
    "It must answer with a widget class, or with a function that makes a widget; not with a screen."
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What makes the widget, or why there is none."""

    make: Callable[[], object] | None = None
    failure: Failure | None = None


def widget_of(
    manager: PartnerManager,
    partner: Partner,
    connection: Connection,
    *,
    today: dt.date,
    programme: Programme,
    language: Language = "nb",
) -> Drawn:
    """What the partner's hook answers now; a failure stands in it. Imports the partner's Python."""
    if partner.manifest is not None and manager.answers(partner, WIDGET):
        context = inside(connection, partner.manifest, today=today, programme=programme, language=language)
        answered = manager.call(WIDGET, object, only=partner.id, shape=makers, ctx=context)
        if answered:
            return Drawn(answered[0].values[0])  # type: ignore[arg-type]
    return Drawn(failure=manager.last_failure(partner.id, "import", WIDGET))


def makers(answer: object) -> Iterator[object]:
    """The class or function that was answered. Raises `Unfit` for anything else."""
    if not (_is_widget_class(answer) if isinstance(answer, type) else callable(answer)):
        raise Unfit(NO_WIDGET)
    yield answer


def _is_widget_class(answer: type) -> bool:
    """By name: nothing below the screens imports Textual, and a partner that answers so has done it."""
    names = {f"{one.__module__}.{one.__qualname__}" for one in answer.__mro__}
    return "textual.widget.Widget" in names and not names & {"textual.screen.Screen", "textual.app.App"}
