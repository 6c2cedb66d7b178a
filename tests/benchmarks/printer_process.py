"""Prints papers with WeasyPrint or typst (own process, run by a Python that has them).

Reads one paper per line as JSON and answers with seconds and the file.  Both keep what they can
keep between two papers: style sheet, fonts, compiler.
"""

from __future__ import annotations

import base64
import html
import json
import sys
import time
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

_FACES = (
    ("S", "normal", "NotoSans-Regular"),
    ("S", "bold", "NotoSans-Bold"),
    ("A", "normal", "NotoNaskhArabic-Regular"),
    ("A", "bold", "NotoNaskhArabic-Bold"),
    ("B", "normal", "NotoSansSymbols2-Subset"),
)
_STYLE = """
@page { size: A4; margin: 20mm 20mm 19mm;
  @bottom-right { content: "Seite " counter(page) " von " counter(pages); font: 8pt S } }
body { font: 10pt/1.38 S, A, B; margin: 0 }
table { width: 100%; table-layout: fixed; border-collapse: collapse }
td { width: 50%; vertical-align: top; padding: 0 4mm 5pt 0 }
td[dir=rtl] { text-align: right; padding: 0 0 5pt 4mm }
h1, h2, p { margin: 0 } h1 { font-size: 16pt } h2 { font-size: 12pt }
"""
_SOURCE = """
#let paper = json(bytes(sys.inputs.paper))
#set document(title: sys.inputs.number)
#set page(paper: "a4", margin: (x: 20mm, top: 20mm, bottom: 19mm), footer: context [
  #set text(size: 8pt)
  #sys.inputs.number #h(1fr) Seite #counter(page).display() von #counter(page).final().first()])
#set text(font: ("Noto Sans", "Noto Naskh Arabic", "Noto Sans Symbols 2"), size: 10pt, lang: "de")
#let pair(a, b) = block(grid(columns: (1fr, 8mm, 1fr), a, [], text(lang: "ar", dir: rtl, b)))
#let strong(size, b) = text(weight: "bold", size: size, b)
#for (kind, a, b) in paper {
  if kind == "title" { pair(heading(level: 1, a), strong(14pt, b)) }
  else if kind == "section" { pair(heading(level: 2, a), strong(12pt, b)) }
  else if kind == "box" { pair([☐ #a], b) }
  else if kind == "ticked" { pair([☒ #a], b) }
  else { pair(a, b) }
}
"""


class WeasyPrint:
    def __init__(self, fonts: Path) -> None:
        self._program = import_module("weasyprint")
        self._fonts = import_module("weasyprint.text.fonts").FontConfiguration()
        faces = "".join(
            f"@font-face {{ font-family: {family}; font-weight: {weight};"
            f" src: url({(fonts / file).with_suffix('.ttf').as_uri()}) }}"
            for family, weight, file in _FACES
        )
        self._style = self._program.CSS(string=faces + _STYLE, font_config=self._fonts)

    def print(self, paper: list[list[str]]) -> bytes:
        rows = "".join(self._row(*piece) for piece in paper)
        text = f"<!doctype html><html lang=de><title>SE</title><body>{rows}</body></html>"
        source = self._program.HTML(string=text)
        written: bytes = source.write_pdf(
            pdf_variant="pdf/ua-1",
            stylesheets=[self._style],
            font_config=self._fonts,
            uncompressed_pdf=False,
        )
        return written

    @staticmethod
    def _row(kind: str, german: str, arabic: str) -> str:
        tag = {"title": "h1", "section": "h2"}.get(kind, "p")
        box = {"box": "☐ ", "ticked": "☒ "}.get(kind, "")
        first, second = box + html.escape(german), html.escape(arabic)
        return (
            f"<table role=presentation><tr><td><{tag}>{first}</{tag}></td>"
            f"<td lang=ar dir=rtl><{tag}>{second}</{tag}></td></tr></table>"
        )


class Typst:
    def __init__(self, fonts: Path) -> None:
        self._folder = TemporaryDirectory(prefix="intake-bench-")
        source = Path(self._folder.name) / "paper.typ"
        source.write_text(_SOURCE, encoding="utf-8")
        self._compiler = import_module("typst").Compiler(
            str(source),
            root=self._folder.name,
            font_paths=[str(fonts)],
            ignore_system_fonts=True,
            sys_inputs={"paper": "[]", "number": ""},
        )

    def print(self, paper: list[list[str]]) -> bytes:
        inputs = {"paper": json.dumps(paper), "number": paper[3][1]}
        written: bytes = self._compiler.compile(sys_inputs=inputs, pdf_standards=["ua-1"])
        return written


def main(name: str, fonts: Path) -> None:
    printer = WeasyPrint(fonts) if name == "weasyprint" else Typst(fonts)
    for line in sys.stdin:
        paper = json.loads(line)
        wall, cpu = time.perf_counter(), time.process_time()
        pdf = printer.print(paper)
        told = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
        print(json.dumps({**told, "pdf": base64.b64encode(pdf).decode()}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
