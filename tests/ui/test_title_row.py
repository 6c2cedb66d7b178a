"""A title is read to its end at every size, whatever stands beside it."""

from __future__ import annotations

import pytest

from intake_app.ui.look.theme import Scheme
from intake_app.ui.pages.page import Page
from intake_app.ui.widgets.buttons import Button, ButtonKind
from tests.ui.screens import settle

TITLE = "Entbindung SE-26-00005-4"


@pytest.fixture
def page(shown):
    page = Page(TITLE)
    page.first = page.add_action(Button("Widerrufen …", ButtonKind.DANGER))
    page.add_action(Button("Kopie ausgehändigt", ButtonKind.PRIMARY))
    return shown(page, 1100, 400)


def placed(page):
    """Return where the title and the first button stand on the page."""
    title = page.title_row.title
    return (
        title.rect().translated(title.mapTo(page, title.rect().topLeft())),
        page.first.rect().translated(page.first.mapTo(page, page.first.rect().topLeft())),
    )


def test_where_there_is_room_the_buttons_stand_beside_the_title(page):
    title, button = placed(page)

    assert button.left() > title.right()
    assert abs(button.center().y() - title.center().y()) < 6


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("width", [640, 846, 1100])
def test_the_number_in_a_title_is_never_cut(page, theme, percent, width):
    theme.apply(Scheme.LIGHT, percent)
    page.resize(width, 400)
    settle()
    title, button = placed(page)

    assert page.title_row.title.fits_in(title.width())
    assert title.height() >= page.title_row.title.heightForWidth(title.width())
    assert not title.intersects(button)
    assert page.rect().contains(button)


def test_a_button_that_goes_lets_the_title_have_its_room(page, theme):
    theme.apply(Scheme.LIGHT, 200)
    page.resize(846, 400)
    settle()
    assert placed(page)[1].top() >= placed(page)[0].bottom()

    page.first.hide()
    page.set_title("Fälle")
    settle()

    assert page.title_row.title.height() <= page.title_row.buttons.geometry().height() * 1.2
    assert page.title_row.buttons.geometry().left() > page.title_row.title.geometry().right()
