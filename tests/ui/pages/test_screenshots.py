from __future__ import annotations

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from intake_app.ui.screenshots import SIZE, take_screenshots


def test_the_quick_pictures_show_the_day_and_a_talk(played, tmp_path, theme):
    files = take_screenshots(played.services, played.cases, tmp_path / "screens", quick=True)
    assert [file.name for file in files] == ["today-light.png", "interview-arabic-light.png"]
    for file in files:
        image = QImage(str(file))
        assert image.size() == SIZE
        colours = {image.pixel(x, y) for x in range(0, 1280, 40) for y in range(0, 800, 40)}
        assert len(colours) > 5
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert shown == []
