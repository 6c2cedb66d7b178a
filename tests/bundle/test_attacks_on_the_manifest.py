"""Somebody changes what the manifest covers, signs it for others, or signs nonsense."""

from __future__ import annotations

import json
import resource
import sys

import pytest

from intake_app.bundle import bounds
from intake_app.bundle.bounds import Damage
from intake_app.errors import BundleNotForUsError, BundleTooNewError
from tests.bundle.attacks import FILES, HONEST, damage_of, error_of, exchanged
from tests.bundle.builders import STRANGER, a_bundle, forged, opened, resigned, sealed, zipped


def without(name):
    return [(n, data) for n, data in FILES if n != name]


def swapped():
    content = dict(FILES)
    pair = {"kompetenzprofil.pdf": "erlaubnis.pdf", "erlaubnis.pdf": "kompetenzprofil.pdf"}
    return [(name, content[pair.get(name, name)]) for name, _ in FILES]


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(exchanged("erlaubnis.pdf", b"%PDF-other"), id="another content"),
        pytest.param(exchanged("README.txt", b"call me"), id="another readme"),
        pytest.param(exchanged("case.json", b"{}"), id="other data"),
        pytest.param(swapped(), id="swapped parts"),
        pytest.param([*FILES[:-2], FILES[-1], FILES[-2]], id="another order"),
        pytest.param(without("erlaubnis.pdf"), id="a part missing"),
        pytest.param([*FILES, ("mehr.pdf", b"x")], id="a part too many"),
    ],
)
def test_parts_other_than_the_signed_ones_are_refused(file_with, files):
    assert damage_of(file_with(sealed(zipped(files)))) == Damage.PART


@pytest.mark.parametrize("missing", ["manifest.json", "manifest.sig", "case.json"])
def test_without_its_three_first_files_it_is_no_bundle(file_with, missing):
    assert damage_of(file_with(sealed(zipped(without(missing))))) == Damage.STRUCTURE


@pytest.mark.parametrize(
    "signature",
    [b"", bytes(64), FILES[1][1][:-1], FILES[1][1] + b"\0", bytes(reversed(FILES[1][1]))],
    ids=["none", "zeros", "cut", "longer", "reversed"],
)
def test_a_wrong_signature_is_damage_not_an_unknown_sender(file_with, signature):
    archive = zipped([FILES[0], ("manifest.sig", signature), *FILES[2:]])

    assert damage_of(file_with(sealed(archive))) == Damage.SIGNATURE


def test_a_manifest_changed_after_signing_is_refused(file_with):
    changed = FILES[0][1].replace(b"Arbeit finden", b"Arbeit fordern")
    archive = zipped([("manifest.json", changed), *FILES[1:]])

    assert damage_of(file_with(sealed(archive))) == Damage.SIGNATURE


def test_who_signs_for_another_office_is_refused(file_with):
    assert damage_of(file_with(a_bundle(signed_by=STRANGER))) == Damage.SIGNATURE


def test_a_bundle_passed_on_under_the_first_offices_signature_is_not_for_us(file_with):
    """The Jobcenter seals what it got, signature and all, for somebody else."""
    passed_on = sealed(opened(HONEST), STRANGER)

    assert isinstance(error_of(file_with(passed_on), STRANGER), BundleNotForUsError)


def told_with(**changes):
    return {**json.loads(FILES[0][1]), **changes}


def test_a_bundle_of_a_later_program_is_told_apart(file_with):
    later = forged(FILES, told_with(schema_version=2, something_new=True))

    assert isinstance(error_of(file_with(later)), BundleTooNewError)


@pytest.mark.parametrize(
    "changes",
    [
        {"schema_version": 0},
        {"schema_version": -1},
        {"schema_version": "1"},
        {"schema_version": True},
        {"schema_version": 1.0},
        {"format": "other"},
        {"format": None},
        {"more": 1},
        {"id": "7"},
        {"made_at": "2026-05-12"},
        {"made_at": "2026-05-12T10:00:00"},
        {"valid_until": "2026-02-30"},
        {"valid_until": "12.05.2026"},
        {"sender": None},
        {"sender": {"name": "x"}},
        {"recipient": []},
        {"purposes": [{"code": "Z99", "label": "x"}]},
        {"purposes": {}},
        {"waivers": "SE-26-00012-6"},
        {"waivers": [1]},
        {"waivers": ["x"] * 101},
        {"parts": []},
        {"parts": [{}]},
        {"parts": None},
    ],
)
def test_a_manifest_of_another_shape_is_refused(file_with, changes):
    assert damage_of(file_with(forged(FILES, told_with(**changes)))) == Damage.MANIFEST


