"""Every widget of the toolkit on a few pages, to look at: python -m tests.ui.gallery OUT."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from intake_app import paths
from intake_app.i18n import load_catalog, use_catalog
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.look.icons import icon_names
from intake_app.ui.look.theme import STYLE, Theme
from intake_app.ui.widgets.buttons import Button, ButtonKind, IconButton
from intake_app.ui.widgets.cards import Card, EmptyState, ReadingColumn
from intake_app.ui.widgets.chips import Badge, ChipRow, ToggleChip
from intake_app.ui.widgets.choice_list import ChoiceList
from intake_app.ui.widgets.choice_picks import ChoicePicks, PickSegments
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labels import BilingualLabel, ElidedLabel, IconLabel, Label
from intake_app.ui.widgets.level_grid import LevelGrid
from intake_app.ui.widgets.notices import Banner, Level, MessageBar, Notice
from intake_app.ui.widgets.passphrase import PassphraseField
from intake_app.ui.widgets.progress import ProgressRow
from intake_app.ui.widgets.segments import Option, Segments
from intake_app.ui.widgets.stepper import Stepper, StepState
from intake_app.ui.widgets.text_input import LineEdit, LongText
from intake_app.ui.widgets.tick import TickBox
from tests.ui.screens import settle, take

YES_NO = (
    Option(code="yes", label="Ja", other="نعم", language="ar"),
    Option(code="no", label="Nein", other="لا", language="ar"),
    Option(code="unknown", label="Weiß nicht", other="لا أعرف", language="ar"),
)
SKILLS = (
    Option(code="listening", label="Hören", other="الاستماع", language="ar"),
    Option(code="reading", label="Lesen", other="القراءة", language="ar"),
    Option(code="speaking", label="Sprechen", other="التحدث", language="ar"),
    Option(code="writing", label="Schreiben", other="الكتابة", language="ar"),
)
LEVELS = tuple(
    Option(code=code, label=code, hint=hint)
    for code, hint in (
        ("–", "keine Kenntnisse"),
        ("A1", "einzelne Wörter und einfache Sätze"),
        ("A2", "kurze Gespräche über Alltägliches"),
        ("B1", "kommt im Alltag allein zurecht"),
        ("B2", "versteht auch schwierige Texte"),
        ("C1", "fließend, auch im Beruf"),
        ("C2", "fast wie die Muttersprache"),
    )
)
LANGUAGES = (
    Option(code="apc", label="Arabisch (Levante)", other="العربية", language="ar", group="Häufig"),
    Option(
        code="kmr", label="Kurdisch (Kurmandschi)", other="الكردية", language="ar", group="Häufig"
    ),
    Option(code="ukr", label="Ukrainisch", other="الأوكرانية", language="ar", group="Häufig"),
    Option(code="prs", label="Dari", other="الدرية", language="ar", group="Weitere"),
    Option(code="tir", label="Tigrinisch", other="التغرينية", language="ar", group="Weitere"),
    Option(code="tur", label="Türkisch", other="التركية", language="ar", group="Weitere"),
)


def basics() -> QWidget:
    page = ReadingColumn()
    column = page.content
    column.addWidget(Label("Gespräch mit A. H.", Role.TITLE))
    bar = MessageBar(page)
    column.addWidget(bar)
    bar.say("Sicherungskopie geschrieben und geprüft. 3 Fälle, 1 MB.")
    column.addWidget(
        Notice(
            "Kinder dürfen nicht dolmetschen. Bitte rufen Sie die Hotline an.",
            Level.DANGER,
            title="So geht es nicht weiter",
            other="لا يجوز للأطفال أن يترجموا. يرجى الاتصال بالخط الساخن.",
            language="ar",
        )
    )
    column.addWidget(Notice("Das Gespräch liegt mehr als 14 Tage zurück.", Level.WARN))
    row = QHBoxLayout()
    for text, kind, icon in (
        ("&Neues Gespräch", ButtonKind.PRIMARY, "plus"),
        ("&Drucken", ButtonKind.SECONDARY, "printer"),
        ("Speichern", ButtonKind.SECONDARY, ""),
        ("Später", ButtonKind.QUIET, ""),
        ("Löschen …", ButtonKind.DANGER, "trash"),
    ):
        row.addWidget(Button(text, kind, icon=icon))
    off = Button("Gesperrt", ButtonKind.PRIMARY)
    off.setEnabled(False)
    row.addWidget(off)
    row.addWidget(IconButton("more", "Mehr"))
    row.addStretch(1)
    column.addLayout(row)
    badges = QHBoxLayout()
    badges.setSpacing(px(8))
    for text, level, icon in (
        ("Anschrift geschützt", "warn", "lock"),
        ("Alter nicht sicher", "danger", "warn"),
        ("Entwurf", "muted", ""),
        ("gültig", "good", "check"),
        ("AR · KU", "accent", ""),
    ):
        badges.addWidget(Badge(text, level, icon=icon))
    badges.addStretch(1)
    column.addLayout(badges)
    card = Card("Eine Karte")
    card.content.addWidget(Label("Termine und Gespräche stehen hier, das nächste zuerst."))
    card.content.addWidget(Label("zuletzt geändert am 03.12.2026", Role.HINT, colour="muted"))
    card.content.addWidget(
        ElidedLabel(
            "Ein sehr langer Name einer Stelle, die ihren Namen nie kürzt: Bundesagentur "
            "für Arbeit, Agentur für Arbeit Helmstedt, Arbeitgeberservice"
        )
    )
    column.addWidget(card)
    column.addWidget(
        Stepper(
            (
                ("Entwurf", StepState.DONE),
                ("gedruckt", StepState.DONE),
                ("unterschrieben", StepState.NOW),
                ("gültig", StepState.WAITING),
            )
        )
    )
    column.addWidget(
        Stepper(
            (
                ("Jobcenter", StepState.DONE),
                ("Schule", StepState.MISSING),
                ("KVHS", StepState.WAITING),
            )
        )
    )
    progress = ProgressRow("Sicherungskopie wird geschrieben … 3 von 8")
    progress.show_progress(3, 8)
    column.addWidget(progress)
    column.addStretch(1)
    return page


def inputs() -> QWidget:
    page = ReadingColumn()
    column = page.content
    column.addWidget(BilingualLabel("Muttersprache(n)", "لغتك الأم", "ar"))
    languages = ChoiceList(LANGUAGES, "Muttersprache")
    languages.show_code("apc")
    column.addWidget(languages)
    column.addWidget(BilingualLabel("Weitere Sprachen", "Інші мови", "uk"))
    picks = ChoicePicks(LANGUAGES, "Weitere Sprachen")
    picks.show_codes(["kmr", "tur", "ukr"])
    column.addWidget(picks)
    column.addWidget(
        BilingualLabel(
            "Haben Sie schon in Deutschland gearbeitet?", "هل عملت من قبل في ألمانيا؟", "ar"
        )
    )
    choice = Segments(YES_NO)
    choice.show_code("yes")
    column.addWidget(choice)
    many = PickSegments(
        (
            Option(code="a", label="Smartphone"),
            Option(code="b", label="Tablet"),
            Option(code="c", label="Computer"),
            Option(code="d", label="keine"),
        )
    )
    many.show_codes(["a", "c"])
    column.addWidget(many)
    grid = LevelGrid(SKILLS, LEVELS)
    grid.show_codes({"listening": "A2", "reading": "A1"})
    column.addWidget(grid)
    _add_texts(column)
    column.addStretch(1)
    return page


def _add_texts(column: QVBoxLayout) -> None:
    name = LineEdit("Name")
    name.setText("Amal Haddad")
    column.addWidget(name)
    arabic = LineEdit("Name in eigener Schrift")
    arabic.setText("أمل حداد")
    column.addWidget(arabic)
    wrong = LineEdit("Geburtsdatum")
    wrong.setText("31.02.1992")
    wrong.set_wrong(wrong=True)
    column.addWidget(wrong)
    search = LineEdit("Suche", icon="search")
    search.setPlaceholderText("Suche: Name, Fallnummer, Zettel, Telefon …")
    column.addWidget(search)
    text = LongText("Aufgaben")
    text.setText("Patienten versorgt, Medikamente gegeben.\nأعطيت المرضى الأدوية وراقبت حالتهم.")
    column.addWidget(text)
    column.addWidget(TickBox("Schriftliches wird vorgelesen"))
    ticked = TickBox(
        "Ich habe den Hinweis auf die Pflicht zur Mitteilung (§ 87 AufenthG) vorgelesen "
        "und die Person hat ihn verstanden."
    )
    ticked.setChecked(True)
    column.addWidget(ticked)
    chips = ChipRow(
        tuple(
            Option(code=f"K{n}", label=f"K{n} {t}")
            for n, t in enumerate(("Person", "Aufenthalt", "Sprachen", "Schule", "Arbeit"), 1)
        )
    )
    chips.show_codes(["K1", "K3"])
    column.addWidget(chips)
    quiet = QHBoxLayout()
    for word in ("weiß nicht", "keine Angabe", "Nachweis …"):
        quiet.addWidget(ToggleChip(word, quiet=True))
    quiet.addStretch(1)
    column.addLayout(quiet)
    column.addWidget(PassphraseField("Kennwort"))


def pictograms() -> QWidget:
    page = QWidget()
    flow = FlowLayout(12, page)
    flow.setContentsMargins(24, 24, 24, 24)
    for name in icon_names():
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.addWidget(IconLabel(name, colour="text", side=32))
        column.addWidget(Label(name, Role.CAPTION, colour="muted", wrap=False))
        flow.addWidget(cell)
    return page


def empty() -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(Banner("ÜBUNG: Nichts hiervon wird gespeichert."))
    column.addWidget(
        EmptyState(
            "Noch keine Zettel unterwegs",
            "Ein Laufzettel entsteht aus den vereinbarten Schritten eines Falls.",
            icon="slip",
            action="Fall suchen",
        ),
        1,
    )
    return page


PAGES = {
    "basics": (basics, (900, 900)),
    "inputs": (inputs, (820, 1180)),
    "icons": (pictograms, (900, 700)),
    "empty": (empty, (800, 500)),
}


def main(folder: Path, only: str = "") -> None:
    """Write all pictures into `folder`."""
    theme = Theme(QApplication(["gallery", STYLE]))
    use_catalog(load_catalog(paths.translations_dir(), "de"))
    for name, (build, size) in PAGES.items():
        if not only or name == only:
            take(build, folder, name, theme=theme, size=size)
    settle()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
