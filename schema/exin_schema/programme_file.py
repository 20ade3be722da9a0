"""Reading the programme: the guide's own file, and a team's changes to it."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from pathlib import Path

import msgspec

from exin_schema.programme import Programme

__all__ = ["load_programme"]


@functools.cache
def _default() -> Programme:
    source = resources.files("exin_schema").joinpath("programme.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(source), Programme)


def load_programme(override: Path | None = None) -> Programme:
    """The guide's programme, or that with the changes of the team's file ``override`` applied.

    The guide's own is read once per process.
    """
    if override is not None:
        raise NotImplementedError
    return _default()
