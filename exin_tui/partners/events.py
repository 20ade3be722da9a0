"""Tells partners what has happened, after it was committed, and does what they answer: tasks to open."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import Connection, select

from exin_schema.programme import Programme
from exin_schema.tables import change, consent, partner_fact, partner_record
from exin_tui.history.undo import UNDO
from exin_tui.partners.asking import Event, EventKind, OpenTask
from exin_tui.partners.calling import PartnerManager
from exin_tui.partners.contexts import inside
from exin_tui.partners.manifest import Manifest
from exin_tui.partners.tasks import pick_task
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database

_LOG = logging.getLogger(__name__)
ACTOR = "exin"
"""Who the change log says opened the task: nobody asked for it, a partner's rule did."""
_FIELDS: dict[tuple[str, str], tuple[EventKind, str]] = {
    ("participant", "phase"): (EventKind.PHASE, "phase"),
    ("custody_episode", "place"): (EventKind.TRANSFER, "place"),
    **{
        ("custody_episode", name): (EventKind.RELEASE, "release_date")
        for name in (
            "decided_on", "released_on", "full_term_on", "two_thirds_on", "probation", "probation_on",
        )
    },
}  # fmt: skip
"""The event of a changed column, and the field that the scope must have."""


def after_commit(
    database: Database,
    manager: PartnerManager,
    units: Collection[str],
    *,
    today: dt.date,
    now: dt.datetime,
    programme: Programme,
) -> int:
    """Tell the partners of what the commands ``units`` changed; how many tasks were opened.

    Imports the partners' Python: never while somebody waits. What goes wrong in a partner is logged, without
    a value, and changes nothing.
    """
    if not units:
        return 0
    before = len(manager.failures)
    opened = 0
    for partner in manager.implements("exin_on_event"):
        manifest = partner.declares
        with database.read() as connection:
            events = list(dict.fromkeys(_events(connection, manifest, units)))
            context = inside(connection, manifest, today=today, programme=programme) if events else None
        for event in events:
            answered = manager.call("exin_on_event", OpenTask, only=partner.id, ctx=context, event=event)
            for wish in (wish for one in answered for wish in one.values):
                if context is None or context.participant(wish.ref) is None:
                    continue
                refused = pick_task(
                    database, manifest, wish.ref, wish.id,
                    today=today, now=now, programme=programme, actor=ACTOR,
                )  # fmt: skip
                opened += not isinstance(refused, Refusal)
    for failure in manager.failures[before:]:
        _LOG.warning("%s %s: %s", failure.partner, failure.what, failure.message.say("en"))
    return opened


def _events(connection: Connection, manifest: Manifest, units: Collection[str]) -> Iterator[Event]:
    columns = (
        change.c.entity, change.c.entity_id, change.c.participant_id, change.c.field, change.c.verb,
    )  # fmt: skip
    rows = connection.execute(
        select(*columns)
        .where(change.c.unit.in_(units), ~change.c.command.startswith(UNDO))
        .order_by(change.c.id)
    ).all()
    theirs = _own(connection, manifest, [row.entity_id for row in rows])
    for row in rows:
        if row.participant_id is None and row.entity != "participant":
            continue
        ref = row.participant_id or row.entity_id
        kind, needs = _FIELDS.get((row.entity, row.field), (None, ""))
        if kind is not None and row.verb == "update" and needs in manifest.scope.fields:
            yield Event(kind, ref)
        elif row.entity_id in theirs:
            own_kind, own = theirs[row.entity_id]
            yield Event(own_kind, ref, own, new=row.verb == "insert" and own_kind is EventKind.RECORD)


def _own(connection: Connection, manifest: Manifest, ids: Iterable[str]) -> dict[str, tuple[EventKind, str]]:
    """The partner's own facts, records and consent lines among the changed rows."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, tuple[EventKind, str]] = {}
    if not wanted:
        return found
    tables = (
        (partner_fact, partner_fact.c.fact, EventKind.FACT),
        (partner_record, partner_record.c.record, EventKind.RECORD),
    )
    for table, own, kind in tables:
        statement = select(table.c.id, own).where(table.c.id.in_(wanted), table.c.partner == manifest.id)
        found |= {row[0]: (kind, row[1]) for row in connection.execute(statement)}
    lines = select(consent.c.id, consent.c.line).where(
        consent.c.id.in_(wanted), consent.c.line.in_(manifest.consent)
    )
    found |= {row[0]: (EventKind.CONSENT, row[1]) for row in connection.execute(lines)}
    return found
