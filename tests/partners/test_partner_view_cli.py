"""``exin partner view``: the headless twin of a partner's tab and panel."""

from __future__ import annotations

import dataclasses
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from exin_tui.cli.run import run
from tests.cli.conftest import PASSPHRASE, own_folders  # noqa: F401

TODAY = "2026-11-27"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("partner_view")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("EXIN_PASSPHRASE", PASSPHRASE)
        environment.setenv("XDG_CONFIG_HOME", str(folder))
        environment.setenv("XDG_CACHE_HOME", str(folder))
        save = ["demo", "--save", str(folder / "caseload.db"), "--today", TODAY, "--participants", "12"]
        assert run(save) == 0
    return folder


@pytest.fixture(autouse=True)
def board(
    request: pytest.FixtureRequest, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request.getfixturevalue("own_folders")
    monkeypatch.chdir(tmp_path)
    for name in ("caseload.db", "caseload.keys"):
        shutil.copy(made / name, tmp_path / name)
    monkeypatch.setenv("EXIN_DATABASE", str(tmp_path / "caseload.db"))
    monkeypatch.setenv("EXIN_LANG", "nb")
    monkeypatch.setenv("EXIN_ME", "KN")
    monkeypatch.setattr("sys.stdin", io.StringIO())


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    capsys.readouterr()
    assert run(["--today", TODAY, "partner", "view", *arguments]) == code
    return capsys.readouterr().out


def as_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(said(capsys, *arguments, "--json"))
    return found


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ("prison", ["Soningsløp", "◆ løslates", "ett tegn er"]),
        ("nav", ["KVP-vindu", "Ytelser ved innsettelse", "Bolig steg for steg", "Søknader"]),
        ("school", ["Skolerettigheter", "mister ungdomsrett", "rett som løper ut først"]),
    ],
)
def test_the_team_view_is_printed_screened(
    capsys: pytest.CaptureFixture[str], own: str, words: list[str]
) -> None:
    lines = said(capsys, own)
    assert all(word in lines for word in words)
    names = {row["participant"] for row in people(as_json(capsys, own, "--unscreened"))}
    assert names
    for name in names:
        assert name.partition(" ")[2] not in lines


def people(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        row
        for section in found["view"]
        for row in [*section.get("rows", []), *section.get("bars", [])]
        if "participant" in row
    ]


def test_json_has_values_consents_and_what_each_line_rests_on(capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json(capsys, "school")
    assert (found["partner"], found["screened"], found["today"]) == ("school", True, TODAY)
    assert [one["kind"] for one in found["view"]] == ["cards", "table"]
    rows = people(found)
    assert {row["consent"] for row in rows} <= {"active", "missing", "withdrawn", "expired", "expiring"}
    answers = [
        why for row in rows for why in row["why"] if why["rule"] == "school.youth_right" and why["computed"]
    ]
    assert answers
    assert answers[0]["certainty"] == "A"
    assert answers[0]["standing"] == "Regnet ut her, ikke vedtatt. Skolen avgjør."
    dated = [cell for row in rows for cell in row["cells"] if "value" in cell]
    assert all(len(cell["value"]) == len(TODAY) for cell in dated)


def test_one_participants_panel_is_printed_with_what_each_line_rests_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = people(as_json(capsys, "prison"))[0]["participant"].split()[0]
    plain, reasoned = said(capsys, "prison", code.lower()), said(capsys, "prison", code, "--why")
    assert "Datoer" in plain
    assert "Sikkerhet" not in plain
    assert "    Regel        Fase 3 kan starte 1–2 måneder" in reasoned
    assert "straffegjennomføringsloven § 42" in reasoned
    found = as_json(capsys, "prison", code)
    assert found["participant"].startswith(code)


def test_a_code_or_a_partner_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["partner", "view", "prison", "XX-1"]) == 1
    assert "XX-1" in capsys.readouterr().err
    assert run(["partner", "view", "nobody"]) == 1
    assert "nobody" in capsys.readouterr().err


def test_a_view_that_fails_is_said_and_the_lists_are_printed_all_the_same(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> None:
        raise ValueError("Jonas Berg")

    monkeypatch.setattr("exin_nav.views.team_view", broken)
    lines = said(capsys, "nav", code=1)
    assert "NAV: visningen kunne ikke lages." in lines
    assert "ValueError in hooks.py" in lines.replace(" i ", " in ")
    assert "Jonas" not in lines
    assert "Oppstart" in lines


def test_the_prisons_computed_dates_are_printed_below_its_view_and_with_why_on_what_they_rest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    plain = said(capsys, "prison").splitlines()
    start = next(place for place, line in enumerate(plain) if line.startswith("Regnet ut"))
    heads = plain[start + 2]
    assert start > plain.index(next(line for line in plain if line.startswith("Soningsløp")))
    assert [one for one in ("Prøveløslatelse", "Permisjon fra", "Frigang fra", "EK fra") if one in heads] == [
        "Prøveløslatelse", "Permisjon fra", "Frigang fra", "EK fra"
    ]  # fmt: skip
    assert "Regnet ut her, ikke vedtatt. Kriminalomsorgen avgjør." in plain
    reasoned = said(capsys, "prison", "--why")
    assert "    tidligst mulig – beregnet" in reasoned
    assert "straffegjennomføringsloven § 33" in " ".join(reasoned.split())


def test_json_has_every_computed_column_with_its_values_by_participant(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = as_json(capsys, "prison")
    columns = {one["id"]: one for one in found["computed"]}
    assert set(columns) > {"prison.leave", "prison.meeting_duty"}
    values = columns["prison.leave"]["values"]
    dated = [one for one in values if "value" in one]
    assert dated
    assert dated[0]["why"][0]["rule"] == "prison.leave"
    assert dated[0]["why"][0]["standing"] == "Regnet ut her, ikke vedtatt. Kriminalomsorgen avgjør."
    alone = as_json(capsys, "prison", dated[0]["participant"].split()[0])
    (own,) = next(one["values"] for one in alone["computed"] if one["id"] == "prison.leave")
    assert own["value"] == dated[0]["value"]
    assert as_json(capsys, "nav")["computed"] is None


def test_what_the_prisons_own_view_of_one_says_is_not_printed_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for code in {row["participant"].split()[0] for row in people(as_json(capsys, "prison"))}:
        lines = said(capsys, "prison", code).splitlines()
        names = [line.split("  ")[0] for line in lines]
        for name in ("Prøveløslatelse", "Halv tid", "Lavere sikkerhet", "Permisjon fra", "EK fra"):
            assert names.count(name) <= 1, (code, name)


def test_a_column_that_fails_is_said_and_the_rest_is_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(participant: Any, _: object) -> None:
        raise ValueError(participant.name)

    from exin_prison import columns

    failing = dataclasses.replace(columns.ALL[3], compute=broken)
    monkeypatch.setattr(columns, "ALL", (*columns.ALL[:3], failing))
    capsys.readouterr()
    assert run(["--today", TODAY, "partner", "view", "prison"]) == 1
    printed = capsys.readouterr()
    message = "Kriminalomsorgen: kolonnen «Permisjon fra» kunne ikke regnes ut. ValueError"
    assert message in printed.out
    assert message in printed.err
    assert "Soningsløp" in printed.out
    found = as_json_of(capsys, "prison")
    failed = next(one for one in found["computed"] if one["id"] == "prison.leave")
    assert failed["failure"].startswith(message)
    assert "values" not in failed


def as_json_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    """Of a partner of which something fails."""
    found: dict[str, Any] = json.loads(said(capsys, *arguments, "--json", code=1))
    return found
