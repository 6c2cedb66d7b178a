"""`docs/case.schema.json` says the same as the program that writes and reads `case.json`."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake_app.bundle.case_document import (
    SCHEMA,
    CaseDocument,
    SharedAnswer,
    SharedLine,
    read_case,
    share_facts,
    share_line,
    write_case,
)
from intake_app.domain.answers import Evidence, EvidenceKind
from intake_app.domain.codes import Category, Purpose
from intake_app.domain.waiver import Direction
from intake_app.errors import BundleDamagedError
from tests.bundle.builders import TODAY, a_case
from tests.domain.builders import a_fact, a_line

SCHEMA_FILE = Path(__file__).parents[2] / "docs" / "case.schema.json"
RULES = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))

KNOWN = {
    *("$ref", "$defs", "$schema", "$id", "title", "description", "format"),
    *("type", "const", "enum", "anyOf", "required", "additionalProperties", "properties"),
    *("items", "maxItems", "maxLength", "pattern"),
}
KINDS = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}


def faults(value, rule, place="$"):
    """Check a value against the part of JSON Schema that our schema uses."""
    assert set(rule) <= KNOWN, f"{place}: a keyword that this check does not know"
    found = []
    if "$ref" in rule:
        found += faults(value, RULES["$defs"][rule["$ref"].removeprefix("#/$defs/")], place)
    if "type" in rule and not isinstance(value, KINDS[rule["type"]]):
        return [*found, f"{place} is no {rule['type']}"]
    if "const" in rule and value != rule["const"]:
        found.append(f"{place} is not {rule['const']}")
    if "enum" in rule and value not in rule["enum"]:
        found.append(f"{place} is none of the codes")
    if "anyOf" in rule and all(faults(value, option, place) for option in rule["anyOf"]):
        found.append(f"{place} fits no option")
    if isinstance(value, str):
        found += text_faults(value, rule, place)
    if isinstance(value, list):
        found += list_faults(value, rule, place)
    if isinstance(value, dict):
        found += object_faults(value, rule, place)
    return found


def text_faults(value, rule, place):
    too_long = len(value) > rule.get("maxLength", len(value))
    wrong = "pattern" in rule and not re.search(rule["pattern"], value)
    return [f"{place} is wrong"] if too_long or wrong else []


def list_faults(value, rule, place):
    found = [f"{place} is too long"] if len(value) > rule.get("maxItems", len(value)) else []
    for number, item in enumerate(value):
        found += faults(item, rule.get("items", {}), f"{place}[{number}]")
    return found


def object_faults(value, rule, place):
    parts = rule.get("properties", {})
    found = [
        f"{place}.{name} is missing" for name in rule.get("required", ()) if name not in value
    ]
    if rule.get("additionalProperties", True) is False:
        found += [f"{place}.{name} is unknown" for name in value if name not in parts]
    for name, member in value.items():
        found += faults(member, parts.get(name, {}), f"{place}.{name}")
    return found


def test_the_schema_allows_nothing_that_it_does_not_name():
    def objects(rule):
        if isinstance(rule, dict):
            if rule.get("type") == "object":
                yield rule
            for part in rule.values():
                yield from objects(part)
        if isinstance(rule, list):
            for part in rule:
                yield from objects(part)

    for rule in objects(RULES):
        assert rule["additionalProperties"] is False
        assert set(rule["required"]) == set(rule["properties"])


def test_the_codes_of_the_schema_are_those_of_the_program():
    codes = RULES["$defs"]
    kinds = codes["answer"]["properties"]["evidence"]["anyOf"][1]["properties"]["kind"]

    assert RULES["properties"]["schema"]["const"] == SCHEMA
    assert codes["category"]["enum"] == [code.value for code in Category]
    assert codes["purpose"]["enum"] == [code.value for code in Purpose]
    assert codes["line"]["properties"]["direction"]["enum"] == [code.value for code in Direction]
    assert kinds["enum"] == [kind.value for kind in EvidenceKind]


def test_what_the_program_writes_follows_the_schema():
    assert faults(json.loads(write_case(a_case())), RULES) == []


texts = st.text(st.characters(codec="utf-8"), max_size=60)
paths = st.from_regex(r"[A-Za-z0-9._/-]{1,60}", fullmatch=True)
days = st.dates()
categories = st.frozensets(st.sampled_from(Category))
answers = st.builds(
    SharedAnswer,
    path=paths,
    category=st.sampled_from(Category),
    section=texts,
    label=texts,
    value=texts,
    text=texts,
    uncertain=st.booleans(),
    evidence=st.none()
    | st.builds(Evidence, kind=st.sampled_from(EvidenceKind), seen_on=st.none() | days),
)
lines = st.builds(
    SharedLine,
    waiver=texts.map(lambda text: text[:40]),
    signed_on=days,
    direction=st.sampled_from(Direction),
    categories=categories,
    purposes=st.frozensets(st.sampled_from(Purpose)),
    purpose_other=texts,
    valid_until=days,
)
cases = st.builds(
    CaseDocument,
    case_number=texts.map(lambda text: text[:40]),
    form=texts,
    exported_on=days,
    categories=st.dictionaries(st.sampled_from(Category), texts),
    lines=st.lists(lines, max_size=3).map(tuple),
    answers=st.lists(answers, max_size=4).map(tuple),
)


@settings(max_examples=100, deadline=None)
@given(cases)
def test_every_case_follows_the_schema_and_reads_back(case):
    data = write_case(case)

    assert faults(json.loads(data), RULES) == []
    assert read_case(data) == case


def changes(value):
    """Yield copies of a JSON value with one member wrong, missing or too many."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield {key: part for key, part in value.items() if key != name}
            yield from ({**value, name: changed} for changed in changes(member))
        yield {**value, "more": 1}
    elif isinstance(value, list):
        for place, member in enumerate(value):
            yield from (
                [*value[:place], changed, *value[place + 1 :]] for changed in changes(member)
            )
        yield {}
    else:
        yield from (7, [], {}, None, "x" * 30_000)


