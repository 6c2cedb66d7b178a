"""Our lines beside those of Pango, with the same fonts: shaping, order and fallback must agree.

Pango shapes with HarfBuzz as we do, but finds directions, scripts and fonts by itself.
"""

from __future__ import annotations

import os
import subprocess
import unicodedata
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops, ImageFilter

from intake_app.paths import resources_dir
from intake_app.printing import family_slips
from intake_app.printing.canvas import TaggedCanvas
from intake_app.printing.paragraph import Paragraph
from intake_app.printing.typography import LARGE_PRINT, bcp47, runs_right_to_left
from tests.printing import reading, samples
from tests.printing.wordings import Heard, languages

DPI = 144
SIZE = 20
MOST_UNMATCHED = 0.005
"""Share of ink that may lie elsewhere than with Pango."""

LINES = {
    "ar": "أعفي مركز الاستشارة من واجب السرية تجاه مركز العمل",
    "fa": "من مرکز مشاوره را از وظیفهٔ رازداری معاف می‌کنم",
    "ckb": "من ناوەندی ڕاوێژکاری لە ئەرکی پاراستنی نهێنی",
    "ur": "میں مشاورتی مرکز کو رازداری کی ذمہ داری سے بری",
    "ti": "ኣነ ነቲ ቤት ጽሕፈት ምኽሪ ካብ ግቡእ ምስጢር ምዕቃብ",
    "uk": "Я звільняю консультаційний центр від обов'язку зберігати таємницю",
    "de": "Für die Stelle: § 25 Abs. 2 AufenthG, Tel. +49 (0)561 1003-12",
}
LANGUAGES = ["de", *languages()]
FAMILIES = ("Noto Sans", "Noto Naskh Arabic", "Noto Sans Ethiopic")
FAMILIES_OF = {"ur": ("Noto Sans", "Noto Nastaliq Urdu", *FAMILIES[1:])}
OURS_ENLARGED = ("NotoNaskhArabic", 1.12)
"""What we enlarge, and by how much: Pango gets a font with the larger letters."""

ALWAYS_LOOKED_AT = ("read aloud", "waiver by a carer", "family sheet", "summary", "slip")
"""Documents of which a line is compared in each run; the soak compares all lines of all."""


@pytest.fixture(scope="session")
def fontconfig(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fontconfig")
    for file in (resources_dir() / "fonts").glob("*.ttf"):
        copy = folder / file.name
        if file.name.startswith(OURS_ENLARGED[0]):
            font = TTFont(file)
            font["head"].unitsPerEm = round(font["head"].unitsPerEm / OURS_ENLARGED[1])
            font.save(copy)
        else:
            copy.write_bytes(file.read_bytes())
    file = folder / "fonts.conf"
    file.write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{folder}</dir>'
        f"<cachedir>{folder / 'cache'}</cachedir></fontconfig>",
        "utf-8",
    )
    return os.environ | {"FONTCONFIG_FILE": str(file)}


def _ours(text, language, size, *, bold):
    canvas = TaggedCanvas(width=2000, height=180)
    paragraph = Paragraph(text, None, language=language, size=size, bold=bold, align="left")
    paragraph.paint(canvas, 20, 150, 1960)
    canvas.showPage()
    return reading.images(canvas.finished(), DPI)[0]


def _pango(text, language, size, environment, *, bold):
    file = environment["FONTCONFIG_FILE"].replace("fonts.conf", "pango.png")
    families = ",".join(FAMILIES_OF.get(language, FAMILIES))
    weight = " Bold" if bold else ""
    command = ["pango-view", "-q", "--no-display", "--backend=cairo", "--hinting=none"]
    command += ["--subpixel-positions", "--dpi", str(DPI), "--margin", "60", "--no-auto-dir"]
    command += ["--font", f"{families}{weight} {size}", "--language", bcp47(language)]
    command += ["--rtl"] if runs_right_to_left(language) else []
    command += ["--text", text, "-o", file]
    subprocess.run(command, env=environment, check=True, stderr=subprocess.DEVNULL)
    return Image.open(BytesIO(Path(file).read_bytes())).convert("L")


