"""Two of three sheets, in the real window: made, typed back, and used to come in again."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from shamir_mnemonic.wordlist import WORDLIST

from intake_app.ui.entrance.recovery_card import RecoveryCard
from intake_app.ui.entrance.unlock_card import UnlockCard
from intake_app.ui.pages import settings_page
from tests.conftest import PASSPHRASE
from tests.ui.accessibility import problems
from tests.ui.screens import settle
from tests.ui.test_people import OWN, shell, texts  # noqa: F401 - a fixture
from tests.ui.typing import type_text


@pytest.fixture
def tab(shell):  # noqa: F811
    shell.main.frame.go("settings")
    shell.page.open_part(settings_page.SECURITY)
    settle()
    return shell.page.security


def printed_words(job):
    """Read the words from the paper, as a person does."""
    text = pypdfium2.PdfDocument(io.BytesIO(job.data))[0].get_textpage().get_text_range()
    return [word for word in text.split() if word.islower() and word.isascii() and len(word) > 3]


def make_three(shell, tab):  # noqa: F811
    """Let three sheets be made and print each of them."""
    tab.make_three.click()
    shell.wait()
    steps = tab.sheet
    for _ in range(3):
        steps.print.click()
        settle()
    assert len(shell.printer.jobs) == 3
    return steps


def test_three_sheets_are_printed_one_by_one_and_two_are_typed_back(shell, tab):  # noqa: F811
    steps = make_three(shell, tab)
    assert steps.is_asking()
    assert problems(shell.window) == []

    tab.use_sheet.click()
    settle()
    assert "zwei Blättern" in shell.page.messages.text()

    first = " ".join(word[:4] for word in from_paper(shell, 0))
    third = " ".join(from_paper(shell, 2))
    steps.groups.fields[0].field.setText(first)
    steps.groups.fields[1].field.setText(first)
    tab.use_sheet.click()
    settle()
    assert "zweimal dasselbe Blatt" in shell.page.messages.text()

    steps.groups.fields[1].field.setText(third)
    tab.use_sheet.click()
    settle()
    assert "Zwei der neuen Blätter öffnen den Tresor" in shell.page.messages.text()
    assert tab.sheet is None

    prove_with(shell, from_paper(shell, 1), from_paper(shell, 2))
    assert "öffnet aber die Kopie nicht" not in texts(shell.page.copy)
    assert "Wiederherstellungsblatt öffnet die Kopie" in shell.page.messages.text()


def prove_with(shell, *sheets):  # noqa: F811
    """Make a copy, and restore it on trial with the words of two sheets."""
    shell.main.watch._services.copies.make()
    shell.page.open_part(settings_page.COPY)
    shell.page.copy.show_last()
    trial = shell.page.copy.sheet
    trial.begin.click()
    trial.entry.kind.segments()[1].click()
    settle()
    assert problems(shell.window) == []
    for field, words in zip(trial.entry.shares.fields, sheets, strict=True):
        field.field.setText(" ".join(words))
    trial.prove.click()
    shell.wait()


def test_sheets_that_are_newer_than_the_copy_are_told_beside_the_fields(shell, tab):  # noqa: F811
    shell.main.watch._services.copies.make()
    key = shell.vaults.new_recovery_text()
    first, second, _third = shell.vaults.recovery_shares(key)
    shell.page.open_part(settings_page.COPY)
    shell.page.copy.show_last()
    trial = shell.page.copy.sheet
    trial.begin.click()
    trial.entry.kind.segments()[1].click()
    for field, words in zip(trial.entry.shares.fields, (first, second), strict=True):
        field.field.setText(words)
    trial.prove.click()
    shell.wait()

    assert "öffnet aber die Kopie nicht" in texts(trial)
    trial.leave.click()
    assert trial.entry.shares.text().strip() == ""


def from_paper(shell, number):  # noqa: F811
    """Return the words of a printed sheet."""
    words = [word for word in printed_words(shell.printer.jobs[number]) if word in WORDLIST]
    assert len(words) == 23
    return words


def test_two_of_the_sheets_open_the_vault_on_the_unlock_card(shell, tab):  # noqa: F811
    steps = make_three(shell, tab)
    second, third = from_paper(shell, 1), from_paper(shell, 2)
    for field, words in zip(steps.groups.fields, (second, third), strict=True):
        field.field.setText(" ".join(words))
    tab.use_sheet.click()
    shell.lock()

    shell.card.recover.click()
    card = shell.card
    assert isinstance(card, RecoveryCard)
    assert "das Wiederherstellungsblatt aus dem Umschlag" in texts(card)
    card.entry.kind.segments()[1].click()
    assert card.entry.shares.isVisible()
    assert "zwei der drei Wiederherstellungsblätter" in texts(card)
    assert "aus dem Umschlag" not in texts(card)
    assert not card.entry.groups.isVisible()
    assert problems(shell.window) == []

    card.open.click()
    assert texts(card.entry.shares).count("Bitte tippen Sie hier die Wörter eines Blatts ein") == 2

    wrong = [*second[:6], "bxbxbx", *second[7:]]
    card.entry.shares.fields[0].field.setText(" ".join(wrong))
    card.open.click()
    assert "Wort 7 steht nicht auf der Liste" in texts(card.entry.shares)

    card.entry.shares.fields[0].field.setText(" ".join(second))
    card.entry.shares.fields[1].field.setText(" ".join(third))
    type_text(card.passphrase.first, OWN)
    type_text(card.passphrase.second, OWN)
    card.open.click()
    shell.wait()
    assert shell.main.frame.page() is not None
    shell.lock()
    shell.unlock(OWN)
    assert not isinstance(shell.card, UnlockCard)


def test_leaving_the_settings_takes_the_sheets_away_and_the_old_one_counts(shell, tab):  # noqa: F811
    make_three(shell, tab)

    shell.main.frame.go("help")

    assert tab.sheet is None
    assert tab._recovery_text == ""
    shell.lock()
    shell.unlock(PASSPHRASE)


def made_copies(shell):  # noqa: F811
    return list(shell.main.watch._services.copies.overview().folder.glob("Intake-Sicherung-*"))


def test_the_vault_gets_a_new_key_while_everybody_stays(shell, tab):  # noqa: F811
    session = shell.program._session
    before = bytes(session.folder.database_key(session.unlocked))

    tab.renew_key()
    shell.wait()

    said = shell.page.messages.text()
    assert "Der Tresor hat einen neuen Schlüssel" in said
    assert "innerhalb einer Minute von selbst" in said
    before_and_after = len(made_copies(shell))
    shell.main.watch.look()
    shell.wait()
    assert len(made_copies(shell)) == before_and_after + 1
    assert bytes(session.folder.database_key(session.unlocked)) != before
    shell.lock()
    shell.unlock(PASSPHRASE)
    assert shell.main.frame.page() is not None
