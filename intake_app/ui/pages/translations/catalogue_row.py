"""One catalogue of a language: its state, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.translations import words
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.chips import Badge
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from intake_app.services.translations import CatalogueState


class CatalogueRow(QWidget):
    """Name, state, who answers for it, and the buttons.

    Args:
        state: What is known of it.
        language: Name of the language, for the screen reader.
        may_change: Whoever is at work may release translations.

    Signals:
        export_asked, import_asked, release_asked, take_back_asked: Name of the catalogue.
    """

    export_asked = Signal(str)
    import_asked = Signal(str)
    release_asked = Signal(str)
    take_back_asked = Signal(str)

    def __init__(self, state: CatalogueState, language: str, *, may_change: bool) -> None:
        super().__init__()
        self.state = state
        self._name = words.catalogue_name(state.catalogue)
        self._language = language
        self.badge = Badge(words.trust_words(state.trust), words.TRUST_LEVELS[state.trust])
        self.export = self._button(_("Save for a translator …"), self.export_asked, icon="save")
        self.bring_in = self._button(_("Take in …"), self.import_asked, icon="folder")
        self.release = self._button(_("Release …"), self.release_asked, icon="check")
        self.take_back = self._button(_("Take back"), self.take_back_asked)
        self._lay_out()
        for button in (self.export, self.bring_in, self.release):
            button.setVisible(may_change)
        self.take_back.setVisible(may_change and state.release is not None)
        self.release.setVisible(may_change and not state.missing)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(4), 0, px(4))
        column.setSpacing(px(4))
        head = QHBoxLayout()
        head.setSpacing(px(12))
        name = Label(self._name, Role.STRONG)
        name.setWordWrap(False)
        head.addWidget(name)
        head.addWidget(self.badge)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(Label(words.about(self.state), Role.HINT, colour="muted"))
        for text, colour in (
            (words.release_words(self.state), "text"),
            (words.withdrawn_words(self.state), "warn"),
        ):
            if text:
                column.addWidget(Label(text, colour=colour))
        row = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        flow = FlowLayout(px(8), row)
        for button in (self.export, self.bring_in, self.release, self.take_back):
            flow.addWidget(button)
        column.addWidget(row)

    def _button(self, text: str, asked: SignalInstance, *, icon: str = "") -> Button:
        kind = ButtonKind.SECONDARY if icon else ButtonKind.QUIET
        button = Button(text, kind, icon=icon)
        button.setAccessibleName(f"{text} {self._language}, {self._name}")
        button.clicked.connect(lambda: asked.emit(self.state.catalogue))
        return button
