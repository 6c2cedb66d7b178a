"""PDFs for partners without a key of their own: the PDF itself is encrypted.

AES-256 as in PDF 2.0 (revision 6), which every current viewer opens.  The passphrase is
made of generated words, shown once and told by phone; the owner password, which could lift
the permissions, is random and forgotten.
"""

from __future__ import annotations

import secrets
import unicodedata
from io import BytesIO

import pikepdf

# Revision 6 cuts longer passwords silently (ISO 32000-2, 7.6.4.3.3).
_MOST_PASSPHRASE_BYTES = 127
_OWNER_BYTES = 32


def encrypt_pdf(data: bytes, passphrase: str) -> bytes:
    """Return the PDF so that only the passphrase opens it.

    A paper that said it is PDF/A does so no longer: that format forbids encryption.
    Reading aloud by a screen reader and printing stay allowed; what the receiver may do
    with the data is a matter of the waiver, not of permission bits.

    Raises:
        ValueError: The passphrase is empty or longer than the format keeps.
    """
    user = unicodedata.normalize("NFKC", passphrase)
    if not 0 < len(user.encode()) <= _MOST_PASSPHRASE_BYTES:
        raise ValueError("the passphrase does not fit the format")
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        _claim_no_archive(pdf)
        pdf.save(
            out,
            encryption=pikepdf.Encryption(
                user=user,
                owner=secrets.token_urlsafe(_OWNER_BYTES),
                R=6,
                aes=True,
                metadata=True,
            ),
        )
    return out.getvalue()


def _claim_no_archive(pdf: pikepdf.Pdf) -> None:
    if "/Metadata" not in pdf.Root:
        return
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for claim in ("pdfaid:part", "pdfaid:conformance"):
            if claim in metadata:
                del metadata[claim]
