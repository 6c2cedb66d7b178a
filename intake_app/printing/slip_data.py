"""What a routing slip says, before it is laid out, and the words of its stations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.printing.layout import insert, unbroken
from intake_app.printing.pictograms import STATION
from intake_app.printing.wording import Bilingual, joined, same

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from intake_app.printing.blocks import Writer
    from intake_app.printing.page import Imprint


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipStation:
    """One office on the way.

    Attributes:
        seq: Number of the strip, 1 to 12.
        code: Station code, S01 to S15 or S99; chooses the pictogram.
        purposes: Codes of the list "station_purposes".
        neutral: The reason must not be readable: the strip says only that there is an
            appointment.
        bring: Documents, codes of the list "documents".
        on: Day of the appointment, with `time` ("09:30"); None for open hours or no date.
        companion: Code of the list "companions", "" when it was not settled.
        sketch: Picture of the way there (PNG), empty for none.
    """

    seq: int
    code: str
    name: str
    address: str = ""
    phone: str = ""
    bus_stop: str = ""
    opening_hours: str = ""
    contact: str = ""
    purposes: tuple[str, ...] = ()
    neutral: bool = False
    bring: tuple[str, ...] = ()
    on: date | None = None
    time: str = ""
    open_hours: bool = False
    companion: str = ""
    sketch: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A routing slip as it is printed.

    Attributes:
        number: Ten characters without the hyphen.
        name: The name as the person wants it on the paper, "" for the number alone.
        next_talk: Next appointment at the office.
        next_time: Its hour, "15:00"; "" when none was agreed.
    """

    number: str
    name: str
    issued_on: date
    valid_until: date
    stations: tuple[SlipStation, ...]
    next_talk: date | None = None
    next_time: str = ""


def sign_of(station: SlipStation) -> str:
    """Return the pictogram of a station's kind."""
    return STATION.get(station.code, "office")


def whereabouts(writer: Writer, station: SlipStation) -> str:
    """Return address, phone, bus stop and opening hours in one line, in German."""
    facts = (
        insert(station.address) if station.address else "",
        unbroken(_labelled(writer, "label.phone", station.phone)),
        _labelled(writer, "label.bus_stop", station.bus_stop),
        _labelled(writer, "label.opening_hours", station.opening_hours),
    )
    return "\u00a0· ".join(fact for fact in facts if fact)


def purposes(writer: Writer, station: SlipStation) -> Bilingual:
    """Return what the person goes there for, unless nobody may read it."""
    if station.neutral or not station.purposes:
        return writer.say("label.appointment_neutral")
    return entries(writer, "station_purposes", station.purposes)


def what_to_bring(writer: Writer, station: SlipStation) -> Bilingual:
    """Return the papers that the person takes along, in one sentence."""
    return joined([writer.say("label.bring"), entries(writer, "documents", station.bring)], ": ")


def entries(writer: Writer, list_id: str, codes: Sequence[str]) -> Bilingual:
    """Return entries of a code list, one behind the other."""
    return joined([writer.entry(list_id, code) for code in codes], ", ", writer.comma)


def appointment(writer: Writer, station: SlipStation) -> Bilingual:
    """Return when the person goes there."""
    if station.on and station.time:
        day = f"{station.on:%d.%m.%Y}"
        return writer.say("label.appointment_at", date=day, time=station.time)
    if station.on:
        return same(insert(f"{station.on:%d.%m.%Y}"))
    return writer.say("label.open_hours") if station.open_hours else same("–")


def found(writer: Writer, imprint: Imprint) -> Bilingual:
    """Return where a finder takes the paper; the county says less of the person than the office.

    So nobody needs an address of the person on it.
    """
    office = imprint.office
    return writer.say("L-S02", office=office.carrier or office.name, address=imprint.address)


def _labelled(writer: Writer, label: str, value: str) -> str:
    return f"{writer.say(label).german} {insert(value)}" if value else ""
