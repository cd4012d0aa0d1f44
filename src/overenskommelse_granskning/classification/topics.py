"""Which criteria ask for the same thing: passages labelled for one teach its siblings.

The topic of a criterion is the last part of its id unless it is listed here.
"""

from __future__ import annotations

_SAME = {
    "9_syften": "syfte",
    "9_omraden": "fokusproblem",
    "4_lagesbild": "lagesbild",
    "5_atgardsplan": "atgardsplan",
    "8_samordning": "samordning",
    "10_rad": "beredning",
    "11_funktion": "samordning",
    "13_ledning": "ledning",
    "problem": "lagesbild",
    "matbart": "mal_matbara",
    "tid": "period",
    "undertecknat": "undertecknad",
    "aterkoppling": "aterkoppling_medborgare",
    "avsikt": "syfte",
    "koppling": "lofte_koppling",
    "avsandare": "parter",
    "inriktning": "fokusproblem",
    "verksamhetsplan": "atgardsplan",
    "budskap": "kommunikation",
    "ekonomi": "resurser",
    "mandat": "resurser",
    "styrning": "styrgrupp",
    "aktivitetsplan": "atgardsplan",
    "insats": "atgarder",
    "resultat": "mal_matbara",
    "tidpunkt": "mal_tidsatta",
    "ansvar_polis": "roller",
    "ansvar_soc": "roller",
    "samtycke": "sekretess",
    "malbild": "mal",
    "undertecknare": "parter",
    "arbetsgrupp": "beredning",
}


def topic(criterion_id: str) -> str:
    """The shared topic of a criterion."""
    name = criterion_id.split(".", 1)[-1]
    return _SAME.get(name, name)
