"""Where the legal carer of an adult (rechtliche Betreuung) signs a waiver."""

from __future__ import annotations

from intake_app.printing.block import Block, Stack
from intake_app.printing.blocks import STRONG, Writer
from intake_app.printing.signing import SigningField, Strokes, signing_line


def carer_field(writer: Writer, name: str) -> Block:
    """Return the room for the legal carer to sign beside the person of that name."""
    return Stack(
        [
            *carer_heading(writer, name),
            writer.pair(writer.say("B-T15.agree"), STRONG),
            signing_line(
                writer,
                SigningField(label=writer.say("label.name_in_print"), share=2),
                SigningField(label=writer.say("label.signature.carer"), share=3),
            ),
        ],
        whole=True,
    )


def carer_heading(writer: Writer, name: str) -> list[Block]:
    """Return who represents the person of that name."""
    return [
        writer.section(writer.say("B-T22.title"), "person"),
        writer.pair(writer.say("B-T22", name=name)),
    ]


def carer_declaration(writer: Writer, name: str, place_and_date: str, strokes: Strokes) -> Block:
    """Return what the legal carer declares and signs for an adult who cannot.

    Args:
        writer: What is written with.
        name: Name of the person who is represented.
        place_and_date: Written on the line already when signed on a pad, else "".
        strokes: Signature of the carer made on a pad.
    """
    moment = SigningField(label=writer.say("label.place_date"), share=2, written=place_and_date)
    return Stack(
        [
            writer.pair(writer.say("B-T22.instead", name=name), STRONG),
            writer.pair(writer.say("B-T14")),
            signing_line(
                writer, moment, SigningField(label=writer.say("label.name_in_print"), share=3)
            ),
            signing_line(
                writer, SigningField(label=writer.say("label.signature.carer"), strokes=strokes)
            ),
        ],
        whole=True,
    )
