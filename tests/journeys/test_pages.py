"""Every document of a language, made for looking at it."""

from __future__ import annotations

import re

import pikepdf
import pytest
from PIL import Image

from intake_app.pages import SHEET, write_language


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    out = tmp_path_factory.mktemp("pages")
    return write_language(out, "tr"), out / "tr"


def test_every_kind_of_paper_lies_in_the_folder_of_its_language(made):
    done, folder = made
    names = sorted(file.stem for file in folder.glob("*.pdf"))
    assert len(names) == done.documents
    assert {re.sub("-[a-d]$", "", name) for name in names} == {
        *("blank-waiver", "competence", "interpreter", "privacy-notice", "read-aloud"),
        *("privacy-notice-short", "privacy-notice-short-large", "pupil-sheet"),
        *("routing-slip", "school-checklist", "sentence", "summary", "waiver"),
        *("withdrawal", "withdrawal-confirmed"),
        *("privacy-notice-large", "routing-slip-large", "school-checklist-large"),
        *("summary-large", "waiver-large", "withdrawal-large", "withdrawal-confirmed-large"),
        *("competence-large", "pupil-sheet-large", "read-aloud-large"),
    }
    # The four talks are of an adult, of somebody who refuses, of a minor, and of an adult.
    assert {"waiver-a", "waiver-b", "waiver-c", "waiver-d"} <= set(names)
    assert "withdrawal-b" not in names


def test_the_papers_are_in_that_language(made):
    _done, folder = made
    with pikepdf.open(folder / "summary-d.pdf") as pdf:
        languages = {str(element.Lang) for element in _elements(pdf.Root.StructTreeRoot.K[0])}
    assert "tr" in languages


def test_a_picture_shows_all_pages_at_once(made):
    done, folder = made
    pages = 0
    for file in folder.glob("*.pdf"):
        with pikepdf.open(file) as pdf:
            pages += len(pdf.pages)
    assert done.pages == pages
    with Image.open(folder / SHEET) as sheet:
        assert sheet.width > 10 * 300
        assert sheet.height > pages / 10 * 450


def _elements(element):
    if "/Lang" in element:
        yield element
    children = element.get("/K", pikepdf.Array())
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield from _elements(child)
