"""A team that does not exist: believable, synthetic, the same for the same seed and day."""

from exin_tui.demo.fill import fill

__all__ = ["fill"]
