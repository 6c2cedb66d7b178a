"""German law and phone numbers keep their order in sentences read from right to left."""

from __future__ import annotations

import pytest

from intake_app.domain.citations import isolate_citations, with_whole_numbers
from intake_app.printing.bidi import levels, reorder

FIRST, LAST = "\u2066", "\u2069"


def pieces(text):
    """Return what stands between isolates, with ordinary spaces."""
    found = isolate_citations(text).replace("\u00a0", " ")
    return [part.partition(LAST)[0] for part in found.split(FIRST)[1:]]


def shown(text):
    """Return the characters of a right-to-left line as they stand on paper, left to right."""
    found, _ = levels(text, 1)
    order = reorder(list(zip(found, text, strict=True)))
    return "".join(char for char in order if char not in {FIRST, LAST}).replace("\u00a0", " ")


@pytest.mark.parametrize(
    "citation",
    [
        "§ 25 Abs. 2 AufenthG",
        "§ 25 Abs. 2 Satz 1 Alt. 2 AufenthG",
        "§ 25 Abs. 4, 4a, 4b AufenthG",
        "§§ 18a, 18b, 18g, 19c AufenthG",
        "§§ 9, 18c, 26 Abs. 3 und 4, 28 Abs. 2, 35 AufenthG",
        "§ 44a AufenthG",
        "§ 5 FreizügG/EU",
        "§ 67b Abs. 2 SGB X",
        "§§ 203, 204 StGB",
        "§ 3 NDSG",
        "§ 87",
        "Art. 6 Abs. 1 Buchst. e DSGVO",
        "Art. 15–18, 21 DSGVO",
        "030 23125-100",
        "+49 5351 121-0",
        "05351/121 44 00",
    ],
)
def test_a_citation_stays_one_piece_that_reads_from_left_to_right(citation):
    sentence = f"نطلب موافقتكم ({citation}) قبل ذلك."

    assert pieces(sentence) == [citation]
    assert citation in shown(isolate_citations(sentence))


def test_without_isolates_the_order_would_be_wrong():
    sentence = "هذا بحسب § 25 Abs. 2 AufenthG من القانون."

    assert "§ 25 Abs. 2 AufenthG" not in shown(sentence)
    assert "§ 25 Abs. 2 AufenthG" in shown(isolate_citations(sentence))


def test_two_citations_follow_each_other_as_the_sentence_is_read():
    sentence = "مهمتنا: Art. 6 Abs. 1 Buchst. e DSGVO, § 3 NDSG."

    line = shown(isolate_citations(sentence))

    assert pieces(sentence) == ["Art. 6 Abs. 1 Buchst. e DSGVO", "§ 3 NDSG"]
    assert line.index("§ 3 NDSG") < line.index("Art. 6 Abs. 1 Buchst. e DSGVO")


@pytest.mark.parametrize(
    "text",
    [
        "الوضع في 11/2026، يرجى التحقق.",
        "صفحة 3 10",
        "16.11.2026 09:30",
        "38350 Helmstedt",
        "A1 وA2 مستوى الأساسيات",
        "2012 – 2019",
        "Artikel und mehr",
    ],
)
def test_dates_numbers_and_words_are_left_alone(text):
    assert isolate_citations(text) == text


def test_what_is_isolated_already_stays_as_it_is():
    once = isolate_citations("هذا بحسب § 25 Abs. 2 AufenthG من القانون.")

    assert isolate_citations(once) == once


def test_words_behind_a_citation_do_not_belong_to_it():
    assert pieces("§ 104c AufenthG; gilt 18 Monate, Brücke zu §§ 25a, 25b") == [
        "§ 104c AufenthG",
        "§§ 25a, 25b",
    ]
    assert pieces("§ 60a Abs. 2 und dann") == ["§ 60a Abs. 2"]


@pytest.mark.parametrize("keep", [isolate_citations, with_whole_numbers])
def test_a_phone_number_is_never_cut_at_the_end_of_a_line(keep):
    kept = keep("Musterplatz 1, 38998 Musterhausen, Telefon 030 23125-900 oder 05351/121 44 00.")

    assert "030\u00a023125-900" in kept
    assert "05351/121\u00a044\u00a000" in kept
    assert "Musterplatz 1, 38998 Musterhausen" in kept
