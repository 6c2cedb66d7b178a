"""What a person signs or carries, in every language that is delivered."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import page as page_validation
import pytest

from intake_app.form_engine.sentences import sentences_of
from tests.printing import reading, samples
from tests.printing.wordings import Heard, languages, library, wording

AT_THE_EDGE = {"label.page", "label.text_version", "label.version", "label.initials"}
"""Artifacts of each page."""

COUNTED = {"B-T21", "B-T21.german_only"}
"""Said anew when the pages are counted; the last one is printed."""

OF_THE_OFFICE = {
    *("label.station", "label.mark", "label.stamp", "label.bus_stop", "label.opening_hours"),
    *("label.phone", "label.bring", "label.date", "L-S01", "L-S02", "L-S03"),
}
"""What a slip says to offices: in German alone."""

LANGUAGES = languages()


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture(scope="module")
def made(language):
    """Every document with the texts that it was made of."""
    found = {}
    for name, kind in samples.KINDS.items():
        heard = {}

        def listen(words, heard=heard):
            return Heard(words, heard)

        found[name] = samples.paper(kind, language, listen), heard
    return found


@pytest.fixture(scope="module")
def papers(made):
    return {name: (samples.KINDS[name].number, pdf) for name, (pdf, _) in made.items()}


def test_every_language_that_is_offered_has_a_name_in_itself(language):
    name = wording(language).list_label("document_languages", language)
    assert name.strip()


def test_every_paper_is_set_with_its_number_on_each_page(papers):
    for name, (number, pdf) in papers.items():
        texts = reading.page_texts(pdf)
        assert texts, name
        assert all(number in text for text in texts), name


def test_a_waiver_stays_on_four_pages_and_a_slip_on_three(papers, language):
    # Nastaliq hangs its letters from a slope, so its lines stand far apart.
    pages = 5 if language == "ur" else 4
    assert len(reading.page_texts(papers["waiver"][1])) <= pages
    assert len(reading.page_texts(papers["slip"][1])) <= 3


def test_texts_are_read_back_in_the_order_in_which_they_were_written(made):
    for name, (pdf, heard) in made.items():
        spoken = bare(reading.structure_words(pdf))
        said = {}
        for language, text_id, text in heard:
            if bare(text) and not is_left_out(name, language, text_id):
                entry = is_entry(text_id) or text_id in COUNTED
                said.setdefault((language, text_id, entry or text), []).append(text)
        assert len(said) > 5, name
        # Of an entry of a list the short or the full words are printed.
        lost = [
            texts
            for texts in said.values()
            if not any(all(bare(part) in spoken for part in parts(name, t)) for t in texts)
        ]
        assert not lost, name


def test_every_paper_is_accessible_and_fit_for_the_archive(papers):
    for name, (_, pdf) in papers.items():
        for rules in ("ua1", "2a"):
            found = page_validation.validate_pdf_bytes(pdf, profile=rules)
            assert not [f for f in found.failures if "STREAM-LENGTH" not in f.rule_id], name


def test_no_word_is_cut_because_its_column_is_too_narrow(papers):
    for name, (_, pdf) in papers.items():
        assert reading.cut_words(pdf) == [], name


def test_no_text_lies_over_another_or_beyond_the_sheet(papers):
    for name, (_, pdf) in papers.items():
        assert not reading.misplaced(pdf), name


def test_pdfium_finds_the_same_characters(papers):
    # It drops joiners, mirrors brackets itself, and replaces a hyphen at the end of a line.
    for name, (_, pdf) in papers.items():
        shown = Counter(unordered(reading.shown_text(pdf)))
        found = Counter(unordered("".join(reading.page_texts(pdf))))
        assert found == shown, name


def is_left_out(name, language, text_id):
    if name.startswith("waiver") and language == "de":
        # The German side names the partner itself, not its kind.
        return text_id in AT_THE_EDGE or text_id.startswith("partners.")
    if name == "notice" and (language, text_id) == ("de", "D-T01"):
        return True  # the German page is no reading aid
    if name == "read aloud" and language != "de" and text_id.startswith("checks."):
        return True  # the advisor ticks what was answered
    # Where a finder takes a sheet stands at its foot in both languages, on strips in German.
    of_the_office = text_id in OF_THE_OFFICE or text_id.startswith(("label.mark.", "stations."))
    return text_id in AT_THE_EDGE or (name == "slip" and language != "de" and of_the_office)


def parts(name, text):
    """Return what is printed in one piece: a sheet to read out has a row for each sentence."""
    return sentences_of(text) if name == "read aloud" else [text]


def is_entry(text_id):
    return text_id.partition(".")[0] in library().lists


def bare(text):
    """Return a text without spaces and invisible signs of direction."""
    return INVISIBLE.sub("", unicodedata.normalize("NFC", text))


def unordered(text):
    return UNORDERED.sub("", bare(text)).translate({ord(")"): "("})


INVISIBLE = re.compile(r"[\u2066-\u2069\s\u00a0]+")
UNORDERED = re.compile(r"[\u200c\u200d\u0002-]+")
