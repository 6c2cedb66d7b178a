"""Our lines beside those of Pango, with the same fonts: shaping and order must agree."""

from __future__ import annotations

import os
import subprocess
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageFilter

from intake_app.paths import resources_dir, translations_dir
from intake_app.printing.canvas import TaggedCanvas
from intake_app.printing.paragraph import Paragraph
from tests.printing import reading
from tests.printing.wordings import wording

DPI = 144
SIZE = 20
LINES = {
    "ar": ("Noto Naskh Arabic", "أعفي مركز الاستشارة من واجب السرية تجاه مركز العمل"),
    "fa": ("Noto Naskh Arabic", "من مرکز مشاوره را از وظیفهٔ رازداری معاف می‌کنم"),
    "ckb": ("Noto Naskh Arabic", "من ناوەندی ڕاوێژکاری لە ئەرکی پاراستنی نهێنی"),
    "ur": ("Noto Nastaliq Urdu", "میں مشاورتی مرکز کو رازداری کی ذمہ داری سے بری"),
    "ti": ("Noto Sans Ethiopic", "ኣነ ነቲ ቤት ጽሕፈት ምኽሪ ካብ ግቡእ ምስጢር ምዕቃብ"),
    "uk": ("Noto Sans", "Я звільняю консультаційний центр від обов'язку зберігати таємницю"),
    "de": ("Noto Sans", "Für die Stelle: § 25 Abs. 2 AufenthG, Tel. +49 (0)561 1003-12"),
}
LANGUAGES = sorted(path.parent.name for path in translations_dir().glob("*/waiver.po"))
FAMILIES = {
    "ar": "Noto Naskh Arabic", "fa": "Noto Naskh Arabic", "fa_AF": "Noto Naskh Arabic",
    "ps": "Noto Naskh Arabic", "ckb": "Noto Naskh Arabic", "ur": "Noto Nastaliq Urdu",
    "ti": "Noto Sans Ethiopic",
}  # fmt: skip
"""Families of the scripts; every other language is written in Noto Sans."""

# What our fonts enlarge, Pango must enlarge too.
SCALE = {"Noto Naskh Arabic": 1.12}


@pytest.fixture(scope="module")
def fontconfig(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fontconfig")
    file = folder / "fonts.conf"
    file.write_text(
        '<?xml version="1.0"?><fontconfig>'
        f"<dir>{resources_dir() / 'fonts'}</dir><cachedir>{folder / 'cache'}</cachedir>"
        "</fontconfig>",
        "utf-8",
    )
    return os.environ | {"FONTCONFIG_FILE": str(file)}


def _ours(text, language):
    canvas = TaggedCanvas(width=1400, height=120)
    Paragraph(text, None, language=language, size=SIZE, align="left").paint(canvas, 20, 100, 1360)
    canvas.showPage()
    return reading.images(canvas.finished(), DPI)[0]


def _pango(text, language, family, folder, environment):
    file = folder / "pango.png"
    size = SIZE * SCALE.get(family, 1)
    command = ["pango-view", "-q", "--no-display", "--backend=cairo", "--hinting=none"]
    command += ["--subpixel-positions", "--dpi", str(DPI), "--font", f"{family} {size}"]
    command += ["--language", language, "--margin", "10", "--text", text, "-o", str(file)]
    subprocess.run(command, env=environment, check=True, stderr=subprocess.DEVNULL)
    return Image.open(BytesIO(file.read_bytes())).convert("L")


def _ink(image):
    """Return the ink of a line, cropped: white where there is ink."""
    ink = image.point(lambda value: 255 if value < 155 else 0)
    return ink.crop(image.point(lambda value: 255 if value < 195 else 0).getbbox())


def _unmatched(first, second):
    """Return the share of ink that has none within two pixels in the other picture."""
    width = max(first.width, second.width) + 12
    height = max(first.height, second.height) + 12
    best = 1.0
    fixed = Image.new("L", (width, height))
    fixed.paste(first, (6, 6))
    near_fixed = fixed.filter(ImageFilter.MaxFilter(5))
    for dx in range(4, 9):
        for dy in range(3, 10):
            moved = Image.new("L", (width, height))
            moved.paste(second, (dx, dy))
            near = moved.filter(ImageFilter.MaxFilter(5))
            lonely = _count(ImageChops.subtract(fixed, near)) + _count(
                ImageChops.subtract(moved, near_fixed)
            )
            best = min(best, lonely / (_count(fixed) + _count(moved)))
    return best


def _count(image):
    return image.histogram()[255]


@pytest.mark.parametrize("language", LINES)
def test_a_line_looks_as_pango_draws_it(language, tmp_path, fontconfig):
    family, text = LINES[language]
    ours = _ink(_ours(text, language))
    theirs = _ink(_pango(text, language, family, tmp_path, fontconfig))
    assert _unmatched(ours, theirs) <= 0.005


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_printed_in_a_language_looks_as_pango_draws_it(language, tmp_path, fontconfig):
    family = FAMILIES.get(language, "Noto Sans")
    for text_id in ("B-T01", "B-T06"):
        text = wording(language).block(text_id)
        ours = _ink(_ours(text, language))
        theirs = _ink(_pango(text, language, family, tmp_path, fontconfig))
        assert _unmatched(ours, theirs) <= 0.005, text_id
