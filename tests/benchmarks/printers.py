"""The same bilingual Arabic waiver by this program, WeasyPrint and typst, with tags and shaping.

The other two are no part of the program.  A Python that has them (`pip install weasyprint
typst` in an environment of its own) is named in `INTAKE_BENCH_PYTHON`; without it the one on
the path is tried.  Where WeasyPrint finds no `libharfbuzz-subset`, it takes six times as long.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pypdfium2

from intake_app.paths import resources_dir
from intake_app.printing.blocks import Writer
from intake_app.printing.layout import insert
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.wording import Bilingual
from tests.benchmarks.measure import Missing, Timing, paired, timed
from tests.printing import samples
from tests.printing.wordings import draft, wording

AIMS = {"weasyprint": 0.2, "typst": 1.0}
ROUNDS, WARM_UP, PAGES = 15, 3, 2
_PROCESS = Path(__file__).with_name("printer_process.py")
_FIELDS = {"language": "Arabisch"}


def run():
    papers = [pieces(f"Layla Al-Ḥasan {number} (ليلى)") for number in range(ROUNDS + WARM_UP)]
    assert _pages(ours(papers[0], "SE-26-00000")) == PAGES
    for name, aim in AIMS.items():
        what = f"two-page Arabic waiver with tags / {name}"
        python = _python_with(name)
        if python is None:
            yield Missing(what)
            continue
        with _printer(python, name) as ask:
            assert _pages(base64.b64decode(ask(papers[0])["pdf"])) == PAGES, name
            yield paired(
                what,
                timed(lambda number: ours(papers[number], f"SE-26-{number:05}")),
                lambda number, ask=ask: _timing(ask(papers[number])),
                rounds=ROUNDS,
                aim=aim,
                warm_up=WARM_UP,
            )


def pieces(name: str) -> list[tuple[str, str, str]]:
    """Return the paper: what each piece is, and its words in German and Arabic."""
    german, arabic = wording("de"), wording("ar")

    def said(kind, *text_ids):
        return [
            (kind, german.block(text_id, **_FIELDS), arabic.block(text_id, **_FIELDS))
            for text_id in text_ids
        ]

    partners = [
        ("ticked", german.list_label("partners", code), arabic.list_label("partners", code))
        for code in ("P03", "P04", "P01", "P05", "P06")
    ]
    return [
        *said("title", "B-T01"),
        *said("text", "B-T01.subtitle", "D-T01"),
        ("text", insert(name), insert(name)),
        *said("text", "B-T02", "B-T08", "B-T09", "B-T11"),
        *said("section", "label.decision"),
        *partners,
        *said("text", "B-T06", "B-T13"),
        *said("section", "B-T14.title"),
        *said("text", "B-T14.language"),
        *said("box", "B-T14.translated", "B-T14.read_aloud", "B-T14.read"),
        *said("text", "B-T14"),
        *said("section", "B-T18.title"),
        *said("text", "B-T18"),
        *said("section", "B-T20.title"),
        *said("text", "B-T20"),
    ]


def ours(paper: list[tuple[str, str, str]], number: str) -> bytes:
    """Print the paper with the blocks of which all documents of the program are made."""
    german, arabic, page = wording("de"), draft("ar"), Draft()
    writer = Writer(page, german, arabic)
    for kind, first, second in paper:
        words = Bilingual(first, second)
        match kind:
            case "title":
                page.add(*writer.title(words))
            case "section":
                page.add(writer.section(words))
            case "text":
                page.add(writer.pair(words))
            case _:
                page.add(writer.option(words, checked=kind == "ticked"))
    return print_pages(page, PageDesign(number=number), samples.imprint(), german, arabic)


def _pages(pdf: bytes) -> int:
    return len(pypdfium2.PdfDocument(pdf))


def _python_with(module: str) -> str | None:
    """Return a Python that has the module."""
    named = os.environ.get("INTAKE_BENCH_PYTHON")
    for python in [named] if named else [sys.executable, shutil.which("python3")]:
        found = python and subprocess.run(
            [python, "-c", f"import {module}"], capture_output=True, check=False
        )
        if found and not found.returncode:
            return python
    return None


@contextmanager
def _printer(python: str, name: str):
    """Yield a function that has one paper printed by the other program, and tells of it."""
    command = [python, str(_PROCESS), name, str(resources_dir() / "fonts")]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, encoding="utf-8") as other:
        assert other.stdin
        assert other.stdout

        def ask(paper):
            other.stdin.write(json.dumps(paper) + "\n")
            other.stdin.flush()
            return json.loads(other.stdout.readline())

        yield ask
        other.stdin.close()


def _timing(told: dict[str, float]) -> Timing:
    return Timing(told["wall"], told["cpu"])
