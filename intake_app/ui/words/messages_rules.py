"""Words for the rules that bar a way, by the rule's name in `NotPermittedError`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.i18n import _
from intake_app.ui.words.messages_rights import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _change_pending() -> str:
    return _(
        "A change of the vault's key is not finished. Lock the vault, unlock it, and try again."
    )


_RULES: Mapping[str, Callable[[], str]] = {
    **RULES,
    "child_interpreter": lambda: _(
        "Children must not interpret. Please call the interpreter hotline or make a new "
        "appointment; what is written down stays."
    ),
    "role": lambda: _(
        "Your role does not include this, and nothing was changed. Whoever looks after "
        "the people of this vault can give you another one."
    ),
    "no_school_place": lambda: _("The talk is not about a school place."),
    "suspended": lambda: _(
        "Your passphrase is right, but your access is suspended. Whoever looks after the "
        "people of this vault can open it again; nothing of yours was lost."
    ),
    "being_removed": lambda: _(
        "Your access to this vault is being taken away, so it stays closed. Somebody else "
        "has to open it first."
    ),
    "case_barred": lambda: _("Somebody else works on this case."),
    "slip_lost": lambda: _(
        "This slip was reported lost, and a new one took its place. Please keep this paper "
        "back and shred it; marks are entered on the new slip."
    ),
    "slip_replaced": lambda: _(
        "This slip was replaced by a new one. Please keep this paper back and shred it; marks "
        "are entered on the new slip."
    ),
    "slip_barred": lambda: _("This slip belongs to a case on which somebody else works."),
    "own_bar": lambda: _(
        "Nobody lifts what keeps him from a case himself. Ask somebody else with this role."
    ),
    "key_change": lambda: _(
        "The key of the vault is being changed, which takes a few seconds; nothing can be "
        "stored meanwhile. What you typed is still there: try again in a moment."
    ),
    "last_admin": lambda: _(
        "Somebody must look after the people of this vault. Give the role to somebody else "
        "first; nothing was changed."
    ),
    "last_advisor": lambda: _(
        "Nobody else could open the vault then. Let somebody else in first; nothing was changed."
    ),
    "removal_pending": _change_pending,
    "no_removal_pending": _change_pending,
    "own_passphrase": lambda: _(
        "You chose a passphrase of your own already. Change it in the settings under keys."
    ),
    "too_many_blanks": lambda: _("So many forms at once cannot be made. Print fewer of them."),
    "vault_older": lambda: _(
        "An earlier version of the program made this vault. Open it once with this version, then "
        "check it again."
    ),
    "vault_newer": lambda: _(
        "A later version of the program made this vault. Check it with that version."
    ),
    "own_slot": lambda: _(
        "This cannot be done to yourself. Ask somebody else with this role; nothing was changed."
    ),
    "advisor_removed": lambda: _(
        "This person was removed. To work here again they are added anew, with other initials."
    ),
    "too_many_slots": lambda: _(
        "The vault has no room for more people. Remove somebody who is gone first."
    ),
    "reason_needed": lambda: _(
        "This needs a short reason. Nothing was changed; write why, and try again."
    ),
    "incomplete": lambda: _(
        "Some questions are still open, so the talk stays open. The list shows them; "
        "“does not know” is an answer too."
    ),
    "practice": lambda: _(
        "This is practice: nothing leaves it and nothing real comes in. In your own vault "
        "this works."
    ),
    "read_only": lambda: _(
        "The vault is open for reading only, so nothing was changed. Lock, and open it for "
        "working when it is free."
    ),
    "too_many_entries": lambda: _(
        "These are more entries than anybody reads on paper. Narrow them by days, case or "
        "person, or save them as a table."
    ),
    "has_case": lambda: _(
        "This request is about a case, so something is stored. Print the access copy instead."
    ),
    "clock_right": lambda: _(
        "The clock fits the journal, so there is nothing to confirm. Nothing was changed."
    ),
    "no_slip": lambda: _("Scan a slip of the family first, or type its number."),
    "no_station": lambda: _(
        "A slip needs at least one station. Choose a step that leads to an office."
    ),
    "too_many_stations": lambda: _(
        "A slip has room for twelve stations. Print a second slip for the others."
    ),
    "case_in_use": lambda: _(
        "This case has papers or talks, so it cannot be discarded. Close it instead."
    ),
    "office_incomplete": lambda: _(
        "Nothing is printed for others before the office has a name, an address and a "
        "contact for data protection. Fill them in under settings; nothing is lost."
    ),
    "translation_draft": lambda: _(
        "The office prints released translations only, and this one is a draft. Choose "
        "German alone, or a released language."
    ),
    "withdrawn_meanwhile": lambda: _(
        "The permission was taken back while the file was written. The file was deleted "
        "again; nothing left the house."
    ),
    "no_key": lambda: _(
        "This office has no key yet. Enter it under offices, or hand over an encrypted PDF."
    ),
    "key_not_verified": lambda: _(
        "The key of this office was not compared on the phone yet. Compare its words "
        "first, or hand over an encrypted PDF."
    ),
    "disclosure_done": lambda: _(
        "This hand-over is finished already. The register shows when; nothing was changed."
    ),
    "blank_number": lambda: _(
        "This number was never printed on a blank form, or it is used already. Look at "
        "the paper again; nothing was stored."
    ),
}


def rule_words(rule: str) -> str:
    """Return what is barred and what to do instead."""
    if rule in _RULES:
        return _RULES[rule]()
    if rule.startswith("slip_"):
        return _("This slip is not under way any more. Issue a new one if it is needed.")
    if rule.startswith("case_"):
        return _("This case is closed. Open it again to change something.")
    return _("This is not possible at the moment. Nothing was changed.")
