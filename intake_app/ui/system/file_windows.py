"""Windows in which somebody chooses a file or a folder: nothing keeps where that was.

Names of folders and files can be names of people.  A file window of the desktop keeps what
was chosen last (recently-used.xbel, the registry of Windows); Qt's own keeps it in
QtProject.conf.  So Qt's own is shown, and its settings are led to where nothing can be
written.  Windows and macOS know no such place: there they are removed after each choice.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_OWN_WINDOW: Final = QFileDialog.Option.DontUseNativeDialog
_NOWHERE: Final = f"{os.devnull}/nowhere"


def remember_no_places() -> None:
    """Lead Qt's settings to nowhere; to be called before the first window."""
    user = QSettings.Scope.UserScope
    QSettings.setPath(QSettings.Format.NativeFormat, user, _NOWHERE)


def ask_for_folder(parent: QWidget, title: str, start: str) -> str:
    """Let somebody choose a folder; empty when they changed their mind."""
    chosen = QFileDialog.getExistingDirectory(
        parent, title, start, _OWN_WINDOW | QFileDialog.Option.ShowDirsOnly
    )
    _forget()
    return chosen


def ask_for_file(parent: QWidget, title: str, start: str, filters: str) -> str:
    """Let somebody choose a file to open; empty when they changed their mind."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, start, filters, options=_OWN_WINDOW)
    _forget()
    return chosen


def ask_where_to_save(parent: QWidget, title: str, proposed: str, filters: str) -> str:
    """Let somebody choose the name of a new file; empty when they changed their mind."""
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, title, proposed, filters, options=_OWN_WINDOW
    )
    _forget()
    return chosen


def _forget() -> None:
    QSettings(QSettings.Scope.UserScope, "QtProject").remove("FileDialog")
