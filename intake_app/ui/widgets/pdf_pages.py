"""Pages of a PDF as pictures, from bytes in memory.

PDFium must not be used by two threads at once, not even for two documents; every call
goes through one lock.
"""

from __future__ import annotations

from threading import Lock

from PySide6.QtGui import QImage

POINTS_PER_INCH = 72

_ONE_AT_A_TIME = Lock()
_FORMATS = {
    1: QImage.Format.Format_Grayscale8,
    3: QImage.Format.Format_RGB888,
    4: QImage.Format.Format_RGBX8888,
}


class PdfPages:
    """An open PDF; close it when it is not shown any more.

    Args:
        data: The whole document.
    """

    def __init__(self, data: bytes) -> None:
        # Takes a tenth of the start of the program, and no page is shown before unlocking.
        import pypdfium2  # noqa: PLC0415

        with _ONE_AT_A_TIME:
            self._document = pypdfium2.PdfDocument(data)
            self._sizes = [
                self._document.get_page_size(number) for number in range(len(self._document))
            ]

    def __len__(self) -> int:
        """Return how many pages there are."""
        return len(self._sizes)

    def size(self, number: int) -> tuple[float, float]:
        """Return width and height of a page in points."""
        width, height = self._sizes[number]
        return float(width), float(height)

    def image(self, number: int, scale: float) -> QImage:
        """Return a page as a picture.

        Args:
            number: From 0.
            scale: Pixels per point.
        """
        with _ONE_AT_A_TIME:
            page = self._document[number]
            bitmap = page.render(scale=scale, rev_byteorder=True)  # pyright: ignore[reportArgumentType]  # any number does
            picture = QImage(
                bytes(bitmap.buffer),
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                _FORMATS[bitmap.n_channels],
            ).copy()
            # Left to Python, PDFium would be called without the lock.
            bitmap.close()
            page.close()
            return picture

    def close(self) -> None:
        """Forget the document."""
        with _ONE_AT_A_TIME:
            self._document.close()
