"""What a user or a team has chosen: one TOML file, checked key by key. It holds no personal data.

The file is ``config.toml`` in the user's configuration folder; ``exin where`` says where that is. Every key
is optional. A wrong one is refused with the file, the key and what to write instead: a setting that is
silently ignored is worse than none.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec

from exin_tui.language import Sayable, join, text

APPLICATION = "exin-tui"
THEMES = ("exin-dark", "exin-light", "exin-contrast", "exin-colour-blind", "exin-mono")

Theme = Literal["exin-dark", "exin-light", "exin-contrast", "exin-colour-blind", "exin-mono"]


class ConfigurationError(Exception):
    """The configuration cannot be used. ``message`` says which file and key, and what to write."""

    def __init__(self, message: Sayable) -> None:
        super().__init__(message.say("en"))
        self.code = "configuration"
        self.message = message


class Configuration(msgspec.Struct, frozen=True, kw_only=True):
    """The choices of a user or a team; the defaults hold without a file."""

    language: Literal["nb", "en"] | None = None
    """None: what the environment says, else Norwegian."""
    theme: Theme = "exin-dark"
    database: str | None = None
    """A path or an SQLAlchemy URL; None: the file in the user's data folder."""
    partner_dirs: tuple[str, ...] = ()
    """Folders with partners of the team's own; trusted code."""
    keymap: dict[str, str] = {}
    """Binding id -> keys, as Textual's keymap takes them; ``exin keys`` lists the ids."""
    open_view_minutes: int = 5
    """Names shown on a screen are hidden again after this time."""
    idle_lock_minutes: int = 10
    """The screen locks after this time without a key."""
    me: str = ""
    """The initials of whoever works here, when the database's key does not say it."""
    programme: str | None = None
    """The team's own file over ``programme.toml``."""
    symbols: Literal["unicode", "ascii"] | None = None
    """The signs on the screen; None: what the terminal's encoding has."""
    show_initials: bool = False
    """Initials instead of the alias while screened: a team's explicit choice, since initials identify."""


@dataclass(frozen=True, slots=True)
class _Key:
    """What a key takes: its type for the check, and words for a person who got it wrong."""

    type: Any
    takes: Sayable


_KEYS: dict[str, _Key] = {
    "language": _Key(Literal["nb", "en"], text('"nb" or "en"')),
    "theme": _Key(Theme, text("one of {themes}", themes=", ".join(f'"{theme}"' for theme in THEMES))),
    "database": _Key(str, text("a path or an SQLAlchemy URL, in quotes")),
    "partner_dirs": _Key(tuple[str, ...], text('a list of folders, such as ["/srv/exin/partners"]')),
    "keymap": _Key(dict[str, str], text('a table with each name in quotes, such as "view.help" = "f1"')),
    "open_view_minutes": _Key(int, text("whole minutes from 1 to 60")),
    "idle_lock_minutes": _Key(int, text("whole minutes from 1 to 240")),
    "me": _Key(str, text('initials, such as "KN"')),
    "programme": _Key(str, text("a path, in quotes")),
    "symbols": _Key(Literal["unicode", "ascii"], text('"unicode" or "ascii"')),
    "show_initials": _Key(bool, text("true or false")),
}
_SPANS = {"open_view_minutes": (1, 60), "idle_lock_minutes": (1, 240)}
_PATHS = ("programme", "database")


def configuration_file() -> Path:
    """Where ``config.toml`` is looked for when ``--config`` names no other."""
    import platformdirs

    return platformdirs.user_config_path(APPLICATION, appauthor=False) / "config.toml"


def data_directory() -> Path:
    """The user's data folder: the database, its keys and its backups."""
    import platformdirs

    return platformdirs.user_data_path(APPLICATION, appauthor=False)


def log_file() -> Path:
    """Where failures are written, without values (see `exin_tui.privacy.traces`)."""
    import platformdirs

    return platformdirs.user_log_path(APPLICATION, appauthor=False) / "exin.log"


def state_folder() -> Path:
    """How the screens were left: filters and orders, never a name."""
    import platformdirs

    return platformdirs.user_state_path(APPLICATION, appauthor=False)


def cache_folder() -> Path:
    """What may be thrown away: it only spares work."""
    import platformdirs

    return platformdirs.user_cache_path(APPLICATION, appauthor=False)


def load_configuration(path: Path | None = None) -> Configuration:
    """What the file says, over the defaults. ``path`` None: the user's own file, which need not exist.

    Paths in the file are relative to the file. Raises `ConfigurationError`.
    """
    file = configuration_file() if path is None else path
    try:
        source = file.read_bytes()
    except FileNotFoundError:
        if path is None:
            return Configuration()
        raise ConfigurationError(
            text(
                "There is no configuration file {file}. Leave out --config, or write the file first.",
                file=str(file),
            )
        ) from None
    except OSError as error:
        raise ConfigurationError(
            text("{file} cannot be read: {why}.", file=str(file), why=_why(error))
        ) from None
    return _checked(_parsed(source, file), file)


def _parsed(source: bytes, file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(source.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ConfigurationError(
            text("{file} is not UTF-8 text. Save it as UTF-8.", file=str(file))
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(
            text(
                "{file} is not valid TOML at {place}. Look there for a quote, a bracket or an equals sign.",
                file=str(file),
                place=_place(str(error)),
            )
        ) from None


def _why(error: OSError) -> Sayable:
    if isinstance(error, IsADirectoryError):
        return text("it is a folder")
    if isinstance(error, PermissionError):
        return text("you may not read it")
    return text("system error {number}", number=error.errno or type(error).__name__)


def _place(said: str) -> Sayable:
    """Where, out of what `tomllib` says in English: ``… (at line 1, column 9)``."""
    found = re.search(r"line (\d+), column (\d+)", said)
    if found is None:
        return text("its end")
    return text("line {line}, column {column}", line=found[1], column=found[2])


def _checked(values: dict[str, Any], file: Path) -> Configuration:
    """A `Configuration` of ``values``, each checked by itself so that the answer can name the key."""
    found: dict[str, Any] = {}
    for key, value in values.items():
        if key not in _KEYS:
            raise ConfigurationError(_unknown(key, file))
        found[key] = _value(key, value, file)
    for key in _PATHS:
        if isinstance(written := found.get(key), str) and "://" not in written:
            found[key] = str(file.parent / Path(written).expanduser())
    if "partner_dirs" in found:
        found["partner_dirs"] = tuple(
            str(file.parent / Path(folder).expanduser()) for folder in found["partner_dirs"]
        )
    return Configuration(**found)


def _value(key: str, value: Any, file: Path) -> Any:
    """``value`` as the key's type. Raises `ConfigurationError`."""
    takes = _KEYS[key]
    low, high = _SPANS.get(key, (None, None))
    try:
        checked = msgspec.convert(value, takes.type, strict=True)
    except msgspec.ValidationError:
        checked = None
    if checked is None or (low is not None and high is not None and not low <= checked <= high):
        raise ConfigurationError(
            text("{file}: {key} takes {takes}.", file=str(file), key=key, takes=takes.takes)
        )
    return checked


def _unknown(key: str, file: Path) -> Sayable:
    near = difflib.get_close_matches(key, _KEYS, n=1)
    if near:
        return text(
            "{file}: there is no setting {key}. Did you mean {near}?", file=str(file), key=key, near=near[0]
        )
    return text(
        "{file}: there is no setting {key}. There are: {known}.",
        file=str(file),
        key=key,
        known=join(list(_KEYS)),
    )
