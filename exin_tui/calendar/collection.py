"""A CalDAV collection: what lies in it, and writing to it without overwriting what others wrote meanwhile.

The caldav library does the talking; every write names the ETag that was read (RFC 4791 5.3.2), so that the
server refuses it when somebody was faster.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from exin_tui.language import Sayable, text

TIMEOUT = 30
"""Seconds that a server may take for one answer."""
_AT_ONCE = 50
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_NOT_OURS_TO_WRITE = {409, 412}
"""Changed meanwhile, or the same UID lies there under another name."""
_GONE = 404
_WRITTEN = {200, 201, 204}

_LIST = (
    '<?xml version="1.0" encoding="utf-8"?><d:propfind xmlns:d="DAV:">'
    "<d:prop><d:getetag/><d:resourcetype/></d:prop></d:propfind>"
)
_READ = (
    '<?xml version="1.0" encoding="utf-8"?>'
    '<c:calendar-multiget xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">'
    "<d:prop><d:getetag/><c:calendar-data/></d:prop>{hrefs}</c:calendar-multiget>"
)
_ETAG, _DATA = "{DAV:}getetag", "{urn:ietf:params:xml:ns:caldav}calendar-data"
_TYPE, _CALENDAR = "{DAV:}resourcetype", "{urn:ietf:params:xml:ns:caldav}calendar"


class SyncRefused(Exception):
    """The calendar cannot be kept in step; ``message`` says why and what to do."""

    def __init__(self, message: Sayable, *, exit_code: int = 1) -> None:
        super().__init__(message.say("en"))
        self.code = "calendar_sync"
        self.message = message
        self.exit_code = exit_code


@dataclass(frozen=True, slots=True)
class There:
    """One item of the collection."""

    href: str
    etag: str


class Collection:
    """One calendar on a server. Every method raises `SyncRefused` when the server does not do it."""

    def __init__(self, url: str, user: str, password: str) -> None:
        self.url = _checked(url)
        try:
            import caldav
        except ImportError:
            raise SyncRefused(
                text("The caldav library is missing. Install it: pip install 'exin-tui[caldav]'.")
            ) from None
        logging.getLogger("caldav").setLevel(logging.CRITICAL)  # its warnings quote what it was sent
        made: Any = caldav.DAVClient
        self._client = made(
            url=self.url,
            username=user or None,
            password=password or None,
            timeout=TIMEOUT,
            enable_rfc6764=False,
            require_tls=False,
        )

    def items(self) -> dict[str, There]:
        """What lies there, by file name."""
        answer = self._ask(self.url, "PROPFIND", _LIST, {"Depth": "1", "Content-Type": "application/xml"})
        found = {}
        is_calendar = False
        for href, properties in answer.find_objects_and_props().items():
            etag = properties.get(_ETAG)
            kind = properties.get(_TYPE)
            path = unquote(urlsplit(href).path)
            if path.rstrip("/") == unquote(urlsplit(self.url).path).rstrip("/"):
                is_calendar = kind is not None and kind.find(_CALENDAR) is not None
            elif etag is not None and etag.text:
                found[path.rpartition("/")[2]] = There(href, etag.text)
        if not is_calendar:
            raise SyncRefused(
                text("{url} is not a calendar. Copy the calendar's own address there.", url=self.url)
            )
        return found

    def read(self, items: Sequence[There]) -> Iterator[tuple[There, bytes]]:
        """The content of ``items``; one that went meanwhile is left out."""
        from xml.sax.saxutils import escape

        by_path = {urlsplit(item.href).path: item for item in items}
        for start in range(0, len(items), _AT_ONCE):
            some = items[start : start + _AT_ONCE]
            hrefs = "".join(f"<d:href>{escape(urlsplit(item.href).path)}</d:href>" for item in some)
            headers = {"Depth": "0", "Content-Type": "application/xml"}
            answer = self._ask(self.url, "REPORT", _READ.format(hrefs=hrefs), headers)
            for href, properties in answer.find_objects_and_props().items():
                data, etag = properties.get(_DATA), properties.get(_ETAG)
                item = by_path.get(urlsplit(href).path)
                if item is not None and data is not None and data.text:
                    now = etag.text if etag is not None and etag.text else item.etag
                    yield There(item.href, now), data.text.encode()

    def put(self, name: str, content: bytes, there: There | None) -> bool:
        """Write an item; ``there`` None: a new one. False when somebody else changed or made it meanwhile."""
        condition = {"If-None-Match": "*"} if there is None else {"If-Match": there.etag}
        headers = {"Content-Type": "text/calendar; charset=utf-8", **condition}
        url = f"{self.url}{name}" if there is None else self._absolute(there.href)
        return self._done(self._ask(url, "PUT", content, headers))

    def delete(self, there: There) -> bool:
        """Take an item away. False when somebody else changed it meanwhile."""
        answer = self._ask(self._absolute(there.href), "DELETE", "", {"If-Match": there.etag})
        return answer.status == _GONE or self._done(answer)

    def _absolute(self, href: str) -> str:
        here = urlsplit(self.url)
        return f"{here.scheme}://{here.netloc}{urlsplit(href).path}"

    def _done(self, answer: Any) -> bool:
        if answer.status in _NOT_OURS_TO_WRITE:
            return False
        if answer.status not in _WRITTEN:
            raise _refusal(self.url, answer.status)
        return True

    def _ask(self, url: str, method: str, body: str | bytes, headers: dict[str, str]) -> Any:
        from caldav.lib import error

        try:
            answer = self._client.request(url, method, body, headers)
        except error.AuthorizationError:
            raise _refusal(self.url, 401) from None
        except error.NotFoundError:
            raise _refusal(self.url, 404) from None
        except error.DAVError:
            raise _refusal(self.url, 0) from None
        except (OSError, ValueError) as failure:  # the network's errors, and an answer that is no answer
            raise _out_of_reach(urlsplit(self.url).hostname or "", failure) from None
        if method in {"PROPFIND", "REPORT"} and answer.status not in {200, 207}:
            raise _refusal(self.url, answer.status)
        return answer


def _out_of_reach(host: str, failure: BaseException) -> SyncRefused:
    """Not there, or not who it says it is: the two ask for different things."""
    if _is_about_trust(failure):
        return SyncRefused(
            text(
                "The certificate of {host} is not trusted, so nothing was sent. Ask whoever runs the server.",
                host=host,
            )
        )
    return SyncRefused(
        text("{host} does not answer. Nothing is lost: try again when it can be reached.", host=host)
    )


def _is_about_trust(failure: BaseException | None) -> bool:
    """The library wraps the reason several times over; each layer keeps the one below as its context."""
    import ssl

    while failure is not None:
        if isinstance(failure, ssl.SSLError) or type(failure).__name__ == "SSLError":
            return True
        failure = failure.__cause__ or failure.__context__
    return False


def _refusal(url: str, status: int) -> SyncRefused:
    if status in {401, 403}:
        return SyncRefused(text("The server does not let you in at {url}. Check user and password.", url=url))
    if status in {404, 405}:
        return SyncRefused(text("There is no calendar at {url}.", url=url))
    return SyncRefused(text("The server refused ({status}). Try again later.", status=status))


def _checked(url: str) -> str:
    """The collection's address, with a slash at its end. Raises `SyncRefused`."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SyncRefused(text("Write the calendar's address as https://…"), exit_code=2)
    if parts.username or parts.password:
        raise SyncRefused(
            text("Leave user and password out of the address: use --user and EXIN_CALDAV_PASSWORD."),
            exit_code=2,
        )
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise SyncRefused(
            text("Meetings and password would go unencrypted to {host}. Use https.", host=parts.hostname),
            exit_code=2,
        )
    return url if url.endswith("/") else f"{url}/"
