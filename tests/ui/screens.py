"""Pictures of widgets in every look, for tests and for looking at them."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from intake_app.ui.look.theme import Scheme, Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Look:
    """One way in which a page can look."""

    name: str
    scheme: Scheme
    text_percent: int = 100


LOOKS = (
    Look("light", Scheme.LIGHT),
    Look("dark", Scheme.DARK),
    Look("large", Scheme.LIGHT, 200),
)


def take(
    build: Callable[[], QWidget],
    folder: Path,
    name: str,
    *,
    theme: Theme,
    size: tuple[int, int] = (1280, 800),
    looks: Sequence[Look] = LOOKS,
) -> list[Path]:
    """Build the widget anew in each look and save its picture; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for look in looks:
        theme.apply(look.scheme, look.text_percent)
        widget = QWidget()
        inside = QVBoxLayout(widget)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(build())
        widget.resize(QSize(*size))
        widget.show()
        settle()
        file = folder / f"{name}-{look.name}.png"
        assert widget.grab().save(str(file))
        files.append(file)
        widget.close()
        widget.deleteLater()
        settle()
    theme.apply(Scheme.LIGHT, 100)
    return files


@contextmanager
def windows_opened() -> Generator[list[str]]:
    """Collect the class names of all windows that open meanwhile.

    A widget that is made visible before it has a parent flashes up as a window of its own
    and takes the focus away.
    """
    watch = _WindowWatch()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(watch)
    try:
        yield watch.opened
    finally:
        application.removeEventFilter(watch)


class _WindowWatch(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_window = isinstance(watched, QWidget) and watched.isWindow()
        if event.type() == QEvent.Type.Show and is_window:
            self.opened.append(type(watched).__name__)
        return False


def settle() -> None:
    """Let Qt lay out, paint and delete what is due."""
    for _ in range(3):
        QApplication.sendPostedEvents(None, 0)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
