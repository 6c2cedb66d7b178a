"""Cutting blocks into pages: nothing lost, nothing torn, nothing left alone."""

from __future__ import annotations

import pytest

from intake_app.printing.block import Gap, Late, Stack, fit
from intake_app.printing.grid import Columns, Panel, Table, TableLook, table_row
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.paragraph import Paragraph
from tests.printing import reading, samples
from tests.printing.wordings import wording

WIDTH = 200.0


def paragraph(words=40, **look):
    return Paragraph(" ".join(f"Wort{n}" for n in range(words)), None, **look)


def printed(*blocks, **design):
    draft = Draft()
    draft.add(*blocks)
    return print_pages(draft, PageDesign(number="X-1", **design), samples.imprint(), wording("de"))


def test_a_paragraph_is_cut_between_lines_and_keeps_two_on_each_side():
    whole = paragraph()
    line = paragraph(1).height(WIDTH)
    lines = round(whole.height(WIDTH) / line)
    upper, lower = whole.divide(WIDTH, 3.5 * line)
    assert round(upper.height(WIDTH) / line) == 3
    assert round(lower.height(WIDTH) / line) == lines - 3
    upper, lower = whole.divide(WIDTH, whole.height(WIDTH) - 0.5 * line)
    assert round(lower.height(WIDTH) / line) == 2
    assert whole.divide(WIDTH, 1.5 * line) is None


def test_a_heading_goes_to_the_next_page_with_its_text():
    heading = paragraph(1)
    heading.keep_with_next = True
    fitting, rest = fit([Gap(50), heading, Gap(80)], WIDTH, 100)
    assert len(fitting) == 1
    assert rest[0] is heading


def test_the_larger_of_two_spaces_counts():
    first, second = paragraph(1), paragraph(1)
    first.after, second.before = 5, 12
    both = Stack([first, second])
    assert both.height(WIDTH) == pytest.approx(2 * first.height(WIDTH) + 12)


def test_columns_share_the_base_line_of_their_first_lines():
    small, large = paragraph(1, size=8), paragraph(1, size=20)
    row = Columns([small, large], [100, 100])
    assert row.first_baseline(WIDTH) == large.first_baseline(WIDTH)
    assert row.height(WIDTH) == large.height(WIDTH)


def test_a_table_breaks_between_rows_and_repeats_its_head():
    look = TableLook()
    head = table_row([Paragraph("Kopf", None)], [WIDTH], look)
    rows = [table_row([Paragraph(f"Zeile{n}", None)], [WIDTH], look) for n in range(90)]
    pages = reading.page_texts(printed(Table([head], rows, [WIDTH], look)))
    assert len(pages) > 1
    assert all(text.count("Kopf") == 1 for text in pages)
    assert [word for text in pages for word in text.split() if word.startswith("Zeile")] == [
        f"Zeile{n}" for n in range(90)
    ]


def test_only_a_very_tall_row_is_torn():
    look = TableLook()
    short = table_row([paragraph(60)], [WIDTH], look)
    tall = table_row([paragraph(900)], [WIDTH], look)
    table = Table([], [short, tall], [WIDTH], look)
    assert table.divide(WIDTH, short.height(WIDTH) - 20) is None
    upper, _ = table.divide(WIDTH, short.height(WIDTH) + 100)
    assert upper.height(WIDTH) > short.height(WIDTH) + 50


def test_all_words_of_a_long_text_are_printed_once_and_in_order():
    pages = reading.page_texts(printed(paragraph(4000)))
    assert len(pages) > 2
    words = [word for text in pages for word in text.split() if word.startswith("Wort")]
    assert words == [f"Wort{n}" for n in range(4000)]


def test_a_framed_text_is_cut_with_its_frame():
    panel = Panel(paragraph(400), padding=(4, 4))
    upper, lower = panel.divide(WIDTH, 100)
    assert upper.height(WIDTH) <= 100
    assert lower.height(WIDTH) > 100


def test_a_text_may_say_how_many_pages_there_are():
    late = Late(lambda pages: Paragraph(f"Das sind {pages} Seiten", None))
    pages = reading.page_texts(printed(paragraph(4000), late))
    assert f"Das sind {len(pages)} Seiten" in pages[-1]


def test_what_cannot_fit_on_a_page_is_a_bug_and_not_cut_off():
    with pytest.raises(ValueError, match="taller than a page"):
        printed(Gap(2000))
