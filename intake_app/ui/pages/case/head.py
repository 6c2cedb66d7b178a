"""The head of a case: who it is, at a glance, and no more than a neighbour may read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.case_words import language_codes, language_names
from intake_app.ui.widgets.chips import Badge
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from intake_app.domain.ages import AgeRange
    from intake_app.domain.case import CaseHead
    from intake_app.services.session import Content


@dataclass(frozen=True, slots=True)
class Facts:
    """What the head is made of."""

    head: CaseHead
    age: AgeRange
    discreet: bool


class CaseHeadView(QWidget):
    """Original script, number, age, languages, and what must not be overlooked.

    Args:
        content: Names of languages.
        parent: Qt's parent.
    """

    def __init__(self, content: Content, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._shown: Facts | None = None
        self._inside: QWidget | None = None
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_facts(self, facts: Facts) -> None:
        """Show this head."""
        if facts == self._shown:
            return
        self._shown = facts
        if self._inside is not None:
            self._outer.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget()
        self._inside.setSizePolicy(self.sizePolicy())
        flow = FlowLayout(px(12), self._inside)
        for part in self._parts(facts):
            flow.addWidget(part)
        self._outer.addWidget(self._inside)

    def texts(self) -> list[str]:
        """Return everything that is to be read, in its order."""
        if self._inside is None:
            return []
        labels = self._inside.findChildren(Label)
        badges = self._inside.findChildren(Badge)
        return [*(label.text() for label in labels), *(badge.text() for badge in badges)]

    def _parts(self, facts: Facts) -> list[QWidget]:
        head = facts.head
        parts: list[QWidget] = []
        if head.original_name and not facts.discreet:
            original = _plain(head.original_name, _("Original script"))
            original.set_role(Role.STRONG)
            parts.append(original)
        parts.append(_plain(head.case.number, _("Case number")))
        if facts.age.text:
            parts.append(_plain(_("{age} years").format(age=facts.age.text), _("Age")))
        codes = language_codes(head, self._content)
        if codes:
            languages = _plain(codes, _("Languages"))
            languages.setToolTip(language_names(head, self._content))
            parts.append(languages)
        if head.needs_interpreter:
            parts.append(Badge(_("Interpreter needed"), "accent", icon="language"))
        if head.address_protected:
            parts.append(Badge(_("Address protected"), "warn", icon="lock"))
        if head.age_uncertain and head.birth_years is not None:
            parts.append(Badge(_("Age not certain"), "warn", icon="warn"))
        return parts


def _plain(text: str, name: str) -> Label:
    label = Label(text, colour="muted", wrap=False)
    label.setAccessibleName(f"{name}: {text}")
    label.setMinimumHeight(px(24))
    return label
