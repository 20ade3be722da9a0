"""Keeping people's lives off the wall: sanitised text, aliases, and what may be shown where."""
