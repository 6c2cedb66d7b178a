"""Taking a waiver back (Widerruf): effective at once, and kept as proof."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake_app.domain.codes import Category
from intake_app.domain.office import DisclosureState
from intake_app.domain.signing import ReceivedBy, WithdrawalNote
from intake_app.services.steps import add_inform_step

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from intake_app.domain.codes import LineId, PartnerId
    from intake_app.domain.office import Disclosure
    from intake_app.domain.waiver import Waiver, WaiverLine
    from intake_app.services.session import Session
    from intake_app.store.transaction import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """What a withdrawal did, for the confirmation and the notices to partners.

    Attributes:
        waiver: The waiver as it stood afterwards, or as it stands now.
        note: When and how it came in.
        informed: Partners that received data under what ended and are to be told.
    """

    waiver: Waiver
    note: WithdrawalNote
    informed: tuple[PartnerId, ...]

    @property
    def at(self) -> datetime:
        """From when on nothing goes out under it."""
        return self.note.at

    @property
    def lines(self) -> tuple[WaiverLine, ...]:
        """The lines that ended, wholly or in part."""
        return self.waiver.taken_back_at(self.at)

    def ended(self, line: WaiverLine) -> frozenset[Category]:
        """Return the categories of a line that ended with this withdrawal."""
        return line.taken_back_at(self.at)

    def is_partial(self, line: WaiverLine) -> bool:
        """Tell whether the line went on with other categories."""
        return line.withdrawn_at != self.at

    def concerns(self, row: Disclosure) -> bool:
        """Tell whether something left the house under what ended, before it ended."""
        return (
            row.state is DisclosureState.DONE
            and self.waiver.id in row.waiver_ids
            and (row.done_at or row.begun_at) <= self.at
            and any(
                line.partner_id == row.partner_id and self.ended(line) & row.categories
                for line in self.lines
            )
        )


def withdraw(
    store: Store,
    session: Session,
    before: Waiver,
    line_ids: AbstractSet[LineId],
    only: Mapping[LineId, AbstractSet[Category]],
    note: WithdrawalNote,
) -> Withdrawal:
    """Close what is taken back, cancel what was begun, open a step for each partner to tell.

    Raises:
        WaiverStateError: There is no signed line, or no category of it, to withdraw.
    """
    after = before.withdraw(line_ids, note.at, only)
    after = replace(after, withdrawals=(*after.withdrawals, note))
    store.waivers.save(after)
    done = recorded(after, note, store.disclosures.of_case(after.case_id))
    partners = {line.partner_id for line in done.lines}
    for row in store.disclosures.of_case(after.case_id):
        is_begun = row.state is DisclosureState.BEGUN and row.partner_id in partners
        if is_begun and after.id in row.waiver_ids:
            store.disclosures.save(replace(row, state=DisclosureState.CANCELLED))
    for partner_id in done.informed:
        add_inform_step(store, session, after.case_id, partner_id)
    session.note(store, "waiver.withdrawn", after.case_id, _in_journal(done))
    return done


def recorded(waiver: Waiver, note: WithdrawalNote, register: list[Disclosure]) -> Withdrawal:
    """Return a withdrawal with the partners that received something before it."""
    found = Withdrawal(waiver=waiver, note=note, informed=())
    told = dict.fromkeys(row.partner_id for row in register if found.concerns(row))
    return replace(found, informed=tuple(told))


def note_of(session: Session, how: str, *, ask_deletion: bool) -> WithdrawalNote:
    """Return the note on a withdrawal that comes in now."""
    return WithdrawalNote(
        at=session.now(),
        how=ReceivedBy(how),
        by=session.advisor.name,
        ask_deletion=ask_deletion,
    )


def _in_journal(done: Withdrawal) -> str:
    """Name the paper and, where single categories ended, their codes; no partner, no person."""
    partial = [line for line in done.lines if done.is_partial(line)]
    ended = {category for line in partial for category in done.ended(line)}
    return " ".join((done.waiver.number, *(code for code in Category if code in ended)))
