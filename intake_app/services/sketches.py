"""Sketches of the way to a partner (Wegskizzen): small, grey, and nothing but the picture.

A picture file may carry where and when it was taken, and it may be broken on purpose.  So it
is decoded within limits and written anew; the file itself is never kept.
"""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageOps, UnidentifiedImageError

from intake_app.domain.roles import Right
from intake_app.domain.scans import LARGEST
from intake_app.errors import InputError
from intake_app.services.attachments import read_chosen
from intake_app.services.permissions import needs, open_to_all

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.domain.codes import PartnerId
    from intake_app.services.session import Session

MOST_PIXELS: Final = 25_000_000
"""What a telephone takes; more would need hundreds of megabytes to decode."""

KEPT: Final = (660, 495)
"""Width and height in pixels that a sketch is kept within: 56 by 42 mm at 300 dpi."""

_CUTOFF_PERCENT: Final = 1
_DEEP: Final = 256
_BROKEN: Final = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error)
"""What Pillow raises for files that are cut off or made up."""


class SketchService:
    """What can be done with the sketches of the ways to partners."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @needs(Right.COUNSEL, Right.DIRECTORY)
    def of(self, partner_id: PartnerId) -> bytes:
        """Return the sketch of the way to a partner, a PNG; empty when there is none."""
        with self._session.read() as store:
            return store.partners.sketch(partner_id)

    @open_to_all
    def read_file(self, path: Path) -> bytes:
        """Return the bytes of a chosen file, as far as it can be a picture.

        Raises:
            InputError: It cannot be read ("scan_unread") or is too large ("picture_large").
        """
        return read_chosen(path, too_large="picture_large")

    @needs(Right.DIRECTORY)
    def keep(self, partner_id: PartnerId, data: bytes) -> bytes:
        """Keep a sketch in the place of the one before, and return it as it will be printed.

        Args:
            partner_id: The partner that the way leads to.
            data: A PNG or JPEG file.

        Raises:
            InputError: It is neither PNG nor JPEG ("picture_kind"), damaged
                ("picture_damaged") or too large ("picture_large").
            NotFoundError: There is no such partner.
        """
        picture = small_and_grey(data)
        with self._session.write() as store:
            store.partners.keep_sketch(partner_id, picture)
            self._session.note(store, "partner.sketch_kept", of=partner_id)
        return picture

    @needs(Right.DIRECTORY)
    def remove(self, partner_id: PartnerId) -> None:
        """Delete a sketch: slips are printed without one again."""
        with self._session.write() as store:
            store.partners.remove_sketch(partner_id)
            self._session.note(store, "partner.sketch_removed", of=partner_id)


def small_and_grey(data: bytes) -> bytes:
    """Return a picture as a PNG in grey that prints well, without anything that came with it.

    Raises:
        InputError: It is neither PNG nor JPEG ("picture_kind"), damaged ("picture_damaged") or
            too large ("picture_large").
    """
    if len(data) > LARGEST:
        raise InputError("picture_large")
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise InputError("picture_large")
            opened.draft("L", (max(KEPT), max(KEPT)))  # a JPEG is decoded no larger than needed
            grey = _in_grey(ImageOps.exif_transpose(opened))
    except UnidentifiedImageError:
        raise InputError("picture_kind") from None
    except _BROKEN:
        raise InputError("picture_damaged") from None
    grey.thumbnail(KEPT)
    # The paper on a photograph is grey; printed it would be a grey field.
    clear = ImageOps.autocontrast(grey, cutoff=_CUTOFF_PERCENT)
    target = BytesIO()
    # Made from its pixels, so that no profile, text or place comes along.
    Image.frombytes("L", clear.size, clear.tobytes()).save(target, "PNG", optimize=True)
    return target.getvalue()


def _in_grey(picture: Image.Image) -> Image.Image:
    """Return a picture in grey; what is transparent becomes white, like the paper."""
    if picture.mode.startswith("I"):
        # Sixteen bits for each pixel; converting would only keep the darkest ones apart.
        return picture.convert("I").point(lambda value: value / _DEEP).convert("L")
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        paper = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(paper, picture).convert("L")
    return picture.convert("L")
