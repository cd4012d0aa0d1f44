"""The same text on other surfaces: what it says stays, what is drawn is the same every time."""

from __future__ import annotations

from overenskommelse_granskning.training.surfaces import plain, surfaces

BODY = """# Medborgarlöfte för Vättle

Kommunen och polisen lovar att gå **fyra** vandringar i veckan.

| Vad | Vem |
|---|---|
| Lampor i parken | Gatuchefen |

~del~ Struket.
~ins~ Nytt.
- En punkt.
"""


def test_plain_text_has_the_words_and_none_of_the_signs():
    assert plain(BODY) == (
        "Medborgarlöfte för Vättle\n\nKommunen och polisen lovar att gå fyra vandringar i veckan.\n\n"
        "Vad   Vem\nLampor i parken   Gatuchefen\n\nNytt.\n- En punkt.\n"
    )


def test_each_surface_changes_one_thing():
    web, line, scanned, cut, city, brief = surfaces("x-01", BODY).values()
    assert plain(BODY) in web and len(web) > len(plain(BODY))
    assert line.count("\n") == 1 and line.split() == plain(BODY).split()
    assert scanned != web and scanned.count("\n") == plain(BODY).count("\n")
    assert plain(BODY).startswith(cut.rstrip()) and len(cut) < len(plain(BODY))
    assert "Staden och polisen lovar" in city and "Kommunen" not in city
    assert set(brief.split()) <= set(plain(BODY).split()) and len(brief.split()) <= len(plain(BODY).split())


def test_the_name_decides_what_is_drawn():
    assert surfaces("x-01", BODY) == surfaces("x-01", BODY)
    assert surfaces("x-01", BODY)["web"] != surfaces("x-02", BODY)["web"]
