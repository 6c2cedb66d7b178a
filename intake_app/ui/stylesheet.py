"""The style sheet for Qt's stock widgets; our own widgets paint themselves.

Kept small on purpose: every rule is matched against every widget when it is built.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from intake_app.ui.fonts import px

if TYPE_CHECKING:
    from intake_app.ui.theme import Tokens

_RULES = Template("""
QLineEdit, QTextEdit {
    background: $surface; color: $text; border: 1px solid $control; border-radius: 6px;
    padding: 1px 9px; selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $muted;
}
QLineEdit { min-height: ${line_height}px; max-height: ${line_height}px; }
QTextEdit { padding: 5px 6px; }
QLineEdit:focus { border: 2px solid $accent; padding: 0px 8px; }
QTextEdit:focus { border: 2px solid $accent; padding: 4px 5px; }
QLineEdit:disabled, QTextEdit:disabled, QLineEdit:read-only {
    background: $window; border-color: $line; color: $muted;
}
QLineEdit[wrong="true"], QTextEdit[wrong="true"] { border-color: $danger; }
QLineEdit[bare="true"] { border: none; background: transparent; padding: 0; }
QToolTip { background: $surface; color: $text; border: 1px solid $control; padding: 4px 6px; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $control; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollArea { border: none; background: transparent; }
QMenu { background: $surface; border: 1px solid $control; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $tint; color: $text; }
QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
""")


def stylesheet(tokens: Tokens) -> str:
    """Return the application's style sheet at the present text size."""
    colours = {name: getattr(tokens, name) for name in _COLOURS}
    return _RULES.substitute(colours, line_height=px(34) - 4)


_COLOURS = (
    "window",
    "surface",
    "text",
    "muted",
    "line",
    "control",
    "accent",
    "on_accent",
    "tint",
    "danger",
)
