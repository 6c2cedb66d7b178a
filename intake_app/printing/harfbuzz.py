"""The border to HarfBuzz, whose Python binding has no types."""

from __future__ import annotations

from typing import Any

import uharfbuzz

hb: Any = uharfbuzz
"""The binding; modules that use it give their own types to what comes back."""
