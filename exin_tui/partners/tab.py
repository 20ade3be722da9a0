"""A partner's tab and its panel on one participant, each read in one snapshot with eight statements."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection

from exin_schema.programme import Programme
from exin_tui.caseload.labels import Labels
from exin_tui.partners.discovery import Partner
from exin_tui.partners.holding import what_holds
from exin_tui.partners.leftovers import dropped
from exin_tui.partners.tab_models import Offer, PartnerPanel, PartnerTab
from exin_tui.partners.tab_reading import read_all, read_one
from exin_tui.partners.tab_rows import columns, fact_rows, record_tables, tab_steps


class NoParticipant(LookupError):
    """Nobody active has the id."""


def load_tab(
    connection: Connection, partner: Partner, *, today: dt.date, programme: Programme, labels: Labels
) -> PartnerTab:
    """The partner's tab on ``today``, to be read inside one transaction (`Database.read`).

    Raises `NoManifest` for a partner whose manifest could not be read.
    """
    manifest = partner.declares
    held = read_all(connection, manifest, today)
    return PartnerTab(
        partner=manifest.id,
        name=partner.name,
        tab=partner.tab,
        today=today,
        steps=tab_steps(held, manifest, partner.tab, today, programme, labels),
        columns=columns(manifest.facts),
        facts=fact_rows(held, manifest, today, programme),
        records=record_tables(held, manifest),
        rules=what_holds(manifest),
        last_change=held.last_change,
    )


def load_panel(
    connection: Connection,
    partner: Partner,
    participant_id: str,
    *,
    today: dt.date,
    programme: Programme,
    labels: Labels,
) -> PartnerPanel:
    """What the partner has on one participant.

    Raises `NoManifest` as `load_tab` does, `NoParticipant` when nobody active has the id.
    """
    manifest = partner.declares
    held = read_one(connection, manifest, participant_id, today)
    if not held.order:
        raise NoParticipant(participant_id)
    open_now = {task.key for task in held.tasks}
    return PartnerPanel(
        partner=manifest.id,
        name=partner.name,
        tab=partner.tab,
        today=today,
        facts=fact_rows(held, manifest, today, programme)[0],
        columns=columns(manifest.facts),
        steps=tab_steps(held, manifest, partner.tab, today, programme, labels),
        records=record_tables(held, manifest),
        offers=tuple(
            Offer(task.id, task.step, task.name.label, task.holder, task.sensitive)
            for task in sorted(manifest.tasks, key=lambda one: not one.offered)
            if manifest.key(task.id) not in open_now
        ),
        last_change=held.last_change,
        dropped=dropped(
            manifest, held.facts.get(participant_id, {}).values(), held.records.get(participant_id, ())
        ),
    )
