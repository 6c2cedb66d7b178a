"""Who signs for a minor: name, as what, and what proved it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.signing import GuardianRole, GuardianSignature
from intake_app.domain.waiver_rules import Lack
from intake_app.errors import WaiverIncompleteError
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.waiver.asked import Asked
from intake_app.ui.widgets.buttons import Button, ButtonKind, IconButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.ui.pages.waiver.texts import WaiverTexts

_PARENTS = frozenset({GuardianRole.MOTHER, GuardianRole.FATHER})
_MOST = 4


class GuardianCard(Card):
    """One person with custody.

    Signals:
        removed: The card shall go.
    """

    removed = Signal()

    def __init__(
        self, texts: WaiverTexts, number: int, known: GuardianSignature | None = None
    ) -> None:
        super().__init__()
        form, context = texts.form, texts.by_advisor
        head = QHBoxLayout()
        title = _("Person with custody {number}").format(number=number)
        head.addWidget(Label(title, Role.STRONG), 1)
        remove = IconButton("trash", _("Take {name} off").format(name=title))
        remove.clicked.connect(self.removed)
        head.addWidget(remove)
        self.content.addLayout(head)
        self.name = Asked(form, "wv.guardian.name", context)
        self.role = Asked(form, "wv.guardian.role", context)
        self.evidence = Asked(form, "wv.guardian.evidence", context)
        self.for_other = Asked(form, "wv.guardian.for_other_parent", context, has_label=False)
        for field in (self.name, self.role, self.evidence, self.for_other):
            self.content.addWidget(field)
        self.role.changed.connect(self._arrange)
        if known is not None:
            self.name.show_value(known.name)
            self.role.show_value(known.role.value)
        self._arrange()

    def signature(self) -> GuardianSignature:
        """Return what stands in the card.

        Raises:
            WaiverIncompleteError: Nothing says as what the person signs.
        """
        role = self.role.value()
        if not role:
            raise WaiverIncompleteError((Lack.GUARDIAN,))
        return GuardianSignature(
            name=self.name.value(),
            role=GuardianRole(role),
            evidence_seen=self.evidence.value(),
            for_other_parent=role in _PARENTS and self.for_other.value() == "true",
        )

    def typed(self) -> list[str]:
        """Return what stands in the fields, finished or not."""
        return [field.typed() for field in self._fields()]

    def show_typed(self, texts: Sequence[str]) -> None:
        """Show again what `typed` gave."""
        for field, text in zip(self._fields(), texts, strict=True):
            field.show_typed(text)
        self._arrange()

    def _fields(self) -> tuple[Asked, ...]:
        return self.name, self.role, self.evidence, self.for_other

    def _arrange(self) -> None:
        self.for_other.setVisible(self.role.known() in _PARENTS)


class GuardiansForm(QWidget):
    """The people with custody who sign.

    Args:
        texts: Words of the form.
        known: Whom the case knows already.
        parent: Qt's parent.
    """

    def __init__(
        self,
        texts: WaiverTexts,
        known: Sequence[GuardianSignature],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self._cards: list[GuardianCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(12))
        self.more = Button(_("Another person with custody"), ButtonKind.QUIET, icon="plus")
        self.more.clicked.connect(self._on_more)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        for guardian in known or (None,):
            self.add(guardian)

    def cards(self) -> Sequence[GuardianCard]:
        """Return the cards, the first person first."""
        return tuple(self._cards)

    def add(self, known: GuardianSignature | None = None) -> GuardianCard:
        """Add room for one more person."""
        card = GuardianCard(self._texts, len(self._cards) + 1, known)
        card.removed.connect(lambda: QTimer.singleShot(0, card, lambda: self._remove(card)))
        self._column.insertWidget(len(self._cards), card)
        self._cards.append(card)
        self.more.setVisible(len(self._cards) < _MOST)
        return card

    def signatures(self) -> tuple[GuardianSignature, ...]:
        """Return the signatures.

        Raises:
            InputError: Something typed is no answer.
            WaiverIncompleteError: A person's role is missing.
        """
        return tuple(card.signature() for card in self._cards)

    def typed(self) -> list[list[str]]:
        """Return what stands in the cards, finished or not."""
        return [card.typed() for card in self._cards]

    def show_typed(self, cards: Sequence[Sequence[str]]) -> None:
        """Show again what `typed` gave."""
        while len(self._cards) < len(cards):
            self.add()
        for card, texts in zip(self._cards, cards, strict=False):
            card.show_typed(texts)

    def _on_more(self) -> None:
        self.add().name.setFocus()

    def _remove(self, card: GuardianCard) -> None:
        self._cards.remove(card)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()
        self.more.setVisible(True)
