"""The team's answers about partners are kept with the caseload, and logged."""

from __future__ import annotations

from sqlalchemy import select

from exin_schema.tables import change
from exin_tui.partners.approval import Approval, wider
from exin_tui.partners.enabling import disable, enable, read_approvals
from tests.partners.partners_team import MANIFEST, NOW, manifest, team


def test_a_partner_is_enabled_with_the_scope_that_was_shown_and_switched_off_again() -> None:
    with team() as board:
        enable(board.database, board.manifest, now=NOW)
        with board.database.read() as connection:
            kept = read_approvals(connection)
        assert kept == {"probation": Approval.of(board.manifest)}
        later = manifest(MANIFEST.replace("[[items]]", '[scope]\nfields = ["phone"]\n[[items]]', 1))
        assert wider(later, kept["probation"]) == ("scope.fields: phone",)
        disable(board.database, "probation", now=NOW)
        with board.database.read() as connection:
            assert not read_approvals(connection)["probation"].enabled
            commands = connection.execute(select(change.c.command).where(change.c.entity == "setting")).all()
        assert [row.command for row in commands] == ["partner.enable", "partner.disable"]


def test_an_answer_that_cannot_be_read_counts_as_no() -> None:
    with team() as board:
        with board.database.write(command="test", now=NOW) as door:
            door.set_setting("partner.probation", '{"enabled": "perhaps"}')
        with board.database.read() as connection:
            assert read_approvals(connection) == {"probation": Approval(enabled=False)}
