"""The command line.

Without a subcommand the program opens its window.  Exit codes: 0 done, 1 refused, 2 usage.
A passphrase comes from a prompt or from standard input, never from an argument or the
environment, where other programs could read it.
"""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from intake_app import __version__
from intake_app.crash_text import technical_text
from intake_app.errors import IntakeError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

OK, REFUSED, USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    sys.excepthook = _tell_places
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except IntakeError as error:
        print(error, file=sys.stderr)
        return REFUSED


def _tell_places(
    kind: type[BaseException], error: BaseException, where: TracebackType | None
) -> None:
    """Tell of a mistake of the program without the text that it quotes."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, where)
    else:
        print(technical_text(kind, where), file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="intake-app", description="Counselling intake for newly arrived people."
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--vault", type=Path, help="folder of the vault to open")
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(title="commands")

    demo = commands.add_parser("demo", help="run the main job on sample talks, without a window")
    demo.add_argument("out", type=Path, help="folder for the results")
    demo.set_defaults(run=_demo)

    screens = commands.add_parser("screens", help="take pictures of the pages in each language")
    screens.add_argument("out", type=Path, help="folder for the pictures")
    screens.add_argument("languages", nargs="*", help="tags such as ar; default: all there are")
    screens.set_defaults(run=_screens)

    pages = commands.add_parser("pages", help="write every document in every language")
    pages.add_argument("out", type=Path, help="folder for one folder per language")
    pages.add_argument("languages", nargs="*", help="tags such as ar; default: all there are")
    pages.set_defaults(run=_pages)

    verify = commands.add_parser("verify", help="check a vault's pages and journal")
    verify.add_argument("folder", type=Path)
    verify.add_argument("--passphrase-stdin", action="store_true")
    verify.add_argument("--words", help="the words of a daily seal, as they were written down")
    verify.add_argument("--day", type=date.fromisoformat, help="day of the words, YYYY-MM-DD")
    verify.set_defaults(run=_verify)

    check = commands.add_parser("check-forms", help="check forms and their translations")
    check.add_argument("folder", type=Path)
    check.add_argument(
        "--translations", type=Path, help="folder of catalogues, by default beside the forms"
    )
    check.set_defaults(run=_check_forms)

    self_test = commands.add_parser("self-test", help="check that this installation works")
    self_test.set_defaults(run=_self_test)

    catalogues = commands.add_parser("compile-catalogues", help="make the .mo files")
    catalogues.set_defaults(run=_compile_catalogues)

    refresh = commands.add_parser("refresh-catalogues", help="add new texts to the .po files")
    refresh.add_argument("languages", nargs="*", help="tags such as ar; default: all there are")
    refresh.set_defaults(run=_refresh_catalogues)
    return parser


def _window(options: argparse.Namespace) -> int:
    from intake_app.app import run  # noqa: PLC0415 - Qt only when a window is wanted

    return run(options.vault)


def _demo(options: argparse.Namespace) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from intake_app.demo import run  # noqa: PLC0415 - Qt only when a window is wanted

    return run(options.out, print)


def _screens(options: argparse.Namespace) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from intake_app.demo import screens  # noqa: PLC0415 - Qt only when a window is wanted

    return screens(options.out, options.languages, print)


def _pages(options: argparse.Namespace) -> int:
    from intake_app.pages import run  # noqa: PLC0415 - slow to import

    return run(options.out, options.languages, print)


def _self_test(_options: argparse.Namespace) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from intake_app.demo import self_test  # noqa: PLC0415 - Qt only when a window is wanted

    return self_test(print)


def _verify(options: argparse.Namespace) -> int:
    from intake_app.composition import verification_service  # noqa: PLC0415 - slow to import
    from intake_app.services.verification import WrittenWords  # noqa: PLC0415 - as above
    from intake_app.ui.words.messages import explain  # noqa: PLC0415 - as above
    from intake_app.ui.words.verification_words import report_lines  # noqa: PLC0415 - as above

    _speak_like_the_window()
    if (options.words is None) != (options.day is None):
        print("--words and --day belong together", file=sys.stderr)
        return USAGE
    written = None
    if options.words is not None:
        written = WrittenWords(day=options.day, words=tuple(options.words.split()))
    if options.passphrase_stdin:
        passphrase = sys.stdin.readline().rstrip("\n")
    else:
        passphrase = getpass.getpass("Kennwort: ")
    try:
        report = verification_service().verify(options.folder, passphrase, written)
    except IntakeError as error:
        print(explain(error), file=sys.stderr)
        return REFUSED
    for line in report_lines(report):
        print(line)
    return OK if report.is_sound else REFUSED


def _speak_like_the_window() -> None:
    from intake_app.i18n import load_catalog, use_catalog  # noqa: PLC0415 - slow to import
    from intake_app.paths import settings_file, translations_dir  # noqa: PLC0415 - as above
    from intake_app.settings import load_settings  # noqa: PLC0415 - as above

    use_catalog(load_catalog(translations_dir(), load_settings(settings_file()).language))


def _check_forms(options: argparse.Namespace) -> int:
    from intake_app.form_engine.check import check_forms  # noqa: PLC0415 - slow to import

    translations = options.translations or options.folder.parent / "translations"
    problems = check_forms(options.folder, translations if translations.is_dir() else None)
    for problem in problems:
        print(problem)
    return REFUSED if problems else OK


def _compile_catalogues(_options: argparse.Namespace) -> int:
    from intake_app.i18n import compile_catalog  # noqa: PLC0415 - slow to import
    from intake_app.paths import translations_dir  # noqa: PLC0415

    for source in sorted(translations_dir().glob("*/*.po")):
        source.with_suffix(".mo").write_bytes(compile_catalog(source))
    return OK


def _refresh_catalogues(options: argparse.Namespace) -> int:
    from intake_app.form_engine.loader import load_library  # noqa: PLC0415 - slow to import
    from intake_app.form_engine.refresh import refresh  # noqa: PLC0415
    from intake_app.paths import forms_dir, translations_dir  # noqa: PLC0415

    if "de" in options.languages:
        print("German stands in the forms; only other languages have catalogues", file=sys.stderr)
        return USAGE
    folder = translations_dir()
    tags = options.languages or sorted(path.parent.name for path in folder.glob("*/lists.po"))
    library = load_library(forms_dir())
    for tag in tags:
        for domain, waiting in refresh(folder, library, tag).items():
            print(f"{tag}/{domain}.po: {waiting} texts wait for a translation")
    return OK
