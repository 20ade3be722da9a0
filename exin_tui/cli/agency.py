"""``exin agency``: see `network`."""

from __future__ import annotations

from exin_tui.cli.network import agency as command

__all__ = ["command"]
