"""German is what users see: no text of a screen may be left in English."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import intake_app
from intake_app import paths

SOURCE = Path(intake_app.__file__).parent
PROGRAM = "Intake App"
SHOWS_TEXT = {"Label", "Button", "TickBox", "Notice", "Banner", "QLabel", "QPushButton"}


def texts():
    found = extract_from_dir(
        SOURCE, method_map=[("**.py", "python")], keywords={"_": None, "ngettext": (1, 2)}
    )
    return {
        message if isinstance(message, str) else message[0]: message
        for _file, _line, message, _comments, _context in found
        if message
    }


@pytest.fixture(scope="module")
def german():
    with (paths.translations_dir() / "de" / "app.po").open("rb") as file:
        return read_po(file, locale="de")


def test_every_text_of_the_program_has_german_words(german):
    missing = [key for key in texts() if not _translated(german.get(key))]

    assert missing == []


def test_german_texts_have_the_same_fields_as_the_english_ones(german):
    wrong = [
        key
        for key, english in texts().items()
        if _translated(german.get(key))
        and _all_fields(english) != _all_fields(german.get(key).string)
    ]

    assert wrong == []


def test_no_text_is_shown_that_cannot_be_translated():
    found = []
    for file in (SOURCE / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
            first = node.args[0]
            is_words = (
                isinstance(first, ast.Constant)
                and isinstance(first.value, str)
                and any(character.isalpha() for character in first.value)
                and first.value != PROGRAM
            )
            if is_words and name in {*SHOWS_TEXT, "setText", "setToolTip", "setAccessibleName"}:
                found.append(f"{file.name}:{node.lineno} {first.value!r}")

    assert found == []


def test_no_german_text_is_left_over_from_a_screen_that_changed(german):
    known = set(texts())
    left_over = [key for key in (_english(message) for message in german) if key not in known]

    assert [key for key in left_over if key] == []


def test_no_text_is_asked_for_inside_another_one_where_the_check_is_blind():
    found = [
        f"{file.name}:{call.lineno}"
        for file in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"_", "ngettext"}
    ]

    assert found == []


def _english(message):
    return message.id[0] if isinstance(message.id, tuple) else message.id


def _translated(message):
    if message is None or not message.string:
        return False
    return all(message.string) if isinstance(message.string, tuple) else True


def _all_fields(forms):
    """Return the fields of all forms together: "one answer" needs no number."""
    return set().union(*map(_fields, (forms,) if isinstance(forms, str) else forms[:2]))


def _fields(text):
    return {name for _text, name, _format, _conversion in string.Formatter().parse(text) if name}
