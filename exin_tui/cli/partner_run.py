"""``exin partner run``: a command of a partner's, as the palette has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exin_tui.cli.board import open_board
from exin_tui.cli.commands import argument
from exin_tui.cli.commands import command as declare
from exin_tui.cli.invocation import Refused, current
from exin_tui.cli.speaking import language, said, show, tell
from exin_tui.language import Label, join, text

if TYPE_CHECKING:
    from sqlalchemy import Connection


@declare(
    "run",
    words=text("Ask a partner's plugin what its command answers: case codes and sentences, no names."),
)
@argument("partner_id", words=text("The partner's id; exin partner list has them."), takes=Label("ID", "ID"))
@argument(
    "command_id",
    required=False,
    default="",
    words=text("Which command; without one, those there are."),
    takes=Label("KOMMANDO", "COMMAND"),
)
def command(partner_id: str, command_id: str) -> None:
    """Run and print."""
    from exin_tui.cli.partner_found import asking, taking_part, the_partner
    from exin_tui.partners.calling import Failure
    from exin_tui.partners.commanding import offered, run
    from exin_tui.partners.contexts import inside

    invocation = current()
    with open_board(invocation) as board:
        partner = the_partner(board.partners, partner_id)
        taking_part(partner)
        manager = asking([partner])
        offering = offered(manager)
        for failure in offering.failed:
            raise Refused(text("{partner}: {why}", partner=partner.name, why=failure.message))
        one = next((each for each in offering.commands if each.id == command_id), None)
        if one is None:
            known: list[object] = [each.id for each in offering.commands]
            if command_id:
                names = join(known or ["–"])
                raise Refused(
                    text("There is no command {id}. There are: {known}.", id=command_id, known=names)
                )
            for each in offering.commands:
                show(f"{each.id}: {said(each.title)}")
            return
        with board.database.read() as connection:
            context = inside(
                connection, partner.declares,
                today=invocation.today, programme=board.programme, language=language(),
            )  # fmt: skip
            people = _codes(connection)
        found = run(manager, one, context)
        if isinstance(found, Failure):
            raise Refused(text("{partner}: {why}", partner=partner.name, why=found.message))
        for line in found:
            show(f"{people.get(line.ref, '–')}  {said(line.said)}")
        if not found:
            tell(text("{command}: nobody.", command=one.title))


def _codes(connection: Connection) -> dict[str, str]:
    """Case codes by participant."""
    from sqlalchemy import select

    from exin_schema.tables import participant

    return {row.id: row.code for row in connection.execute(select(participant.c.id, participant.c.code))}
