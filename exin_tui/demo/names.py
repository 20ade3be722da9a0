"""Invented names for people who do not exist, plausible for young adults in Norway of many backgrounds."""

from __future__ import annotations

import random

_GIVEN = """
Jonas Mathias Elias Sander Noah Oskar Emil Liam Adam Felix Isak Theo Samir Jakob Leo Viktor Herman Amin
Henrik Lucas William Kasper Sindre Eirik Trym Ailo Niillas Matti Mikkel Adrian Dawit Yonas Filmon Abdi
Bilal Zakaria Hamza Yusuf Omar Ilyas Idris Karim Rami Tarik Emre Deniz Arben Luan Marek Kacper Tomasz
Lukas Mantas Minh Duc Arun Kavin Suren Ida Nora Thea Ronja Selma Amal Hodan Sara Leyla Lina Aniela Linh
Nila Maren Tuva Vilde
"""
_FAMILY = """
Nordlien Fjellvang Skogheim Elvestrand Tangvoll Brattmo Kvernlid Sætermo Lyngheim Grindvoll Myklevold
Tjernstad Bergsvåg Vassdokk Solhaugmo Engebråten Stormyrli Rønnestu Hovdestad Klokkmo Furulid Åsbråten
Øverengmo Gråbekk Hestvang Løkkemo Nystøl Raudstein Skarbø Ulvmyr Vestlid Haugmoen Ødelien Bråtengen
Sandvollen Trætvang Abdirahin Warsamo Gelledin Farahi Tesfagabir Haileberg Kidaneh Mehrabani Karimzad
Hosseinlo Al-Tamiri Haddadin Sabrini Yıldızlı Kayaoğul Demirhan Gashiani Krasnikoj Berishaj Wojnowicz
Zielenski Kaminski-Lund Petrauskis Jankaunis Nguyendal Phamvik Tranlund Selvanathi Rajendramo Kandiahl
Chaudhrin Mirzavi Rehmanlid Okafori Mensahl Diallonen Traoresen
"""

#: A name that would break a program which reads data as markup. The demo has it so that everybody sees that
#: it does no harm.
DIFFICULT = ("Åse [/b]", "O'Hara‑Øy")

STAFF = {"KN": "Kine Nattestad", "AB": "Amir Bjerkvoll", "MH": "Maja Hovlid", "TL": "Tone Lyngmark"}


class Names:
    """Names drawn with a seeded generator, each combination once as long as there are any."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._given = _GIVEN.split()
        self._family = _FAMILY.split()
        self._used: set[tuple[str, str]] = set()

    def draw(self) -> tuple[str, str]:
        """(given name, family name)."""
        for _ in range(50):
            pair = (self._rng.choice(self._given), self._rng.choice(self._family))
            if pair not in self._used:
                break
        self._used.add(pair)
        return pair
