"""``exin contact``: see `network`."""

from __future__ import annotations

from exin_tui.cli.network import contact as command

__all__ = ["command"]
