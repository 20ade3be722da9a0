"""The words that stand for participants on a shared screen: trees, birds, mountains, stones, boats.

An alias is drawn at random when a participant is registered and is never derived from the name. The words
are neutral, single, at most nine letters, and say nothing of a person: no common first or family names, no
words that are used to tease or insult, nothing of faith, origin, health, drugs, weapons or custody.
"""

from __future__ import annotations

_TREES_AND_SHRUBS = """
Furu Gran Eik Osp Rogn Selje Alm Hegg Barlind Poppel Edelgran Lerketre Kastanje Valnøtt Sypress Platan
Hassel Vidje Syrin Berberis Kornell Trollhegg Tindved Geitved Leddved Pors Vivendel Liguster Hagtorn Spirea
Mispel Einstape Sølvpil Hengepil Buksbom Magnolia
"""
_BERRIES_AND_FRUIT = """
Blåbær Tyttebær Molte Multebær Krekling Rips Solbær Bringebær Teiebær Skrubbær Blokkebær Tranebær Nype Slåpe
Kirsebær Mirabell Aprikos Jordbær Rognebær Rabarbra
"""
_FLOWERS_AND_HERBS = """
Blåveis Hestehov Løvetann Kløver Rødkløver Blåklokke Engsoleie Soleie Bekkeblom Tepperot Kattefot Rødsildre
Gullris Geitrams Nattfiol Røsslyng Lyng Mose Torvmose Bregne Ormetelg Sisselrot Reinlav Takrør Dunkjevle
Myrull Bukkeblad Nøkkerose Kalmus Nellik Tjæreblom Ryllik Burot Timian Oregano Merian Kvann Karve Persille
Salvie Basilikum Mynte Rosmarin Lavendel Ramsløk Havre Bygg Rug Hvete Vikke Lupin Krokus Tulipan Snøklokke
Georgine Asters Ringblom Kornblom Pion Primula Nøkleblom Kusymre Maiblom Vassgro Fjellarve Knoppurt Engkarse
Hengeving Firblad Issoleie Gulmaure Hårstarr Smyle Skogfiol Bergknapp Rosenrot Fjellsyre Kystmaure Kamgras
Timotei Solsikke Anemone Begonia Petunia Hyasint Azalea Lobelia Fresia Gladiol Orkide
"""
_BIRDS = """
Linerle Blåmeis Granmeis Toppmeis Løvmeis Bokfink Grønnfink Stillits Konglebit Rødstrupe Rødstjert Blåstrupe
Gråtrost Måltrost Ringtrost Fossekall Jernspurv Pilfink Gulspurv Sivspurv Snøspurv Sanglerke Trelerke
Fjellerke Svale Låvesvale Taksvale Sandsvale Hærfugl Isfugl Gråspett Kattugle Perleugle Haukugle Hornugle
Slagugle Tårnfalk Lerkefalk Jaktfalk Fiskeørn Kongeørn Havørn Vepsevåk Fjellvåk Storfugl Orrfugl Jerpe
Lirype Fjellrype Vaktel Åkerrikse Vannrikse Trane Hegre Gråhegre Stork Sangsvane Stokkand Krikkand Brunnakke
Toppand Laksand Siland Ærfugl Havelle Sjøorre Havsule Havhest Krykkje Gråmåke Lomvi Teist Storlom Smålom
Tjeld Vipe Heilo Boltit Sandlo Myrsnipe Rødstilk Skogsnipe Brushane Storspove Småspove Rugde Pirol Lavskrike
Trekryper Spettmeis Løvsanger Bøksanger Rørsanger Sivsanger Gulsanger Sandløper Bergirisk Tornirisk Gråsisik
Pelikan Kolibri Albatross Kondor
"""
_MOUNTAINS_AND_LAKES = """
Snøhetta Gausta Kjerag Hårteigen Skåla Slogen Trolltind Bitihorn Besseggen Rondane Dovre Norefjell Blefjell
Lifjell Stetind Segla Lyngstuva Gjende Bygdin Femunden Mjøsa Tinnsjø Krøderen Rondslott Smiubelg Bessho
Surtnings Fannaråk Hurrungan Storronde Høgronde Veslehorn Knutshø Tjønnholt Tyin Vinstre Olevatn Furusjøen
Atnsjøen Savalen Møsvatn Totak Fyresvatn Tinden Gygrestol Sølen Rendalen Synnfjell Spåtind Skaget
"""
_LANDSCAPE = """
Vidde Tjern Skjærgård Bukt Odde Morene Varde Klopp Grotte Kløft Stryk Kulp Kilde Tidevann Dønning Bølge
Koral Østers Skjell Kamskjell Slette Åsrygg Fjelltopp Fjordarm Kyst Lagune Atoll Geysir Prærie Tundra
"""
_WEATHER_AND_SKY = """
Bris Kuling Passat Monsun Skumring Demring Nordlys Regnbue Komet Meteor Planet Orion Sirius Polaris Jupiter
Saturn Neptun Merkur Galakse Melkevei Zenit Horisont Kompass Solverv Jevndøgn Skodde Rimfrost Duggfall Lyn
Skybrudd Solgløtt Månelys
"""
_STONES_AND_METALS = """
Kvarts Granitt Gneis Skifer Marmor Basalt Larvikitt Feltspat Glimmer Olivin Agat Opal Jaspis Onyks Topas
Safir Smaragd Turkis Ametyst Beryll Kobber Tinn Kobolt Nikkel Thulitt Zirkon Hematitt Pyritt Kalsitt
Dolomitt Gabbro Syenitt Porfyr Sandstein Kalkstein Bronse Messing Platina
"""
_FISH_AND_SHELLS = """
Abbor Ørret Røye Harr Laks Makrell Kveite Brisling Lodde Steinbit Sjøørret Hummer Blåskjell
"""
_BOATS_AND_SEA = """
Skøyte Jekt Færing Sjekte Kutter Kajakk Kano Seil Mast Kjøl Anker Fyrlykt Bøye Brygge Naust Skonnert Jolle
Flåte Ferje Katamaran Slepebåt Seilbåt Robåt Årepar Livbøye Loggbok
"""
_MUSIC = """
Fiolin Cello Fløyte Klarinett Obo Trompet Gitar Banjo Pauke Langeleik Piano Cembalo Marimba Mandolin Ukulele
Saksofon Tuba Kornett Triangel Munnspill Bratsj
"""


def _words() -> tuple[str, ...]:
    groups = (
        _TREES_AND_SHRUBS, _BERRIES_AND_FRUIT, _FLOWERS_AND_HERBS, _BIRDS, _MOUNTAINS_AND_LAKES, _LANDSCAPE,
        _WEATHER_AND_SKY, _STONES_AND_METALS, _FISH_AND_SHELLS, _BOATS_AND_SEA, _MUSIC,
    )  # fmt: skip
    return tuple(word for group in groups for word in group.split())


WORDS = _words()
"""Every word, each once."""


def numbered(number: int) -> tuple[str, ...]:
    """The words as they are for 1, and with ``number`` after them from 2 on."""
    return WORDS if number == 1 else tuple(f"{word} {number}" for word in WORDS)
