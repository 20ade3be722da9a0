"""A national identity number is kept nowhere: whichever field it is written into, and however."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import Table, func, select

from exin_schema.tables import change, metadata, setting, team
from exin_tui.privacy.identity_number import holds_identity_number
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door
from exin_tui.storage.errors import IdentityNumber
from exin_tui.storage.shape import shape_of
from tests.databases import NOW
from tests.importing.lists import with_check_digits


@pytest.fixture(scope="module")
def board() -> Iterator[Database]:
    with temporary_database(actor="KN") as opened:
        yield opened


def _fields() -> list[tuple[Table, str]]:
    found: list[tuple[Table, str]] = []
    for table in metadata.sorted_tables:
        if "id" in table.c and "version" in table.c:
            found += [(table, name) for name in sorted(shape_of(table).words)]
    return found


FIELDS = _fields()
WRITTEN = st.sampled_from(
    ["{0}", "{1} {2}", "{1}-{2}", "fnr {0}, se SOMA", "tlf 22 00 00 00 og {1} {2}.", "\u200b{1}\u200b{2}"]
)


def _with_check_digits(number: int) -> str:
    """Empty where a check digit would have two digits: such numbers are not given out."""
    try:
        made = with_check_digits(f"{number:09}")
    except ValueError:
        return ""
    return made if len(made) == 11 else ""


NUMBERS = st.integers(1, 10**9 - 1).map(_with_check_digits).filter(bool)


def test_every_free_text_of_a_participant_is_among_the_fields() -> None:
    named = {f"{table.name}.{name}" for table, name in FIELDS}
    for field in ("participant.phone", "participant.soma_reference", "checklist_item.note", "task.title",
                  "consent.document", "meeting.place", "contact.name", "partner_fact.value"):  # fmt: skip
        assert field in named


@settings(max_examples=200, deadline=None)
@given(where=st.sampled_from(FIELDS), number=NUMBERS, written=WRITTEN)
def test_no_field_takes_one_and_the_refusal_does_not_repeat_it(
    board: Database, where: tuple[Table, str], number: str, written: str
) -> None:
    table, name = where
    value = written.format(number, number[:6], number[6:])
    with (
        pytest.raises(IdentityNumber) as refused,
        board.write(command="test", now=NOW) as door,
    ):
        door.insert(table, {name: value})
    said = refused.value.message.say("nb") + refused.value.message.say("en") + repr(refused.value)
    assert not any(part in said for part in (number, number[:6], number[6:]))
    with board.read() as connection:
        assert connection.execute(select(func.count()).select_from(table)).scalar_one() == 0


@settings(max_examples=25, deadline=None)
@given(number=NUMBERS)
def test_neither_does_a_change_of_a_row_or_of_a_setting(number: str) -> None:
    with temporary_database(actor="KN") as board:
        with board.write(command="test", now=NOW) as door:
            identity = door.insert(team, {"name": "Nord", "code_prefix": "SN"})
        writes: tuple[Callable[[Door], object], ...] = (
            lambda door: door.update(team, identity, 1, {"name": f"Nord {number}"}),
            lambda door: door.set_setting("filter.mine", f'"{number}"'),
            lambda door: door.set_setting(f"filter.{number}", '""'),
        )
        for write in writes:
            with pytest.raises(IdentityNumber), board.write(command="test", now=NOW) as door:
                write(door)
        with board.read() as connection:
            assert connection.execute(select(team.c.name)).scalar_one() == "Nord"
            assert not connection.execute(select(setting)).all()
            assert connection.execute(select(func.count()).select_from(change)).scalar_one() == 1


@given(st.integers(0, 10**11 - 1))
def test_eleven_digits_that_are_none_are_kept(number: int) -> None:
    digits = f"{number:011}"
    assume(digits != _with_check_digits(number // 100))
    assert not holds_identity_number(f"SOMA {digits}")
