"""A glossary beside each translation: the words for what a person decides about."""

from __future__ import annotations

import pytest

from intake_app.paths import translations_dir
from tests.printing.wordings import languages, wording

TERMS = ("Schweigepflicht", "Erlaubnis", "Einwilligung", "Widerruf", "Angaben", "Stelle")


def glossary(language):
    """Return the words for German terms."""
    text = (translations_dir() / language / "GLOSSARY.md").read_text("utf-8")
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("| ")]
    return {row[0].strip(): row[1].strip() for row in rows}


@pytest.mark.parametrize("language", languages())
def test_each_language_has_its_words_written_down(language):
    words = glossary(language)
    for term in TERMS:
        found = [word for german, word in words.items() if german.startswith(term)]
        assert found, term
        assert all(found), term


@pytest.mark.parametrize("language", languages())
def test_the_waiver_says_permission_as_the_glossary_does(language):
    word = glossary(language)["Erlaubnis"].casefold()
    stem = word[: max(3, len(word) - 2)]
    texts = wording(language)
    said = " ".join(texts.block(text_id) for text_id in ("B-T02", "B-T06", "B-T09"))
    assert stem in said.casefold()
