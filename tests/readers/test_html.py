import pytest

from overenskommelse_granskning.document import Document, FurnitureRole
from overenskommelse_granskning.errors import UnreadableDocument
from overenskommelse_granskning.readers import Limits
from reader_samples import cells, headings, items, outline, read

BODY = "Polisen och kommunen arbetar tillsammans för ett tryggare Ekdala under hela året."


def page(body: str, head: str = "") -> Document:
    return read(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>", "sida.html")


def navigation(document: Document) -> list[str]:
    return [f.text for f in document.furniture if f.role is FurnitureRole.NAVIGATION]


def test_headings_paragraphs_and_white_space() -> None:
    made = page(f"<h1>Medborgarlöfte\n  i <i>Ekdala</i></h1><p>  {BODY}\n\t</p><h3>Vi\nlovar</h3>Löst\ntext")
    assert outline(made) == [
        ("h", "Medborgarlöfte i Ekdala"),
        ("p", BODY),
        ("h", "Vi lovar"),
        ("p", "Löst text"),
    ]
    assert [level for level, _ in headings(made)] == [1, 3]


def test_hard_blanks_stay_and_breaks_make_lines() -> None:
    assert page("<h1>x</h1><p>112&nbsp;14<br>Polisen <br/> Ekdala</p>").text == "x\n\n112 14\nPolisen\nEkdala"


def test_two_breaks_part_paragraphs() -> None:
    assert outline(page("<h1>x</h1><p>Ett.<br><br>Två.<br> <br>Tre.</p>"))[1:] == [
        ("p", "Ett."),
        ("p", "Två."),
        ("p", "Tre."),
    ]


def test_a_bold_line_before_a_break_is_a_heading() -> None:
    made = page(f"<p>{BODY}</p><p>{BODY}</p><p><b>Mål</b><br>{BODY}</p><p><b>Uppföljning</b><br>{BODY}</p>")
    assert outline(made)[2:] == [("h", "Mål"), ("p", BODY), ("h", "Uppföljning"), ("p", BODY)]


def test_larger_text_is_a_heading() -> None:
    made = page(f'<p><font size="6" style="font-size: 26pt">Löfte i Ekdala</font></p><p>{BODY}</p>')
    assert headings(made) == [(1, "Löfte i Ekdala")]


def test_lists_nest_and_count() -> None:
    made = page(
        "<h1>x</h1><ul><li>ljus<ul><li>lampor</li></ul></li><li>lås</li></ul>"
        '<ol start="3"><li>tre<li>fyra</ol><ol type="a"><li value="2">b</li></ol>'
    )
    assert items(made) == [
        ("-", 1, "ljus"),
        ("-", 2, "lampor"),
        ("-", 1, "lås"),
        ("3.", 1, "tre"),
        ("4.", 1, "fyra"),
        ("b.", 1, "b"),
    ]


def test_paragraphs_of_one_item_stay_together() -> None:
    made = page("<h1>x</h1><ul><li><p>Ljus.</p><p>I maj.</p></li><li><p>Lås.</p></li></ul>")
    assert items(made) == [("-", 1, "Ljus.\nI maj."), ("-", 1, "Lås.")]


def test_a_list_of_cards_is_no_list() -> None:
    made = page(
        f"<h1>x</h1><ul><li><h2>Skolan</h2><p>{BODY}</p></li><li><h2>Torget</h2><p>{BODY}</p></li></ul>"
    )
    assert outline(made)[1:] == [("h", "Skolan"), ("p", BODY), ("h", "Torget"), ("p", BODY)]


def test_data_tables() -> None:
    made = page(
        "<h1>x</h1><table><tr><th>Vad<th>Vem<th>När</tr><tr><td rowspan=2>ljus<td colspan=2>kommunen</tr>"
        "<tr><td>b<td><ul><li>maj<li>juni</ul></tr></table>"
    )
    assert cells(made) == [["Vad", "Vem", "När"], ["ljus", "kommunen", ""], ["", "b", "- maj - juni"]]
    assert [b.cell.header for b in made.blocks if b.cell] == [True] * 3 + [False] * 6


@pytest.mark.parametrize(
    "table",
    [
        f"<table><tr><td>{BODY}</td></tr></table>",
        f'<table role="presentation"><tr><td></td><td>{BODY}</td></tr></table>',
        f"<table><tr><td></td><td><table><tr><td>{BODY}</td></tr></table></td></tr></table>",
        f"<table><tr><td></td><td><h2>Mål</h2>{BODY}</td></tr></table>",
        f"<table><tr><td></td><td>{BODY * 30}</td></tr></table>",
    ],
)
def test_layout_tables_are_text(table: str) -> None:
    made = page(f"<h1>x</h1>{table}")
    assert not cells(made)
    assert BODY in made.text


def test_machinery_is_kept_beside_the_text() -> None:
    made = page(
        "<header>Ekdala kommun</header><nav><a>Hem</a> <a>Skola</a></nav><div class='cookie-banner'>Vi använder kakor.</div>"
        f"<h1>Löfte</h1><p>{BODY}</p><p>{BODY}</p><div id='social-share'>Dela sidan</div>"
        "<aside>Läs mer</aside><script>var x = 'SKRIPT';</script><style>p{}</style><button>Skriv ut</button>"
        "<footer>Kontakta oss</footer>"
    )
    assert outline(made) == [("h", "Löfte"), ("p", BODY), ("p", BODY)]
    kept = navigation(made)
    assert {
        "Ekdala kommun",
        "Hem Skola",
        "Vi använder kakor.",
        "Dela sidan",
        "Skriv ut",
        "Kontakta oss",
    } <= set(kept)
    assert "SKRIPT" not in made.text + "".join(kept)


def test_the_main_part_is_preferred_with_the_title_above_it() -> None:
    made = page(f"<div><h1>Löfte</h1></div><div>Nyheter</div><main><p>{BODY}</p></main><div>Sidfoten</div>")
    assert outline(made) == [("h", "Löfte"), ("p", BODY)]
    assert {"Nyheter", "Sidfoten"} <= set(navigation(made))


def test_a_main_part_with_next_to_nothing_is_not_believed() -> None:
    made = page(f"<main>Sök</main><div><h1>Löfte</h1><p>{BODY}</p><p>{BODY}</p></div>")
    assert BODY in made.text


@pytest.mark.parametrize(
    "wrapper",
    ["<form>{0}</form>", "<div class='menu content'>{0}</div>", "<aside>{0}</aside>", "<header>{0}</header>"],
)
def test_whatever_holds_the_text_is_never_machinery(wrapper: str) -> None:
    assert BODY in page(wrapper.format(f"<h1>Löfte</h1><p>{BODY}</p>")).text
    assert BODY in page(wrapper.format(f"<p>{BODY}</p><p>{BODY}</p>")).text


def test_the_list_of_a_pages_own_headings_is_machinery() -> None:
    links = "".join(f'<li><a href="#{n}">Avsnitt {n}</a></li>' for n in range(4))
    made = page(f"<h1>x</h1><ul>{links}</ul><p>{BODY}</p><p>{BODY}</p>")
    assert not items(made)
    assert len(navigation(made)) == 1


def test_lines_left_by_widgets_are_furniture() -> None:
    made = page(f"<p>Hem</p><h1>x</h1><p>{BODY}</p><p>Lyssna · Skriv ut · Dela</p><p>Till toppen</p>")
    assert outline(made) == [("h", "x"), ("p", BODY)]
    assert navigation(made) == ["Hem", "Lyssna · Skriv ut · Dela", "Till toppen"]


def test_accordion_buttons_are_text() -> None:
    assert "Vad gör polisen?" in page(f"<h1>x</h1><button>Vad gör polisen?</button><div>{BODY}</div>").text


def test_preformatted_text_keeps_its_lines() -> None:
    assert page("<h1>x</h1><pre>ett\n  två</pre>").text == "x\n\nett\n  två"


def test_properties() -> None:
    head = '<title> Löfte\n i Ekdala</title><meta property="article:modified_time" content="2024-05-01">'
    assert page(f"<p>{BODY}</p>", head).properties == (
        ("modified", "2024-05-01"),
        ("title", "Löfte i Ekdala"),
    )


def test_sources_are_lines_of_the_page() -> None:
    made = read(f"<html><body>\n<h1>x</h1>\n\n<p>{BODY}</p></body></html>", "a.html")
    assert [s.source for s in made.segments] == ["line2", "line4"]


def test_unsure_encoding_is_told() -> None:
    made = read("<p>Åtgärder för ungdomar</p>".encode("cp1252"), "a.html")
    assert [n.code for n in made.notices] == ["R017"]
    assert "Åtgärder" in made.text


def test_unclosed_tags_do_not_hide_text() -> None:
    assert "innerst" in page("<b>" * 600 + "innerst").text


def test_bombs_of_tags_are_refused() -> None:
    deep = f"<html><body>{'<div>' * 5000}x"
    with pytest.raises(UnreadableDocument) as caught:
        read(deep, "a.html")
    assert caught.value.code == "R013"
    with pytest.raises(UnreadableDocument) as caught:
        read("<html>" + "<p>x" * 50, "a.html", limits=Limits(xml_tags=20))
    assert caught.value.code == "R013"


def test_hostile_spans_stay_small() -> None:
    made = page(
        "<h1>x</h1><table><tr><td colspan=999999>a<td>b</tr><tr><td rowspan=99999999>c<td>²</tr></table>"
    )
    assert len(made.blocks) < 200
    assert page("<h1>x</h1><ol start='²'><li value='٣'>a</ol>").blocks[1].marker == "3."


CONTACT = "<h2>Kontakt</h2><p>Marika Dal, kommunpolis<br>114 14, marika.dal@polisen.example</p>"


@pytest.mark.parametrize(
    "body",
    [
        f"<main><h1>x</h1><p>{BODY * 8}</p><aside>{CONTACT}</aside></main>",
        f'<main><h1>x</h1><p>{BODY * 8}</p><div class="sidebar">{CONTACT}</div></main>',
        f'<main><h1>x</h1><p>{BODY * 8}</p></main><aside role="complementary">{CONTACT}</aside>',
        f'<main><h1>x</h1><p>{BODY * 8}</p></main><div><div class="box">{CONTACT}</div><ul><li>Lediga jobb</li></ul></div>',
    ],
)
def test_a_box_that_tells_whom_to_ask_is_text(body: str) -> None:
    made = page(body)
    assert "Kontakt" in made.text and made.text.endswith("114 14, marika.dal@polisen.example")
    assert "Lediga jobb" not in made.text


@pytest.mark.parametrize(
    "body",
    [
        f"<main><h1>x</h1><p>{BODY * 8}</p></main><footer>{CONTACT}</footer>",
        f"<main><h1>x</h1><p>{BODY * 8}</p></main><div><footer><div>{CONTACT}</div></footer></div>",
        f"<main><h1>x</h1><p>{BODY * 8}</p><aside><h2>Relaterat</h2><p>Växel 0199-100 00</p></aside></main>",
        f"<main><h1>x</h1><p>{BODY * 8}</p><nav>{CONTACT}</nav></main>",
    ],
)
def test_the_foot_of_the_site_and_other_boxes_are_not(body: str) -> None:
    assert page(body).text.endswith(BODY)


def test_what_was_set_aside_keeps_its_words_apart() -> None:
    made = page(
        f"<main><h1>x</h1><p>{BODY * 8}</p></main><footer><h2>Kontakta oss</h2><p>Ekdala kommun</p></footer>"
    )
    assert navigation(made) == ["Kontakta oss Ekdala kommun"]


def test_a_box_that_is_text_is_not_told_as_set_aside() -> None:
    made = page(f"<main><h1>x</h1><p>{BODY * 8}</p></main><div><div>{CONTACT}</div><p>Lediga jobb</p></div>")
    assert navigation(made) == ["Lediga jobb"]
