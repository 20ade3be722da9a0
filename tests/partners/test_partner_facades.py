"""Nothing outside the scope can be reached from what a partner's code is handed, however far one goes."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType

import pytest
from sqlalchemy import Column, Table, Text, select

from exin_schema.tables import metadata
from exin_tui.partners.checking_exports import RECIPIENTS
from exin_tui.partners.contexts import inside, outbound
from exin_tui.partners.discovery import Partner, PartnerState
from exin_tui.partners.export_columns import words_of
from exin_tui.partners.outbound_context import OutboundContext
from exin_tui.partners.reading import parse_manifest, read_manifest
from exin_tui.partners.scope import FIELDS
from exin_tui.partners.sentinels import REF
from exin_tui.partners.standings import topics_of
from exin_tui.partners.trial import Trial, trial_team

ROOT = Path(__file__).parent.parent.parent
SOURCE = """\
id = "narrow"
api = 1
name = { nb = "Smal", en = "Narrow" }
consent = ["prison"]

[scope]
fields = [FIELDS]
topics = ["work"]

[[roles]]
id = "contact"
name = { nb = "Kontakt", en = "Contact" }

[[meetings]]
id = "talk"
name = { nb = "Samtale", en = "Talk" }

[[facts]]
id = "diagnosis"
type = "text"
sensitive = true
name = { nb = "Diagnose", en = "Diagnosis" }

[[facts]]
id = "course"
type = "text"
topic = "education"
name = { nb = "Kurs", en = "Course" }

[[facts]]
id = "office"
type = "text"
place = true
name = { nb = "Kontor", en = "Office" }

