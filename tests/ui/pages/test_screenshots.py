from __future__ import annotations

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from intake_app.ui.camera import PERSON_SIZE, SIZE
from intake_app.ui.language_screens import take_language_screens
from intake_app.ui.screenshots import take_screenshots


def test_the_quick_pictures_show_the_day_and_a_talk(played, tmp_path, theme):
    files = take_screenshots(played.services, played.cases, tmp_path / "screens", quick=True)
    assert [file.name for file in files] == ["today-light.png", "interview-arabic-light.png"]
    for file in files:
        assert_picture(file, SIZE)
    assert_nothing_is_open()


def test_each_language_has_its_talk_its_waiver_and_the_window_for_the_person(
    played, tmp_path, theme
):
    case_id = played.cases["a-nurse"].case_id

    pictures = take_language_screens(played.services, case_id, tmp_path, ["fa", "uk"])

    assert [(one.language, one.name) for one in pictures] == [
        (language, name)
        for language in ("fa", "uk")
        for name in ("interview", "waiver", "person-question", "person-waiver")
    ]
    for one in pictures:
        assert_picture(one.path, PERSON_SIZE if "person" in one.name else SIZE)
    sheets = sorted(path.name for path in tmp_path.glob("*.png"))
    assert sheets == sorted(f"all-{one.name}.png" for one in pictures[:4])
    mirrored, plain = (QImage(str(one.path)) for one in pictures if one.name == "person-question")
    assert ink_at_left(mirrored) < ink_at_left(plain)
    assert_nothing_is_open()


def assert_picture(file, size):
    image = QImage(str(file))
    assert image.size() == size
    places = ((x, y) for x in range(0, size.width(), 8) for y in range(0, size.height(), 8))
    assert len({image.pixel(*place) for place in places}) > 5


def assert_nothing_is_open():
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert shown == []


def ink_at_left(image):
    """How many points of the left half are not ground."""
    ground = image.pixel(0, 0)
    half = image.width() // 2
    return sum(
        image.pixel(x, y) != ground for x in range(half) for y in range(0, image.height(), 2)
    )
