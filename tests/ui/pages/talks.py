"""A hand on the page of a talk."""

from __future__ import annotations

from tests.ui.screens import settle

NARROW, WIDE = (700, 480), (1280, 760)


def stored(page, path):
    """What a new reading of the vault finds."""
    sheet = page._services.interviews.sheet(page.sheet.interview.id)
    return sheet.reading.answer(path)


def field(page, path):
    page.go_to(path)
    settle()
    return page.section_view().view(path)


def choose(page, path, code):
    view = field(page, path)
    segments = view.field.segments.segments()
    next(s for s in segments if s.option.code == code).click()
    settle()


def add_row(page, path):
    field(page, path).field.add.click()
    settle()
    row = page.sheet.reading.row_ids(path)[-1]
    return f"{path}/{row}"
