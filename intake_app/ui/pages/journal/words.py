"""Acts of the journal and what a check of it can find, in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from intake_app.domain.dates import german_date
from intake_app.domain.journal import CLOCK_CONFIRMED
from intake_app.domain.office import PaperKind
from intake_app.i18n import _
from intake_app.ui.pages.case.ending import close_reason_words
from intake_app.ui.pages.case.words import access_reason_words
from intake_app.ui.pages.clock_notice import clock_reason_words
from intake_app.ui.pages.paper.words import kind_name

if TYPE_CHECKING:
    from collections.abc import Callable


_ACTS: dict[str, Callable[[], str]] = {
    "access.prepared": lambda: _("Answer to a request for access gathered and shown"),
    "access.saved": lambda: _("Answer to a request for access saved as readable files"),
    "advisor.added": lambda: _("Person added"),
    "advisor.changed": lambda: _("Person or roles changed"),
    "advisor.passphrase_changed": lambda: _("Own passphrase changed"),
    "advisor.passphrase_reset": lambda: _("Passphrase of a person set anew"),
    "advisor.removal_begun": lambda: _("Removal of a person begun"),
    "advisor.removal_cancelled": lambda: _("Removal of a person cancelled"),
    "advisor.removed": lambda: _("Person removed"),
    "advisor.resumed": lambda: _("Person active again"),
    "advisor.suspended": lambda: _("Person suspended"),
    "attachment.added": lambda: _("Scan kept"),
    "attachment.expired": lambda: _("Scan deleted on its day"),
    "attachment.opened": lambda: _("Scan shown"),
    "attachment.removed": lambda: _("Scan deleted"),
    "bundle.opened": lambda: _("Case bundle of another office opened"),
    "case.bar_lifted": lambda: _("Person may work on the case again"),
    "case.barred": lambda: _("Person kept from the case"),
    "case.closed": lambda: _("Case closed"),
    "case.created": lambda: _("Case created"),
    "case.discarded": lambda: _("Case discarded"),
    "case.held": lambda: _("Deletion held back (dispute)"),
    "case.opened": lambda: _("Case opened"),
    "case.reason_given": lambda: _("Reason for opening another's case"),
    "case.released": lambda: _("Deletion no longer held back"),
    "case.reopened": lambda: _("Case opened again after closing"),
    "case.restricted": lambda: _("Case restricted"),
    "case.restriction_lifted": lambda: _("Restriction lifted"),
    CLOCK_CONFIRMED: lambda: _("Clock of the computer confirmed"),
    "consent.ended": lambda: _("Consent taken back, answers deleted"),
    "copies.expired": lambda: _("Old copies of the vault removed"),
    "copies.set": lambda: _("Place and rhythm of copies set"),
    "disclosure.begun": lambda: _("Hand-over begun"),
    "disclosure.cancelled": lambda: _("Hand-over cancelled"),
    "disclosure.done": lambda: _("Handed over"),
    "dispute.noted": lambda: _("Disputed answer noted"),
    "dispute.settled": lambda: _("Dispute about an answer settled"),
    "erasure.done": lambda: _("Deleted"),
    "erasure.proofs": lambda: _("Old proofs deleted"),
    "erasure.proposed": lambda: _("Deletion proposed"),
    "erasure.rejected": lambda: _("Proposed deletion rejected"),
    "interview.begun": lambda: _("Talk begun"),
    "interview.changed": lambda: _("Answers of a talk changed"),
    "interview.completed": lambda: _("Talk completed"),
    "interview.corrected": lambda: _("Answers corrected after completion"),
    "interview.opened": lambda: _("Talk opened"),
    "journal.exported": lambda: _("Journal exported"),
    "journal.found_broken": lambda: _("The program found the end of the journal altered"),
    "journal.read": lambda: _("Journal read"),
    "list.entry_saved": lambda: _("Entry of a list changed"),
    "list.hint_saved": lambda: _("Local hint changed"),
    "office.saved": lambda: _("Settings of the office changed"),
    "paper.misprint": lambda: _("Misprint"),
    "paper.printed": lambda: _("Paper printed"),
    "paper.saved": lambda: _("Paper saved as a readable file"),
    "paper.sent": lambda: _("Paper sent to the printer"),
    "partner.keys_verified": lambda: _("Keys of an office compared"),
    "partner.saved": lambda: _("Office changed"),
    "partner.sketch_kept": lambda: _("Sketch of the way to an office changed"),
    "partner.sketch_removed": lambda: _("Sketch of the way to an office deleted"),
    "request.answered": lambda: _("Request of a person answered"),
    "request.extended": lambda: _("Time for a request extended"),
    "request.identified": lambda: _("Identity checked for a request"),
    "request.received": lambda: _("Request of a person received"),
    "slip.closed": lambda: _("Slip closed"),
    "slip.issued": lambda: _("Slip issued"),
    "slip.given_back": lambda: _("Slip read and given back to the person"),
    "slip.lost": lambda: _("Slip lost"),
    "slip.marked": lambda: _("Mark entered on a slip"),
    "slip.noted": lambda: _("Remark on a station"),
    "slip.replaced": lambda: _("Slip replaced by a new one"),
    "slip.returned": lambda: _("Slip returned and destroyed"),
    "slip.scanned": lambda: _("Slip scanned"),
    "statistics.counted": lambda: _("Exact tables of the statistics shown"),
    "statistics.saved": lambda: _("Tables of the statistics saved as a file"),
    "step.changed": lambda: _("Step changed"),
    "translation.exported": lambda: _("Translation saved as a file for a translator"),
    "translation.imported": lambda: _("Translation of a translator taken in"),
    "translation.released": lambda: _("Translation released"),
    "translation.reviewed": lambda: _("Translation checked by an expert"),
    "translation.taken_back": lambda: _("Release of a translation taken back"),
    "vault.copied": lambda: _("Copy of the vault made"),
    "vault.copy_not_proven": lambda: _("Test of a copy failed"),
    "vault.copy_proven": lambda: _("Copy of the vault tested"),
    "vault.created": lambda: _("Vault created"),
    "vault.key_renewed": lambda: _("Key of the vault renewed"),
    "vault.recovered": lambda: _("Unlocked with the recovery sheet"),
    "vault.refused": lambda: _("Suspended person refused"),
    "vault.recovery_key_replaced": lambda: _("Recovery sheet replaced"),
    "vault.renamed": lambda: _("Name of the office changed"),
    "vault.restored": lambda: _("Vault restored from a copy"),
    "vault.rewritten": lambda: _("Remnants of deleted records removed"),
    "vault.taken_over": lambda: _("Vault taken over from another program"),
    "vault.tries_missing": lambda: _("Count of failed attempts was missing"),
    "vault.unlock_failed": lambda: _("Attempt to unlock failed"),
    "vault.unlocked": lambda: _("Vault unlocked"),
    "waiver.begun": lambda: _("Waiver begun"),
    "waiver.blanks_made": lambda: _("Blank waivers made"),
    "waiver.changed": lambda: _("Draft of a waiver changed"),
    "waiver.entered": lambda: _("Waiver on paper entered"),
    "waiver.in_force": lambda: _("Waiver in force"),
    "waiver.prepared": lambda: _("Waiver prepared for printing"),
    "waiver.refused": lambda: _("Waiver refused"),
    "waiver.signed": lambda: _("Waiver signed"),
    "waiver.unsure": lambda: _("Check questions on a waiver: person unsure"),
    "waiver.void": lambda: _("Waiver void (misprint)"),
    "waiver.withdrawn": lambda: _("Waiver withdrawn"),
}

_PAPERS = frozenset(kind.value for kind in PaperKind)


def act_words(act: str) -> str:
    """Say what was done; an act of a later version shows as its code."""
    words = _ACTS.get(act)
    return words() if words else act


def detail_words(act: str, detail: str) -> str:
    """Say what an entry adds to its act."""
    if act == "case.reason_given":
        return access_reason_words(detail)
    if act == "case.closed":
        return close_reason_words(detail)
    if act == CLOCK_CONFIRMED:
        return clock_reason_words(detail)
    area, _dot, _what = act.partition(".")
    if area == "paper":
        kind, _space, number = detail.partition(" ")
        return f"{kind_name(PaperKind(kind))} {number}" if kind in _PAPERS else detail
    if area == "statistics":
        return _tables(detail)
    # Codes of the program say nothing to a reader; the number of a paper does.
    return "" if area in {"step", "request"} else detail


def _tables(detail: str) -> str:
    """Say which tables, of which days, and whether they were exact (`StatisticsWish.code`)."""
    how, span, *codes = detail.split()
    days = " – ".join(german_date(date.fromisoformat(day)) for day in span.split("/"))
    said = [", ".join(codes), days, *([_("for the office only")] if how == "internal" else [])]
    return " · ".join(said)
