"""Pages of a waiver, scanned one after another."""

from __future__ import annotations

from intake_app.domain.numbers import WaiverPageCode, is_waiver_page, waiver_page_code
from intake_app.domain.page_check import begun_with

NUMBER = "SE-26-00012-6"


def page(number, pages=4, paper=NUMBER):
    return WaiverPageCode(number=paper, page=number, pages=pages)


def test_in_any_order_the_missing_pages_are_named_until_all_are_there():
    seen = begun_with(page(3))
    assert seen.missing == (1, 2, 4)

    seen = seen.with_page(page(1)).with_page(page(4)).with_page(page(1))
    assert seen.missing == (2,)
    assert seen.with_page(page(2)).missing == ()


def test_a_page_of_another_paper_replaces_none():
    other = page(2, paper="SE-26-00013-5")
    seen = begun_with(page(1)).with_page(other).with_page(other)

    assert seen.strays == (other,)
    assert 2 in seen.missing


def test_a_page_of_another_printing_belongs_to_another_paper():
    seen = begun_with(page(1)).with_page(page(2, pages=5))

    assert seen.strays == (page(2, pages=5),)
    assert seen.missing == (2, 3, 4)


def test_codes_of_pages_are_told_from_codes_of_slips():
    assert is_waiver_page(waiver_page_code(NUMBER, 1, 4).lower())
    assert not is_waiver_page("LZ1.7Q4M92KTX3")
