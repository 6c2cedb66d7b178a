"""The lock file of published forms: a published version never changes.

`published.lock` holds one line "form version sha256" for each version that was ever
published.  Answers name form and version, so a published text must stay what it was; who
changes it gives the form a new version.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.errors import FormError

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.form_engine.model import Form, FormLibrary
    from intake_app.form_engine.tables import Problems

LOCK_FILE = "published.lock"

_HEAD = (
    "# form version sha256 of each published version; written by the form check, never by hand\n"
)
_COLUMNS = 3


def check_published(library: FormLibrary, forms_dir: Path, problems: Problems) -> None:
    """Note every form that was changed after its version was published."""
    locked = _read_lock(forms_dir / LOCK_FILE, problems)
    for form in library.forms.values():
        if locked.get((form.id, form.version), form.content_sha256()) != form.content_sha256():
            problems.add(f"{form.id}/form.toml", "", _complaint(form))


def publish(library: FormLibrary, forms_dir: Path) -> list[str]:
    """Write the current versions into the lock file; versions in it stay as they are.

    Returns:
        The names of the newly published forms, for example "competence 2026-1".

    Raises:
        FormError: A form was changed after its version was published.
    """
    path = forms_dir / LOCK_FILE
    locked = _read_lock(path, None)
    added = []
    for form in library.forms.values():
        digest = form.content_sha256()
        if locked.setdefault((form.id, form.version), digest) != digest:
            raise FormError(f"{form.id}/form.toml", "", _complaint(form))
        if f"{form.name} {digest}\n" not in _lines(path):
            added.append(form.name)
    rows = [
        f"{form_id} {version} {digest}\n" for (form_id, version), digest in sorted(locked.items())
    ]
    path.write_text(_HEAD + "".join(rows), encoding="utf-8")
    return added


def _complaint(form: Form) -> str:
    return f"version {form.version} is published and was changed; give the form a new version"


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines(keepends=True) if path.is_file() else []


def _read_lock(path: Path, problems: Problems | None) -> dict[tuple[str, str], str]:
    locked: dict[tuple[str, str], str] = {}
    for number, line in enumerate(_lines(path), start=1):
        columns = line.split()
        if line.startswith("#") or not columns:
            continue
        if len(columns) != _COLUMNS:
            complaint = f"line {number} is not 'form version sha256'"
            if problems is None:
                raise FormError(LOCK_FILE, "", complaint)
            problems.add(LOCK_FILE, "", complaint)
            continue
        locked[columns[0], columns[1]] = columns[2]
    return locked
