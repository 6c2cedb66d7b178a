"""Errors in words, for people who cannot read a traceback.

Two short sentences: what happened and that nothing is lost, then what to do now.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch

from intake_app import errors
from intake_app.i18n import _
from intake_app.ui.words.messages_input import input_words
from intake_app.ui.words.messages_rules import rule_words
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
    return rule_words(error.rule)


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
