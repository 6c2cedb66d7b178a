"""The system's own windows for folders and files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from intake_app.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class FileDialogs(Protocol):
    """Asks where something lies or shall lie; None when the user changed their mind."""

    def folder(self, parent: QWidget) -> Path | None:
        """Ask for a folder."""
        ...

    def bundle(self, parent: QWidget) -> Path | None:
        """Ask for a bundle to open."""
        ...

    def scan(self, parent: QWidget) -> Path | None:
        """Ask for a scan to keep."""
        ...

    def save_as(self, parent: QWidget, name: str) -> Path | None:
        """Ask where to save a document under a proposed name."""
        ...


class SystemDialogs:
    """The dialogs of the desktop."""

    def folder(self, parent: QWidget) -> Path | None:
        """Ask for a folder."""
        title, start = _("Choose a folder"), str(_documents())
        return _path(QFileDialog.getExistingDirectory(parent, title, start))

    def bundle(self, parent: QWidget) -> Path | None:
        """Ask for a bundle to open."""
        filters = _("Case bundle (*.age)")
        title, start = _("Open a bundle"), str(_documents())
        return _path(QFileDialog.getOpenFileName(parent, title, start, filters)[0])

    def scan(self, parent: QWidget) -> Path | None:
        """Ask for a scan to keep."""
        filters = _("Scans (*.pdf *.png *.jpg *.jpeg)")
        return _path(QFileDialog.getOpenFileName(parent, _("Choose a scan"), "", filters)[0])

    def save_as(self, parent: QWidget, name: str) -> Path | None:
        """Ask where to save a document."""
        filters = _("Table (*.csv)") if name.endswith(".csv") else _("PDF document (*.pdf)")
        proposed = str(_documents() / name)
        return _path(
            QFileDialog.getSaveFileName(parent, _("Save as a file"), proposed, filters)[0]
        )


def _documents() -> Path:
    """Return where people keep their papers; else the program's own folder would open."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    found = Path(QStandardPaths.writableLocation(documents))
    return found if found.is_dir() else Path.home()


def _path(chosen: str) -> Path | None:
    return Path(chosen) if chosen else None
