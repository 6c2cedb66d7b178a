"""The second window, for the person: one question or sentence in their language.

It has no menu and shows nothing of the file: the question, what can be answered, and a
picture.  Whatever is none of the person's business is a neutral picture.  What it shows can
be spoken, where the system has a voice for the language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter
from PySide6.QtWidgets import QWidget

from intake_app.form_engine.model import AskedOf, Kind
from intake_app.ui.look.fonts import px
from intake_app.ui.look.icons import paint_icon
from intake_app.ui.look.theme import tokens_of
from intake_app.ui.pages.person_sheet import PersonSheet, Shown
from intake_app.ui.widgets.labels import direction_of

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QMouseEvent, QPaintEvent, QScreen

    from intake_app.form_engine.model import Question, Section
    from intake_app.form_engine.wording import Wording
    from intake_app.ui.look.theme import Tokens
    from intake_app.ui.system.speech.voice import Voice

_MOST_CHOICES = 16
"""Longer lists are spoken, not shown."""

_PICTURES = {
    "A0": "speech",
    "A1": "language",
    "A2": "person",
    "A6": "place_language",
    "A7": "place_school",
    "A8": "place_school",
    "A9": "document",
    "A10": "place_work",
    "A11": "check",
    "A12": "phone",
    "A13": "arrow_right",
    "A4": "place_family",
    "A5": "move",
    "A14": "place_health",
    "A3": "place_office",
    "A15": "language",
    "A16": "pen",
    "A17": "document",
    "D1": "place_school",
    "D2": "place_school",
    "D3": "place_school",
    "A18": "slip",
    "A19": "people",
}
_CHOSEN = frozenset({Kind.CHOICE, Kind.CHOICES})


NEUTRAL = Shown(text="", picture="speech")


class PersonView(QWidget):
    """Shows what the advisor asks, as large as it fits.

    Args:
        wording: Texts in the language of the talk; German for a talk in German.
        voice: Speaks what is shown; None is silent.

    Signals:
        closed: The window was put away.
    """

    closed = Signal()

    def __init__(self, wording: Wording, voice: Voice | None = None) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._wording = wording
        self._voice = voice
        self._speaks = False
        self._shown = NEUTRAL
        self._covers_all = False
        self.setWindowTitle("Intake App")
        self.setAccessibleName("Intake App")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSize(px(320), px(240))
        self.resize(px(960), px(640))
        self.set_wording(wording)

    # What it shows.

    def shown(self) -> Shown:
        """Return what is to be seen."""
        return self._shown

    def set_wording(self, wording: Wording) -> None:
        """Speak another language from now on; shows the neutral picture."""
        self._wording = wording
        self.setLayoutDirection(direction_of(wording.language))
        self.show_neutral()

    def show_question(self, question: Question, section: Section) -> None:
        """Show a question to the person; one to the advisor is a neutral picture."""
        if question.asked_of is AskedOf.ADVISOR or question.kind is Kind.COMPUTED:
            self.show_neutral()
            return
        self._show(
            Shown(
                text=self._wording.label(question),
                heading=self._wording.section_title(section),
                choices=self._choices(question),
                picture=_PICTURES.get(section.id, "speech"),
            )
        )

    def show_text(self, text: str, *, heading: str = "", picture: str = "document") -> None:
        """Show one sentence, as of a waiver, in the language of the window."""
        self._show(Shown(text=text, heading=heading, picture=picture, is_long=True))

    def show_neutral(self) -> None:
        """Show a picture that says nothing: locked, paused, or about the office's own work."""
        self._show(NEUTRAL)

    # What it says.

    @property
    def voice(self) -> Voice | None:
        """What speaks; None for a window that is always silent."""
        return self._voice

    def can_speak(self) -> bool:
        """Tell whether there is a voice for the language of the talk."""
        return self._voice is not None and self._voice.speaks(self._wording.language)

    def set_speaking(self, speaks: bool) -> None:  # noqa: FBT001 - connected to a signal
        """Speak what is shown from now on, or be silent."""
        self._speaks = speaks
        self._speak()

    def _speak(self) -> None:
        if self._voice is None:
            return
        if self._speaks and self._shown.text:
            self._voice.say(self._shown.words, self._wording.language)
        else:
            self._voice.stop()

    # Where it is.

    def is_open(self) -> bool:
        """Tell whether the window is to be seen."""
        return self.isVisible()

    def open_beside(self, window: QWidget) -> None:
        """Fill the other screen; with only one, fill that one until a key or click."""
        others = [screen for screen in QGuiApplication.screens() if screen != window.screen()]
        self._covers_all = not others
        if others:
            self._fill(others[0])
        else:
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.showFullScreen()
            self.activateWindow()
            self.setFocus()

    def put_away(self) -> None:
        """Close the window; it can be opened again."""
        self.hide()

    def _fill(self, screen: QScreen) -> None:
        # The advisor goes on typing in the main window.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setGeometry(screen.availableGeometry())
        self.showFullScreen()

    # Qt.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the only screen back."""
        if self._covers_all:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Give the only screen back."""
        if self._covers_all:
            self.put_away()
        else:
            super().mousePressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Only put the window away."""
        event.ignore()
        self.put_away()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that the window is gone; nobody goes on speaking."""
        super().hideEvent(event)
        if self._voice is not None:
            self._voice.stop()
        self.closed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw picture, question and choices in the middle of the window."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self.palette())
        painter.fillRect(self.rect(), QColor(tokens.surface))
        if not self._shown.text:
            self._paint_neutral(painter, tokens)
        else:
            PersonSheet(self, self._shown, self._wording.language).paint(painter, tokens)
        painter.end()

    def _paint_neutral(self, painter: QPainter, tokens: Tokens) -> None:
        side = min(px(160), self.width() // 3, self.height() // 3)
        place = QRect(0, 0, side, side)
        place.moveCenter(self.rect().center())
        paint_icon(painter, place, self._shown.picture, tokens.line)

    def _show(self, shown: Shown) -> None:
        if shown == self._shown:
            return
        self._shown = shown
        words = (shown.heading, shown.text, *shown.choices)
        self.setAccessibleDescription(". ".join(word for word in words if word))
        self.update()
        self._speak()

    def _choices(self, question: Question) -> tuple[str, ...]:
        if question.kind is Kind.YES_NO_UNKNOWN:
            return tuple(self._wording.word(word) for word in ("yes", "no", "unknown"))
        if question.kind not in _CHOSEN or len(question.choices) > _MOST_CHOICES:
            return ()
        return tuple(self._wording.choice(question, choice.code) for choice in question.choices)
