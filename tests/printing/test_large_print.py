"""The large-print variant (Großdruck) of what a person reads or takes home."""

from __future__ import annotations

import re
import statistics
from dataclasses import replace
from functools import cache

import pytest

from intake_app.printing import (
    competence,
    notice,
    pupil_sheet,
    school_checklist,
    slip,
    summary,
    withdrawal,
)
from intake_app.printing import waiver as waiver_paper
from tests.printing import reading, samples
from tests.printing.wordings import draft, wording

LANGUAGES = ("de", "ar", "uk")
PAPERS = {
    "waiver": (waiver_paper.render, samples.waiver, "waiver"),
    "waiver of a youth": (waiver_paper.render, samples.youth_waiver, "waiver"),
    "notice": (notice.render, lambda: samples.NOTICE, "waiver"),
    "notice in short": (notice.render_short, lambda: samples.NOTICE, "waiver"),
    "withdrawal": (withdrawal.render_form, lambda: samples.WITHDRAWAL, "waiver"),
    "confirmation": (withdrawal.render_confirmation, lambda: samples.WITHDRAWAL, "waiver"),
    "checklist": (school_checklist.render, lambda: samples.SCHOOL, "competence"),
    "summary": (summary.render, lambda: samples.SUMMARY, "competence"),
    "profile": (competence.render, samples.profile, "competence"),
    "pupil sheet": (pupil_sheet.render, lambda: samples.PUPIL, "competence"),
    "slip": (slip.render, lambda: samples.SLIP, "routing"),
}


@cache
def printed(name, language, *, large=True):
    render, data, form = PAPERS[name]
    other = None if language == "de" else draft(language, form)
    return render(data(), wording("de", form), other, samples.imprint(), large=large)


_SIGNED = re.compile("Unterschrift der Klientin|Ort, Datum Handzeichen")
TABLE = {"Table", "TR", "TH", "TD", "Scope", "Column", "ColSpan"}
"""Names of elements that the reader writes between the texts."""


def said(name, language, folder, *, large):
    pdf = printed(name, language, large=large)
    return reading.structure_text(pdf, folder).replace("\u00ad", "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAPERS)
def test_what_is_read_has_sixteen_points_at_least(name, language):
    sizes = [size for _character, size in reading.characters(printed(name, language))]

    # A third of a slip are its strips, which are for the offices and stay as they are.
    body = [size for size in sizes if size > 13] if name == "slip" else sizes
    assert statistics.median(body) >= 15
    assert statistics.quantiles(body, n=4)[2] >= 16


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAPERS)
def test_large_print_leaves_nothing_out(name, language, tmp_path):
    large = "".join(said(name, language, tmp_path, large=True).split())
    usual = said(name, language, tmp_path, large=False)
    words = {word for word in re.findall(r"\w+", usual) if not word.isdigit()} - TABLE

    assert {word for word in words if word not in large} == set()


@pytest.mark.parametrize("name", ["waiver", "waiver of a youth"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_signs_sees_what_is_signed_on_the_same_page(name, language):
    pages = [" ".join(text.split()) for text in reading.page_texts(printed(name, language))]
    signed = next(text for text in pages if _SIGNED.search(text))

    assert "Ich bekomme eine Kopie" in signed


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize(
    ("render", "signed"),
    [
        (withdrawal.render_form, "Ab sofort sollen keine Angaben"),
        (withdrawal.render_confirmation, "Wir beraten Sie weiter"),
    ],
    ids=["form", "confirmation"],
)
def test_a_withdrawal_is_signed_below_its_words_wherever_the_page_ends(render, signed, language):
    other = None if language == "de" else draft(language, "waiver")
    for partners in range(1, 10):
        ended = tuple(withdrawal.Ended(partner=f"Amt {number}") for number in range(partners))
        data = replace(samples.WITHDRAWAL, ended=ended)
        pdf = render(data, wording("de", "waiver"), other, samples.imprint(), large=True)
        pages = [" ".join(text.split()) for text in reading.page_texts(pdf)]

        to_sign = next(text for text in pages if "Ort, Datum" in text)
        assert signed in to_sign, partners


def test_strips_stay_three_to_a_page():
    pages = reading.page_texts(printed("slip", "ar"))

    assert [text.count("Vermerk der Stelle") for text in pages][-2:] == [3, 1]


def test_nothing_stands_beyond_the_margins():
    for language in LANGUAGES:
        for name in PAPERS:
            for page in reading.word_boxes(printed(name, language)):
                assert all(left > 20 and right < 575 for left, _bottom, right, _top in page), name


@pytest.mark.parametrize("language", [*LANGUAGES, "ur"])
def test_no_text_lies_over_another(language):
    for name in PAPERS:
        assert reading.misplaced(printed(name, language)) == [], name


def test_a_name_that_is_the_same_in_both_languages_is_said_once():
    text = " ".join(" ".join(reading.page_texts(printed("confirmation", "uk"))).split())

    for ended in samples.WITHDRAWAL.ended:
        assert text.count(f"•\u2002{ended.partner}") + text.count(f"• {ended.partner}") == 1
