"""What may be told of a mistake of the program."""

from __future__ import annotations

import sys
import traceback
from typing import TYPE_CHECKING

from intake_app import __version__

if TYPE_CHECKING:
    from types import TracebackType


def technical_text(kind: type[BaseException], where: TracebackType | None) -> str:
    """Return what may be told of a mistake of the program: places in the code and types.

    Messages, source lines and values are left out, since they may quote what was typed.
    """
    lines = [f"Intake App {__version__}, Python {sys.version.split()[0]}, {sys.platform}"]
    lines += [
        f"  {frame.filename.replace(chr(92), '/').rpartition('/')[2]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(where)
    ]
    lines.append(f"{kind.__module__}.{kind.__qualname__}")
    return "\n".join(lines)
