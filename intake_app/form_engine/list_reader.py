"""Reading code lists from TOML tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intake_app.domain.answers import AnswerState
from intake_app.form_engine import names
from intake_app.form_engine.lists import Choice, CodeList, NameSource

if TYPE_CHECKING:
    from intake_app.form_engine.tables import Table

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+-]*")

_TIERS = (1, 2)
_MEANINGS = {"unknown": AnswerState.UNKNOWN, "declined": AnswerState.DECLINED}


def read_list(table: Table, *, is_complete: bool = False) -> CodeList:
    """Read one file of `lists/`, or (complete) a list that was kept with a form's wording."""
    list_id = table.required_text("id")
    source = table.member("source", NameSource, NameSource.NONE) or NameSource.NONE
    entries = _read_entries(table, "entry", source)
    if source is NameSource.COUNTRIES and not is_complete:
        entries = _with_countries(entries)
    code_list = CodeList(
        id=list_id,
        title=table.required_text("title"),
        version=table.required_text("version"),
        entries=entries,
        ranked=table.flag("ranked"),
        editable=table.flag("editable"),
        unverified=table.flag("unverified"),
        as_of=table.text("as_of"),
        source=source,
        key_prefix=table.text("key_prefix"),
    )
    if not entries:
        table.complain("the list has no entry")
    table.end()
    return code_list


def read_choices(table: Table, key: str) -> tuple[Choice, ...]:
    """Read choices or grid rows that stand inline in a question."""
    return _read_entries(table, key, NameSource.NONE)


def _read_entries(table: Table, key: str, source: NameSource) -> tuple[Choice, ...]:
    choices: dict[str, Choice] = {}
    for raw in table.tables(key):
        entry = table.inner(raw, f"{table.where} {raw.get('code', '?')}".strip())
        choice = _read_choice(entry, source)
        if choice.code in choices:
            entry.complain(f"the code {choice.code!r} is used twice")
        choices[choice.code] = choice
        entry.end()
    return tuple(choices.values())


def _read_choice(entry: Table, source: NameSource) -> Choice:
    code = entry.required_text("code")
    if code and not CODE.fullmatch(code):
        entry.complain(f"the code {code!r} may hold only letters, digits and _ . + -")
    tier = entry.integer("tier") or 1
    if tier not in _TIERS:
        entry.complain("'tier' must be 1 or 2")
    meaning = entry.text("means")
    if meaning and meaning not in _MEANINGS:
        entry.complain(f"'means' cannot be {meaning!r}, only 'declined' or 'unknown'")
    babel = entry.text("babel")
    first, last = entry.day("valid_from"), entry.day("valid_to")
    if first and last and first > last:
        entry.complain("'valid_from' lies after 'valid_to'")
    return Choice(
        code=code,
        label=_label(entry, code, babel, source),
        hint=entry.text("hint"),
        group=entry.text("group"),
        tier=tier,
        means=_MEANINGS.get(meaning),
        valid_from=first,
        valid_to=last,
        babel=babel,
    )


def _label(entry: Table, code: str, babel: str, source: NameSource) -> str:
    """Return the German label; only lists with a name source may leave it out."""
    name = None
    if not entry.has("label"):
        if source is NameSource.LANGUAGES:
            name = names.language_name(code, "de", babel)
        elif source is NameSource.COUNTRIES:
            name = names.country_name(code, "de")
    return name or entry.required_text("label")


def _with_countries(special: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Return the given entries of tier 1, all other countries by name, then tier 2."""
    codes = {entry.code for entry in special}
    countries = [
        Choice(code=code, label=names.country_name(code, "de") or code)
        for code in names.country_codes()
        if code not in codes
    ]
    return (
        *(entry for entry in special if entry.tier == 1),
        *sorted(countries, key=lambda choice: _sort_key(choice.label)),
        *(entry for entry in special if entry.tier != 1),
    )


def _sort_key(label: str) -> str:
    """Sort umlauts as German dictionaries do."""
    return label.lower().translate(str.maketrans("äöüåéç", "aouaec")).replace("ß", "ss")
