"""The configuration file: what it may say, and what is said of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

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
