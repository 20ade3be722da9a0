"""``exin where``: the files and folders that this machine uses."""

from __future__ import annotations

import sys

from exin_tui.cli.commands import command as declare
from exin_tui.cli.invocation import current
from exin_tui.cli.speaking import said, show, tell
from exin_tui.cli.tables import Column, table
from exin_tui.configuration import ConfigurationError, configuration_file, data_directory, log_file
from exin_tui.language import text


@declare(
    "where",
    words=text("Print where exin keeps its files: the configuration, the database and its keys, the log."),
)
def command() -> None:
    """Print the places."""
    invocation = current()
    try:
        database = invocation.database
    except ConfigurationError as error:
        tell(error.message)
        database = invocation.asked_database
    rows = [
        (said(text("configuration")), str(invocation.configuration_file or configuration_file())),
        (said(text("data")), str(data_directory())),
        (said(text("database")), _without_password(database or str(data_directory() / "caseload.db"))),
        (said(text("log")), str(log_file())),
        (said(text("program")), sys.prefix),
    ]
    for line in table([Column(""), Column("")], rows, heads=False):
        show(line)


def _without_password(database: str) -> str:
    """A URL without what stands between the user and the host."""
    scheme, separator, rest = database.partition("://")
    if not separator or "@" not in rest:
        return database
    user, _, host = rest.rpartition("@")
    return f"{scheme}://{user.partition(':')[0]}@{host}"
