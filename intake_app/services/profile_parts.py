"""Orders answers for the competence profile: by section, rows in one piece.

It works on what it is given, the answers of a sheet or the facts that the gate released,
and looks up nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from intake_app.form_engine.model import Kind
from intake_app.printing.profile import (
    NOTHING,
    ProfileEntry,
    ProfileGroup,
    ProfileRow,
    ProfileSection,
)
from intake_app.printing.wording import Bilingual, same

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from intake_app.form_engine.model import Form, Place, Question, Section
    from intake_app.form_engine.wording import Wording

ADDRESS: Final = ("addr.street", "addr.no", "addr.extra", "addr.zip", "addr.town")
_NO_BREAK: Final = "\u00a0"
_ADDRESS: Final = "addr"
_ENDS: Final = ("from", "to")
_DATES: Final = frozenset({Kind.DATE, Kind.PARTIAL_DATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One answer on its way into the profile.

    Attributes:
        entry: Its value; the label is filled in here.
    """

    path: str
    place: Place
    entry: ProfileEntry

    @property
    def question(self) -> Question:
        """Return the question that was answered."""
        return self.place.question

    @property
    def row(self) -> str:
        """Return the path of the row it stands in, "" for none."""
        steps = self.path.split("/")
        if not self.place.repeat:
            return ""
        return "/".join(steps[: steps.index(self.place.repeat) + 2])


class ProfileParts:
    """Makes sections of answers.

    Args:
        form: The form that the answers belong to.
        german: German texts.
        other: Texts of the person's language, None for German alone.
    """

    def __init__(self, form: Form, german: Wording, other: Wording | None) -> None:
        self._form = form
        self._german = german
        self._other = other

    def sections(self, said: Iterable[Said]) -> Iterator[ProfileSection]:
        """Yield the sections in the order of the answers."""
        for _, of_section in groupby(said, key=lambda one: one.place.section.id):
            listed = list(of_section)
            parts = tuple(self._parts(listed))
            yield ProfileSection(
                title=self._title(listed[0].place.section),
                # A heading says enough about the only list below it.
                parts=(replace(parts[0], caption=NOTHING),)
                if len(parts) == 1 and isinstance(parts[0], ProfileGroup)
                else parts,
            )

    def _parts(self, said: Sequence[Said]) -> Iterator[ProfileEntry | ProfileGroup]:
        for kind, together in groupby(said, key=_sort):
            listed = list(together)
            if kind == _ADDRESS:
                yield self._address(listed)
            elif kind:
                yield self._group(self._form.question(kind), listed)
            else:
                yield from (self._entry(one) for one in listed)

    def _entry(self, one: Said) -> ProfileEntry:
        return replace(one.entry, label=self._short(one.question))

    def _address(self, said: Sequence[Said]) -> ProfileEntry:
        found = {one.question.id: one.entry.value.german for one in said}
        street, number, extra, zip_code, town = (found.get(part, "") for part in ADDRESS)
        lines = (
            f"{street}{_NO_BREAK}{number}".strip(_NO_BREAK),
            extra,
            f"{zip_code} {town}".strip(),
        )
        label = self._both(lambda wording: wording.of(self._form).block("label.address"))
        return ProfileEntry(label=label, value=same(", ".join(line for line in lines if line)))

    def _group(self, repeat: Question, said: Sequence[Said]) -> ProfileGroup:
        rows = [
            self._row(repeat, list(of_row)) for _, of_row in groupby(said, key=lambda one: one.row)
        ]
        return ProfileGroup(caption=self._short(repeat), rows=tuple(rows))

    def _row(self, repeat: Question, said: Sequence[Said]) -> ProfileRow:
        title = _title_of(repeat, said)
        dates, dated = self._dates(said)
        used = {one.path for one in (*title, *dated)}
        return ProfileRow(
            title=tuple(one.entry for one in title),
            dates=dates,
            entries=tuple(self._detail(one) for one in said if one.path not in used),
        )

    def _dates(self, said: Sequence[Said]) -> tuple[Bilingual, list[Said]]:
        """Return begin and end in one, and the answers that it was made of."""
        ends: dict[str, Said] = {}
        for one in said:
            end = one.question.id.rpartition(".")[2]
            if end in _ENDS and one.question.kind is Kind.PARTIAL_DATE and one.entry.is_plain:
                ends[end] = one
        if not ends:
            return NOTHING, []
        first, last = (ends[name].entry.value if name in ends else NOTHING for name in _ENDS)
        words = Bilingual(
            f"{first.german} – {last.german}".strip(), f"{first.other} – {last.other}".strip()
        )
        return words, list(ends.values())

    def _detail(self, one: Said) -> ProfileEntry:
        label = self._short(one.question)
        if one.question.kind is Kind.FLAG:
            return replace(one.entry, label=NOTHING, value=label)
        return replace(one.entry, label=NOTHING if one.question.kind is Kind.GRID else label)

    def _title(self, section: Section) -> Bilingual:
        return self._both(lambda wording: wording.section_title(section))

    def _short(self, question: Question) -> Bilingual:
        return self._both(lambda wording: wording.short(question))

    def _both(self, words: Callable[[Wording], str]) -> Bilingual:
        return Bilingual(words(self._german), words(self._other) if self._other else "")


def _title_of(repeat: Question, said: Sequence[Said]) -> list[Said]:
    """Return the answers that name a row; a date alone names nothing."""
    found = {one.question.id: one for one in said if one.entry.value.german}
    title = [found[part] for part in repeat.row_title if part in found]
    title = [one for one in title if one.question.kind is not Kind.GRID]
    return title if title and title[0].question.kind not in _DATES else []


def _sort(said: Said) -> str:
    """Return what an answer is set with: the id of its repeat, the address, or nothing."""
    return said.place.repeat or (_ADDRESS if said.question.id in ADDRESS else "")
