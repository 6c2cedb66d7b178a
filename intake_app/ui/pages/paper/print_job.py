"""What goes to a printer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """What goes to a printer.

    Attributes:
        title: Shown in the printer's queue; the number of the document.
        printer: Name of the printer; empty for the one the system chooses.
    """

    data: bytes
    title: str
    copies: int = 1
    printer: str = ""
