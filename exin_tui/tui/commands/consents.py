"""Commands of the consents tab."""

from __future__ import annotations

from exin_tui.language import text
from exin_tui.tui.commands.declaration import Command, Where


class OpenConsent(Command):
    """On a line that nobody has signed: give one."""

    id = "consent.open"
    title = text("open")
    help = text("all that is kept about the consent; on a line without one: give it")
    keys = ("enter",)
    where = Where.CONSENT
    on_row = True
    footer = 1


class GiveConsent(Command):
    """For the line under the cursor, or another."""

    id = "consent.give"
    title = text("give")
    help = text("give a consent: line, role, person, topics, how long")
    keys = ("plus",)
    where = Where.CONSENT
    footer = 2


class WithdrawConsent(Command):
    """What follows stands there before it is done."""

    id = "consent.withdraw"
    title = text("withdraw")
    help = text("withdraw the consent; what follows is shown first")
    keys = ("minus", "delete")
    where = Where.CONSENT
    on_row = True
    footer = 3


class RenewConsent(Command):
    """Signed again today, as wide or as narrow as before."""

    id = "consent.renew"
    title = text("renew")
    help = text("renew the consent: signed again today")
    keys = ("e",)
    where = Where.CONSENT
    on_row = True
    footer = 4


class EarlierConsents(Command):
    """Nothing that was given is ever out of reach."""

    id = "consent.earlier"
    title = text("earlier ones")
    help = text("show or hide what was given before: withdrawn, run out, renewed")
    keys = ("h",)
    where = Where.CONSENT
    footer = 5
