"""Drawn signs: codes that readers find, pictograms that exist."""

from __future__ import annotations

from random import Random

import pytest

from intake_app.domain.numbers import new_slip_number, slip_code
from intake_app.printing.block import Figure
from intake_app.printing.canvas import TaggedCanvas
from intake_app.printing.pictograms import STATION, pictogram
from intake_app.printing.shapes import QR_SIZE, pen_strokes, qr_code
from tests.printing import reading
from tests.printing.wordings import library


def test_codes_of_many_slips_are_read_at_100_dpi():
    source = Random(7)
    contents = [slip_code(new_slip_number(source), seq % 12 + 1) for seq in range(40)]
    canvas = TaggedCanvas()
    for content in contents:
        Figure((QR_SIZE, QR_SIZE), qr_code(content)).paint(canvas, 100, 700, QR_SIZE)
        canvas.showPage()
    assert reading.codes(canvas.finished(), 100) == [[content] for content in contents]


def test_a_code_of_the_slip_has_modules_that_survive_folding():
    assert QR_SIZE / 33 * 25.4 / 72 >= 0.8


def test_every_station_has_a_pictogram():
    for code in library().stations:
        assert callable(pictogram(STATION[code]))


def test_an_unknown_pictogram_is_a_bug():
    with pytest.raises(KeyError):
        pictogram("unicorn")


def test_large_signatures_are_scaled_into_their_field():
    strokes = (((0.0, 0.0), (200.0, 90.0)),)
    canvas = TaggedCanvas(width=300, height=200)
    Figure((120, 40), pen_strokes(strokes)).paint(canvas, 20, 100, 120)
    canvas.showPage()
    image = reading.images(canvas.finished(), 72)[0]
    left, top, right, bottom = image.point(lambda value: 255 if value < 200 else 0).getbbox()
    assert right <= 142
    assert left >= 18
    assert top >= 98
    assert bottom <= 142


def test_a_pad_without_strokes_draws_nothing():
    canvas = TaggedCanvas(width=300, height=200)
    Figure((120, 40), pen_strokes(())).paint(canvas, 20, 100, 120)
    canvas.showPage()
    assert reading.images(canvas.finished(), 72)[0].getextrema() == (255, 255)
