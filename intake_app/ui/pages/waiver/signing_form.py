"""How a waiver was explained, and how it was signed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.signing import (
    Check,
    CoSigning,
    ExplainedHow,
    Explanation,
    OwnSignature,
    Signature,
)
from intake_app.domain.waiver_rules import Lack, SignerGroup
from intake_app.errors import WaiverIncompleteError
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.waiver.asked import Asked
from intake_app.ui.pages.waiver.carer import CarerCard
from intake_app.ui.pages.waiver.guardians import GuardiansForm
from intake_app.ui.pages.waiver.pad_signing import PadSigning
from intake_app.ui.system.keys import show_in_scroll
from intake_app.ui.widgets.cards import GROUP_GAP, Card
from intake_app.ui.widgets.labels import BilingualLabel, Label
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.widgets.segments import Segments
from intake_app.ui.widgets.text_input import LineEdit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake_app.domain.signing import GuardianSignature
    from intake_app.services.waiver_signing import Circumstances
    from intake_app.ui.pages.waiver.texts import WaiverTexts

_CHECK_TEXTS = ("C-T01", "C-T02", "C-T03", "C-T04")


class SigningForm(QWidget):
    """Explanation and signature, with what the talk knows already filled in.

    Args:
        texts: Words in both languages.
        case: What the case says about signing.
        co_signing: For whom the paper has fields beside the person's own; None for a blank
            form, which has them for all who may sign.
        parent: Qt's parent.
    """

    def __init__(
        self,
        texts: WaiverTexts,
        case: Circumstances,
        co_signing: CoSigning | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self._case = case
        self._co_signing = co_signing
        self._make_fields()
        self._lay_out()
        self._connect()
        self._fill()
        self._arrange()

    def explanation(self) -> Explanation:
        """Return how the paper was explained.

        Raises:
            InputError: Something typed is no answer.
            WaiverIncompleteError: How it was explained, or the check questions, are open.
        """
        how, check = self.how.value(), self.check.value()
        if not how or not check:
            lacks = [*([] if how else [Lack.EXPLAINED]), *([] if check else [Lack.CHECK])]
            raise WaiverIncompleteError(lacks)
        interpreted = self._is_interpreted()
        confirmed = self.confirmed.value() if interpreted else ""
        return Explanation(
            how=ExplainedHow(how),
            by=self._texts.by_advisor.initials,
            check=Check(check),
            interpreter=self.interpreter.value() if interpreted else "",
            interpreter_confirmed=confirmed or "none",
            confirmed_at=self.confirmed_at.value() if confirmed == "phone" else "",
            witness=self.witness.value() if self._is_mark() else "",
        )

    def signature(self) -> Signature:
        """Return the act of signing.

        Raises:
            InputError: Something typed is no answer.
            WaiverIncompleteError: Nobody said how it was signed.
        """
        own = self.own.code()
        signed_on = self.signed_on.value()
        unsigned = self.pad is not None and self.pad.is_missing()
        if not own or not signed_on or unsigned:
            raise WaiverIncompleteError((Lack.OWN_SIGNATURE,))
        alone = self._is_alone()
        if alone and not self.insight.value().strip():
            raise WaiverIncompleteError((Lack.INSIGHT,))
        return Signature(
            signed_on=date.fromisoformat(signed_on),
            place=self.place.value(),
            own=OwnSignature(own),
            seen_by=self.seen_by.text().strip(),
            guardians=() if alone else self._beside(),
            insight=self.insight.value() if alone else "",
            custody_note="" if alone or self.guardians is None else self.custody_note.value(),
            strokes=self.pad.strokes() if self.pad is not None else (),
            original_at=self.original_at.value(),
        )

    def show_read_out(self, check: Check) -> None:
        """Take over that the paper was read out, and what came of the check questions."""
        if not self.how.known():
            self.how.show_value(ExplainedHow.READ_ALOUD.value)
        if check is not Check.NOT_PUT:
            self.check.show_value(check.value)
        self._arrange()

    def show_lack(self, missing: Iterable[str]) -> None:
        """Lead to the first field on the form that one of these lacks is about."""
        lacks = set(missing)
        places: tuple[tuple[QWidget, set[Lack]], ...] = (
            (self.how.field, {Lack.EXPLAINED, Lack.READ_ALOUD}),
            (self.interpreter.field, {Lack.INTERPRETER}),
            (self.confirmed.field, {Lack.INTERPRETER_CONFIRMED}),
            (self.check.field, {Lack.CHECK}),
            (self.own, {Lack.OWN_SIGNATURE}),
            (self.witness.field, {Lack.WITNESS}),
            (self.signed_on.field, {Lack.SIGNED_BEFORE_PRINTED, Lack.SIGNED_IN_FUTURE}),
            (self.seen_by, {Lack.SEEN_BY}),
            (self.insight.field, {Lack.INSIGHT}),
        )
        place = next((widget for widget, about in places if lacks & about), None)
        if place is not None:
            place.setFocus()
            show_in_scroll(place)

    def typed(self) -> dict[str, Any]:
        """Return what was typed and chosen, finished or not; a signature is not kept."""
        return {
            "fields": [field.typed() for field in self._fields()],
            "own": self.own.code(),
            "seen_by": self.seen_by.text(),
            "guardians": self.guardians.typed() if self.guardians is not None else [],
            "carer": self.carer.typed() if self.carer is not None else [],
        }

    def show_typed(self, typed: dict[str, Any]) -> None:
        """Show again what `typed` gave."""
        for field, text in zip(self._fields(), typed["fields"], strict=True):
            field.show_typed(text)
        self.own.show_code(typed["own"])
        self.seen_by.setText(typed["seen_by"])
        if self.guardians is not None:
            self.guardians.show_typed(typed["guardians"])
        if self.carer is not None:
            self.carer.show_typed(typed["carer"])
        self._arrange()

    def _beside(self) -> tuple[GuardianSignature, ...]:
        if self.guardians is not None:
            return self.guardians.signatures()
        return () if self.carer is None else self.carer.signatures()

    def _fields(self) -> tuple[Asked, ...]:
        return (
            self.how,
            self.interpreter,
            self.confirmed,
            self.confirmed_at,
            self.check,
            self.witness,
            self.signed_on,
            self.place,
            self.original_at,
            self.alone,
            self.insight,
            self.custody_note,
        )

    def _make_fields(self) -> None:
        def asked(question_id: str) -> Asked:
            return Asked(self._texts.form, question_id, self._texts.by_advisor)

        self.how = asked("wv.explained_how")
        self.interpreter = asked("wv.interpreter")
        self.confirmed = asked("wv.sig_interpreter")
        self.confirmed_at = asked("wv.sig_interpreter_time")
        self.check = asked("wv.check")
        codes = ["signed", "mark"]
        if self._case.group is SignerGroup.CHILD:
            codes.append("not_needed")
        if self._is_by_carer():
            codes = ["not_needed"]
        self.own = Segments(self._texts.options("signatures", codes))
        self.own.setAccessibleName(self._texts.label("wv.sig_client"))
        self.witness = asked("wv.witness")
        self.signed_on = asked("wv.signed_on")
        self.place = asked("wv.place")
        self.original_at = asked("wv.original_at")
        self.alone = Asked(self._texts.form, "wv.alone", self._texts.by_advisor, has_label=False)
        self.insight = asked("wv.insight")
        self.custody_note = asked("wv.custody_note")
        self.seen_by = LineEdit(_("Seen by"))
        self.seen_by.setMaxLength(80)
        minor = self._case.group is not SignerGroup.ADULT
        guarded = minor and self._co_signing is not CoSigning.ALONE
        self.guardians = GuardiansForm(self._texts, self._case.guardians) if guarded else None
        is_blank = self._co_signing is None
        with_carer = not minor and (is_blank or self._has_carer())
        self.carer = CarerCard(is_asked=is_blank) if with_carer else None
        self.pad = PadSigning() if self._case.pad_allowed else None

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(GROUP_GAP))
        explained = Card(_("Explained and understood"))
        explained.content.setSpacing(px(12))
        for warning in self._warnings():
            explained.content.addWidget(Notice(warning, Level.DANGER))
        for field in (self.how, self.interpreter, self.confirmed, self.confirmed_at):
            explained.content.addWidget(field)
        explained.content.addWidget(self._questions())
        explained.content.addWidget(self.check)
        column.addWidget(explained)
        signed = Card(_("Signed"))
        signed.content.setSpacing(px(12))
        signed.content.addWidget(Label(self._who_signs(), colour="muted"))
        if not self._is_by_carer():
            signed.content.addWidget(Label(self._texts.label("wv.sig_client"), Role.STRONG))
            signed.content.addWidget(self.own)
        signed.content.addWidget(self.witness)
        if self.pad is not None:
            signed.content.addWidget(self.pad)
        for field in (self.signed_on, self.place):
            signed.content.addWidget(field)
        signed.content.addWidget(Label(_("Seen by"), Role.STRONG))
        signed.content.addWidget(self.seen_by)
        signed.content.addWidget(self.original_at)
        column.addWidget(signed)
        if self._case.group is SignerGroup.YOUTH:
            column.addWidget(self._own_insight())
        if self.guardians is not None:
            column.addWidget(self._custody(self.guardians))
        if self.carer is not None:
            column.addWidget(self.carer)

    def _own_insight(self) -> Card:
        """Ask whether the young person signs alone, or say what the paper was printed for."""
        card = Card()
        question = self._texts.form.place("wv.alone").question
        if self._co_signing is None:
            card.content.addWidget(self.alone)
            hint = self._texts.german.hint(question)
        elif self._co_signing is CoSigning.ALONE:
            hint = _(
                "This paper was printed for the young person alone. If the people with custody "
                "sign too, please print it anew."
            )
        else:
            hint = _(
                "This paper was printed with fields for the people with custody. If the young "
                "person signs alone, please print it anew."
            )
        card.content.addWidget(Label(hint, Role.HINT, colour="muted"))
        card.content.addWidget(self.insight)
        return card

    def _custody(self, guardians: GuardiansForm) -> QWidget:
        """Ask which people with custody sign, or why one does not."""
        self._guarded = QWidget()
        column = QVBoxLayout(self._guarded)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(GROUP_GAP))
        column.addWidget(Label(self._texts.label("wv.sig_guardian"), Role.SECTION))
        column.addWidget(guardians)
        note = Card()
        note.content.addWidget(self.custody_note)
        column.addWidget(note)
        return self._guarded

    def _questions(self) -> QWidget:
        """Show the four questions to ask, in both languages."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(px(12), 0, 0, 0)
        column.setSpacing(px(4))
        language = self._texts.language
        german, other = self._texts.block("C-T00")
        column.addWidget(BilingualLabel(german, other, language, Role.STRONG))
        for number, text_id in enumerate(_CHECK_TEXTS, 1):
            german, other = self._texts.block(text_id)
            column.addWidget(BilingualLabel(f"{number}. {german}", other, language, Role.LABEL))
        return box

    def _connect(self) -> None:
        for field in (self.how, self.confirmed, self.alone):
            field.changed.connect(self._arrange)
        self.own.chosen.connect(self._arrange)

    def _fill(self) -> None:
        self.signed_on.show_value(self._texts.today.isoformat())
        self.place.show_value(self._case.place)
        self.interpreter.show_value(self._case.interpreter)
        self.seen_by.setText(self._texts.by_advisor.initials)
        if self._is_by_carer():
            self.own.show_code(OwnSignature.NOT_NEEDED)

    def _arrange(self) -> None:
        interpreted = self._is_interpreted()
        self.interpreter.setVisible(interpreted)
        self.confirmed.setVisible(interpreted)
        self.confirmed_at.setVisible(interpreted and self.confirmed.known() == "phone")
        self.witness.setVisible(self._is_mark())
        self.insight.setVisible(self._is_alone())
        if self.guardians is not None:
            self._guarded.setHidden(self._is_alone())

    def _is_alone(self) -> bool:
        if self._co_signing is None:
            return self.alone.known() == "true"
        return self._co_signing is CoSigning.ALONE and self._case.group is SignerGroup.YOUTH

    def _has_carer(self) -> bool:
        return self._co_signing in {CoSigning.CARER, CoSigning.CARER_INSTEAD}

    def _is_by_carer(self) -> bool:
        """Tell whether the legal carer signs for the person, who has no field to sign."""
        adult = self._case.group is SignerGroup.ADULT
        return adult and self._co_signing is CoSigning.CARER_INSTEAD

    def _is_interpreted(self) -> bool:
        return self.how.known() == ExplainedHow.INTERPRETED or self._case.talk.interpreted

    def _is_mark(self) -> bool:
        return self.own.code() == OwnSignature.MARK

    def _warnings(self) -> list[str]:
        talk = self._case.talk
        warnings = []
        if talk.machine:
            warnings.append(
                _(
                    "The talk was led with a translation program. It must not explain a "
                    "waiver: please call an interpreter first."
                )
            )
        if talk.insufficient:
            warnings.append(
                _(
                    "The understanding was too poor. Please do not let anybody sign today, "
                    "but make a new appointment."
                )
            )
        return warnings

    def _who_signs(self) -> str:
        if self._is_by_carer():
            return _("The legal carer signs in place of the person.")
        return {
            SignerGroup.ADULT: _("The person signs."),
            SignerGroup.YOUTH: _("The young person signs alone.")
            if self._co_signing is CoSigning.ALONE
            else _(
                "The person signs and the people with custody sign too: under 18, or the age "
                "is not certain."
            ),
            SignerGroup.CHILD: _("The people with custody sign; the person is under 14."),
        }[self._case.group]