@pytest.mark.parametrize(
    "change",
    [
        {"size": -1},
        {"size": 10**30},
        {"sha256": "0"},
        {"media_type": "x"},
        {"categories": ["K99"]},
        {"more": 1},
    ],
)
def test_a_part_described_in_another_shape_is_refused(file_with, change):
    told = told_with()
    told["parts"][-1] |= change

    assert damage_of(file_with(forged(FILES, told))) == Damage.MANIFEST


def test_a_path_as_a_name_in_the_manifest_is_refused(file_with):
    told = told_with()
    told["parts"][-1]["name"] = "../x.pdf"

    assert damage_of(file_with(forged(FILES, told))) == Damage.NAME


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\xff\xfe", id="not UTF-8"),
        pytest.param(b"[" * 100_000, id="deep"),
        pytest.param(b'{"a":' * 20_000 + b"1" + b"}" * 20_000, id="deep and closed"),
        pytest.param(b'"' + b"[" * 1000, id="open string"),
        pytest.param(b'"' + rb"\"" * 100_000, id="open string full of quotes"),
        pytest.param(b'"' + rb"\"" * 100_000 + b"\\", id="open string after a backslash"),
        pytest.param(b"[1,2", id="cut"),
        pytest.param(b"7", id="a number"),
        pytest.param(b"9" * 10_000, id="a huge number"),
        pytest.param(b'{"format": NaN}', id="not a number"),
        pytest.param(b'{"format": "x", "format": "y"}', id="twice the same"),
        pytest.param(b'{"format": "\\ud800"}', id="half a character"),
        pytest.param(FILES[0][1] + b"{}", id="something after"),
    ],
)
def test_what_is_no_honest_json_is_refused(file_with, raw):
    assert damage_of(file_with(resigned([("manifest.json", raw), *FILES[1:]]))) == Damage.MANIFEST


CASE = json.loads(dict(FILES)["case.json"])


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"[" * 1000 + b"]" * 1000, id="deep"),
        pytest.param({**CASE, "schema": "intake-app case 2"}, id="schema"),
        pytest.param({**CASE, "more": 1}, id="more"),
        pytest.param({**CASE, "answers": [{}]}, id="empty answer"),
        pytest.param({**CASE, "answers": [{**CASE["answers"][0], "category": "K0"}]}, id="code"),
        pytest.param({**CASE, "answers": [{**CASE["answers"][0], "path": "a b"}]}, id="path"),
        pytest.param({**CASE, "answers": [{**CASE["answers"][0], "text": 1}]}, id="type"),
        pytest.param({**CASE, "answers": [{**CASE["answers"][0], "evidence": 1}]}, id="evidence"),
        pytest.param({**CASE, "answers": [{**CASE["answers"][0], "uncertain": 0}]}, id="truth"),
        pytest.param({**CASE, "lines": [{**CASE["lines"][0], "direction": "x"}]}, id="direction"),
        pytest.param({**CASE, "exported_on": None}, id="day"),
        pytest.param({**CASE, "case_number": "x" * 41}, id="long"),
    ],
)
def test_data_of_another_shape_are_refused(file_with, case):
    raw = case if isinstance(case, bytes) else json.dumps(case).encode()

    assert damage_of(file_with(forged(exchanged("case.json", raw)))) == Damage.CASE


@pytest.mark.parametrize("unit", [b"[]", b"{}", b"0", b'""'])
def test_a_case_of_millions_of_values_is_refused_before_it_takes_memory(file_with, unit):
    raw = b'{"answers":[' + b",".join([unit] * 4_000_000) + b"]}"
    path = file_with(forged(exchanged("case.json", raw[: bounds.MOST_CASE_BYTES])))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    assert damage_of(path) == Damage.CASE

    unit_bytes = 1 if sys.platform == "darwin" else 1024
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * unit_bytes
    assert grown < 200 * 1024 * 1024
