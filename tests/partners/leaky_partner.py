"""A partner whose Python is written for one test, and what the canary says of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from exin_tui.partners.checking_canary import canary_findings
from exin_tui.partners.discovery import Partner, PartnerState
from exin_tui.partners.reading import parse_manifest

MANIFEST = """\
id = "leaky"
api = 1
name = { nb = "Lekk", en = "Leaky" }
consent = ["voluntary"]

[scope]
fields = ["code", "FIELDS", "phase"]
topics = ["work"]

[[roles]]
id = "contact"
name = { nb = "Kontakt", en = "Contact" }

[[facts]]
id = "diagnosis"
type = "text"
sensitive = true
name = { nb = "Diagnose", en = "Diagnosis" }

[[rules]]
id = "near"
certainty = "P"
verified = 2026-09-14
source = "practice"
text = { nb = "Nær.", en = "Near." }

[[exports]]
id = "letter"
formats = ["md"]

[python]
hooks = "PACKAGE.hooks"
"""
HEAD = """\
import logging, os, sys, threading
from pathlib import Path
from exin_schema.vocabulary import Label, Severity
from exin_tui.partners.api import *

L = Label("ord", "word")
SEEN = []

def letter(build):
    return (Export("letter", build),)

def nothing(ctx, people):
    return "\\n".join(one.code for one in people)

"""


def leaky(folder: Path, source: str, fields: str = "name") -> Partner:
    """The partner with ``source`` as its hooks, in a package of its own."""
    package = f"exin_leaky_{abs(hash((folder, source))):x}"
    place = folder / package
    place.mkdir()
    (place / "hooks.py").write_text(HEAD + source, encoding="utf-8")
    read = parse_manifest(MANIFEST.replace("PACKAGE", package).replace("FIELDS", fields.replace(" ", '", "')))
    assert read.manifest is not None, [one.say("en") for one in read.problems]
    return Partner("leaky", str(place), place, PartnerState.ACTIVE, read.manifest)


def said_of(partner: Partner) -> str:
    """Every finding of the canary, a line each."""
    with forgotten():
        return "\n".join(one.say("en") for one in canary_findings(partner))


@contextmanager
def forgotten() -> Iterator[None]:
    """The test's packages are not there afterwards."""
    try:
        yield
    finally:
        for name in [one for one in sys.modules if one.startswith("exin_leaky_")]:
            del sys.modules[name]