def test_schema_and_reader_refuse_the_same():
    """Where they differ, the reader is the stricter one (a day that no month has, say)."""
    case = json.loads(write_case(a_case()))

    for changed in changes(case):
        try:
            read_case(json.dumps(changed).encode())
        except BundleDamagedError:
            is_read = False
        else:
            is_read = True
        assert is_read == (not faults(changed, RULES)), changed


@pytest.mark.parametrize(
    "day", ["2026-02-30", "20260512", "2026-W20-2", "12.05.2026", "2026-5-12"]
)
def test_a_day_has_one_form(day):
    case = {**json.loads(write_case(a_case())), "exported_on": day}

    with pytest.raises(BundleDamagedError):
        read_case(json.dumps(case).encode())


@pytest.mark.parametrize("category", [None, Category.HEALTH, Category.CHILD_LEVEL])
def test_what_never_travels_cannot_be_made_to(category):
    with pytest.raises(ValueError, match="never travels"):
        share_facts([a_fact(category=category)])


def test_a_line_travels_with_what_was_allowed_and_nothing_about_the_partner():
    line = a_line(health_detail="kann nicht schwer heben", withdrawn_at=None)

    shared = share_line(line, "SE-26-00012-6", TODAY)

    assert shared.categories == line.categories
    assert shared.valid_until == line.valid_until
    assert "heben" not in write_case(a_case(lines=(shared,))).decode()


@pytest.mark.parametrize(
    "change", [{"decision": False}, {"decision": None}, {"direction": None}, {"valid_until": None}]
)
def test_only_complete_lines_travel(change):
    with pytest.raises(ValueError, match="lines"):
        share_line(dataclasses.replace(a_line(), **change), "SE-26-00012-6", TODAY)
