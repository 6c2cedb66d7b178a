"""Prepares and renders many different waivers, and prints times and peak memory."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from pathlib import Path

LANGUAGES = ("ar", "uk", "en", "fa")


def main(path: Path, few: int, many: int) -> None:
    """Print what the first one, and all, took; memory after a few and after all."""
    begun = time.perf_counter()
    # What is imported is part of the start.
    from intake_app.composition import content  # noqa: PLC0415
    from intake_app.paths import resources_dir  # noqa: PLC0415
    from intake_app.services.sample_player import MovableClock  # noqa: PLC0415
    from intake_app.services.sample_talks import sample_office  # noqa: PLC0415
    from intake_app.services.services import services_for  # noqa: PLC0415
    from intake_app.services.vaults import VaultService  # noqa: PLC0415
    from tests.conftest import CHEAP, PASSPHRASE  # noqa: PLC0415

    clock = MovableClock(sample_office(resources_dir() / "demo").start)
    vaults = VaultService(content(), clock, CHEAP)
    services = services_for(vaults.unlock(path, PASSPHRASE))
    case_id = services.cases.search("")[0].case.id
    signed = next(one for one in services.waivers.of_case(case_id) if one.signature)
    ready, used = time.perf_counter(), time.process_time()
    waiver(services, signed, 0)
    first, first_used = time.perf_counter(), time.process_time() - used
    for number in range(1, few):
        waiver(services, signed, number)
    peak_few = peak_mb()
    for number in range(few, many):
        waiver(services, signed, number)
    found = {
        "ready_ms": 1000 * (ready - begun),
        "first_ms": 1000 * (first - ready),
        "first_cpu_ms": 1000 * first_used,
        "each_ms": 1000 * (time.perf_counter() - first) / (many - 1),
        "peak_few_mb": peak_few,
        "peak_many_mb": peak_mb(),
    }
    services.session.close()
    print(json.dumps(found))


def waiver(services, signed, number):
    """Draft, prepare and render the next one: another language, other offices."""
    draft = services.waiver_drafts.draft(signed.case_id, LANGUAGES[number % len(LANGUAGES)])
    for line in signed.lines[number % len(signed.lines) :]:
        partner = services.partners.get(line.partner_id)
        empty = services.waiver_drafts.new_line(draft, partner)
        services.waiver_drafts.save_line(draft.id, replace(line, id=empty.id))
    prepared = services.waivers.prepare(draft.id)
    assert services.papers.waiver(prepared.id).data.startswith(b"%PDF")


def peak_mb():
    """The kernel's high-water mark of this process."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
