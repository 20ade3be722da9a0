"""Everything that can be done is declared once, with keys that a Norwegian keyboard has."""

from __future__ import annotations

import subprocess
import sys

import pytest

from exin_tui.tui.app import ExinApp
from exin_tui.tui.commands.catalogue import all_commands
from exin_tui.tui.commands.declaration import Command, Where, keys_of, main_key
from exin_tui.tui.screens.address_book import AddressBook
from exin_tui.tui.screens.board_screen import BoardScreen
from exin_tui.tui.screens.calendar_file import CalendarFileScreen
from exin_tui.tui.screens.capacity import CapacityScreen
from exin_tui.tui.screens.closed import ClosedScreen
from exin_tui.tui.screens.dashboard import ELSEWHERE, Dashboard
from exin_tui.tui.screens.export import ExportScreen
from exin_tui.tui.screens.invitation import InvitationScreen
from exin_tui.tui.screens.outcomes import OutcomesScreen
from exin_tui.tui.screens.participant import OF_TABS, ParticipantScreen
from exin_tui.tui.screens.partner import PartnerScreen
from exin_tui.tui.screens.partners import PartnersScreen
from exin_tui.tui.screens.reviews import MonthlyScreen, WeeklyScreen
from exin_tui.tui.screens.standup import StandupScreen
from exin_tui.tui.screens.week import WeekScreen

NEED_ALTGR_OR_ARE_DEAD = set("[]{}@\\~^$|`´¨") | {
    "left_square_bracket", "right_square_bracket", "left_curly_bracket", "right_curly_bracket",
    "at", "backslash",
    "tilde", "circumflex_accent", "dollar_sign", "vertical_line",
}  # fmt: skip
EATEN_BY_TERMINALS = {"ctrl+enter", "ctrl+q", "ctrl+s", "ctrl+i", "ctrl+m", "ctrl+j"}
HOLDERS: dict[Where, tuple[type, ...]] = {
    Where.BOARD: (Dashboard,),
    Where.DUE: (Dashboard,),
    Where.FILTER: (Dashboard,),
    Where.EMPTY: (Dashboard,),
    Where.ITEM: (ParticipantScreen,),
    Where.TASK: (ParticipantScreen,),
    Where.MEETING: (Dashboard, ParticipantScreen),
    Where.CONTACT: (ParticipantScreen,),
    Where.CONSENT: (ParticipantScreen,),
    Where.APPLICATION: (ParticipantScreen,),
    Where.PHASE: (ParticipantScreen,),
    Where.INTAKE: (ParticipantScreen,),
    Where.CAPACITY: (CapacityScreen,),
    Where.CLOSED: (ClosedScreen,),
    Where.HISTORY: (ParticipantScreen,),
    Where.PERSON: (Dashboard, ParticipantScreen),
    Where.PARTICIPANT: (ParticipantScreen,),
    Where.CALENDAR_FILE: (CalendarFileScreen,),
    Where.INVITATION: (InvitationScreen,),
    Where.STANDUP: (StandupScreen,),
    Where.SUMMARY: (StandupScreen,),
    Where.PARTNER: (PartnerScreen,),
    Where.PARTNERS: (PartnersScreen,),
    Where.FOR_PARTNER: (PartnerScreen, ParticipantScreen),
    Where.EXPORT: (ExportScreen,),
    Where.OUTCOME: (OutcomesScreen,),
    Where.REVIEW: (WeeklyScreen, MonthlyScreen),
    Where.WEEK: (WeekScreen,),
    Where.BOOK: (AddressBook,),
    Where.GO: (Dashboard, PartnerScreen),
    Where.EVERYWHERE: (ExinApp,),
}


@pytest.mark.parametrize("command", all_commands(), ids=lambda one: one.id)
def test_a_command_says_what_it_is_and_somebody_does_it(command: type[Command]) -> None:
    for language in ("nb", "en"):
        assert command.title.say(language)
        assert command.help.say(language)
    assert command.__doc__
    for holder in HOLDERS[command.where]:
        assert callable(getattr(holder, f"action_{command.action()}"))


@pytest.mark.parametrize("command", all_commands(), ids=lambda one: one.id)
def test_no_key_needs_altgr_is_dead_or_is_eaten(command: type[Command]) -> None:
    keys = set(keys_of(command))
    assert keys or command.letter
    assert not keys & NEED_ALTGR_OR_ARE_DEAD
    assert not keys & EATEN_BY_TERMINALS


def test_ids_are_unique() -> None:
    ids = [binding for command in all_commands() for binding, _, _ in command.key_ids()]
    assert len(ids) == len(set(ids))


ON_ONE_SCREEN = [
    *((Dashboard, tuple(set(Dashboard.WHERE) - {pane})) for pane in (Where.DUE, Where.MEETING)),
    *((ParticipantScreen, (tab, *set(ParticipantScreen.WHERE) - set(OF_TABS))) for tab in OF_TABS),
    (PartnerScreen, PartnerScreen.WHERE),
    (CapacityScreen, CapacityScreen.WHERE),
    (ClosedScreen, ClosedScreen.WHERE),
    (PartnersScreen, PartnersScreen.WHERE),
    (OutcomesScreen, OutcomesScreen.WHERE),
    (WeekScreen, WeekScreen.WHERE),
    (AddressBook, AddressBook.WHERE),
    (CalendarFileScreen, CalendarFileScreen.WHERE),
    (InvitationScreen, InvitationScreen.WHERE),
    (StandupScreen, StandupScreen.WHERE),
    (ExportScreen, ExportScreen.WHERE),
    (WeeklyScreen, WeeklyScreen.WHERE),
]


PANES = {"go.pane", "go.pane_back"}
"""Tab goes along the panes of one screen, and along the tabs of another."""


@pytest.mark.parametrize(("screen", "places"), ON_ONE_SCREEN)
def test_no_key_means_two_things_on_one_screen(screen: type[BoardScreen], places: tuple[Where, ...]) -> None:
    assert set(places) <= set(screen.WHERE)
    left_out = ELSEWHERE if screen is Dashboard else frozenset()
    commands = [
        one for one in all_commands()
        if one.where in {*places, Where.EVERYWHERE} and one.id not in left_out
    ]  # fmt: skip
    keys = [key for command in commands for key in keys_of(command)]
    assert len(keys) == len(set(keys))


def test_search_and_help_have_twins() -> None:
    by_id = {command.id: command for command in all_commands()}
    assert keys_of(by_id["filter.search"]) == ("slash", "ctrl+f")
    assert keys_of(by_id["view.help"]) == ("question_mark", "f1")
    assert main_key(by_id["filter.phase"]) == "0–6"


def test_what_does_not_exist_yet_is_not_offered() -> None:
    words = {command.title.say("en") for command in all_commands()}
    assert not {"stand-up"} & words


def test_commands_can_be_listed_without_textual() -> None:
    code = (
        "import sys; from exin_tui.tui.commands.catalogue import all_commands; all_commands();"
        "print([name for name in ('textual', 'rich', 'sqlalchemy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_screens_import_nothing_heavy() -> None:
    heavy = [
        "sqlalchemy",
        "alembic",
        "icalendar",
        "openpyxl",
        "pluggy",
        "cryptography",
        "exin_nav",
        "exin_tui.storage",
    ]
    code = f"import sys; import exin_tui.tui.app; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
