"""Whatever a page looks like: nothing is lost, nothing stands twice, and every place is true."""

import re
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from overenskommelse_granskning.errors import UnreadableDocument
from pdf_samples import BOLD, REGULAR, Sheet, read

TOKEN = re.compile(r"ord\d+a")

places = st.lists(
    st.tuples(
        st.integers(0, 8),  # column of a coarse raster
        st.integers(0, 40),  # row
        st.sampled_from([8.0, 11.0, 11.0, 11.0, 14.0]),
        st.sampled_from([REGULAR, REGULAR, BOLD]),
        st.sampled_from(["", "", "•", "1.", "–"]),
    ),
    min_size=1,
    max_size=60,
    unique_by=lambda p: (p[0], p[1]),
)
rules = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 41), st.integers(0, 9), st.integers(0, 41), st.booleans()),
    max_size=14,
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(places, rules), min_size=1, max_size=3))
def test_every_word_once_and_in_its_place(pages):
    sheet = Sheet()
    expected: dict[str, tuple[int, float, float]] = {}
    for number, (words, lines) in enumerate(pages, start=1):
        if number > 1:
            sheet.page()
        for x0, y0, x1, y1, upright in lines:
            if upright:
                sheet.rule(36 + 58 * x0, 30 + 19 * y0, 36 + 58 * x0, 30 + 19 * y1)
            else:
                sheet.rule(36 + 58 * x0, 30 + 19 * y0, 36 + 58 * x1, 30 + 19 * y0)
        for column, row, size, font, sign in words:
            token = f"ord{len(expected)}a"
            x, y = 40 + 58 * column, 44 + 19 * row
            sheet.line(x, y, f"{sign} {token}".strip(), font, size)
            expected[token] = (number, x, y)
    document = read(sheet.data())
    running = " ".join(f.text for f in document.furniture)
    found = Counter(TOKEN.findall(document.text)) + Counter(TOKEN.findall(running))
    assert found == Counter(expected.keys())
    for match in TOKEN.finditer(document.text):
        page, x, y = expected[match.group()]
        (segment,) = document.segments_in(match.span())
        assert segment.page == page
        assert segment.box is not None
        assert segment.box.x0 - 1 <= x + 40
        assert segment.box.top <= y <= segment.box.bottom


@settings(max_examples=40, deadline=None)
@given(
    st.text(alphabet=st.characters(max_codepoint=255, exclude_categories=("Cc",)), min_size=1, max_size=60)
)
def test_any_line_of_text_survives(text):
    sheet = Sheet()
    sheet.line(40, 100, text)
    try:
        document = read(sheet.data())
    except UnreadableDocument as error:
        assert error.code == "R011"
        assert not any(c.isalnum() for c in text)
    else:
        assert [c for c in text if c.isdigit() and c.isascii()] == [
            c for c in document.text if c.isdigit() and c.isascii()
        ]
