"""Bytes of the database change on the medium: the vault says so and never shows anything else."""

from __future__ import annotations

import random

import pytest

from intake_app.errors import IntakeError, StoreDamagedError
from intake_app.services.services import services_for
from intake_app.store.engine import damaged_pages
from tests.conftest import PASSPHRASE
from tests.faults.place import vault_service

PAGE = 4096


def answers_of(path):
    """Unlock and read every answer and every page.

    Raises:
        IntakeError: Something cannot be read.
    """
    session = vault_service().unlock(path, PASSPHRASE)
    try:
        services = services_for(session)
        with session.read() as store:
            cases = [head.case for head in store.cases.heads_page("number", limit=1000)]
            answers = {str(case.id): store.answers.of_case(case.id) for case in cases}
        for case in cases:
            services.cases.history(case.id)
        if damaged_pages(session.database):
            raise StoreDamagedError
        return answers
    finally:
        session.close()


def flipped(raw, place, chance):
    changed = bytearray(raw)
    changed[place] ^= 1 << chance.randrange(8)
    return bytes(changed)


def try_pages(bench, pages, chance):
    """Change one byte in each of the pages, one at a time."""
    place = bench.fresh("unlock")
    honest = answers_of(place.vault)
    assert honest
    # Opening writes, so each try begins with the files as they were.
    sound = (bench.fresh("unlock").vault / "store.db").read_bytes()
    for page in pages(len(sound) // PAGE):
        damaged = bench.fresh("unlock")
        changed = flipped(sound, page * PAGE + chance.randrange(PAGE), chance)
        (damaged.vault / "store.db").write_bytes(changed)
        with pytest.raises(IntakeError):
            answers_of(damaged.vault)


def test_a_changed_byte_in_a_page_is_noticed(bench):
    try_pages(bench, lambda count: [0, 1, *range(7, count, 31)], random.Random(8))


@pytest.mark.soak
def test_a_changed_byte_in_any_page_is_noticed(bench):
    for seed in range(3):
        try_pages(bench, range, random.Random(seed))


@pytest.mark.parametrize("place", range(0, 16, 5))
def test_a_changed_header_opens_nothing(bench, place):
    """The first sixteen bytes are the salt of the file's own check."""
    damaged = bench.fresh("unlock")
    path = damaged.vault / "store.db"
    path.write_bytes(flipped(path.read_bytes(), place, random.Random(place)))

    with pytest.raises(StoreDamagedError):
        answers_of(damaged.vault)
