"""Writes 200 MB once, ours or bare, and prints seconds and peak memory (own process)."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pyrage

from intake_app.bundle.case_document import CaseDocument
from intake_app.bundle.manifest import Manifest, Party
from intake_app.bundle.recipients import new_own_keys, parse_recipient
from intake_app.bundle.writer import Part, save_bundle
from intake_app.domain.codes import Category, Purpose
from tests.benchmarks.bundles import Generated, scratch_file


class Source:
    def __init__(self, size: int) -> None:
        self._size = size

    def open(self):
        return io.BufferedReader(Generated(self._size))


def ours(megabytes: int) -> None:
    keys = new_own_keys()
    party = Party(name="Amt", age_recipient=keys.age_recipient, verify_key=keys.verify_key)
    manifest = Manifest(
        id=uuid4(),
        made_at=datetime(2026, 1, 1, tzinfo=UTC),
        sender=party,
        recipient=party,
        purposes={Purpose.WORK: "Arbeit"},
        waivers=("SE-26-00001-C",),
        valid_until=date(2027, 1, 1),
    )
    case = CaseDocument(
        case_number="MH-26-000001-9",
        form="competence 2026-1",
        exported_on=date(2026, 1, 1),
        categories={},
        lines=(),
        answers=(),
    )
    parts = [
        Part(
            name=f"teil-{number}.pdf",
            media_type="application/pdf",
            label="Teil",
            categories=frozenset({Category.WORK}),
            source=Source(10 << 20),
        )
        for number in range(megabytes // 10)
    ]
    path = scratch_file()
    recipients = (parse_recipient(keys.age_recipient),)
    save_bundle(path, manifest, case, parts, recipients, keys.signing_key)
    shutil.rmtree(path.parent)


def bare(megabytes: int) -> None:
    recipient = pyrage.x25519.Identity.generate().to_public()
    path = scratch_file()
    with path.open("wb") as file:
        pyrage.encrypt_io(io.BufferedReader(Generated(megabytes << 20)), file, [recipient])
        file.flush()
        os.fsync(file.fileno())  # ours does not return before the medium has it either
    shutil.rmtree(path.parent)


if __name__ == "__main__":
    work = {"ours": ours, "bare": bare}[sys.argv[1]]
    begun = time.perf_counter()
    work(int(sys.argv[2]))
    seconds = time.perf_counter() - begun
    # The kernel's high-water mark; that of getrusage begins with the parent's.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak}))
