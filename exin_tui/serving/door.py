"""Who may come in: whoever has the link that was printed once, from this machine, and nobody else. Pure.

The link's token is good for one visit, which gets a cookie for the rest. What a page of another site could
send by itself – a request with our cookie, a socket from another origin, a name that was made to point here –
is turned away.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from dataclasses import dataclass, field
from urllib.parse import urlsplit

COOKIE = "exin"
TOKEN = "token"  # noqa: S105 - the name of a parameter


def new_secret() -> str:
    """256 random bits, as they may stand in a link."""
    return secrets.token_urlsafe(32)


def is_loopback(host: str) -> bool:
    """Only this machine reaches ``host``."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass(slots=True)
class Door:
    """One run's token and cookie. ``url`` is where browsers reach us, such as ``http://127.0.0.1:8765``."""

    url: str
    token: str = field(default_factory=new_secret)
    cookie: str = field(default_factory=new_secret)
    used: bool = False

    @property
    def link(self) -> str:
        """What is printed once, and opened once."""
        return f"{self.url}/?{TOKEN}={self.token}"

    @property
    def secure(self) -> bool:
        """There is TLS in front: the cookie never travels without it."""
        return self.url.startswith("https:")

    def admits(self, token: str) -> bool:
        """True once, for the right token."""
        right = hmac.compare_digest(token.encode(), self.token.encode())
        if not right or self.used:
            return False
        self.used = True
        return True

    def knows(self, cookie: str) -> bool:
        """Whether the visit that was let in is speaking."""
        return self.used and hmac.compare_digest(cookie.encode(), self.cookie.encode())

    def is_ours(self, host: str, origin: str | None) -> bool:
        """Whether the request was meant for us: our own name, and no page of another site behind it."""
        return host == urlsplit(self.url).netloc and (origin is None or origin == self.url)
