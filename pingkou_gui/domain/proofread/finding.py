"""What a check-up of a report from outside finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pingkou_gui.domain.reading.source import Span


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "必改"
    REMINDER = "提醒"
    HINT = "提示"


PROVED = "proved"
LIKELY = "likely"
WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Edit:
    """Words to be put where others stand: `text` in place of what is printed at `span`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class TextFinding:
    """One finding.

    Attributes:
        class_: code of its class, such as `PCT`.
        severity: 必改, 提醒 or 提示.
        where: the place for people: 二（一） 段38.
        quote: the printed words.
        message: what is wrong, with both numbers, and how to mend it.
        expected: what should stand there, often in words of advice; empty where nothing can
            be said.
        certainty: `proved`, `likely` or `wording`.
        spot: the place for machines.
        edits: what mends it, letter by letter; none where it takes a person to do so.
        deed: what the edits do, in words for a button.
    """

    class_: str
    severity: Severity
    where: str
    quote: str
    message: str
    expected: str
    certainty: str
    spot: Span
    edits: tuple[Edit, ...] = ()
    deed: str = ""


def as_json(findings: tuple[TextFinding, ...]) -> list[dict[str, object]]:
    """Return the findings as plain data, for `check --json`."""
    return [
        {
            "class": finding.class_,
            "severity": str(finding.severity),
            "where": finding.where,
            "quote": finding.quote,
            "expected": finding.expected,
            "message": finding.message,
            "certainty": finding.certainty,
            "paragraph": finding.spot.paragraph,
            "start": finding.spot.start,
            "end": finding.spot.end,
        }
        for finding in findings
    ]
