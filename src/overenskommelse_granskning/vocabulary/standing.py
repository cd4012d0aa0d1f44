"""Which criteria stand and fall with which section topic."""

from __future__ import annotations

from collections.abc import Mapping

# Section → shared criterion topics that stand and fall with it, the surest first.
SAME: Mapping[str, tuple[str, ...]] = {
    "parter": ("parter",),
    "bakgrund": ("bakgrund",),
    "syfte": ("syfte",),
    "lagesbild": ("lagesbild", "bakgrund"),
    "orsaksanalys": ("orsaker", "orsaksanalys"),
    "prioriterade_omraden": ("fokusproblem",),
    "mal": ("mal", "mal_matbara"),
    "atgarder": ("atgarder", "konkret", "process", "atgardsplan"),
    "roller_ansvar": ("roller",),
    "organisation": ("organisation", "samarbetsform", "styrgrupp", "beredning", "samordning"),
    "resurser": ("resurser",),
    "informationsutbyte": ("sekretess",),
    "kommunikation": ("kommunikation", "aterkoppling_medborgare"),
    "medborgarlofte": ("lofte_koppling", "konkret"),
    "dialog": ("medborgardialog", "medarbetardialog"),
    "dokumentation": ("dokumentation",),
    "uppfoljning": ("uppfoljning",),
    "giltighet_revidering": ("period", "revidering"),
    "underskrifter": ("undertecknad",),
    "styrdokument": ("7_integrering", "uppdrag"),
    "definitioner": ("definitioner", "malgrupp"),
}
