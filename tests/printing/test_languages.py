"""What a person signs or carries, in every language that is delivered."""

from __future__ import annotations

import pytest

from intake_app.paths import translations_dir
from tests.printing import reading, samples
from tests.printing.wordings import wording

LANGUAGES = sorted(path.parent.name for path in translations_dir().glob("*/waiver.po"))


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture(scope="module")
def papers(language):
    return samples.papers(language)


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
