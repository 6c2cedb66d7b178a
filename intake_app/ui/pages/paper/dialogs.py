"""Asking for folders and files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QStandardPaths

from intake_app.i18n import _
from intake_app.ui.system.file_windows import ask_for_file, ask_for_folder, ask_where_to_save

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

    def picture(self, parent: QWidget) -> Path | None:
        """Ask for a picture to print."""
        ...

    def translation(self, parent: QWidget) -> Path | None:
        """Ask for a file that came back from a translator."""
        ...

    def save_as(self, parent: QWidget, name: str) -> Path | None:
        """Ask where to save a document under a proposed name."""
        ...


class SystemDialogs:
    """File windows over the window that asks."""

    def folder(self, parent: QWidget) -> Path | None:
        """Ask for a folder."""
        return _path(ask_for_folder(parent, _("Choose a folder"), str(_documents())))

    def bundle(self, parent: QWidget) -> Path | None:
        """Ask for a bundle to open."""
        filters = _("Case bundle (*.age)")
        return _path(ask_for_file(parent, _("Open a bundle"), str(_documents()), filters))

    def scan(self, parent: QWidget) -> Path | None:
        """Ask for a scan to keep."""
        filters = _("Scans (*.pdf *.png *.jpg *.jpeg)")
        return _path(ask_for_file(parent, _("Choose a scan"), "", filters))

    def picture(self, parent: QWidget) -> Path | None:
        """Ask for a picture to print."""
        filters = _("Pictures (*.png *.jpg *.jpeg)")
        return _path(ask_for_file(parent, _("Choose a picture"), str(_documents()), filters))

    def translation(self, parent: QWidget) -> Path | None:
        """Ask for a file that came back from a translator."""
        filters, title = _("Translation (*.po)"), _("Take in a translation")
        return _path(ask_for_file(parent, title, str(_documents()), filters))

    def save_as(self, parent: QWidget, name: str) -> Path | None:
        """Ask where to save a document."""
        kinds = {".csv": _("Table (*.csv)"), ".po": _("Translation (*.po)")}
        filters = kinds.get(Path(name).suffix, _("PDF document (*.pdf)"))
        proposed = str(_documents() / name)
        return _path(ask_where_to_save(parent, _("Save as a file"), proposed, filters))


def _documents() -> Path:
    """Return where people keep their papers; else the program's own folder would open."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    found = Path(QStandardPaths.writableLocation(documents))
    return found if found.is_dir() else Path.home()


def _path(chosen: str) -> Path | None:
    return Path(chosen) if chosen else None
