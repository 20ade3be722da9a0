"""exin: the coordination board of a re-entry team, in the terminal."""

__version__ = "0.1.0"
