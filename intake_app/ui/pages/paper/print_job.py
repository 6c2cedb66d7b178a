"""What goes to a printer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """What goes to a printer.

    Attributes:
        title: Shown in the printer's queue; the number of the document.
        printer: Name of the printer; empty for the one the system chooses.
        one_sided: The backs stay empty, because parts of the sheets are torn off.
    """

    data: bytes
    title: str
    copies: int = 1
    printer: str = ""
    one_sided: bool = False
