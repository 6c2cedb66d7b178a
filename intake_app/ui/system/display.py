"""Whether there is a screen at all; asked before Qt starts.

Without one Qt ends the whole process in a way nobody can catch.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from intake_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

_SCREENLESS = frozenset({"offscreen", "minimal", "vnc"})


def missing_display(
    environment: Mapping[str, str] | None = None, platform: str = sys.platform
) -> str:
    """Return one sentence that says what is missing, empty when a window can open.

    Args:
        environment: Variables of the process; the real ones when left out.
        platform: As `sys.platform`.
    """
    variables = os.environ if environment is None else environment
    if not platform.startswith("linux"):
        return ""
    chosen = variables.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if chosen in _SCREENLESS:
        return ""
    if variables.get("WAYLAND_DISPLAY") or variables.get("DISPLAY"):
        return ""
    return _("There is no screen here: neither DISPLAY nor WAYLAND_DISPLAY is set.")
