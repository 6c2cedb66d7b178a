"""Sketches of ways: only pictures, small and grey, nothing that came with the file."""

from __future__ import annotations

import random
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from intake_app.errors import InputError, NotFoundError
from intake_app.services.sample_talks import partner_id
from intake_app.services.slip_drafts import SlipDraft
from tests.services.test_attachments import a_pdf, an_image

JOBCENTER = partner_id("jobcenter")
SECRET = "Zzplaceofthepicture"


def encoded(picture, kind, **saving):
    stream = BytesIO()
    picture.save(stream, kind, **saving)
    return stream.getvalue()


def kept(services, data):
    return Image.open(BytesIO(services.sketches.keep(JOBCENTER, data)))


def refused(services, data):
    with pytest.raises(InputError) as caught:
        services.sketches.keep(JOBCENTER, data)
    return caught.value.code


@pytest.fixture
def ramp():
    """Dark at the top, light at the bottom."""
    return Image.linear_gradient("L").resize((900, 600))


@pytest.fixture
def partners(player):
    player.add_partners()


@pytest.mark.usefixtures("partners")
def test_a_sketch_is_kept_small_and_grey_until_it_is_removed(services, ramp):
    picture = services.sketches.keep(JOBCENTER, encoded(ramp.convert("RGB"), "JPEG"))

    shown = Image.open(BytesIO(picture))
    assert (shown.format, shown.mode, shown.size) == ("PNG", "L", (660, 440))
    assert services.sketches.of(JOBCENTER) == picture
    services.sketches.remove(JOBCENTER)
    assert services.sketches.of(JOBCENTER) == b""


@pytest.mark.usefixtures("partners")
@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_keeps_dark_dark_and_light_light(services, ramp, mode):
    deep = ramp.convert("I").point(lambda value: value * 256)
    picture = deep.convert(mode) if mode == "I;16" else ramp.convert(mode)

    shown = kept(services, encoded(picture, "PNG")).resize((3, 9), Image.Resampling.BOX)

    column = [shown.getpixel((1, y)) for y in range(9)]
    assert column == sorted(column)
    assert column[0] < 40
    assert column[-1] > 215


@pytest.mark.usefixtures("partners")
def test_what_is_transparent_is_white_like_the_paper(services):
    picture = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    picture.paste((0, 0, 0, 255), (100, 50, 200, 150))

    shown = kept(services, encoded(picture, "PNG"))

    assert (shown.getpixel((5, 5)), shown.getpixel((150, 100))) == (255, 0)


@pytest.mark.usefixtures("partners")
def test_neither_place_nor_comment_of_a_photograph_is_kept_but_it_stands_upright(services, ramp):
    told = Image.Exif()
    told[0x0112], told[0x010E] = 6, SECRET
    file = encoded(ramp.convert("RGB"), "JPEG", exif=told, comment=SECRET.encode())

    picture = services.sketches.keep(JOBCENTER, file)

    assert SECRET.encode() in file
    assert SECRET.encode() not in picture
    shown = Image.open(BytesIO(picture))
    assert not shown.info
    assert shown.height > shown.width, "the telephone was held upright"


@pytest.mark.usefixtures("partners")
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "picture_kind"),
        (b"MZ a program", "picture_kind"),
        (a_pdf(), "picture_kind"),
        (encoded(Image.new("RGB", (20, 20)), "GIF"), "picture_kind"),
        (an_image("PNG")[:60], "picture_damaged"),
        (an_image("JPEG", (300, 300))[:-200], "picture_damaged"),
        (encoded(Image.new("1", (8000, 4000)), "PNG"), "picture_large"),
        (bytes(10 * 1024 * 1024 + 1), "picture_large"),
    ],
)
def test_what_is_no_picture_to_print_is_refused_and_nothing_is_stored(services, data, code):
    assert refused(services, data) == code
    assert services.sketches.of(JOBCENTER) == b""


@pytest.mark.usefixtures("partners")
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_that_was_tampered_with_is_refused_or_decoded_never_more(services, ramp, kind):
    source = random.Random(7)
    whole = encoded(ramp.convert("RGB").resize((90, 60)), kind)
    outcomes = set()
    for _ in range(150):
        data = bytearray(whole[: source.randrange(len(whole) // 2, len(whole) + 1)])
        for _ in range(source.randint(1, 3)):
            data[source.randrange(len(data))] = source.randrange(256)
        try:
            outcomes.add(kept(services, bytes(data)).mode)
        except InputError as error:
            outcomes.add(error.code)

    assert "picture_damaged" in outcomes
    assert outcomes <= {"L", "picture_kind", "picture_damaged", "picture_large"}


def test_a_sketch_belongs_to_an_office_that_is_there(services):
    with pytest.raises(NotFoundError):
        services.sketches.keep(JOBCENTER, an_image("PNG"))


def test_a_file_is_read_only_when_it_can_be_a_picture(services, tmp_path):
    file = tmp_path / "weg.png"
    file.write_bytes(an_image("PNG"))
    large = tmp_path / "gross.png"
    large.write_bytes(bytes(10 * 1024 * 1024 + 1))

    assert services.sketches.read_file(file) == file.read_bytes()
    with pytest.raises(InputError, match="picture_large"):
        services.sketches.read_file(large)
    with pytest.raises(InputError, match="scan_unread"):
        services.sketches.read_file(tmp_path / "weg.jpg")


def figures(pdf):
    with pikepdf.open(BytesIO(pdf)) as document:
        return [
            str(item.Alt)
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        ]


def pictures(pdf):
    with pikepdf.open(BytesIO(pdf)) as document:
        return [len(page.get_images()) for page in document.pages]


def test_the_slip_shows_the_way_to_the_offices_that_have_a_sketch(services, player, talks, ramp):
    slip = player.play(talks["a-nurse"]).slip
    assert sum(pictures(services.papers.slip(slip.id).data)) == 0

    services.sketches.keep(JOBCENTER, encoded(ramp, "PNG"))
    pdf = services.papers.slip(slip.id).data

    assert sum(pictures(pdf)) == 1
    said = [words for words in figures(pdf) if words.startswith("Wegskizze zu")]
    assert len(said) == 1
    assert "Jobcenter Musterheide" in said[0]


def test_an_office_visited_twice_is_drawn_once(services, player, talks, ramp):
    played = player.play(talks["a-nurse"])
    services.sketches.keep(JOBCENTER, encoded(ramp, "PNG"))
    jobcenter = played.slip.stations[1]
    again = replace(services.routing.station(2, "S03", services.partners.get(JOBCENTER)), seq=2)

    slip = services.routing.issue(
        played.case_id, SlipDraft(stations=(jobcenter, again), language="ar")
    )

    assert sum(pictures(services.papers.slip(slip.id).data)) == 1
