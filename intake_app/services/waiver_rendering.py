"""Fills the papers around a waiver from the domain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.codes import NEVER_IN_BUNDLE, Category
from intake_app.domain.dates import german_date
from intake_app.domain.signing import CoSigning, GuardianRole, OwnSignature
from intake_app.domain.waiver import WaiverState
from intake_app.domain.waiver_rules import signer_group
from intake_app.printing import (
    blank_waiver,
    interpreter,
    notice,
    read_aloud,
    waiver,
    waiver_extract,
    withdrawal,
)
from intake_app.printing.wording import Bilingual
from intake_app.services.rendering import GERMAN, imprint, language_name, second_wording
from intake_app.services.session import OFFICE_ZONE, office_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from intake_app.domain.codes import PartnerId
    from intake_app.domain.office import Disclosure
    from intake_app.domain.waiver import Waiver, WaiverLine
    from intake_app.form_engine.wording import Wording
    from intake_app.services.reading import Reading
    from intake_app.services.reading_aloud import ReadOut, Sentence
    from intake_app.services.session import Session
    from intake_app.services.withdrawals import Withdrawal

GUARDIANS = "fam.guardian_persons"


def render_waiver(
    session: Session, paper: Waiver, reading: Reading, *, large: bool = False
) -> bytes:
    """Return the waiver; a signature made on a pad is drawn into it."""
    german = session.content.wording(GERMAN)
    signer = signer_group(reading.possible_ages(session.today()))
    signature, explanation = paper.signature, paper.explanation
    mode = reading.value("int.mode")
    interpreted = mode in {"on_site", "phone", "video"}
    data = waiver.WaiverPaper(
        number=paper.number,
        text_version=_version(paper),
        name=reading.display_name,
        birth=birth_in_words(reading, german),
        lines=paper.lines,
        language_name=language_name(session, paper.language),
        signer=waiver.Signer(signer.value),
        copies={line.id: line.copies for line in paper.lines},
        co_signing=paper.co_signing,
        guardians=_guardian_fields(reading) if paper.is_minor else (),
        interpreter=_interpreter_of(paper, reading) if interpreted else None,
        phone_confirmation=explanation.confirmed_at if explanation else "",
        witness=bool(explanation and explanation.witness) or reading.flag("alpha.reading_help"),
        advisor=session.advisor.name,
        strokes=signature.strokes if signature else (),
        place_and_date=f"{signature.place}, {german_date(signature.signed_on)}"
        if signature and signature.strokes
        else "",
    )
    other = second_wording(session, paper.language, "waiver")
    return waiver.render(data, german, other, imprint(session), large=large)


def stamps_of(session: Session, paper: Waiver, *, again: bool = False) -> tuple[str, ...]:
    """Return what became of a waiver after it was printed, for its margin.

    Args:
        session: Who works.
        paper: The waiver.
        again: It was printed before and is set anew.
    """
    german = session.content.wording(GERMAN)
    if paper.void_at:
        return (german.block("label.stamp.misprint"),)
    found = [german.block("label.stamp.copy")] if paper.signature or again else []
    ended = [line.withdrawn_at for line in paper.lines if line.withdrawn_at]
    if paper.state(session.today()) is WaiverState.WITHDRAWN and ended:
        day = german_date(office_day(max(ended)))
        found.append(german.block("label.stamp.withdrawn", date=day))
    return tuple(found)


def render_waiver_extract(
    session: Session, paper: Waiver, line: WaiverLine, reading: Reading
) -> bytes:
    """Return one line of a signed waiver as it stands now, and nothing of the others."""
    german = session.content.wording(GERMAN)
    if paper.signature is None:
        raise ValueError("only signed waivers have extracts")
    line = line.remaining
    data = waiver_extract.WaiverExtract(
        number=paper.number,
        text_version=_version(paper),
        name=reading.display_name,
        birth=birth_in_words(reading, german),
        line=line,
        signed_on=paper.signature.signed_on,
        place=paper.signature.place,
        own=paper.signature.own,
        guardians=tuple(guardian.name for guardian in paper.signature.guardians),
        by_carer=paper.co_signing in {CoSigning.CARER, CoSigning.CARER_INSTEAD},
        documents=line.copies,
        as_of=session.today(),
    )
    return waiver_extract.render(data, german, imprint(session))


def render_blank_waiver(session: Session, number: str, language: str) -> bytes:
    """Return a blank waiver form with a pre-printed number."""
    german = session.content.wording(GERMAN)
    data = blank_waiver.BlankWaiver(
        number=number, text_version=session.content.form("waiver").version
    )
    return blank_waiver.render(
        data, german, second_wording(session, language, "waiver"), imprint(session)
    )


def render_read_aloud(
    session: Session, paper: Waiver, read: ReadOut, *, large: bool = False
) -> bytes:
    """Return the sheet from which a waiver is read out."""
    german = session.content.wording(GERMAN)

    def spoken(sentence: Sentence) -> read_aloud.SpokenSentence:
        text = Bilingual(sentence.german, sentence.other)
        return read_aloud.SpokenSentence(number=sentence.number, text=text, sign=sentence.sign)

    data = read_aloud.ReadAloudSheet(
        number=paper.number,
        sentences=tuple(spoken(sentence) for sentence in read.sentences),
        request=spoken(read.request).text,
        checks=tuple(spoken(check) for check in read.checks),
        advisor=session.advisor.name,
    )
    other = second_wording(session, paper.language, "waiver")
    return read_aloud.render(data, german, other, imprint(session), large=large)


def render_withdrawal_form(
    session: Session, paper: Waiver, reading: Reading, *, large: bool = False
) -> bytes:
    """Return the empty form with which whoever signed can take the permission back."""
    return withdrawal.render_form(
        withdrawal.Withdrawal(
            number=paper.number,
            signed_on=_signed_on(paper, session.today()),
            ended=tuple(
                withdrawal.Ended(partner=line.partner_name)
                for line in paper.lines
                if line.decision and not line.withdrawn_at
            ),
            on_behalf=_on_behalf(paper, reading),
        ),
        session.content.wording(GERMAN),
        second_wording(session, paper.language, "waiver"),
        imprint(session),
        large=large,
    )


def render_withdrawal_confirmation(
    session: Session,
    done: Withdrawal,
    register: Iterable[Disclosure],
    reading: Reading,
    *,
    large: bool = False,
) -> bytes:
    """Return the confirmation of a withdrawal, with what had left before."""
    paper = done.waiver
    at = done.at.astimezone(OFFICE_ZONE)
    others = any(line.open_categories for line in paper.lines if line.decision)
    data = withdrawal.Withdrawal(
        number=paper.number,
        signed_on=_signed_on(paper, session.today()),
        ended=tuple(
            withdrawal.Ended(
                partner=line.partner_name,
                categories=done.ended(line) if done.is_partial(line) else frozenset(),
            )
            for line in done.lines
        ),
        everything=not others,
        delete=done.note.ask_deletion,
        received=done.note.how,
        received_on=at.date(),
        received_at=f"{at:%H:%M}",
        received_by=done.note.by,
        handed=tuple((_left_on(row), row.partner_name) for row in register if done.concerns(row)),
        others_remain=others,
        on_behalf=_on_behalf(paper, reading),
    )
    german = session.content.wording(GERMAN)
    other = second_wording(session, paper.language, "waiver")
    return withdrawal.render_confirmation(data, german, other, imprint(session), large=large)


def _on_behalf(paper: Waiver, reading: Reading) -> withdrawal.OnBehalf | None:
    """Return for whom the paper was signed, None where the person signed it."""
    signature = paper.signature
    if signature is None or signature.own is not OwnSignature.NOT_NEEDED:
        return None
    return withdrawal.OnBehalf(name=reading.display_name, by_carer=signature.by_carer_alone)


def render_partner_notice(
    session: Session,
    done: Withdrawal,
    partner_id: PartnerId,
    register: Iterable[Disclosure],
    reading: Reading,
) -> bytes:
    """Return the notice to one partner that its line has ended."""
    line = next(line for line in done.lines if line.partner_id == partner_id)
    at = done.at.astimezone(OFFICE_ZONE)
    handed = [row for row in register if row.partner_id == partner_id and done.concerns(row)]
    told_in_writing = frozenset[Category]().union(*(row.categories for row in handed))
    data = withdrawal.PartnerNotice(
        number=done.waiver.number,
        name=reading.display_name,
        partner=line.partner_name,
        partner_address=line.partner_address,
        signed_on=_signed_on(done.waiver, session.today()),
        withdrawn_on=at.date(),
        withdrawn_at=f"{at:%H:%M}",
        categories=done.ended(line) - (NEVER_IN_BUNDLE - told_in_writing),
        is_partial=done.is_partial(line),
        delete=done.note.ask_deletion,
        handed_on=tuple(_left_on(row) for row in handed),
    )
    german = session.content.wording(GERMAN)
    return withdrawal.render_partner_notice(data, german, imprint(session))


def render_notice(
    session: Session, case_number: str, language: str, *, short: bool = False, large: bool = False
) -> bytes:
    """Return the privacy notice in German and the person's language."""
    data = notice.PrivacyNotice(
        number=case_number,
        handed_out_on=session.today(),
        language_name=language_name(session, language),
    )
    german = session.content.wording(GERMAN)
    other = second_wording(session, language, "waiver")
    render = notice.render_short if short else notice.render
    return render(data, german, other, imprint(session), large=large)


