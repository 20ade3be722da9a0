"""The server as it runs: nothing is shown without the link, and nothing is asked of another host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from exin_tui.cli.run import run
from exin_tui.serving import server
from tests.serving.served import get, served

PATHS = ("/", "/ws", "/static/js/textual.js", "/static/", "/download/x")


@pytest.fixture(scope="module")
def link(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("served")) as found:
        yield found


@pytest.mark.xdist_group("served")
@pytest.mark.parametrize("path", PATHS)
def test_without_the_link_there_is_nothing(link: str, path: str) -> None:
    status, headers, said = get(link, path)
    assert status == 403
    assert said == "Denne lenken er brukt, eller er ikke din. Start exin serve på nytt.\n"
    assert "Set-Cookie" not in headers


@pytest.mark.xdist_group("served")
def test_a_wrong_token_is_turned_away(link: str) -> None:
    assert get(link, "/?token=guessed")[0] == 403


@pytest.mark.xdist_group("served")
def test_the_link_opens_the_page_once_and_leaves_the_address_bar_clean(link: str) -> None:
    own = urlsplit(link)
    status, headers, _ = get(link, f"/?{own.query}")
    assert (status, headers["Location"]) == (303, "/")
    cookie = headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    value = cookie.partition(";")[0]
    assert get(link, f"/?{own.query}")[0] == 403

    status, headers, page = get(link, "/", cookie=value)
    assert status == 200
    assert headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    hosts = set(re.findall(r"(?:https?|wss?)://([^/\"']+)", page))
    assert hosts == {own.netloc}

    for stranger in ({"Host": "rebound.example"}, {"Origin": "https://elsewhere.example"}):
        assert get(link, "/", cookie=value, headers=stranger)[0] == 403
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    assert get(link, "/ws", cookie=value, headers=upgrade)[0] == 403


def test_our_page_asks_nothing_of_another_host() -> None:
    page = Path(server.__file__).with_name("templates").joinpath("app_index.html").read_text("utf-8")
    assert not re.search(r"(?:https?:)?//[a-z]", page)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::"])  # noqa: S104
def test_an_address_that_others_reach_is_refused_without_tls_in_front(
    host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", "--demo", "--lang", "en", "--host", host]) == 1
    said = capsys.readouterr()
    assert f"Others would reach {host}" in said.err
    assert "--tls-in-front" in said.err
    assert not said.out


@pytest.mark.parametrize("url", ["http://board.example.no", "board.example.no", "https://", "https://a/b"])
def test_tls_in_front_is_an_https_address(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--demo", "--lang", "en", "--host", "0.0.0.0", "--tls-in-front", url]) == 1  # noqa: S104
    assert f"{url} is no https:// address of a host." in capsys.readouterr().err
