"""A screen that shows something of people, and is painted anew when what may be shown has changed."""

from __future__ import annotations


class Repainted:
    """Boards and forms are; a menu or a question is gone before it matters."""

    def paint(self) -> None:
        """Everything anew: language, privacy, theme or data have changed."""
        raise NotImplementedError
