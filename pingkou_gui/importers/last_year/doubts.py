"""What the check-up of the text says against a figure, so that it is not taken silently."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.domain.proofread.finding import PROVED, Severity

if TYPE_CHECKING:
    from pingkou_gui.domain.proofread.finding import TextFinding
    from pingkou_gui.domain.reading.source import Span

_ABOUT_AMOUNTS = frozenset(
    {"DIGIT_DROP", "CONTRADICTION", "UNIT", "SUM", "SCOPE", "OVER_EXECUTION"}
)
_ABOUT_CHANGES = frozenset({"PCT", "DIRECTION"})
_EXPECTED = re.compile("-?\\d+(?:\\.\\d+)?(?:万元)?")
LONGEST = 90


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a figure may be wrong, and what it should be where that is certain."""

    why: str
    expected: Decimal | None = None


class Doubts:
    """The findings of a text by place."""

    def __init__(self, findings: tuple[TextFinding, ...]) -> None:
        self._by_paragraph: defaultdict[int, list[TextFinding]] = defaultdict(list)
        for finding in findings:
            self._by_paragraph[finding.spot.paragraph].append(finding)
        self._findings = findings

    def of_amount(self, span: Span) -> Doubt | None:
        """Return the doubt about an amount printed at `span`."""
        return self._at(span, _ABOUT_AMOUNTS)

    def of_change(self, span: Span) -> Doubt | None:
        """Return the doubt about a comparison printed at `span`."""
        return self._at(span, _ABOUT_AMOUNTS | _ABOUT_CHANGES)

    def is_stale(self, paragraph: int) -> bool:
        """Return whether a year in the paragraph looks left over from the year before."""
        return any(f.class_ == "STALE_YEAR" for f in self._by_paragraph[paragraph])

    def is_guidance(self, paragraph: int) -> bool:
        """Return whether the paragraph is the county's guidance, left standing."""
        return any(
            f.class_ == "TEMPLATE_LEFTOVER"
            and f.severity is Severity.ERROR
            and f.expected == "删去"
            for f in self._by_paragraph[paragraph]
        )

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is wrong with figures, a sentence each, and how much else there is."""
        told = [
            f"{f.where}：{f.message}"
            for f in self._findings
            if f.severity is Severity.ERROR and f.class_ in _ABOUT_AMOUNTS | _ABOUT_CHANGES
        ]
        rest = len(self._findings) - len(told)
        more = (f"另有{rest}处文字、格式问题，用“体检”逐条查看",) if rest else ()
        return (*told, *more)

    def _at(self, span: Span, classes: frozenset[str]) -> Doubt | None:
        found = [
            f
            for f in self._by_paragraph[span.paragraph]
            if f.class_ in classes
            and f.severity is not Severity.HINT
            and f.spot.start < span.end
            and span.start < f.spot.end
        ]
        if not found:
            return None
        first = found[0]
        certain = next((e for f in found if (e := _expected(f)) is not None), None)
        return Doubt(shortened(first.message), certain)


def _expected(finding: TextFinding) -> Decimal | None:
    """Return the amount a finding is sure of: a digit dropped, 元 for 万元."""
    if finding.certainty != PROVED or finding.class_ not in {"DIGIT_DROP", "UNIT"}:
        return None
    if not _EXPECTED.fullmatch(finding.expected):
        return None
    return Decimal(finding.expected.removesuffix("万元"))


def shortened(message: str) -> str:
    """Return a message short enough to stand in a table."""
    return message if len(message) <= LONGEST else f"{message[: LONGEST - 1]}…"
