"""What must hold of a vault after a fault, whatever the fault was.

The vault opens; every page, row and key fits; everything that was told is there; nothing is
there in halves.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from uuid import UUID

from intake_app.domain.office import AdvisorState, DisclosureState
from intake_app.domain.translation import Trust
from intake_app.errors import IntakeError, WrongPassphraseError
from intake_app.services.index import index_row
from intake_app.services.reading import read_case
from intake_app.services.services import services_for
from intake_app.store.engine import damaged_pages
from tests.conftest import PASSPHRASE
from tests.faults.acts import NEW_PASSPHRASE
from tests.faults.place import SECOND_PASSPHRASE, new_vault, vault_service


def complaints(place, told):
    """Return what is wrong with the place, given what the advisor was told; best nothing."""
    kinds = {report["told"] for report in told}
    passphrases = [NEW_PASSPHRASE] if "passphrase" in kinds else [PASSPHRASE, NEW_PASSPHRASE]
    try:
        with _opened(place.vault, passphrases) as services:
            found = [
                *_broken(services),
                *_halves(services, place),
                *_half_translated(services),
            ]
            for report in told:
                found += [] if _is_kept(services, place, report) else [f"lost: {report}"]
    except IntakeError as error:
        return [f"does not open: {type(error).__name__}"]
    return found


@contextmanager
def _opened(path, passphrases=(PASSPHRASE,)):
    service = vault_service()
    for passphrase in passphrases:
        try:
            session = service.unlock(path, passphrase)
        except WrongPassphraseError:
            continue
        try:
            yield services_for(session)
        finally:
            session.close()
        return
    raise WrongPassphraseError


def _broken(services):
    """Pages, references, journal, index, key file."""
    session = services.session
    if damaged_pages(session.database):
        yield "damaged pages"
    with session.database.connect() as connection:
        if connection.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
            yield "integrity_check"
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            yield "foreign_key_check"
    with session.read() as store:
        if store.journal.verify():
            yield "journal"
        for head in store.cases.heads_page("number", limit=1000):
            row = index_row(read_case(store, head.case.id), session.today())
            if row != store.cases.index_row(head.case.id):
                yield "index differs from answers"
            names = (row.display_name, row.original_name)
            if any(name and head.case.id not in store.search.find(name) for name in names):
                yield "search does not find a name"
        slots = {slot.slot_id for slot in session.folder.slots()}
        people = {a.slot_id for a in store.office.advisors() if a.state != AdvisorState.REMOVED}
        if people != slots or session.folder.removal_pending:
            yield "people and slots differ"
        if store.office.generation() != session.unlocked.generation:
            yield "generation of the key file"


def _halves(services, place):
    """Papers, register and journal tell the same story."""
    with services.session.read() as store:
        acts = [(entry.act, entry.object_id) for entry in store.journal.entries(limit=10_000)]
        for head in store.cases.heads_page("number", limit=1000):
            for waiver in store.waivers.of_case(head.case.id):
                yield from _half_signed(waiver, acts)
            for row in store.disclosures.of_case(head.case.id):
                yield from _half_handed_over(row, acts)
    for folder in place.stick.glob("Intake-Sicherung-*"):
        if folder.suffix != ".part" and not _is_whole_copy(folder):
            yield "half a copy under its final name"


def _half_translated(services):
    """A file of a translator is there with all its texts or not at all, and so is a release."""
    state = _routing(services)
    if state.imported is not None and len(state.imported.messages) != state.texts:
        yield "half a translation"
    if state.release is not None and len(state.release.digests) != state.texts:
        yield "half a release"
    with services.session.read() as store:
        acts = {entry.act for entry in store.journal.entries(limit=10_000)}
    if (state.imported is not None) != ("translation.imported" in acts):
        yield "translation and journal differ"
    if (state.release is not None) != ("translation.released" in acts):
        yield "release and journal differ"


def _routing(services):
    states = services.translations.states("uk")
    return next(state for state in states if state.catalogue == "routing")


def _half_signed(waiver, acts):
    if (waiver.signature is None) != (waiver.explanation is None):
        yield "signature without explanation"
    if bool(waiver.signature) != (("waiver.signed", waiver.number) in acts):
        yield "signature and journal differ"
    if bool(waiver.copy_handed_at) != (("waiver.in_force", waiver.number) in acts):
        yield "copy and journal differ"
    if waiver.copy_handed_at and not waiver.signature:
        yield "in force without signature"
    withdrawn = any(line.withdrawn_at for line in waiver.lines)
    if withdrawn != (("waiver.withdrawn", waiver.number) in acts):
        yield "withdrawal and journal differ"
    if waiver.printed_at and not waiver.lines:
        yield "printed without lines"


def _half_handed_over(row, acts):
    is_done = row.state is DisclosureState.DONE
    if ("disclosure.begun", str(row.id)) not in acts:
        yield "register row without journal"
    if is_done != (("disclosure.done", str(row.id)) in acts):
        yield "register and journal differ"
    if is_done != bool(row.file_sha256 and row.done_at and row.file_bytes):
        yield "half a register row"


def _is_whole_copy(folder):
    try:
        with _opened(folder, [PASSPHRASE, NEW_PASSPHRASE]) as services:
            return not list(_broken(services))
    except IntakeError:
        return False


def _is_kept(services, place, report):
    """Tell whether one thing that the advisor was told is there."""
    return _KEPT[report["told"]](services, place, report)


def _has_journal(services, _place, report):
    with services.session.read() as store:
        return any(entry.act == report["act"] for entry in store.journal.entries(limit=10_000))


def _has_translation(services, _place, _report):
    return _routing(services).imported is not None


def _has_release(services, _place, _report):
    state = _routing(services)
    return state.release is not None and state.trust is Trust.RELEASED and not state.withdrawn


def _has_answer(services, _place, report):
    reading = services.interviews.sheet(UUID(report["interview"])).reading
    return reading.value(report["path"]) == report["value"]


def _has_waiver(services, _place, report):
    waiver = services.waivers.get(UUID(report["id"]))
    return bool(waiver.copy_handed_at if report["state"] == "in_force" else waiver.signature)


def _has_withdrawal(services, _place, report):
    lines = services.waivers.get(UUID(report["id"])).lines
    return next(line.withdrawn_at for line in lines if str(line.id) == report["line"]) is not None


def _has_hand_over(services, place, report):
    row = services.handover.get(UUID(report["id"]))
    data = (place.stick / report["file"]).read_bytes()
    return row.file_sha256 == hashlib.sha256(data).hexdigest()


def _has_copy(_services, place, report):
    return _is_whole_copy(place.stick / report["folder"])


def _has_created(_services, place, _report):
    return _is_whole_copy(place.second.vault)


def _is_discarded(services, _place, report):
    with services.session.read() as store:
        case_id = UUID(report["id"])
        return store.cases.get(case_id).state == "discarded" and not store.answers.of_case(case_id)


def _is_erased(services, _place, report):
    done = [erasure for erasure in services.retention.protocol() if erasure.confirmed_by]
    return report["id"] in {str(erasure.id) for erasure in done} and not services.cases.search(
        "Irrtum"
    )


def _is_removed(services, place, report):
    try:
        vault_service().unlock(place.vault, SECOND_PASSPHRASE)
    except WrongPassphraseError:
        return report["slot"] not in {a.slot_id for a in services.session.folder.slots()}
    return False


_KEPT = {
    "taken_in": _has_translation,
    "released": _has_release,
    "erased": _is_erased,
    "removed": _is_removed,
    "journal": _has_journal,
    "answer": _has_answer,
    "waiver": _has_waiver,
    "withdrawn": _has_withdrawal,
    "handed_over": _has_hand_over,
    "passphrase": lambda *_: True,  # the only one tried
    "copied": _has_copy,
    "created": _has_created,
    "discarded": _is_discarded,
}


def can_be_repeated(place, act):
    """Tell whether somebody whose first start or restoring was cut off gets a vault unaided."""
    second = place.second.vault
    if _is_whole_copy(second):
        return True
    service = vault_service()
    try:
        if act == "create":
            service.create(second, new_vault(), service.new_recovery_text()).close()
        else:
            (copy,) = place.stick.glob("Intake-Sicherung-*")
            service.restore(copy, second)
    except IntakeError:
        return False
    return _is_whole_copy(second)
