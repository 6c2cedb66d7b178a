"""Offices, parts and bundles with plain defaults, and the tools of somebody who attacks them."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pikepdf
import pyrage

from intake_app.bundle import archive, recipients
from intake_app.bundle.case_document import CaseDocument, SharedLine, share_facts
from intake_app.bundle.manifest import Manifest, Party
from intake_app.bundle.writer import Part, write_bundle
from intake_app.domain.answers import Evidence, EvidenceKind
from intake_app.domain.codes import Category, Purpose
from intake_app.domain.waiver import Direction
from tests.domain.builders import a_fact

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.domain.keys import OwnKeys

TODAY = date(2026, 5, 12)
OFFICE = recipients.new_own_keys()
JOBCENTER = recipients.new_own_keys()
STRANGER = recipients.new_own_keys()
PASSPORT = Evidence(kind=EvidenceKind.SEEN, seen_on=TODAY, seen_by="Maren Beispiel")


def a_pdf(text: str = "Muster") -> bytes:
    out = BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.docinfo["/Title"] = text
    pdf.save(out)
    return out.getvalue()


def a_manifest(**wanted: Any) -> Manifest:
    manifest = Manifest(
        id=UUID(int=7),
        made_at=datetime(2026, 5, 12, 10, 0, tzinfo=UTC),
        sender=Party(
            name="Anlaufstelle Musterheide",
            age_recipient=OFFICE.age_recipient,
            verify_key=OFFICE.verify_key,
        ),
        recipient=Party(
            name="Jobcenter Musterstadt", unit="Team 4", age_recipient=JOBCENTER.age_recipient
        ),
        purposes={Purpose.WORK: "Arbeit finden"},
        waivers=("SE-26-00012-6",),
        valid_until=date(2027, 5, 12),
    )
    return replace(manifest, **wanted)


def a_case(**wanted: Any) -> CaseDocument:
    case = CaseDocument(
        case_number="HE-26-000123-S",
        form="competence 2026-1",
        exported_on=TODAY,
        categories={Category.WORK: "Ausbildung, Beruf, Arbeitserfahrung"},
        lines=(
            SharedLine(
                waiver="SE-26-00012-6",
                signed_on=TODAY,
                direction=Direction.TELL,
                categories=frozenset({Category.WORK}),
                purposes=frozenset({Purpose.WORK}),
                valid_until=date(2027, 5, 12),
            ),
        ),
        answers=share_facts(
            [a_fact(), a_fact(path="edu.level", text="ممرضة „Pflege“", evidence=PASSPORT)]
        ),
    )
    return replace(case, **wanted)


def some_parts() -> list[Part]:
    return [
        Part.pdf("kompetenzprofil.pdf", "Profil", frozenset({Category.WORK}), a_pdf()),
        Part.pdf("erlaubnis.pdf", "Auszug der Erlaubnis", frozenset(), a_pdf("Auszug")),
    ]


def a_bundle(
    manifest: Manifest | None = None,
    case: CaseDocument | None = None,
    parts: list[Part] | None = None,
    *,
    to: OwnKeys = JOBCENTER,
    signed_by: OwnKeys = OFFICE,
) -> bytes:
    target = BytesIO()
    write_bundle(
        target,
        manifest or a_manifest(),
        case or a_case(),
        some_parts() if parts is None else parts,
        recipients.seal_to(to.age_recipient, OFFICE),
        signed_by.signing_key,
    )
    return target.getvalue()


def a_file(folder: Path, data: bytes, name: str = "Fallpaket-TEST.age") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


# -- what somebody can do who knows our public key, or holds one of the keys


def sealed(plaintext: bytes, to: OwnKeys = JOBCENTER) -> bytes:
    key = pyrage.x25519.Recipient.from_str(to.age_recipient)
    return bytes(pyrage.encrypt(plaintext, [key]))


def opened(data: bytes, by: OwnKeys = JOBCENTER) -> bytes:
    return bytes(pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(by.age_identity)]))


def zipped(files: list[tuple[str, bytes]]) -> bytes:
    entries = (
        (archive.Entry(name, len(data), zlib.crc32(data)), iter([data])) for name, data in files
    )
    return b"".join(archive.write_archive(entries))


def files_of(bundle: bytes) -> list[tuple[str, bytes]]:
    """Take an honest bundle apart: names and bytes in order."""
    files: list[tuple[str, bytearray]] = []

    def begin(entry):
        files.append((entry.name, bytearray()))
        return files[-1][1].extend

    reader = archive.ArchiveReader(begin)
    reader.push(opened(bundle))
    reader.finish()
    return [(name, bytes(data)) for name, data in files]


def forged(
    files: list[tuple[str, bytes]],
    manifest: dict[str, Any] | None = None,
    signed_by: OwnKeys = OFFICE,
) -> bytes:
    """Seal files with a manifest of one's own, well signed; hashes are put right."""
    content = dict(files)
    told: dict[str, Any] = (
        json.loads(content["manifest.json"]) if manifest is None else dict(manifest)
    )
    if manifest is None:
        for part in told["parts"]:
            data = content[part["name"]]
            part["size"], part["sha256"] = len(data), hashlib.sha256(data).hexdigest()
    raw = json.dumps(told).encode()
    return resigned([("manifest.json", raw), *files[1:]], signed_by)


def resigned(files: list[tuple[str, bytes]], signed_by: OwnKeys = OFFICE) -> bytes:
    raw = files[0][1]
    signature = recipients.sign_manifest(raw, signed_by.signing_key)
    return sealed(zipped([files[0], ("manifest.sig", signature), *files[2:]]))
