"""Leads the second window: it follows the question that the advisor is at."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from intake_app.form_engine.model import Form
    from intake_app.ui.pages.person_view import PersonView


class SecondWindow:
    """The window for the person, if there is one.

    Args:
        view: The window; None where there is none.
        form: Where paths are looked up.
    """

    def __init__(self, view: PersonView | None, form: Form) -> None:
        self._view = view
        self._form = form
        self._path = ""

    def follow(self, path: str) -> None:
        """Show the question at a path; nothing of the file without one."""
        self._path = path
        if self._view is None:
            return
        if not path:
            self._view.show_neutral()
            return
        place = self._form.place_at(path)
        self._view.show_question(place.question, place.section)

    def set_open(self, beside: QWidget | None) -> None:
        """Open the window beside another, at the question where it is; put it away for None."""
        if self._view is None:
            return
        if beside is None:
            self._view.put_away()
            return
        self.follow(self._path)
        self._view.open_beside(beside)
