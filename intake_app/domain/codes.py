"""Categories of data, purposes, and the parties that receive data.

The letters K and Z are those printed on the waiver (Datenkategorie, Zweck).
"""

from __future__ import annotations

from enum import StrEnum
from typing import NewType
from uuid import UUID

CaseId = NewType("CaseId", UUID)
InterviewId = NewType("InterviewId", UUID)
WaiverId = NewType("WaiverId", UUID)
LineId = NewType("LineId", UUID)
SlipId = NewType("SlipId", UUID)
StationId = NewType("StationId", UUID)
PartnerId = NewType("PartnerId", UUID)
PaperId = NewType("PaperId", UUID)
DisclosureId = NewType("DisclosureId", UUID)


class Category(StrEnum):
    """Category of data that a waiver line can cover (Datenkategorie)."""

    IDENTITY = "K1"
    RESIDENCE = "K2"
    LANGUAGES = "K3"
    SCHOOL = "K4"
    WORK = "K5"
    SKILLS = "K6"
    FAMILY = "K7"
    APPOINTMENTS = "K8"
    HEALTH = "K9"
    CHILD_SCHOOL = "K10"
    COPIES = "K11"
    CHILD_LEVEL = "K12"


NEVER_IN_BUNDLE = frozenset({Category.HEALTH, Category.CHILD_LEVEL})
"""Their line permits the spoken word and one separately printed sentence, never a bundle."""


class Purpose(StrEnum):
    """What a partner may use the data for (Zweck)."""

    COURSE = "Z1"
    WORK = "Z2"
    RECOGNITION = "Z3"
    SCHOOL = "Z4"
    BENEFITS = "Z5"
    APPOINTMENTS = "Z6"
    VOLUNTEER = "Z7"
    OTHER = "Z8"
