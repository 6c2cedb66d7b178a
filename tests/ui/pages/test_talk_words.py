"""Talks and papers in words, in the language of the program."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from intake_app import paths
from intake_app.i18n import load_catalog, use_catalog
from intake_app.ui.pages.case_words import language_names
from intake_app.ui.pages.paper.words import languages_of
from intake_app.ui.pages.talk_words import language_words


@pytest.mark.parametrize(
    ("program", "both", "german"),
    [("de", "Deutsch und Ukrainisch", "Deutsch"), ("en", "German and Ukrainian", "German")],
)
def test_languages_speak_the_language_of_the_program(content, program, both, german):
    use_catalog(load_catalog(paths.translations_dir(), program))

    assert language_words("uk", content) == both
    assert languages_of("uk", content) == both
    assert languages_of("de", content) == german


@pytest.mark.parametrize(
    ("program", "names"), [("de", "Ukrainisch, Deutsch"), ("en", "Ukrainian, German")]
)
def test_the_languages_of_a_person_too(content, program, names):
    use_catalog(load_catalog(paths.translations_dir(), program))
    head = SimpleNamespace(languages=("ukr", "deu"))
    assert language_names(head, content) == names
