"""Errors in words, for people who cannot read a traceback.

Two short sentences: what happened and that nothing is lost, then what to do now.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch

from intake_app import errors
from intake_app.i18n import _
from intake_app.ui.words.messages_input import input_words
from intake_app.ui.words.messages_rights import RULES
from intake_app.ui.words.messages_storage import backup_words, key_change_words, storage_words
from intake_app.ui.words.messages_translation import file_words

Words = dict[str, Callable[[], str]]


@singledispatch
def explain(error: errors.IntakeError) -> str:
    """Say what happened and what the user can do now, in two sentences."""
    raise TypeError(f"no text for {type(error).__name__}")


@explain.register
def _not_found(error: errors.NotFoundError) -> str:
    if error.what == "slip":
        return _(
            "No slip of this office has this number. Compare it once more; perhaps another "
            "office issued it."
        )
    return _("This is not in the vault any more. Go back and search for it again.")


@explain.register
def _input(error: errors.InputError) -> str:
    return input_words(error.code, error.detail)


@explain.register
def _not_permitted(error: errors.NotPermittedError) -> str:
    words: Words = {
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
        "own_slot": lambda: _(
            "This cannot be done to yourself. Ask somebody else with this role; nothing was "
            "changed."
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
    if error.rule in words:
        return words[error.rule]()
    if error.rule.startswith("slip_"):
        return _("This slip is not under way any more. Issue a new one if it is needed.")
    if error.rule.startswith("case_"):
        return _("This case is closed. Open it again to change something.")
    return _("This is not possible at the moment. Nothing was changed.")


@explain.register
def _vault_missing(_error: errors.VaultMissingError) -> str:
    return _(
        "There is no vault in this place. Check whether the drive is connected, or choose "
        "another folder."
    )


@explain.register
def _database_missing(_error: errors.DatabaseMissingError) -> str:
    return _(
        "The database (store.db) is missing in this folder; the keys are there, and nothing was "
        "changed. Take it from the latest copy of the vault."
    )


@explain.register
def _wrong_passphrase(_error: errors.WrongPassphraseError) -> str:
    return _("This passphrase does not open the vault. Check Caps Lock and the keyboard language.")


@explain.register
def _vault_damaged(_error: errors.VaultDamagedError) -> str:
    return _(
        "The key file of the vault cannot be read; nothing was changed. Take it from the "
        "last copy."
    )


@explain.register
def _vault_tampered(_error: errors.VaultTamperedError) -> str:
    return _(
        "The key file was changed or put back from an older time; nothing was opened. "
        "Speak with whoever looks after the computers before you go on."
    )


@explain.register
def _vault_too_new(error: errors.VaultTooNewError) -> str:
    text = _(
        "The vault was written by a newer version of the program (format {found}) and stays "
        "as it is. Install the update."
    )
    return text.format(found=error.found)


@explain.register
def _vault_in_use(error: errors.VaultInUseError) -> str:
    if error.holder:
        host = error.holder.partition(" ")[0]
        if error.since is None:
            text = _("The vault is open elsewhere ({holder}). Close it there and try again.")
            return text.format(holder=host)
        from intake_app.domain.office import OFFICE_ZONE  # noqa: PLC0415 - not at every start

        since = f"{error.since.astimezone(OFFICE_ZONE):%d.%m.%Y, %H:%M}"
        text = _(
            "{who} is at work in this vault on the computer {host}, since {moment}. Lock it there "
            "and try again, or open it for reading."
        )
        who = error.by or _("Somebody")
        return text.format(who=who, host=host, moment=since)
    return _("The vault is open in another window. Close it there and try again.")


@explain.register
def _vault_folder(error: errors.VaultFolderError) -> str:
    words: Words = {
        "not_empty": lambda: _(
            "Something else is in this folder and stays untouched. Choose an empty folder."
        ),
        "not_writable": lambda: _("Nothing can be written there. Choose another folder."),
        "needs_writing": lambda: _(
            "This vault was not closed in good order or is from an older version, so it has to "
            "be opened once where it can be written. Nothing was changed."
        ),
        "network_share": lambda: _(
            "This folder is on a network drive, where the vault could be damaged. Choose a "
            "folder on this computer."
        ),
    }
    chosen = words.get(error.reason)
    return chosen() if chosen else _("The vault cannot be kept there. Choose another folder.")


@explain.register
def _recovery_key(error: errors.RecoveryKeyError) -> str:
    if error.group:
        text = _("Group {group} does not fit. Compare it with the sheet, letter by letter.")
        return text.format(group=error.group)
    return _("The recovery key does not fit. Compare it with the sheet, letter by letter.")


@explain.register
def _recovery_sheet(error: errors.RecoverySheetError) -> str:
    words: Words = {
        "word": lambda: _("Word {place} is none of the list. Compare it with the paper."),
        "length": lambda: _("A sheet has 23 words, and here are {place}."),
        "checksum": lambda: _("A word is wrong or in another place. Compare all of them."),
        "same": lambda: _("This is the same sheet twice. Take another one of the three."),
        "mixed": lambda: _(
            "The two sheets do not belong together. Are both from the newest three?"
        ),
    }
    text = words.get(error.reason, words["mixed"])().format(place=error.place)
    if error.sheet:
        which = _("First sheet: {text}") if error.sheet == 1 else _("Second sheet: {text}")
        return which.format(text=text)
    return text


@explain.register
def _store_damaged(_error: errors.StoreDamagedError) -> str:
    return _(
        "The vault cannot be read completely; nothing was changed. Do not go on with it, and "
        "open the last copy."
    )


@explain.register
def _storage(error: errors.StorageError) -> str:
    return storage_words(error)


@explain.register
def _key_change(error: errors.KeyChangeError) -> str:
    return key_change_words(error)


@explain.register
def _backup(error: errors.BackupError) -> str:
    return backup_words(error)


@explain.register
def _form(error: errors.FormError) -> str:
    text = _(
        "The form file {file} has a mistake at {where}: {complaint}. Nothing is lost; tell "
        "whoever looks after the forms."
    )
    return text.format(file=error.file, where=error.where or "–", complaint=error.complaint)


@explain.register
def _form_changed(error: errors.FormChangedError) -> str:
    text = _(
        "The texts of the form {form} were changed, and its version is still {version}. Nothing "
        "is lost; tell whoever looks after the forms that it needs a new version."
    )
    return text.format(form=error.file, version=error.where)


@explain.register
def _translation_file(error: errors.TranslationFileError) -> str:
    return file_words(error.reason)


@explain.register
def _missing_glyph(error: errors.MissingGlyphError) -> str:
    text = _(
        "These characters cannot be printed: {characters}. Write the word in another script; "
        "the original stays in the case."
    )
    return text.format(characters=" ".join(error.characters))


@explain.register
def _waiver_state(_error: errors.WaiverStateError) -> str:
    return _(
        "The paper is at another stage, so this step is not possible. Nothing was changed; "
        "the line of dots shows what comes next."
    )


@explain.register
def _waiver_incomplete(error: errors.WaiverIncompleteError) -> str:
    # The rules of waivers take a tenth of the start; nobody meets them before unlocking.
    from intake_app.ui.words.messages_waiver import lacks_in_words  # noqa: PLC0415

    text = _("The waiver is not complete yet: {missing}. Everything entered is kept.")
    return text.format(missing="; ".join(lacks_in_words(error.missing)))


@explain.register
def _category_not_offered(error: errors.CategoryNotOfferedError) -> str:
    text = _(
        "An office of this kind must not get this: {categories}. Take it out of the line; the "
        "rest is kept."
    )
    return text.format(categories=", ".join(error.categories))


@explain.register
def _disclosure_refused(error: errors.DisclosureRefusedError) -> str:
    from intake_app.ui.words.messages_waiver import refusal_words  # noqa: PLC0415 - see above

    return refusal_words(error.reason, error.on)


@explain.register
def _bundle_damaged(_error: errors.BundleDamagedError) -> str:
    return _(
        "The bundle is damaged or incomplete; nothing of it was taken over. Ask for it again."
    )


@explain.register
def _bundle_not_for_us(_error: errors.BundleNotForUsError) -> str:
    return _(
        "The bundle is sealed for somebody else and stays closed. Tell the sender, and give "
        "them your key again."
    )


@explain.register
def _bundle_too_new(_error: errors.BundleTooNewError) -> str:
    return _(
        "The bundle was made by a newer version of the program; nothing was taken over. "
        "Install the update."
    )
