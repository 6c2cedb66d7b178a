"""PDFs for partners without a key: they open with the six words and nothing else."""

from __future__ import annotations

import subprocess

import pikepdf
import pypdfium2
import pytest

from intake_app.bundle.encrypted_pdf import encrypt_pdf
from tests.bundle.builders import a_file, a_pdf

PASSPHRASE = "abendbrot biene dach eimer fenster garten"


def qpdf(path, *options):
    command = ["qpdf", *options, str(path)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def test_it_is_aes_256_of_the_newest_revision_in_every_stream(tmp_path):
    path = a_file(tmp_path, encrypt_pdf(a_pdf(), PASSPHRASE), "a.pdf")

    shown = qpdf(path, f"--password={PASSPHRASE}", "--show-encryption")

    assert shown.returncode == 0, shown.stderr
    assert "R = 6" in shown.stdout
    assert "User password = abendbrot" in shown.stdout
    assert shown.stdout.count("AESv3") == 3
    assert qpdf(path, f"--password={PASSPHRASE}", "--check").returncode == 0


def pdfium_opens(path, password):
    """Open it as the program's own preview does."""
    try:
        document = pypdfium2.PdfDocument(path, password=password)
    except pypdfium2.PdfiumError:
        return False
    document.close()
    return True


@pytest.mark.parametrize("wrong", ["", "falsch", PASSPHRASE[:-1], PASSPHRASE.upper()])
def test_without_the_passphrase_no_program_opens_it(tmp_path, wrong):
    path = a_file(tmp_path, encrypt_pdf(a_pdf(), PASSPHRASE), "a.pdf")

    assert qpdf(path, f"--password={wrong}", "--check").returncode != 0
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(path, password=wrong)
    assert not pdfium_opens(path, wrong)


def test_another_viewer_opens_it_with_the_passphrase(tmp_path):
    path = a_file(tmp_path, encrypt_pdf(a_pdf(), PASSPHRASE), "a.pdf")

    assert pdfium_opens(path, PASSPHRASE)


def test_nothing_of_the_content_or_title_is_readable():
    data = encrypt_pdf(a_pdf("Amina Beispiel"), PASSPHRASE)

    assert b"Amina" not in data
    assert "Amina".encode("utf-16-be") not in data


def test_screen_readers_may_read_and_printers_print(tmp_path):
    path = a_file(tmp_path, encrypt_pdf(a_pdf(), PASSPHRASE), "a.pdf")

    with pikepdf.open(path, password=PASSPHRASE) as pdf:
        assert pdf.allow.accessibility
        assert pdf.allow.print_highres


def test_the_owner_password_is_another_one_each_time(tmp_path):
    one, other = encrypt_pdf(a_pdf(), PASSPHRASE), encrypt_pdf(a_pdf(), PASSPHRASE)

    assert one != other
    shown = qpdf(a_file(tmp_path, one, "a.pdf"), f"--password={PASSPHRASE}", "--show-encryption")
    assert "Supplied password is user password" in shown.stdout
    assert "Supplied password is owner password" not in shown.stdout


@pytest.mark.parametrize("passphrase", ["", "a" * 128, "ä" * 64])
def test_a_passphrase_that_the_format_would_cut_is_a_bug(passphrase):
    with pytest.raises(ValueError, match="passphrase"):
        encrypt_pdf(a_pdf(), passphrase)
