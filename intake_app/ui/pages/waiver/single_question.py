"""What is decided on its own: the sentence about health, the level of a child."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.waiver.asked import Asked
from intake_app.ui.widgets.labels import BilingualLabel, Label
from intake_app.ui.widgets.segments import Segments

if TYPE_CHECKING:
    from intake_app.ui.pages.waiver.texts import WaiverTexts


class SingleQuestion(QWidget):
    """A question of its own with yes and no; nothing is chosen at the start.

    Args:
        texts: Words in both languages.
        question_id: The question.
        parent: Qt's parent.

    Signals:
        changed: The user answered; read `is_yes()`.
    """

    changed = Signal()

    def __init__(
        self,
        texts: WaiverTexts,
        question_id: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        question = texts.form.place(question_id).question
        label = texts.by_person.texts.label(question)
        self.decision = Segments(texts.options("decisions", ("no", "yes")))
        self.decision.setAccessibleName(label.german)
        self.decision.chosen.connect(self._on_chosen)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(px(4))
        self.column.addWidget(
            BilingualLabel(label.german, label.other, texts.language, Role.LABEL)
        )
        self.column.addWidget(Label(texts.german.hint(question), Role.HINT, colour="muted"))
        self.column.addWidget(self.decision)

    def is_yes(self) -> bool:
        """Tell whether it was answered with yes."""
        return self.decision.code() == "yes"

    def _on_chosen(self) -> None:
        self.changed.emit()


class HealthQuestion(SingleQuestion):
    """May a sentence about health be passed on, and which exactly (K9)?"""

    def __init__(self, texts: WaiverTexts, parent: QWidget | None = None) -> None:
        super().__init__(texts, "wv.line.health_decision", parent)
        self.sentence = Asked(texts.form, "wv.line.health", texts.by_person)
        self.sentence.changed.connect(self.changed)
        self.sentence.hide()
        self.column.addWidget(self.sentence)

    def detail(self) -> str:
        """Return the sentence."""
        return self.sentence.known()

    def show_answer(self, yes: bool, detail: str) -> None:  # noqa: FBT001 - what was answered
        """Show a stored answer."""
        self.decision.show_code("yes" if yes else "")
        self.sentence.show_value(detail)
        self.sentence.setVisible(yes)

    def _on_chosen(self) -> None:
        self.sentence.setVisible(self.is_yes())
        super()._on_chosen()


class LevelQuestion(SingleQuestion):
    """May the level of the child be told (K12)?"""

    def __init__(self, texts: WaiverTexts, parent: QWidget | None = None) -> None:
        super().__init__(texts, "wv.line.level_decision", parent)

    def show_answer(self, yes: bool) -> None:  # noqa: FBT001 - what was answered
        """Show a stored answer."""
        self.decision.show_code("yes" if yes else "")