def render_interpreter(session: Session, case_number: str, reading: Reading) -> bytes:
    """Return the interpreter's undertaking for the languages of the talk."""
    language = reading.document_language
    data = interpreter.InterpreterUndertaking(
        number=case_number,
        name=reading.value("int.name"),
        languages=_interpreted_languages(session, reading, language),
        advisor=session.advisor.name,
    )
    german = session.content.wording(GERMAN)
    return interpreter.render(
        data, german, second_wording(session, language, "waiver"), imprint(session)
    )


def birth_in_words(reading: Reading, wording: Wording) -> str:
    """Return the birth date as papers give it: the official one, else the told one."""
    official = reading.day("birth.official")
    if official:
        return german_date(official)
    told = reading.partial_date("birth.value")
    return told.in_words(wording.date_words()) if told else ""


def _version(paper: Waiver) -> str:
    """Return the version of its texts without the name of the form, which is no German word."""
    return paper.text_version.rpartition(" ")[2]


def _interpreter_of(paper: Waiver, reading: Reading) -> str:
    explained = paper.explanation.interpreter if paper.explanation else ""
    return explained or reading.value("int.name")


def _guardian_fields(reading: Reading) -> tuple[waiver.GuardianField, ...]:
    """Return room for each known guardian, or for two unknown parents."""
    found = []
    for row in reading.row_ids(GUARDIANS):
        role = reading.value(f"{GUARDIANS}/{row}/guardian.role")
        found.append(
            waiver.GuardianField(
                name=reading.value(f"{GUARDIANS}/{row}/guardian.name"),
                role=GuardianRole(role) if role else None,
            )
        )
    return tuple(found) or (waiver.GuardianField(), waiver.GuardianField())


def _interpreted_languages(session: Session, reading: Reading, language: str) -> Bilingual:
    code = reading.value("int.language")
    names = [
        f"{wording.list_label('languages', 'deu')}, {wording.list_label('languages', code)}"
        for wording in (session.content.wording(GERMAN), session.content.wording(language))
    ]
    return Bilingual(*names)


def _signed_on(paper: Waiver, today: date) -> date:
    return paper.signature.signed_on if paper.signature else today


def _left_on(row: Disclosure) -> date:
    return office_day(row.done_at or row.begun_at)
