"""What a start does before its first picture; how long that takes is measured by `make bench`."""

from __future__ import annotations

import os
import subprocess
import sys

from intake_app.settings import Settings, save_settings

START = """
import os
import sys
from intake_app import app

application, window = app.opened(None)
window.show()
print(type(window.focusWidget()).__name__, *sorted(sys.modules), flush=True)
os._exit(0)
"""


def started(tmp_path):
    """Return the field that takes the typing, and the modules that were loaded for it."""
    folder = tmp_path / "vault"
    save_settings(tmp_path / "intake-app" / "settings.toml", Settings(vault=str(folder)))
    done = subprocess.run(
        [sys.executable, "-c", START],
        env={**os.environ, "XDG_CONFIG_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    field, *modules = done.stdout.split()
    return field, modules


def test_the_passphrase_can_be_typed_before_anything_else_is_loaded(tmp_path):
    field, modules = started(tmp_path)

    assert field == "LineEdit"
    assert "intake_app.ui.entrance.unlock_card" in modules
    heavy = ("sqlalchemy", "reportlab", "cryptography", "pypdfium2", "sqlcipher3", "babel", "ssl")
    ours = ("services", "store", "printing", "bundle", "vault", "form_engine.loader")
    late = (*heavy, *(f"intake_app.{name}" for name in ours), "intake_app.ui.shell.main_window")
    assert [name for name in modules if name.startswith(late)] == []
