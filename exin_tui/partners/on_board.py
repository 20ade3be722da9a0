"""Partners' alerts among the board's own: asked of the partners' rules, and put on each participant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from exin_schema.programme import Programme, RuleSource, Words
from exin_schema.vocabulary import Certainty, Label, Severity
from exin_tui.caseload.models import Overview, ParticipantRow, ParticipantView
from exin_tui.caseload.participant_rows import by_urgency
from exin_tui.language import text
from exin_tui.partners.calling import Failure, PartnerManager
from exin_tui.partners.contexts import inside
from exin_tui.partners.discovery import Partner
from exin_tui.partners.evaluating import alerts
from exin_tui.partners.holding import rule_source
from exin_tui.partners.inside_context import InsideContext
from exin_tui.programme.urgency import louder
from exin_tui.programme.values import Alert, Why
from exin_tui.storage.database import Database

NOT_EVALUATED = Label("ikke vurdert", "not evaluated")


class PartnerRules:
    """The rules of the active partners, over the life of a board: what failed thrice stays set aside."""

    def __init__(self, partners: Iterable[Partner], manager: PartnerManager | None = None) -> None:
        """``manager`` is the board's own, when it has one."""
        self._manager = manager if manager is not None else PartnerManager(partners)

    def __bool__(self) -> bool:
        """Whether there is any Python to ask."""
        return bool(self._manager.partners)

    def ask(self, database: Database, *, today: dt.date, programme: Programme) -> OnBoard:
        """What they say of everybody on ``today``. Imports the partners' Python: never on the first path.

        The number of statements is fixed for each partner, whatever the size of the caseload. Raises a
        `StorageError`; what goes wrong in a partner becomes an alert that says so.
        """
        contexts: dict[str, InsideContext] = {}
        asked = self._manager.implements("exin_rules")
        if asked:
            with database.read() as connection:
                for one in asked:
                    contexts[one.id] = inside(connection, one.declares, today=today, programme=programme)
        found = alerts(self._manager, contexts, today)
        by_id = {one.id: one for one in self._manager.partners}
        return OnBoard(
            today,
            found.by_participant,
            tuple(_unknown(by_id[one.partner], one, today) for one in found.not_evaluated),
        )


@dataclass(frozen=True, slots=True)
class OnBoard:
    """What partners' rules said, ready to be put on snapshots of the same day."""

    today: dt.date
    by_participant: Mapping[str, tuple[Alert, ...]]
    not_evaluated: tuple[Alert, ...]
    """Stands on everybody: silence would read as "no alerts"."""

    @property
    def silent(self) -> bool:
        """Everything was evaluated, and nothing is to be said."""
        return not self.by_participant and not self.not_evaluated

    def on_overview(self, overview: Overview) -> Overview:
        """The overview with the partners' alerts, in the order that follows from them."""
        if self.silent:
            return overview
        rows = by_urgency(self._on_row(row) for row in overview.rows)
        return msgspec.structs.replace(overview, rows=rows)

    def on_view(self, view: ParticipantView) -> ParticipantView:
        """One participant with the partners' alerts."""
        return msgspec.structs.replace(view, row=self._on_row(view.row))

    def _on_row(self, row: ParticipantRow) -> ParticipantRow:
        more = (*self.by_participant.get(row.person.id, ()), *self.not_evaluated)
        if not more:
            return row
        together = tuple(sorted((*row.alerts, *more), key=lambda one: one.severity.rank))
        headline = row.headline
        urgency = row.urgency
        if headline is None or more[0].severity.rank < headline.severity.rank:
            urgency = louder(urgency, more[0])
        return msgspec.structs.replace(row, alerts=together, urgency=urgency)


def _unknown(partner: Partner, failure: Failure, today: dt.date) -> Alert:
    """A rule that could not be evaluated, as an alert that says just that."""
    own = failure.what.removeprefix("rule ") if failure.what.startswith("rule ") else "rules"
    message = text(
        "{partner}: {rule} could not be evaluated. {why}",
        partner=partner.name,
        rule=own,
        why=failure.message,
    )
    code = f"{partner.id}.{own}"
    return Alert(code, Severity.NOTE, NOT_EVALUATED, message, Why(message, _source(partner, own, today)))


def _source(partner: Partner, own: str, today: dt.date) -> RuleSource:
    """The rule's own source; for a partner whose rules are not even known, the partner."""
    if partner.manifest is not None:
        try:
            return rule_source(partner.manifest, own)
        except KeyError:
            pass
    name = Words(partner.name.say("nb"), partner.name.say("en"))
    return RuleSource(f"{partner.id}.{own}", name, Certainty.UNCONFIRMED, today)
