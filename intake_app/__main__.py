"""`python -m intake_app` opens the program; see `intake_app.cli` for the other commands."""

from __future__ import annotations

import sys

from intake_app.cli import main

if __name__ == "__main__":
    sys.exit(main())
