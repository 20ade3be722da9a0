"""The five themes: the tokens of the design language, as Textual themes.

One accent and two alarm colours, each always beside its symbol, so that colour is never the only carrier.
Text, muted, overdue and soon reach 4.5:1 on background and cursor in all of them; ``faint`` is decoration.
Neutrals stay below 0.15 saturation, or 256 colours turn them teal.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from textual.theme import Theme

_NAMES = (
    "background", "surface", "cursor", "blurred", "rule", "faint", "muted", "text", "accent",
    "overdue", "soon", "ok", "bar", "done", "next",
)  # fmt: skip


def _tokens(colours: str) -> Mapping[str, str]:
    return MappingProxyType(
        {name: f"#{colour}" for name, colour in zip(_NAMES, colours.split(), strict=True)}
    )


TOKENS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "exin-dark": _tokens(
            "121518 1a1e22 2a3138 20242a 2f363d 6b7783 9aa7b4 dde4ea "
            "7cc7e0 ff7a85 f6d465 86cfa8 5c6a76 363f48 8a97a2"
        ),
        "exin-light": _tokens(
            "fbfaf7 f0f0ee e0e5e8 ecebe9 d5d2c9 747a80 525b64 1c2329 "
            "0a5f80 a3123a 8a5d00 1d6446 858f97 c6cbce 66737c"
        ),
        "exin-contrast": _tokens(
            "000000 000000 333333 222222 8a8a8a b8b8b8 dcdcdc ffffff "
            "66e0ff ffb3a7 ffe14d 8dffb8 b0b0b0 6a6a6a d8d8d8"
        ),
        "exin-colour-blind": _tokens(
            "121518 1a1e22 2a3138 20242a 2f363d 6b7783 9aa7b4 e4e8ec "
            "f5f5f5 ffa03a 74bdf5 c9ced6 5c6a76 363f48 8a97a2"
        ),
        # Without colour the alarm is the brightest text there is, and the quiet is grey.
        "exin-mono": _tokens(
            "121212 1c1c1c 303030 242424 3a3a3a 767676 a8a8a8 d0d0d0 "
            "ffffff ffffff eeeeee d0d0d0 6c6c6c 3a3a3a 949494"
        ),
    }
)

DEFAULT_THEME = "exin-dark"
MONO_THEME = "exin-mono"


def _theme(name: str, tokens: Mapping[str, str]) -> Theme:
    return Theme(
        name=name,
        primary=tokens["accent"],
        secondary=tokens["muted"],
        accent=tokens["accent"],
        warning=tokens["soon"],
        error=tokens["overdue"],
        success=tokens["ok"],
        foreground=tokens["text"],
        background=tokens["background"],
        surface=tokens["surface"],
        panel=tokens["surface"],
        dark=name != "exin-light",
        variables={
            **tokens,
            "input-selection-background": tokens["bar"],
            "input-cursor-background": tokens["accent"],
            "input-cursor-foreground": tokens["background"],
            "scrollbar": tokens["blurred"],
            "scrollbar-hover": tokens["cursor"],
            "scrollbar-active": tokens["bar"],
            "scrollbar-background": tokens["background"],
            "scrollbar-background-hover": tokens["background"],
            "scrollbar-background-active": tokens["background"],
            "scrollbar-corner-color": tokens["background"],
            "block-cursor-background": tokens["cursor"],
            "block-cursor-foreground": tokens["text"],
            "block-cursor-text-style": "bold",
        },
    )


def themes() -> tuple[Theme, ...]:
    """The themes, the default one first."""
    return tuple(_theme(name, tokens) for name, tokens in TOKENS.items())


def choose_theme(asked: str | None, *, no_color: bool) -> tuple[str, bool]:
    """The theme to start with, and whether ``asked`` is one that exists.

    ``NO_COLOR`` wins, because the terminal was told so; an unknown name falls back to the default.
    """
    if no_color:
        return MONO_THEME, True
    if not asked:
        return DEFAULT_THEME, True
    name = asked if asked.startswith("exin-") else f"exin-{asked}"
    return (name, True) if name in TOKENS else (DEFAULT_THEME, False)
