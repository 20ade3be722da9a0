"""The 36 of the demo, one by one: every phase, and everything that the board is there to notice."""

from __future__ import annotations

from exin_schema.vocabulary import ChecklistKind, Phase, SecurityLevel
from exin_tui.demo.sketch import FRIDAY, HOLIDAY, Open, Sketch, ToDo

_START, _RELEASE = ChecklistKind.START, ChecklistKind.RELEASE
_HALDEN, _ROMERIKE = "Halden fengsel", "Romerike fengsel"
_EAST = "Indre Østfold fengsel"

_INTAKE = (
    Sketch(
        34, Phase.INTAKE, "MH", 243, since=38, enrolled=None, inside=75, talks=3, contact=6,
    ),
    Sketch(35, Phase.INTAKE, "AB", 410, since=20, enrolled=6, inside=130, place=_ROMERIKE),
    Sketch(30, Phase.INTAKE, "TL", None, since=12, enrolled=None, inside=33, talks=1, contact=8),
    Sketch(32, Phase.INTAKE, "TL", None, since=5, enrolled=None, inside=24, talks=0, contact=None),
)  # fmt: skip

_IN_PRISON = (
    Sketch(
        31, Phase.IN_PRISON, "MH", 24, since=170, enrolled=180, place=_HALDEN, signed_early=True,
        opens=(Open(_START, "two_thirds_date", -8),),
    ),
    Sketch(11, Phase.IN_PRISON, "AB", 96, since=140, enrolled=150, place=_ROMERIKE),
    Sketch(
        29, Phase.IN_PRISON, "KN", 110, since=120, enrolled=130, place=_HALDEN,
        narrowed=(("family", "Mor", "", ""),),
    ),
    Sketch(26, Phase.IN_PRISON, "MH", 139, since=90, enrolled=104, place=_ROMERIKE),
    Sketch(
        3, Phase.IN_PRISON, "KN", 177, since=200, enrolled=215,
        narrowed=(("voluntary", "Wayback", "", "education work"),),
    ),
    Sketch(
        33, Phase.IN_PRISON, "MH", 231, since=25, enrolled=25, place=_EAST, level=SecurityLevel.LOWER,
        opens=(Open(_START, "social_consultant"),),
    ),
    Sketch(36, Phase.IN_PRISON, "AB", 288, since=60, enrolled=70, withdrawn={"family": -20}),
    Sketch(20, Phase.IN_PRISON, "MH", 345, since=80, enrolled=95),
    Sketch(28, Phase.IN_PRISON, "MH", None, since=9, enrolled=11, inside=58, contact=3),
)  # fmt: skip

_PRE_RELEASE = (
    Sketch(
        7, Phase.PRE_RELEASE, "KN", 12, since=45, enrolled=300, place=_HALDEN, level=SecurityLevel.LOWER,
        contact=2, difficult_name=True,
        opens=(
            Open(_RELEASE, "housing"), Open(_RELEASE, "social_benefits"),
            Open(_RELEASE, "nav_authority", 5), Open(_RELEASE, "new_address"),
            Open(_RELEASE, "release_conditions", started=True),
            Open(_RELEASE, "occupation", started=True, responsible="AB"),
            Open(_RELEASE, "probation_contact"), Open(_RELEASE, "nav_service_message"),
        ),
    ),
    Sketch(
        12, Phase.PRE_RELEASE, "KN", 20, since=32, enrolled=260, place=_ROMERIKE, missing=("probation",),
        opens=(Open(_RELEASE, "consent_minimum", -2), Open(_RELEASE, "bank_id", 0)),
    ),
    Sketch(
        4, Phase.PRE_RELEASE, "AB", FRIDAY, since=70, enrolled=330, place=_EAST, level=SecurityLevel.LOWER,
        contact=1,
        opens=(
            Open(_RELEASE, "nav_service_message", 0), Open(_RELEASE, "nav_contact", within=5),
            Open(_RELEASE, "new_address", within=7),
        ),
    ),
    Sketch(
        27, Phase.PRE_RELEASE, "MH", HOLIDAY, since=50, enrolled=280, level=SecurityLevel.HALFWAY,
        place="Oslo overgangsbolig", contact=3, opens=(Open(_RELEASE, "occupation", within=6, started=True),),
        waiting=(("nav", "Kvalifiseringsprogrammet", 18),),
    ),
    Sketch(
        15, Phase.PRE_RELEASE, "KN", 33, since=40, enrolled=310, place=_HALDEN, level=SecurityLevel.LOWER,
        opens=(Open(_RELEASE, "leisure", 7),), waiting=(("housing", "Kommunal bolig", 34),),
    ),
    Sketch(
        18, Phase.PRE_RELEASE, "AB", 54, since=12, enrolled=240, place=_ROMERIKE, level=SecurityLevel.LOWER,
        protected=True, contact=5,
    ),
)  # fmt: skip

