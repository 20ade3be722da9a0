"""Who may come in where the board is served to a browser."""

from __future__ import annotations

import pytest

from exin_tui.serving.door import Door, is_loopback

URL = "http://127.0.0.1:8765"


def test_the_link_admits_once() -> None:
    door = Door(URL)
    token = door.link.partition("token=")[2]
    assert door.admits(token)
    assert not door.admits(token)


def test_another_token_admits_nobody_and_uses_nothing_up() -> None:
    door = Door(URL)
    assert not door.admits("guessed")
    assert door.admits(door.token)


def test_the_cookie_is_worth_nothing_before_the_link_was_opened() -> None:
    door = Door(URL)
    assert not door.knows(door.cookie)
    door.admits(door.token)
    assert door.knows(door.cookie)
    assert not door.knows("guessed")
    assert not door.knows(door.token)


def test_two_runs_have_nothing_in_common() -> None:
    one, other = Door(URL), Door(URL)
    assert len({one.token, one.cookie, other.token, other.cookie}) == 4
    assert all(len(secret) >= 43 for secret in (one.token, one.cookie))


@pytest.mark.parametrize(
    ("host", "origin", "ours"),
    [
        ("127.0.0.1:8765", None, True),
        ("127.0.0.1:8765", URL, True),
        ("127.0.0.1:8765", "https://elsewhere.example", False),
        ("127.0.0.1:8765", "http://127.0.0.1:9999", False),
        ("127.0.0.1:8765", "null", False),
        ("rebound.example:8765", None, False),
        ("127.0.0.1", None, False),
    ],
)
def test_only_our_own_name_and_our_own_pages_are_heard(host: str, origin: str | None, ours: bool) -> None:
    assert Door(URL).is_ours(host, origin) is ours


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104
        ("::", False),
        ("192.168.1.4", False),
        ("board.example.no", False),
        ("127.0.0.1.example.no", False),
    ],
)
def test_loopback_is_this_machine_alone(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


def test_with_tls_in_front_the_cookie_never_travels_without_it() -> None:
    assert Door("https://board.example.no").secure
    assert not Door(URL).secure
