"""The columns of the list of the team."""

from __future__ import annotations

from exin_schema.vocabulary import Label, Role
from exin_tui.importing.columns import (
    Column,
    Kind,
    Layout,
    initials,
    number,
    one_of,
    words,
)
from exin_tui.importing.read_words import choices
from exin_tui.language import text

ROLES = choices(((role.value, role.label) for role in Role), {"team_leader": ("leder", "leader")})

TEAM = Layout(
    Kind.TEAM,
    (
        Column(
            "initials",
            Label("Initialer", "Initials"),
            initials,
            text("Initials, as they stand in the other sheets."),
            "MH",
            ("init", "ansatt"),
            width=10,
        ),
        Column(
            "name",
            Label("Navn", "Name"),
            words,
            text("Name."),
            "",
            ("fullt navn", "full name"),
            width=24,
            clearable=True,
        ),
        Column(
            "role",
            Label("Rolle", "Role"),
            one_of(ROLES),
            text("Caseworker or team leader. Empty: caseworker."),
            Role.CASEWORKER.label,
            ("stilling", "position"),
            choices=tuple(role.label for role in Role),
            width=16,
        ),
        Column(
            "capacity",
            Label("Kapasitet", "Capacity"),
            number(0, 99),
            text("Participants at once, where it is another number than the programme's."),
            "",
            ("maks deltakere", "max participants"),
            form="number",
            clearable=True,
        ),
    ),
    needed=(("initials",),),
    names=("team", "teamet", "ansatte", "miljøterapeuter", "caseworkers", "caseworker", "staff"),
)
