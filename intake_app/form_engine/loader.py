"""Reading the folder of forms into a `FormLibrary`.

    forms/
      lists/<id>.toml                       code lists, partner kinds, stations, steps
      <form>/form.toml                      id, version, title, files in order
      <form>/sections/*.toml                one section each
      <form>/texts.toml                     printed text blocks

`forms/README.md` explains the language to authors.  Loading is strict: the first mistake
is raised as a `FormError`; `form_engine.check` reports all of them.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from intake_app.domain.codes import Category
from intake_app.errors import FormError
from intake_app.form_engine import directories
from intake_app.form_engine.condition_reader import ReadSoFar, read_condition
from intake_app.form_engine.list_reader import read_list
from intake_app.form_engine.model import CANONICAL_FORMAT, Form, FormLibrary, Scope, Section, Text
from intake_app.form_engine.question_reader import QuestionReader
from intake_app.form_engine.tables import Problems, RawTable, Table, read_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from intake_app.domain.partner import PartnerKind
    from intake_app.form_engine.lists import CodeList

LISTS = "lists"

_DIRECTORIES = ("partners", "stations", "steps")
_TEXT_ID = re.compile(r"[A-Za-z0-9._-]+")
_SECTION_ID = re.compile(r"[A-Z][A-Z0-9]*")
_FIELD = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def load_library(forms_dir: Path) -> FormLibrary:
    """Read all lists and forms of a folder.

    Raises:
        FormError: The first mistake found, with file, section and question.
    """
    problems = Problems()
    library = read_library(forms_dir, problems)
    problems.raise_first()
    return library


def load_form_from_canonical(text: str) -> Form:
    """Make a form again from the wording that the vault kept (`Form.canonical`).

    Raises:
        FormError: The text is damaged or was written by a later program.
    """
    try:
        data: RawTable = json.loads(text)
        engine, lists_data = data["engine"], data["lists"]
        source = {key: data[key] for key in ("form", "sections", "texts")}
    except (ValueError, KeyError, TypeError) as error:
        raise FormError("kept wording", "", "it is damaged") from error
    if engine > CANONICAL_FORMAT:
        raise FormError("kept wording", "", f"written by a later program (format {engine})")
    problems = Problems()
    place = f"{source['form'].get('id', '?')} {source['form'].get('version', '?')}"
    lists = {
        list_id: read_list(Table(table, place, f"list {list_id}", problems), is_complete=True)
        for list_id, table in lists_data.items()
    }
    form = _build_form(source, [place] * len(source["sections"]), place, lists, problems)
    problems.raise_first()
    return form


def read_library(forms_dir: Path, problems: Problems) -> FormLibrary:
    """Read a folder as far as it can be understood; mistakes go to `problems`."""
    lists, kinds, stations, steps = _read_lists(forms_dir / LISTS, problems)
    forms = {}
    for path in sorted(forms_dir.glob("*/form.toml")):
        form = _read_form(path.parent, lists, problems)
        if form:
            forms[form.id] = form
    return FormLibrary(
        forms=forms, lists=lists, partner_kinds=kinds, stations=stations, steps=steps
    )


def _read_lists(
    folder: Path, problems: Problems
) -> tuple[
    dict[str, CodeList],
    Mapping[str, PartnerKind],
    Mapping[str, directories.StationKind],
    Mapping[str, directories.StepKind],
]:
    tables: dict[str, Table] = {}
    for path in sorted(folder.glob("*.toml")):
        file = f"{LISTS}/{path.name}"
        raw = read_toml(path, file, problems)
        if raw is not None:
            tables[path.stem] = Table(raw, file, "", problems)
            if raw.get("id") != path.stem:
                problems.add(file, "", f"the id must be the name of the file, {path.stem!r}")
    special = {name: tables.pop(name) for name in _DIRECTORIES if name in tables}
    lists = {name: read_list(table) for name, table in tables.items()}
    documents = (
        [entry.code for entry in lists["documents"].entries] if "documents" in lists else []
    )
    kinds: Mapping[str, PartnerKind] = {}
    stations: dict[str, directories.StationKind] = {}
    steps: Mapping[str, directories.StepKind] = {}
    if table := special.get("partners"):
        kinds = directories.read_partner_kinds(table)
    if table := special.get("stations"):
        stations = directories.read_stations(table, kinds, documents)
    if table := special.get("steps"):
        steps = directories.read_steps(table, stations, kinds, documents)
    heads = {name: _read_head(table) for name, table in special.items()}
    lists |= directories.choosable(heads, kinds.values(), stations.values(), steps.values())
    return lists, kinds, stations, steps


def _read_head(table: Table) -> tuple[str, str]:
    """Read title and version, and complain about what nobody has read."""
    table.required_text("id")
    head = table.required_text("title"), table.required_text("version")
    table.end()
    return head


def _read_form(folder: Path, lists: Mapping[str, CodeList], problems: Problems) -> Form | None:
    file = f"{folder.name}/form.toml"
    head = read_toml(folder / "form.toml", file, problems)
    if head is None:
        return None
    if head.get("id") != folder.name:
        problems.add(file, "", f"the id must be the name of the folder, {folder.name!r}")
    named = {
        key: [name for name in head.get(key, []) if isinstance(name, str)]
        for key in ("sections", "texts")
        if isinstance(head.get(key, []), list)
    }
    read: dict[str, list[tuple[str, RawTable]]] = {}
    for key, names in named.items():
        files = [(name, f"{folder.name}/{name}") for name in names]
        tables = [(file, read_toml(folder / name, file, problems)) for name, file in files]
        read[key] = [(file, table) for file, table in tables if table is not None]
    for path in sorted(folder.rglob("*.toml")):
        name = path.relative_to(folder).as_posix()
        if name not in {"form.toml", *named.get("sections", ()), *named.get("texts", ())}:
            problems.add(f"{folder.name}/{name}", "", "form.toml does not name this file")
    source = {
        "form": head,
        "sections": [table for _, table in read.get("sections", [])],
        "texts": [table for _, table in read.get("texts", [])],
    }
    return _build_form(
        source, [name for name, _ in read.get("sections", [])], file, lists, problems
    )


def _build_form(
    source: Mapping[str, Any], files: list[str], file: str, lists: Mapping[str, CodeList],
    problems: Problems,
) -> Form:  # fmt: skip
    head = Table(source["form"], file, "", problems)
    seen = ReadSoFar(lists=lists, all_ids=frozenset(_all_ids(source["sections"])))
    sections: dict[str, Section] = {}
    for name, raw in zip(files, source["sections"], strict=True):
        section = _read_section(Table(raw, name, str(raw.get("id", "?")), problems), seen)
        if section.id in sections:
            problems.add(name, section.id, "the section id is used twice")
        sections[section.id] = section
    for key in ("sections", "texts"):
        if not head.texts(key):
            head.complain(f"{key!r} names no file")
    named = {(question.list_id, question.rows_list) for question in seen.questions.values()}
    used = {list_id for both in named for list_id in both} & lists.keys()
    form = Form(
        id=head.required_text("id"),
        version=head.required_text("version"),
        title=head.required_text("title"),
        sections=tuple(sections.values()),
        texts=_read_texts(source["texts"], file, problems),
        lists={list_id: lists[list_id] for list_id in sorted(used)},
        source=source,
    )
    head.end()
    return form


def _all_ids(tables: list[RawTable]) -> Iterator[str]:
    for table in tables:
        for key in ("question", "part"):
            questions = table.get(key, [])
            if isinstance(questions, list):
                inner = [question for question in questions if isinstance(question, dict)]
                yield from (str(question.get("id", "")) for question in inner)
                yield from _all_ids(inner)


def _read_section(table: Table, seen: ReadSoFar) -> Section:
    section_id = table.required_text("id")
    if section_id and not _SECTION_ID.fullmatch(section_id):
        table.complain(f"the section id {section_id!r} must look like A2")
    relevant = read_condition(table, table.table("relevant"), seen)
    reader = QuestionReader(seen, section_id, table.text("category") or None)
    section = Section(
        id=section_id,
        title=table.required_text("title"),
        intro=table.text("intro"),
        scope=table.member("scope", Scope, Scope.CASE) or Scope.CASE,
        category_minor=table.member("category_minor", Category),
        relevant=relevant,
        questions=reader.read(table),
    )
    if not section.questions:
        table.complain("the section has no question")
    table.end()
    return section


def _read_texts(tables: list[RawTable], file: str, problems: Problems) -> dict[str, Text]:
    texts: dict[str, Text] = {}
    for raw in tables:
        table = Table(raw, file, "texts", problems)
        for entry_raw in table.tables("text"):
            entry = table.inner(entry_raw, f"text {entry_raw.get('id', '?')}")
            text_id = entry.required_text("id")
            if text_id in texts:
                entry.complain(f"the text {text_id!r} stands there twice")
            if text_id and not _TEXT_ID.fullmatch(text_id):
                entry.complain(f"the id {text_id!r} may hold only letters, digits and . _ -")
            words = entry.required_text("text")
            if re.search(r"[{}]", _FIELD.sub("", words)):
                entry.complain("fields are written {name}, with small letters a-z, 0-9 and _")
            texts[text_id] = Text(id=text_id, text=words, record=entry.flag("record"))
            entry.end()
        table.end()
    return texts
