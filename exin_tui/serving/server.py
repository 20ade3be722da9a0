"""The web server: textual-serve's, with a door in front of it and nothing from other places in the page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web
from textual_serve.server import Server

from exin_tui.serving.door import COOKIE, TOKEN, Door

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_HEADERS = {
    # The page and its socket come from here, and nothing is asked of anybody else.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self';"
        " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
        " frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}
_AT_ONCE = 4
"""Boards open at the same time; a browser that is reloaded leaves one behind for a moment."""


class BoardServer(Server):
    """Serves ``command`` behind ``door``."""

    def __init__(
        self,
        command: str,
        door: Door,
        *,
        host: str,
        port: int,
        turned_away: str,
    ) -> None:
        super().__init__(
            command,
            host=host,
            port=port,
            title="exin",
            public_url=door.url,
            templates_path=Path(__file__).with_name("templates"),
        )
        self.door = door
        self._turned_away = turned_away
        self._open = 0

    def initialize_logging(self) -> None:
        """Nothing is logged: textual-serve's own would print the values of local variables."""

    async def on_startup(self, app: web.Application) -> None:
        """Whoever started us has said where the board is."""

    async def _make_app(self) -> web.Application:
        app: web.Application = await super()._make_app()

        @web.middleware
        async def at_the_door(request: web.Request, handler: Handler) -> web.StreamResponse:
            return await self._let_in(request, handler)

        app.middlewares.append(at_the_door)
        app.on_response_prepare.append(_with_headers)
        return app

    async def _let_in(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        door = self.door
        if not door.is_ours(request.host, request.headers.get("Origin")):
            return self._refuse()
        token = request.query.get(TOKEN)
        if token is not None and request.path == "/":
            return self._welcome() if door.admits(token) else self._refuse()
        if not door.knows(request.cookies.get(COOKIE, "")):
            return self._refuse()
        return await handler(request)

    def _welcome(self) -> web.StreamResponse:
        """The token does not stay in the address bar."""
        response = web.Response(status=303, headers={"Location": "/"})
        response.set_cookie(
            COOKIE, self.door.cookie, httponly=True, samesite="Strict", secure=self.door.secure, path="/"
        )
        return response

    def _refuse(self) -> web.StreamResponse:
        return web.Response(status=403, text=f"{self._turned_away}\n")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """One board for each socket, and not any number of them."""
        if self._open >= _AT_ONCE or request.headers.get("Origin") != self.door.url:
            raise web.HTTPForbidden(text=f"{self._turned_away}\n")
        self._open += 1
        try:
            answer: web.WebSocketResponse = await super().handle_websocket(request)
            return answer
        finally:
            self._open -= 1


async def _with_headers(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(_HEADERS)
