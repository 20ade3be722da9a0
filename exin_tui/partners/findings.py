"""One thing that a check of a partner found."""

from __future__ import annotations

from dataclasses import dataclass

from exin_tui.language import Language, Sayable


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, where, and whether it keeps the partner from a team."""

    check: str
    """manifest, code, import, export, canary, chaos, scale or polish."""
    where: str
    line: int
    """In the file ``where``; 0 where there is no line."""
    message: Sayable
    stops: bool = True

    def say(self, language: Language, /) -> str:
        """``canary: overview.csv: …``; a manifest's problem says its own place."""
        if self.check == "manifest" and self.line:
            return self.message.say(language)
        place = f"{self.where}:{self.line}" if self.line else self.where
        return f"{self.check}: {place}: {self.message.say(language)}"
