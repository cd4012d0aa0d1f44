"""Which way the text of an image runs."""

import numpy as np
import pytest

from overenskommelse_granskning.document import Box
from overenskommelse_granskning.readers.pdf.model import PageContent
from overenskommelse_granskning.readers.pdf.scan import upright
from overenskommelse_granskning.readers.pdf.scan.pixels import is_dark, levelled
from pdf_samples import MORE, PROSE, Sheet
from scan_samples import page_images


def sheet(frame: bool = False) -> bytes:
    page = Sheet(size=(595, 420))
    page.flow(PROSE)
    page.flow(MORE)
    page.flow(PROSE)
    if frame:
        page.table((60, 300, 535), (30, 200, 400), {})
    return page.data()


def ink(angle: float, *, frame: bool = False, noise: float = 0.0):
    (image,) = page_images(sheet(frame), angle=angle, noise=noise)
    return is_dark(np.asarray(image))


def prepared(dark):
    return upright.without_rules(upright.halved(dark), 100)


@pytest.mark.parametrize("frame", [False, True])
@pytest.mark.parametrize(
    ("angle", "sideways"), [(0, False), (90, True), (180, False), (270, True), (3, False), (88, True)]
)
def test_sideways(angle, sideways, frame):
    assert upright.is_sideways(prepared(ink(angle, frame=frame)), 100) is sideways


@pytest.mark.parametrize("angle", [0, 0.5, -1.3, 2.4, -4.0, 5.0])
def test_skew(angle):
    assert upright.skew(prepared(ink(angle, noise=10))) == pytest.approx(angle, abs=0.15)


def test_upside_down():
    assert not upright.is_upside_down(ink(0), 200)
    assert upright.is_upside_down(ink(180), 200)
    assert upright.is_upside_down(levelled(ink(181.5), 1.5), 200)


def test_nothing_to_see():
    empty = np.zeros((400, 300), dtype=bool)
    assert not upright.is_sideways(empty, 100)
    assert upright.skew(empty) == 0.0
    assert not upright.is_upside_down(empty, 200)
    tiny = np.ones((3, 2), dtype=bool)
    assert not upright.is_sideways(prepared(tiny), 100)
    assert upright.skew(prepared(tiny)) == 0.0


def test_an_edge_that_is_no_text_is_not_straightened():
    rows, columns = np.mgrid[:400, :400]
    assert upright.skew(rows > columns * np.tan(np.radians(20))) == 0.0


def test_rules_are_taken_away_and_letters_left():
    dark = np.zeros((200, 300), dtype=bool)
    dark[50, 20:280] = dark[20:180, 40] = True
    dark[100:110, 100:110] = True
    left = upright.without_rules(dark, 100)
    assert left.sum() == 100
    assert left[100:110, 100:110].all()


def test_levelled_text_is_level():
    dark = ink(1.4)
    assert abs(upright.skew(prepared(levelled(dark, 1.4)))) < 0.2


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("skew", [1.5, -3.0])
def test_boxes_of_a_straightened_page_hold_what_slants(turn, skew):
    """A point that is turned about the middle of the page lies in the box around its neighbourhood."""
    page = PageContent(1, 595, 842, turn=turn)
    slanting = PageContent(1, 595, 842, turn=turn, skew=skew)
    width, _ = page.read_size
    level = Box(width / 2 - 200, 100, width / 2 + 200, 112)
    plain, real = page.to_page(level), slanting.to_page(level)
    assert 0 <= real.x0 < real.x1 <= 595
    assert 0 <= real.top < real.bottom <= 842
    # It grows across the text by what the text sinks over its length.
    sinks = 400 * np.sin(np.radians(abs(skew)))
    across = "bottom", "top"
    if turn in (90, 270):
        across = "x1", "x0"
    grown = (getattr(real, across[0]) - getattr(real, across[1])) - (
        getattr(plain, across[0]) - getattr(plain, across[1])
    )
    assert grown == pytest.approx(sinks, abs=0.5)
