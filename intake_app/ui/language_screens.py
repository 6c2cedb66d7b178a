"""Pictures of what a person sees, and of the talk beside it, in every language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from intake_app.settings import Settings
from intake_app.ui.camera import PERSON_SIZE, look_of, open_window, render, settle
from intake_app.ui.pages.person_view import PersonView
from intake_app.ui.pages.waiver.waiver_page import WaiverPage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from intake_app.domain.codes import CaseId
    from intake_app.services.services import Services

_SECTION, _QUESTION = "A6", "alpha.latin"
_COLUMNS, _TILE, _CAPTION = 4, QSize(640, 400), 28
_LIGHT = Settings(theme="light")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture, as it lies in the folder of its language."""

    language: str
    name: str
    path: Path


def take_language_screens(
    services: Services, case_id: CaseId, folder: Path, languages: Sequence[str]
) -> list[Picture]:
    """Lead a talk and begin a waiver in each language, and take pictures of both.

    Beside each language's folder lies one sheet per kind of picture with all languages.

    Args:
        services: Of a vault that may be written to; each language adds a talk and a draft.
        case_id: The case that all of it belongs to.
        folder: Where the pictures go.
        languages: Catalogue tags.
    """
    taken: list[Picture] = []
    with look_of(_LIGHT):
        for language in languages:
            taken += _take(services, case_id, folder / language, language)
    for name in dict.fromkeys(picture.name for picture in taken):
        _save_sheet([one for one in taken if one.name == name], folder / f"all-{name}.png")
    return taken


def _take(services: Services, case_id: CaseId, folder: Path, language: str) -> list[Picture]:
    folder.mkdir(parents=True, exist_ok=True)
    talk = services.interviews.begin(case_id, language)
    waiver = services.waiver_drafts.draft(case_id, language)
    services.waiver_drafts.propose(waiver.id)
    taken: list[Picture] = []

    def save(name: str, widget: QWidget) -> None:
        settle()
        path = folder / f"{name}.png"
        widget.grab().save(str(path))
        taken.append(Picture(language=language, name=name, path=path))

    with open_window(services) as (window, main, desk):
        main.start()
        main.open_talk(talk.id)
        page = main.frame.page()
        if page is not None:
            page.open_part(_SECTION)
        save("interview", window)
        main.open_case(case_id)
        main.navigation.push(WaiverPage(services, desk, waiver.id))
        render(desk)
        save("waiver", window)
        view = PersonView(services.session.content.wording(language))
        view.resize(PERSON_SIZE)
        view.show()
        form = services.interviews.form
        view.show_question(form.place_at(_QUESTION).question, form.section(_SECTION))
        save("person-question", view)
        first = services.waivers.read_aloud(waiver.id).sentences[0]
        view.show_text(first.other or first.german, picture=f"sign_{first.sign}")
        save("person-waiver", view)
        view.put_away()
        view.deleteLater()
    return taken


def _save_sheet(pictures: Sequence[Picture], path: Path) -> None:
    """Put all languages onto one sheet, each under its tag."""
    rows = -(-len(pictures) // _COLUMNS)
    step = QSize(_TILE.width(), _TILE.height() + _CAPTION)
    sheet = QImage(step.width() * _COLUMNS, step.height() * rows, QImage.Format.Format_RGB32)
    sheet.fill(QColor("white"))
    painter = QPainter(sheet)
    for number, picture in enumerate(pictures):
        row, column = divmod(number, _COLUMNS)
        place = QRect(column * step.width(), row * step.height(), step.width(), _CAPTION)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, picture.language)
        image = QImage(str(picture.path)).scaled(
            _TILE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        painter.drawImage(place.left(), place.bottom() + 1, image)
    painter.end()
    sheet.save(str(path))
