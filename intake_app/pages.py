"""Every document in every language (`pages`), to be looked at: PDF files and a contact sheet.

The four sample talks are led once per language, through the services that the window uses,
with papers in that language whatever the person's own is.  The languages share nothing, so
they run beside each other.
"""

from __future__ import annotations

import os
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from intake_app.composition import content
from intake_app.contact_sheet import contact_sheet
from intake_app.demo import Report, create_vault
from intake_app.domain.codes import Category
from intake_app.paths import resources_dir
from intake_app.services.sample_player import SamplePlayer
from intake_app.services.sample_talks import sample_talks
from intake_app.vault.passphrase import six_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from intake_app.domain.waiver import Waiver
    from intake_app.services.document import Document
    from intake_app.services.sample_player import Played
    from intake_app.services.sample_talks import SampleTalk
    from intake_app.services.services import Services

    Say = Callable[[str], object]

SHEET = "contact-sheet.png"
_LANGUAGE = "contact.lang"
_GERMAN = "de"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was made of one language."""

    language: str
    documents: int
    pages: int
    seconds: float


def run(out: Path, languages: Sequence[str], say: Say) -> int:
    """Write the documents of some languages, of all when none is named, and say how many."""
    begun = time.perf_counter()
    wanted = list(languages) or content().catalogues.tags()
    # The passphrase of each vault, and the vault itself, end with its language.
    with ProcessPoolExecutor(max_workers=min(len(wanted), os.cpu_count() or 1)) as pool:
        for done in pool.map(write_language, [out] * len(wanted), wanted):
            say(
                f"  {done.seconds:>6.1f} s  {done.language:<10}"
                f" {done.documents:>3} documents, {done.pages:>3} pages"
            )
    say(f"  {time.perf_counter() - begun:>6.1f} s  {out}")
    return 0


def write_language(out: Path, language: str) -> Written:
    """Write all documents of a language into a folder of its own, with a contact sheet."""
    begun = time.perf_counter()
    folder = out / language
    folder.mkdir(parents=True, exist_ok=True)
    for earlier in folder.glob("*.pdf"):
        earlier.unlink()
    names = []
    with tempfile.TemporaryDirectory(prefix="intake-pages-") as scratch:
        for name, document in documents(Path(scratch), language):
            (folder / f"{name}.pdf").write_bytes(document.data)
            names.append(name)
    files = [folder / f"{name}.pdf" for name in sorted(names)]
    sheet, pages = contact_sheet(files)
    sheet.save(folder / SHEET)
    return Written(
        language=language,
        documents=len(files),
        pages=pages,
        seconds=time.perf_counter() - begun,
    )


def documents(scratch: Path, language: str) -> Iterator[tuple[str, Document]]:
    """Lead the sample talks in a language and yield their documents by file name.

    A name ends in the letter of its talk (`waiver-a`, in large print `waiver-large-a`), and in
    a number where a talk has several.  Papers that exist in German only are yielded with the
    German ones.

    Args:
        scratch: Folder for the vault.
        language: Tag of a document language.
    """
    services, clock = create_vault(scratch / "vault", six_words(), Report())
    try:
        folder = resources_dir() / "demo"
        player = SamplePlayer(services, clock, folder)
        player.add_partners()
        for talk in sample_talks(folder):
            played = player.play(_in_language(talk, language))
            for name, document in _of_talk(services, played, scratch, language):
                kind, _, number = name.partition("+")
                yield f"{kind}-{talk.key[0]}{number}", document
        yield "blank-waiver", services.papers.blank_waivers(1, language)[0]
        if language == _GERMAN:
            yield "office-sheet", services.papers.office_sheet()
    finally:
        services.session.close()


def _in_language(talk: SampleTalk, language: str) -> SampleTalk:
    return replace(
        talk,
        language=language,
        answers={**talk.answers, _LANGUAGE: language},
        waiver={**talk.waiver, "language": language},
        slip={**talk.slip, "language": language},
    )


def _of_talk(
    services: Services, played: Played, scratch: Path, language: str
) -> Iterator[tuple[str, Document]]:
    """Yield kind and document of one talk; "kind+2" is the second of its kind."""
    papers, case_id = services.papers, played.case_id
    yield "interpreter", papers.interpreter(case_id)
    if language == _GERMAN:
        yield "time-sheet", papers.time_sheet(case_id)
    for large in (False, True):
        yield _named("competence", large), papers.competence(case_id, large=large)
        yield _named("privacy-notice", large), papers.notice(case_id, large=large)
        short = papers.notice(case_id, short=True, large=large)
        yield _named("privacy-notice-short", large), short
        yield _named("summary", large), papers.summary(case_id, large=large)
        if papers.looks_for_school(case_id):
            document = papers.school_checklist(case_id, large=large)
            yield _named("school-checklist", large), document
            yield _named("pupil-sheet", large), papers.pupil_sheet(case_id, large=large)
        if played.slip:
            yield _named("routing-slip", large), papers.slip(played.slip.id, large=large)
        if played.waiver:
            yield _named("waiver", large), papers.waiver(played.waiver.id, large=large)
            document = papers.read_aloud(played.waiver.id, large=large)
            yield _named("read-aloud", large), document
    if played.waiver and played.waiver.signature:
        yield from _of_signed(services, played.waiver, scratch, language)


def _of_signed(
    services: Services, waiver: Waiver, scratch: Path, language: str
) -> Iterator[tuple[str, Document]]:
    """Yield what belongs to a signed waiver; at the end all of it is taken back."""
    papers, given = services.papers, [line for line in waiver.lines if line.decision]
    for number, line in enumerate(given, 1):
        if language == _GERMAN:
            yield f"waiver-extract+{number}", papers.waiver_extract(waiver.id, line.partner_id)
        if Category.HEALTH in line.categories:
            document = papers.sentence(waiver.id, line.partner_id, Category.HEALTH)
            yield "sentence", document
    for large in (False, True):
        yield _named("withdrawal", large), papers.withdrawal_form(waiver.id, large=large)
    # What has left before stands in the confirmation.
    services.handover.export_pdf(waiver.case_id, given[0].partner_id, scratch)
    withdrawn = services.waivers.withdraw(waiver.id, how="oral", ask_deletion=True)
    for large in (False, True):
        document = papers.withdrawal_confirmation(withdrawn, large=large)
        yield _named("withdrawal-confirmed", large), document
    if language == _GERMAN:
        yield "partner-notice", papers.partner_notice(withdrawn, given[0].partner_id)


def _named(kind: str, large: bool) -> str:  # noqa: FBT001 - private
    return f"{kind}-large" if large else kind
