"""A screen that shows something of people, and is painted anew when what may be shown has changed."""

from __future__ import annotations

from typing import ClassVar


class Repainted:
    """Boards and forms are; a menu or a question is gone before it matters."""

    ALWAYS_SCREENED: ClassVar[bool] = False
    """No name can be shown while this screen is open, nor on what is opened over it."""

    def paint(self) -> None:
        """Everything anew: language, privacy, theme or data have changed."""
        raise NotImplementedError
