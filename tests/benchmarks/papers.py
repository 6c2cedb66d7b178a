"""A bilingual waiver against as many pages of bare ReportLab text."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pypdfium2
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

from intake_app.paths import resources_dir
from intake_app.services.sample_player import SamplePlayer
from intake_app.services.sample_talks import sample_talks
from tests.benchmarks.measure import paired, timed
from tests.benchmarks.vaults import open_vault


def run():
    demo = resources_dir() / "demo"
    with open_vault() as (services, _vaults, _path):
        player = SamplePlayer(services, services.session._clock, demo)
        player.add_partners()
        played = player.play(next(t for t in sample_talks(demo) if t.key == "a-nurse"))
        waiver = _one_more(services, played.waiver)
        document = services.papers.waiver(waiver.id)
        pdf = pypdfium2.PdfDocument(document.data)
        texts = [page.get_textpage().get_text_range().split("\n") for page in pdf]
        font = resources_dir() / "fonts" / "NotoSans-Regular.ttf"
        pdfmetrics.registerFont(TTFont("Bench", str(font)))
        style = getSampleStyleSheet()["BodyText"].clone("bench", fontName="Bench")

        def bare(_number):
            story = []
            for page in texts:
                story += [Paragraph(_plain(line), style) for line in page if line.strip()]
                story.append(PageBreak())
            SimpleDocTemplate(BytesIO(), pagesize=A4).build(story)

        yield paired(
            f"bilingual waiver, {len(texts)} pages / bare ReportLab",
            timed(lambda _number: services.papers.waiver(waiver.id)),
            timed(bare),
            rounds=15,
            aim=3.0,
        )


def _one_more(services, signed):
    """Prepare the same lines on a new paper: of a printed one only the bytes come back."""
    waiver = services.waiver_drafts.draft(signed.case_id, signed.language)
    for line in signed.lines:
        partner = services.partners.get(line.partner_id)
        empty = services.waiver_drafts.new_line(waiver, partner)
        services.waiver_drafts.save_line(waiver.id, replace(line, id=empty.id))
    return services.waivers.prepare(waiver.id)


def _plain(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;")
