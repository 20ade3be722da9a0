"""``exin serve``: the board in a browser on this machine, for a screen that has no terminal."""

from __future__ import annotations

import os
import shlex
import sys
from urllib.parse import urlsplit

import click

from exin_tui.cli.commands import command as declare
from exin_tui.cli.commands import option
from exin_tui.cli.invocation import EVERY_PARTNER, Invocation, Refused, current
from exin_tui.cli.passphrases import VARIABLE, ask_passphrase
from exin_tui.cli.speaking import language, said, show, tell
from exin_tui.cli.system_errors import why
from exin_tui.language import Label, text

ADDRESS = Label("ADRESSE", "ADDRESS")
PORT = Label("PORT", "PORT")
URL = Label("URL", "URL")
HTTP_PORT = 8765


@declare(
    "serve",
    words=text(
        "Show the board in a browser on this machine. Prints a link that works once, and stops with Ctrl-C. "
        "Needs the extra serve: pip install 'exin-tui[serve]'."
    ),
)
@option("--demo", is_flag=True, words=text("The invented team instead of your own."))
@option("--follow", is_flag=True, words=text("Only follow the stand-up that somebody holds."))
@option("--port", type=click.IntRange(1, 65535), default=HTTP_PORT, words=text("The port."), takes=PORT)
@option("--host", default="127.0.0.1", words=text("The address to listen on."), takes=ADDRESS)
@option(
    "--tls-in-front",
    words=text(
        "The https:// address under which a reverse proxy of yours reaches this. Without one, only this "
        "machine may."
    ),
    takes=URL,
)
def command(*, demo: bool, follow: bool, port: int, host: str, tls_in_front: str | None) -> None:
    """Serve until Ctrl-C."""
    invocation = current()
    url = _public_url(host, port, tls_in_front)
    try:
        from exin_tui.serving.door import Door
        from exin_tui.serving.server import BoardServer
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in {"aiohttp", "aiohttp_jinja2", "jinja2", "textual_serve"}:
            raise
        raise Refused(
            text("exin serve needs another package: pip install 'exin-tui[serve]', then try again.")
        ) from None
    passphrase = None if demo else _unlocked(invocation)
    if passphrase is not None:
        os.environ[VARIABLE] = passphrase  # each browser's board inherits it; a command line would show it
    door = Door(url)
    server = BoardServer(
        shlex.join(board_command(invocation, demo=demo, follow=follow)),
        door,
        host=host,
        port=port,
        turned_away=said(text("This link has been used, or is not yours. Start exin serve again.")),
    )
    tell(text("Open this link in the browser on this machine. It works once. Ctrl-C stops."))
    show(door.link)
    sys.stdout.flush()
    try:
        server.serve()
    except OSError as error:
        raise Refused(
            text("Port {port} cannot be used: {why}. Choose another with --port.", port=port, why=why(error))
        ) from error


def _public_url(host: str, port: int, tls_in_front: str | None) -> str:
    """Where browsers reach us. Raises `Refused` for an address that others reach without TLS in front."""
    from exin_tui.serving.door import is_loopback

    if tls_in_front is not None:
        parts = urlsplit(tls_in_front)
        if parts.scheme != "https" or not parts.netloc or parts.path.strip("/"):
            raise Refused(
                text("{url} is no https:// address of a host. Type --tls-in-front https://board.example.no",
                     url=tls_in_front)
            )  # fmt: skip
        return f"https://{parts.netloc}"
    if not is_loopback(host):
        raise Refused(
            text(
                "Others would reach {host}, and what they see would travel unencrypted. Leave --host out, or "
                "put TLS in front and name its address with --tls-in-front.",
                host=host,
            )
        )
    return f"http://[{host}]:{port}" if ":" in host.strip("[]") else f"http://{host}:{port}"


def _unlocked(invocation: Invocation) -> str | None:
    """The passphrase that was typed, once it has opened the database; None where none was needed."""
    from exin_tui.storage.opening import open_database

    typed: list[str] = []

    def unlock() -> str:
        typed.append(ask_passphrase())
        return typed[-1]

    open_database(invocation.database, unlock=unlock, initials=invocation.me).close()
    return typed[-1] if typed else None


def board_command(invocation: Invocation, *, demo: bool, follow: bool) -> list[str]:
    """What each browser's board runs: the same exin, with the same global options."""
    words = [sys.executable, "-m", "exin_tui", "--lang", language()]
    if invocation.database and not demo:
        words += ["--database", invocation.database]
    if invocation.me:
        words += ["--me", invocation.me]
    if invocation.clock.day is not None:
        words += ["--today", invocation.clock.day.isoformat()]
    if invocation.configuration_file is not None:
        words += ["--config", str(invocation.configuration_file)]
    words += [
        "--no-partners" if one == EVERY_PARTNER else f"--no-partners={one}" for one in invocation.left_out
    ]
    if demo:
        return [*words, "demo"]
    return [*words, "standup", "--follow"] if follow else words