def _ink(image):
    """Return the ink of a line, cropped: white where there is ink."""
    ink = image.point(lambda value: 255 if value < 155 else 0)
    return ink.crop(image.point(lambda value: 255 if value < 195 else 0).getbbox())


def _unmatched(first, second):
    """Return the share of ink that has none within two pixels in the other picture."""
    width, height = (max(pair) + 12 for pair in zip(first.size, second.size, strict=True))
    fixed, moving = (Image.new("L", (width, height)) for _picture in range(2))
    fixed.paste(first, (6, 6))
    moving.paste(second, (6, 6))
    near_fixed, near_moving = (image.filter(ImageFilter.MaxFilter(5)) for image in (fixed, moving))
    ink = _count(fixed) + _count(moving)
    best = 1.0
    # The nearest places first: most lines lie where Pango has them.
    places = ((dx, dy) for dx in range(-2, 3) for dy in range(-3, 4))
    for dx, dy in sorted(places, key=lambda place: abs(place[0]) + abs(place[1])):
        moved, near = (ImageChops.offset(image, dx, dy) for image in (moving, near_moving))
        lonely = _count(ImageChops.subtract(fixed, near)) + _count(
            ImageChops.subtract(moved, near_fixed)
        )
        best = min(best, lonely / ink)
        if best <= MOST_UNMATCHED:
            break
    return best


def _count(image):
    return image.histogram()[255]


def differing(text, language, environment, size=SIZE, *, bold=False):
    ours = _ink(_ours(text, language, size, bold=bold))
    return _unmatched(ours, _ink(_pango(text, language, size, environment, bold=bold)))


# What is printed


FAMILY = family_slips.FamilySlips(slips=(("Layla", "KQSYQX0EYD"), ("Sami", "7Q4M92KTX3")))
DOCUMENTS = {
    **samples.KINDS,
    "family sheet": samples.Kind(
        number="", form="routing", render=partial(family_slips.render, FAMILY)
    ),
}


def texts_of(name, language):
    """Return what a document says in a language."""
    heard = {}
    samples.paper(DOCUMENTS[name], language, lambda words: Heard(words, heard))
    return [text for spoken, _id, text in heard if spoken == language]


def texts_of_letters():
    """Return what is said to offices, in German."""
    heard = {}
    samples.office_papers(lambda words: Heard(words, heard))
    return [text for _language, _id, text in heard]


def lines_of(text, language, most=60):
    """Return a text in lines as they stand in a column.

    Pango draws a space in the font of the word before it.  Nastaliq's is so narrow that it
    shows, so Urdu is also cut where the font changes.
    """
    line, before = "", None
    for word in text.split():
        plain = all(unicodedata.name(sign, "").startswith("ARABIC LETTER") for sign in word)
        cut = language == "ur" and before is not None and not (plain and before)
        if line and (cut or len(line) + len(word) > most):
            yield line
            line = ""
        line = f"{line} {word}" if line else word
        before = plain
    if line:
        yield line


@pytest.mark.parametrize("language", LINES)
def test_a_line_looks_as_pango_draws_it(language, fontconfig):
    assert differing(LINES[language], language, fontconfig) <= MOST_UNMATCHED


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_printed_in_a_language_looks_as_pango_draws_it(language, fontconfig):
    for name in ALWAYS_LOOKED_AT:
        lines = [line for text in texts_of(name, language) for line in lines_of(text, language)]
        longest = max(lines, key=len)
        assert differing(longest, language, fontconfig) <= MOST_UNMATCHED, (name, longest)


@pytest.mark.soak
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_every_document_looks_as_pango_draws_it(language, fontconfig):
    texts = [text for name in DOCUMENTS for text in texts_of(name, language)]
    texts += texts_of_letters() if language == "de" else []
    lines = {line for text in texts for line in lines_of(text, language)}
    assert len(lines) > 100
    looks = [(SIZE, False), (SIZE * LARGE_PRINT, True)]
    found = [
        (line, size)
        for line in sorted(lines)
        for size, bold in looks
        if differing(line, language, fontconfig, size, bold=bold) > MOST_UNMATCHED
    ]
    assert not found
