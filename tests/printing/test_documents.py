"""Every document, in the languages of the house, read back with other people's tools."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from functools import cache

import page as page_validation
import pytest

from intake_app.printing import layout, notice, recovery_sheet, shaping, waiver
from intake_app.printing.stamps import stamped
from tests.printing import reading, samples
from tests.printing.wordings import draft, wording

LANGUAGES = ("de", "ar", "uk", "en")
papers = cache(samples.papers)


def _everything():
    for language in LANGUAGES:
        for name, (number, pdf) in papers(language).items():
            yield f"{name} ({language})", number, pdf
    for name, (number, pdf) in samples.office_papers().items():
        yield name, number, pdf


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paper_is_a_sound_file(language, tmp_path):
    for name, (_, pdf) in papers(language).items():
        file = tmp_path / "paper.pdf"
        file.write_bytes(pdf)
        command = ["qpdf", "--check", str(file)]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        assert run.returncode == 0, (name, run.stdout, run.stderr)


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("language", ["de", "ar"])
def test_every_paper_is_accessible_and_fit_for_the_archive(language, profile):
    found = papers(language) | (samples.office_papers() if language == "de" else {})
    for name, (_, pdf) in found.items():
        result = page_validation.validate_pdf_bytes(pdf, profile=profile)
        failures = [f for f in result.failures if "STREAM-LENGTH" not in f.rule_id]
        assert not failures, (name, failures[:3])


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_a_stamped_paper_is_still_accessible_and_fit_for_the_archive(profile):
    for name in ("waiver", "slip"):
        pdf = stamped(papers("ar")[name][1], ["Kopie", "Widerrufen am \u206812.03.2027\u2069"])
        result = page_validation.validate_pdf_bytes(pdf, profile=profile)
        failures = [f for f in result.failures if "STREAM-LENGTH" not in f.rule_id]
        assert not failures, (name, failures[:3])


def test_stamps_stand_on_every_page_and_over_no_word():
    _, plain = papers("ar")["slip"]
    marked = stamped(plain, ["Kopie", "Ersetzt durch einen neuen Laufzettel"])
    assert stamped(plain, []) == plain
    for before, after in zip(reading.page_texts(plain), reading.page_texts(marked), strict=True):
        assert "Kopie" in after
        assert "Kopie" not in before
    for page in reading.word_boxes(plain):
        # Nothing that is printed reaches into the margin where the stamps stand.
        assert min(left for left, _, _, _ in page) > 10.5 * 72 / 25.4


@pytest.mark.parametrize("practice", [False, True])
def test_no_stamp_covers_the_sender_the_number_or_the_code(practice):
    made = samples.imprint(released=False, practice=practice)
    paper = waiver.render(samples.waiver(), wording("de"), draft("ar"), made)
    sheet = notice.render(samples.NOTICE, wording("de"), None, made)
    assert all(len(found) == 1 for found in reading.codes(paper))
    # The text below the head begins 35 mm from the edge beside a code, else 31 mm.
    for page, top in (*((page, 35) for page in reading.word_boxes(paper)), *_first(sheet, 30)):
        heads = [box for box in page if box[1] > (297 - top) * 72 / 25.4]
        assert len(heads) > 3
        assert not [
            (one, two)
            for place, one in enumerate(heads)
            for two in heads[place + 1 :]
            if _overlap(one, two)
        ]


def _first(pdf, top):
    return [(reading.word_boxes(pdf)[0], top)]


def _overlap(one, two):
    left, bottom, right, top = one
    return left < two[2] and two[0] < right and bottom < two[3] and two[1] < top


def test_every_page_carries_the_number_of_its_paper():
    for name, number, pdf in _everything():
        for text in reading.page_texts(pdf):
            assert number in text, name


def test_pages_are_counted():
    for name, (_, pdf) in papers("ar").items():
        texts = reading.page_texts(pdf)
        counted = [text for text in texts if "Seite " in text]
        if name != "slip":
            assert len(counted) == len(texts), name
        for place, text in enumerate(counted, start=1):
            assert f"Seite {place} von {len(texts)}" in text, name


def test_every_glyph_travels_with_the_file():
    for name, _, pdf in _everything():
        programs = reading.font_programs(pdf)
        assert programs, name
        assert all(programs), name


def test_nothing_is_printed_smaller_than_eight_points():
    for name, (_, pdf) in papers("ar").items():
        small = {text for text, size in reading.characters(pdf) if size < 7.99} - set(" \r\n")
        assert not small, name


def test_the_same_input_gives_the_same_bytes():
    words = wording("de"), draft("ar"), samples.imprint()
    assert notice.render(samples.NOTICE, *words) == notice.render(samples.NOTICE, *words)


def test_what_a_file_says_about_itself_names_nobody(tmp_path):
    for name, number, pdf in _everything():
        file = tmp_path / "paper.pdf"
        file.write_bytes(pdf)
        said = subprocess.run(
            ["pdfinfo", "-meta", str(file)], capture_output=True, text=True, check=True
        ).stdout
        said += subprocess.run(
            ["pdfinfo", str(file)], capture_output=True, text=True, check=True
        ).stdout
        if name != "office sheet":
            assert number in said, name
        for part in ("Layla", "Ḥasan", "Kompetenz", "Schweigepflicht", "Widerruf"):
            assert part not in said, name


def _kept():
    """Return how many paragraphs and words of boilerplate are kept in memory."""
    return (
        layout._boilerplate.cache_info().currsize,
        shaping._shape_boilerplate.cache_info().currsize,
    )


def test_what_a_second_person_told_leaves_nothing_in_memory():
    samples.papers("ar")
    samples.office_papers()
    recovery_sheet.render(samples.RECOVERY, wording("de"), samples.imprint())
    before = _kept()
    other = samples.imprint(), wording("de"), draft("ar")
    samples.papers_of_somebody_else(*other)
    groups = tuple(reversed(samples.RECOVERY.groups))
    sheet = replace(samples.RECOVERY, groups=tuple(group[::-1] for group in groups))
    recovery_sheet.render(sheet, wording("de"), samples.imprint())
    assert _kept() == before


def test_a_recovery_sheet_shows_the_key_in_groups_and_as_a_code():
    pdf = recovery_sheet.render(samples.RECOVERY, wording("de"), samples.imprint())
    text = reading.page_texts(pdf)[0]
    assert all(group in text for group in samples.RECOVERY.groups)
    assert reading.codes(pdf, 150) == [["-".join(samples.RECOVERY.groups)]]
