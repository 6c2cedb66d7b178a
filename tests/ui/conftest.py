"""Real widgets on the offscreen platform, in the program's own theme."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="intake-ui-"))

import pytest
from PySide6.QtCore import QEvent, QLocale
from PySide6.QtWidgets import QApplication

from intake_app import paths
from intake_app.i18n import load_catalog, use_catalog
from intake_app.services.vaults import NewVault
from intake_app.ui.look.theme import STYLE, Scheme, Theme
from tests.ui.builders import a_library, a_talk
from tests.ui.shell import OFFICE, PASSPHRASE, Shell


@pytest.fixture(scope="session")
def qapp_args():
    return ["intake-app", STYLE]


@pytest.fixture(scope="session")
def theme(qapp):
    """The theme, once for all tests, as in the program."""
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    return Theme(qapp)


@pytest.fixture(autouse=True)
def look(theme):
    """Every test starts in the light scheme, at 100 %, in German."""
    use_catalog(load_catalog(paths.translations_dir(), "de"))
    theme.apply(Scheme.LIGHT, 100)


@pytest.fixture(scope="session")
def library(tmp_path_factory):
    """The small form with every kind of question."""
    return a_library(tmp_path_factory.mktemp("forms"))


@pytest.fixture
def talk(library):
    """An empty talk in German and Arabic."""
    return a_talk(library)


@pytest.fixture
def shown(qtbot):
    """Shows a widget and closes it after the test."""

    kept = []

    def show(widget, width=800, height=600):
        kept.append(widget)
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        return widget

    yield show
    # Closed by pytest-qt by now; what they held open ends here, not at the end of the program.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def shell(content, clock, tmp_path, look):
    """A program of its own, not yet started."""
    shell = Shell(content, clock, tmp_path)
    yield shell
    shell.close()


@pytest.fixture
def recovery_text(shell):
    """Make a vault, and return what stands on its recovery sheet."""
    text = shell.vaults.new_recovery_text()
    new = NewVault(
        office=OFFICE, advisor_name="Maren Beispiel", initials="MB", passphrase=PASSPHRASE
    )
    shell.vaults.create(shell.proposed, new, text).close()
    shell.machine.keep(replace(shell.machine.settings, vault=str(shell.proposed)))
    return text


@pytest.fixture
def opened(shell, recovery_text):
    """The program with its vault unlocked."""
    shell.start()
    shell.unlock(PASSPHRASE)
    return shell
