"""Keys of offices: made, checked, read out on the phone, used to sign."""

from __future__ import annotations

import dataclasses
import subprocess

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, mlkem
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from intake_app.bundle import recipients
from intake_app.bundle.recipients import fingerprint_words, parse_recipient
from intake_app.bundle.writer import save_bundle
from intake_app.errors import InputError
from tests.bundle.builders import JOBCENTER, OFFICE, STRANGER, a_case, a_manifest

WORDS = [f"wort{n}" for n in range(2590)]


def bech32(prefix, data):
    """Encode as BIP 173 does, for recipients that `pyrage` reads but does not make."""
    letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
    number, bits, values = 0, 0, []
    for byte in data:
        number, bits = number << 8 | byte, bits + 8
        while bits >= 5:
            bits -= 5
            values.append(number >> bits & 31)
    if bits:
        values.append(number << 5 - bits & 31)
    spread = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    check = 1
    for value in [*spread, *values, *[0] * 6]:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for n, step in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= step if top >> n & 1 else 0
    tail = [(check ^ 1) >> 5 * (5 - n) & 31 for n in range(6)]
    return f"{prefix}1" + "".join(letters[value] for value in [*values, *tail])


def a_point(form):
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    return key.public_bytes(Encoding.X962, form)


def a_post_quantum_recipient():
    lattice = mlkem.MLKEM768PrivateKey.generate().public_key().public_bytes_raw()
    return bech32("age1tagpq", lattice + a_point(PublicFormat.UncompressedPoint))


def test_new_keys_are_pairs_that_fit_and_never_the_same_twice():
    keys, others = recipients.new_own_keys(), recipients.new_own_keys()

    assert recipients.own_recipient(keys.age_identity) == keys.age_recipient
    signature = recipients.sign_manifest(b"x", keys.signing_key)
    assert recipients.is_signed_by(b"x", signature, keys.verify_key)
    assert not set(dataclasses.astuple(keys)) & set(dataclasses.astuple(others))


def test_secret_keys_do_not_show_when_printed():
    assert OFFICE.age_identity not in repr(OFFICE)
    assert OFFICE.signing_key not in repr(OFFICE)


def test_the_stock_tool_reads_our_identity(tmp_path):
    file = tmp_path / "key"
    file.write_text(OFFICE.age_identity, encoding="ascii")

    shown = subprocess.run(["age-keygen", "-y", str(file)], capture_output=True, check=True)

    assert shown.stdout.decode().strip() == OFFICE.age_recipient


def test_a_recipient_may_be_pasted_with_line_breaks_and_capitals():
    typed = f" {OFFICE.age_recipient[:20]}\n{OFFICE.age_recipient[20:].upper()} "

    assert recipients.check_recipient(typed) == OFFICE.age_recipient


@pytest.mark.parametrize(
    "text", ["", "age1", "age1xyz", "ssh-ed25519 AAAA", "Müller", "age1pq1qqqq", "age1tag1qq"]
)
def test_what_is_no_recipient_is_refused(text):
    with pytest.raises(InputError) as caught:
        parse_recipient(text)

    assert caught.value.code == "recipient"


def test_one_wrong_letter_of_a_recipient_is_noticed():
    last = "q" if OFFICE.age_recipient[-1] != "q" else "p"

    with pytest.raises(InputError):
        parse_recipient(OFFICE.age_recipient[:-1] + last)


def test_the_secret_half_pasted_by_mistake_is_told_apart():
    with pytest.raises(InputError) as caught:
        parse_recipient(OFFICE.age_identity)

    assert caught.value.code == "secret_key"
    assert OFFICE.age_identity.casefold() not in str(caught.value).casefold()


def test_keys_on_a_token_are_recipients_too():
    token = bech32("age1tag", a_point(PublicFormat.CompressedPoint))

    assert parse_recipient(token).text == token
    assert not parse_recipient(token).is_post_quantum


def test_a_post_quantum_partner_gets_a_bundle_for_its_key_alone(tmp_path):
    key = a_post_quantum_recipient()
    path = tmp_path / "Fallpaket.age"

    keys = recipients.seal_to(key, OFFICE)
    save_bundle(path, a_manifest(), a_case(), [], keys, OFFICE.signing_key)

    assert [key.is_post_quantum for key in keys] == [True]
    header = path.read_bytes().partition(b"\n---")[0]
    assert b"\n-> mlkem768p256tag " in header
    assert b"\n-> X25519 " not in header


def test_other_partners_share_the_seal_with_the_sending_office():
    keys = recipients.seal_to(JOBCENTER.age_recipient, OFFICE)

    assert [key.text for key in keys] == [JOBCENTER.age_recipient, OFFICE.age_recipient]


def test_both_offices_read_the_same_words_and_any_other_key_gives_others():
    words = fingerprint_words(OFFICE.age_recipient, OFFICE.verify_key, WORDS)

    assert len(words) == 6
    assert words == fingerprint_words(OFFICE.age_recipient.upper(), OFFICE.verify_key, WORDS)
    assert words != fingerprint_words(STRANGER.age_recipient, OFFICE.verify_key, WORDS)
    assert words != fingerprint_words(OFFICE.age_recipient, STRANGER.verify_key, WORDS)
    assert words != fingerprint_words(OFFICE.age_recipient, "", WORDS)


def test_the_words_of_a_key_never_change():
    """Offices write them down; a later version must read out the same ones."""
    words = fingerprint_words("age1example", "key", WORDS)

    assert words == ("wort1774", "wort1107", "wort428", "wort623", "wort1162", "wort779")


def test_a_signing_key_is_checked_before_it_is_stored():
    assert recipients.check_verify_key(f" {OFFICE.verify_key}\n") == OFFICE.verify_key
    for text in ("", "AAAA", OFFICE.verify_key[:-1], "ä" * 44, OFFICE.verify_key + "AAAA"):
        with pytest.raises(InputError) as caught:
            recipients.check_verify_key(text)
        assert caught.value.code == "signing_key"


def test_one_key_has_one_text_only():
    """The last letter carries unused bits; with them set a known key would look unknown."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    place = letters.index(OFFICE.verify_key[-2])
    twin = f"{OFFICE.verify_key[:-2]}{letters[place | 1]}="

    assert twin != OFFICE.verify_key
    with pytest.raises(InputError):
        recipients.check_verify_key(twin)


@given(st.binary(max_size=80), st.text(max_size=60))
def test_no_bytes_pass_for_a_signature(signature, key):
    assert not recipients.is_signed_by(b"x", signature, OFFICE.verify_key)
    assert not recipients.is_signed_by(b"x", signature, key)


def test_a_signature_over_a_manifest_is_good_for_nothing_else():
    plain = recipients.sign_manifest(b"x", OFFICE.signing_key)

    assert not recipients.is_signed_by(b"y", plain, OFFICE.verify_key)
    assert not recipients.is_signed_by(b"x", plain, JOBCENTER.verify_key)


def test_the_library_itself_refuses_weak_keys_beside_post_quantum_ones():
    """Why `seal_to` leaves our own key out; when this fails, the check can be made better."""
    keys = [
        parse_recipient(text).key for text in (a_post_quantum_recipient(), OFFICE.age_recipient)
    ]

    with pytest.raises(pyrage.EncryptError, match="postquantum"):
        pyrage.encrypt(b"x", keys)