_POST_RELEASE = (
    Sketch(
        19, Phase.POST_RELEASE, "AB", -9, since=9, enrolled=290, contact=2, place=_ROMERIKE,
        todos=(ToDo("Avtale første ansvarsgruppemøte ute", -12),), first_group=False,
    ),
    Sketch(
        23, Phase.POST_RELEASE, "KN", -34, since=34, enrolled=320, contact=31, place=_HALDEN,
        todos=(ToDo("Ring: avtale ny samtale", -1),),
    ),
    Sketch(
        21, Phase.POST_RELEASE, "KN", -52, since=52, enrolled=350, contact=3,
        todos=(ToDo("Følge til visning", 0),),
    ),
    Sketch(
        9, Phase.POST_RELEASE, "AB", -71, since=71, enrolled=380, contact=4, place=_EAST,
        todos=(ToDo("Søke kommunal bolig", 4, "nav", "case_work"),),
        narrowed=(("school", "", "", "education"),),
    ),
    Sketch(
        14, Phase.POST_RELEASE, "KN", -18, since=18, enrolled=260, contact=1, withdrawn={"lawyer": -3},
        waiting=(("nav", "Sosialstønad", 11),),
    ),
    Sketch(13, Phase.POST_RELEASE, "MH", -88, since=88, enrolled=400, contact=5, place=_ROMERIKE),
    Sketch(
        22, Phase.POST_RELEASE, "MH", -63, since=63, enrolled=360, contact=2, withdrawn={"police": -40},
        waiting=(("school", "Voksenopplæring, inntak", 16),),
    ),
)  # fmt: skip

_REINTEGRATION = (
    Sketch(
        2,
        Phase.REINTEGRATION,
        "KN",
        -212,
        since=120,
        enrolled=560,
        contact=9,
        expires={"nav": 6},
        todos=(ToDo("Fornye samtykke: NAV", 6),),
    ),
    Sketch(1, Phase.REINTEGRATION, "MH", -310, since=200, enrolled=700, contact=14, place=_HALDEN),
    Sketch(5, Phase.REINTEGRATION, "MH", -260, since=150, enrolled=640, contact=12, place=_ROMERIKE),
    Sketch(6, Phase.REINTEGRATION, "AB", -190, since=95, enrolled=520, contact=20),
    Sketch(8, Phase.REINTEGRATION, "MH", -240, since=130, enrolled=610, contact=17, place=_EAST),
    Sketch(10, Phase.REINTEGRATION, "TL", -176, since=60, enrolled=480, contact=8, place=_HALDEN),
    Sketch(16, Phase.REINTEGRATION, "AB", -150, since=55, enrolled=455, contact=41),
    Sketch(17, Phase.REINTEGRATION, "KN", -133, since=40, enrolled=430, contact=11, place=_ROMERIKE),
)

_CLOSING = (
    Sketch(24, Phase.CLOSING, "MH", -385, since=10, enrolled=820, contact=6, place=_HALDEN),
    Sketch(25, Phase.CLOSING, "KN", -400, since=22, enrolled=860, contact=15),
)

#: A smaller demo takes the first ones of this order, so that it too shows every phase.
_ORDER = (
    7, 34, 31, 19, 2, 24, 12, 18, 28, 4, 23, 27, 30, 11, 9, 1, 25, 15,
    21, 14, 29, 26, 3, 13, 5, 33, 36, 22, 6, 20, 35, 8, 10, 16, 17, 32,
)  # fmt: skip

_ALL = {
    sketch.number: sketch
    for group in (_INTAKE, _IN_PRISON, _PRE_RELEASE, _POST_RELEASE, _REINTEGRATION, _CLOSING)
    for sketch in group
}

TEAM: tuple[Sketch, ...] = tuple(_ALL[number] for number in _ORDER)


def first(count: int) -> tuple[Sketch, ...]:
    """The first ``count`` of the 36, by number."""
    return tuple(sorted(TEAM[:count], key=lambda sketch: sketch.number))