[[records]]
id = "visit"
name = { nb = "Besøk", en = "Visit" }
fields = [{ id = "where", type = "text", name = { nb = "Hvor", en = "Where" } }]
"""
_ENDS = (str, bytes, int, float, bool, dt.date, enum.Enum, type, ModuleType, type(None))


def reached(*roots: object) -> str:
    """Every text that can be reached by attributes, items, closures and what a method is bound to."""
    found: list[str] = []
    seen: set[int] = set()
    waiting = list(roots)
    kept = []  # an id is one object's for as long as that lives
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        kept.append(one)
        if isinstance(one, _ENDS):
            found.append(str(one))
        else:
            waiting += _behind(one)
    return "\n".join(found).casefold()


def _behind(one: object) -> Iterator[object]:
    if isinstance(one, Mapping):
        yield from one.keys()
        yield from one.values()
    elif isinstance(one, Iterable) and not hasattr(one, "__next__"):
        yield from one
    if isinstance(one, FunctionType):
        yield from (cell.cell_contents for cell in one.__closure__ or ())
        yield from one.__defaults__ or ()
    elif isinstance(one, MethodType | BuiltinFunctionType):
        yield one.__self__  # its other attributes are methods without end
    else:
        for name in dir(one):
            if not name.startswith("__") or name == "__dict__":
                try:
                    yield getattr(one, name)
                except Exception:  # noqa: BLE001, S112 — out of the scope, as it should be
                    continue


def partner(source: str) -> Partner:
    manifest = parse_manifest(source).manifest
    assert manifest is not None
    return Partner(manifest.id, "test", None, PartnerState.ACTIVE, manifest)


def check_inside(trial: Trial) -> None:
    with trial.database.read() as connection:
        context = inside(connection, trial.manifest, today=trial.today, programme=trial.programme)
    said = reached(context)
    for whose in trial.everybody:
        for one in whose.sentinels:
            if one.within(said):
                assert one.inside, f"{one.field} of {whose.standing}"


def check_outbound(trial: Trial) -> None:
    for recipient, open_to in RECIPIENTS:
        with trial.database.read() as connection:
            going = outbound(
                connection, trial.manifest, today=trial.today, programme=trial.programme,
                role=recipient.role, person=recipient.person,
            )  # fmt: skip
        words = words_of(trial.manifest, "nb")
        said = reached(OutboundContext(going.participants, trial.today, "nb", words))
        for whose in trial.everybody:
            for one in whose.sentinels:
                if one.within(said):
                    assert whose.standing in open_to, f"{one.field} of {whose.standing}"
                    assert one.sent, f"{one.field} of {whose.standing}"
                    assert one.topics <= topics_of(whose.standing, trial.manifest), one.field


@pytest.mark.parametrize("field", FIELDS)
def test_a_scope_of_one_field_opens_no_other(field: str) -> None:
    with trial_team(partner(SOURCE.replace("FIELDS", f'"{field}"'))) as trial:
        check_inside(trial)
        check_outbound(trial)


def test_what_may_be_seen_and_sent_is_there() -> None:
    """Otherwise the walk would prove nothing: it finds whatever the scope and the consent open."""
    with trial_team(partner(SOURCE.replace("FIELDS", ", ".join(f'"{one}"' for one in FIELDS)))) as trial:
        check_inside(trial)
        check_outbound(trial)
        with trial.database.read() as connection:
            ask = {"today": trial.today, "programme": trial.programme}
            seen = reached(inside(connection, trial.manifest, **ask))  # type: ignore[arg-type]
            sent = reached(outbound(connection, trial.manifest, **ask).participants)  # type: ignore[arg-type]
        for whose in trial.people:
            missing = [one.field for one in whose.sentinels if one.inside and not one.within(seen)]
            assert missing == [], whose.standing
        for whose in trial.people[:1]:
            missing = [one.field for one in whose.sentinels if one.sent and not one.within(sent)]
            assert missing == [], whose.standing
            assert not any(one.within(sent) for one in whose.sentinels if one.field == REF)


@pytest.mark.parametrize("name", ["nav", "prison", "school"])
def test_what_ships_is_handed_its_scope_alone(name: str) -> None:
    manifest = read_manifest(ROOT / "plugins" / name / f"exin_{name}" / "partner.toml").manifest
    assert manifest is not None
    with trial_team(Partner(name, "test", None, PartnerState.ACTIVE, manifest)) as trial:
        check_inside(trial)
        check_outbound(trial)


KEYS = (
    "id key kind state step holder phase from_phase to_phase level probation outcome status line topics "
    "partner fact record changed_by participant_id moment housing income individual_plan answer uid "
    "recurrence_id rrule exdates sent_by referred_by intake_outcome closing_reason"
)
"""Columns of text that say a choice, a key, or who works here."""
RECIPIENT = frozenset({"consent.role", "consent.person", "participant_contact.role"})
"""Whom a consent is narrowed to must be the recipient's own words; a contact's role is a key."""


def test_every_text_that_is_kept_of_a_participant_is_a_sentinel_in_the_trial() -> None:
    """A column that comes later must be put into the trial as well."""
    with (
        trial_team(partner(SOURCE.replace("FIELDS", '"code"'))) as trial,
        trial.database.read() as connection,
    ):
        words = {word for whose in trial.everybody for one in whose.sentinels for word in one.words}
        lacking = []
        for table in metadata.tables.values():
            for column in _texts(table):
                values = connection.execute(select(column)).scalars().all()
                if not any(word in str(value).casefold() for value in values for word in words):
                    lacking.append(f"{table.name}.{column.name}")
    assert lacking == []


def _texts(table: Table) -> list[Column[str]]:
    about = {"participant_id", "agency_id", "contact_id"} & set(table.c.keys())
    if table.name in {"change", "access", "disclosure", "setting", "subject_key"}:
        return []  # the log of all of it
    if not about and table.name not in {"participant", "agency"}:
        return []
    texts = [one for one in table.c if isinstance(one.type, Text) and not one.foreign_keys]
    return [
        one for one in texts if one.name not in KEYS.split() and f"{table.name}.{one.name}" not in RECIPIENT
    ]
