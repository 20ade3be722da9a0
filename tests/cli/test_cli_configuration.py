"""The configuration file: what it may say, and what is said of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from exin_tui.cli.run import run
from exin_tui.configuration import Configuration, ConfigurationError, load_configuration


def _written(folder: Path, content: str) -> Path:
    file = folder / "config.toml"
    file.write_text(content, encoding="utf-8")
    return file


def _refused(file: Path, language: str = "en") -> str:
    with pytest.raises(ConfigurationError) as caught:
        load_configuration(file)
    return caught.value.message.say("nb" if language == "nb" else "en")


def test_without_a_file_the_defaults_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert load_configuration() == Configuration()


def test_a_file_that_was_asked_for_must_be_there(tmp_path: Path) -> None:
    assert "There is no configuration file" in _refused(tmp_path / "none.toml")


def test_every_setting_is_read(tmp_path: Path) -> None:
    file = _written(
        tmp_path,
        """
        language = "en"
        theme = "exin-light"
        database = "team.exin"
        partner_dirs = ["partners"]
        open_view_minutes = 3
        idle_lock_minutes = 20
        me = "KN"
        symbols = "ascii"
        show_initials = true
        programme = "our-programme.toml"
        [keymap]
        search = "ctrl+f"
        """,
    )
    assert load_configuration(file) == Configuration(
        language="en",
        theme="exin-light",
        database=str(tmp_path / "team.exin"),
        partner_dirs=(str(tmp_path / "partners"),),
        open_view_minutes=3,
        idle_lock_minutes=20,
        me="KN",
        symbols="ascii",
        show_initials=True,
        programme=str(tmp_path / "our-programme.toml"),
        keymap={"search": "ctrl+f"},
    )


def test_a_database_url_is_left_as_it_is(tmp_path: Path) -> None:
    url = "postgresql+psycopg://db.example.invalid/exin"
    assert load_configuration(_written(tmp_path, f'database = "{url}"')).database == url


def test_a_file_saved_by_notepad_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes('\ufeffme = "KN"\n'.encode())
    assert load_configuration(file).me == "KN"


def test_a_misspelt_setting_gets_the_nearest_one(tmp_path: Path) -> None:
    said = _refused(_written(tmp_path, 'langauge = "en"'))
    assert said.endswith("there is no setting langauge. Did you mean language?")
    assert str(tmp_path / "config.toml") in said


def test_a_setting_like_no_other_gets_the_whole_list(tmp_path: Path) -> None:
    assert "There are: language, theme, database" in _refused(_written(tmp_path, "xyzzy = 1"))


@pytest.mark.parametrize(
    ("line", "takes"),
    [
        ('language = "sv"', 'language takes "nb" or "en"'),
        ('theme = "solarized"', 'theme takes one of "exin-dark"'),
        ("database = 5", "database takes a path or an SQLAlchemy URL"),
        ('partner_dirs = "one"', "partner_dirs takes a list of folders"),
        ("keymap = 3", "keymap takes a table"),
        ("open_view_minutes = 0", "open_view_minutes takes whole minutes from 1 to 60"),
        ("open_view_minutes = 61", "open_view_minutes takes whole minutes from 1 to 60"),
        ('open_view_minutes = "5"', "open_view_minutes takes whole minutes from 1 to 60"),
        ("idle_lock_minutes = 241", "idle_lock_minutes takes whole minutes from 1 to 240"),
        ("me = true", "me takes initials"),
        ("programme = []", "programme takes a path"),
        ('symbols = "emoji"', 'symbols takes "unicode" or "ascii"'),
        ("show_initials = 1", "show_initials takes true or false"),
    ],
)
def test_a_wrong_value_is_refused_with_its_key_and_what_to_write(
    tmp_path: Path, line: str, takes: str
) -> None:
    assert takes in _refused(_written(tmp_path, line))


def test_the_refusal_is_said_in_norwegian_too(tmp_path: Path) -> None:
    said = _refused(_written(tmp_path, "open_view_minutes = 0"), "nb")
    assert said.endswith("open_view_minutes skal være hele minutter fra 1 til 60.")


def test_what_is_not_toml_is_refused_with_its_place(tmp_path: Path) -> None:
    assert "line 2" in _refused(_written(tmp_path, 'me = "KN"\nlanguage =\n'))


def test_what_is_not_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b'me = "\xc5"')
    assert "is not UTF-8 text" in _refused(file)


@pytest.mark.parametrize("command", ["keys", "themes"])
def test_the_help_shows_toml_that_can_be_used(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([command, "--help", "--lang", "nb"]) == 0
    said = [line.strip() for line in capsys.readouterr().out.splitlines()]
    shown = [line for line in said if line.startswith("[keymap]") or " = " in line]
    chosen = load_configuration(_written(tmp_path, "\n".join(shown)))
    assert chosen.keymap == {"view.help": "f1"} or chosen.theme == "exin-light"


def test_a_name_without_quotes_is_told_how_to_write_it(tmp_path: Path) -> None:
    said = _refused(_written(tmp_path, '[keymap]\nview.help = "f1"'))
    assert '"view.help" = "f1"' in said


@pytest.mark.parametrize(
    ("keymap", "words"),
    [
        ('"row.why" = "v"', ["row.why", "row.reveal"]),
        ('"row.why" = "f9"\n"row.reveal" = "f9"', ["row.why", "row.reveal"]),
        ('"row.wy" = "f9"', ["row.wy", "row.why"]),
        ('"xyzzy" = "f9"', ["xyzzy", "exin keys"]),
    ],
)
@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_keymap_that_cannot_be_meant_is_refused(
    keymap: str, words: list[str], language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _written(tmp_path, f"[keymap]\n{keymap}\n")
    assert run(["keys", "--config", str(file), "--lang", language]) == 1
    said = capsys.readouterr().err
    assert all(word in said for word in words)


def test_a_key_may_mean_two_things_in_two_places(tmp_path: Path) -> None:
    file = _written(tmp_path, '[keymap]\n"row.why" = "Y"\n"item.why" = "Y"\n')
    assert run(["keys", "--config", str(file)]) == 0


def test_where_names_the_configuration_that_was_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _written(tmp_path, 'me = "KN"')
    assert run(["where", "--config", str(file)]) == 0
    captured = capsys.readouterr()
    assert str(file) in captured.out
    assert captured.err == ""


@pytest.mark.parametrize(("content", "words"), [(None, "finnes ingen"), ("me = = 1", "linje 1, kolonne 6")])
def test_where_says_that_the_configuration_is_missing_or_broken(
    content: str | None, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "config.toml" if content is None else _written(tmp_path, content)
    assert run(["where", "--config", str(file)]) == 0
    captured = capsys.readouterr()
    assert str(file) in captured.out
    assert words in captured.err


def test_a_folder_is_no_configuration_and_that_is_said_in_norwegian(tmp_path: Path) -> None:
    assert _refused(tmp_path, "nb").endswith("det er en mappe.")
