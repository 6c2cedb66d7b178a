"""Chance changes a bundle, outside and inside the seal: nothing but clear errors."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake_app.bundle.reader import open_bundle
from intake_app.errors import BundleError
from tests.bundle.attacks import FILES, HONEST, WRITES, error_of, exchanged
from tests.bundle.builders import JOBCENTER, a_file, forged, opened, resigned, sealed, zipped


def mutated(data, chance):
    changed = bytearray(data)
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(changed))
        kind = chance.randrange(4)
        if kind == 0:
            changed[place] = chance.randrange(256)
        elif kind == 1:
            del changed[place : place + chance.randint(1, 40)]
        elif kind == 2:
            changed[place:place] = chance.randbytes(chance.randint(1, 40))
        else:
            other = chance.randrange(len(changed))
            changed[place : place + 8] = changed[other : other + 8]
    return bytes(changed)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    """A folder that all mutations share."""
    return tmp_path_factory.mktemp("mutated")


def try_changed_bytes(scratch, chance, *, inside):
    plain = zipped(FILES)
    data = sealed(mutated(plain, chance)) if inside else mutated(HONEST, chance)
    path = a_file(scratch, data)

    with WRITES:
        try:
            bundle = open_bundle(path, [JOBCENTER.age_identity])
        except BundleError:
            bundle = None

    assert WRITES.seen == []
    # Only a mutation that changed nothing may pass.
    assert bundle is None or data == HONEST or opened(data) == plain


def try_changed_data(scratch, chance, *, name):
    """Change what an office signs: a program of theirs may have mistakes."""
    files = exchanged(name, mutated(dict(FILES)[name], chance))
    data = forged(files) if name == "case.json" else resigned(files)

    with contextlib.suppress(BundleError):
        open_bundle(a_file(scratch, data), [JOBCENTER.age_identity])


chances = st.randoms(use_true_random=False)
signed_names = st.sampled_from(["manifest.json", "case.json"])


@settings(max_examples=200, deadline=None)
@given(chance=chances, inside=st.booleans())
def test_no_mutation_leads_to_anything_but_a_clear_error(scratch, chance, inside):
    try_changed_bytes(scratch, chance, inside=inside)


@settings(max_examples=200, deadline=None)
@given(chance=chances, name=signed_names)
def test_no_mutation_of_signed_data_leads_to_anything_but_a_clear_error(scratch, chance, name):
    try_changed_data(scratch, chance, name=name)


@pytest.mark.soak
@settings(max_examples=5_000, deadline=None)
@given(chance=chances, inside=st.booleans(), name=signed_names)
def test_very_many_mutations_lead_to_nothing_but_clear_errors(scratch, chance, inside, name):
    try_changed_bytes(scratch, chance, inside=inside)
    try_changed_data(scratch, chance, name=name)


@pytest.mark.soak
def test_every_flipped_byte_of_a_bundle_is_noticed(file_with):
    for place in range(len(HONEST)):
        changed = bytearray(HONEST)
        changed[place] ^= 0xFF
        assert error_of(file_with(bytes(changed)))
