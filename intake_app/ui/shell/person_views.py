"""The second windows of the talks that are open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from intake_app.ui.pages.person_view import PersonView

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from intake_app.form_engine.wording import Wording
    from intake_app.ui.system.speech.voice import Voice


class PersonViews:
    """Makes them, and closes each with its page.

    Args:
        voice: Speaks what they show.
    """

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._views: list[PersonView] = []

    def make(self, wording: Wording) -> PersonView:
        """Return a window that speaks the language of a talk."""
        view = PersonView(wording, self._voice)
        self._views.append(view)
        return view

    def close_with(self, page: QObject, view: PersonView) -> None:
        """Close a window as soon as its page is gone."""
        page.destroyed.connect(partial(self._close, view))

    def close_all(self) -> None:
        """Close all of them: the vault is locked."""
        for view in tuple(self._views):
            self._close(view)

    def _close(self, view: PersonView) -> None:
        if view in self._views:
            self._views.remove(view)
            view.put_away()
            view.deleteLater()
