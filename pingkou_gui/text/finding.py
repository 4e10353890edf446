"""What a check of a text is and what it finds, with the edits that mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import takewhile
from operator import eq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pingkou_gui.text.constraints import Constraint
    from pingkou_gui.text.culprits import Verdict
    from pingkou_gui.text.ledger import Ledger
    from pingkou_gui.text.reader import Reading
    from pingkou_gui.text.source import Normal, Span


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


@dataclass(frozen=True, slots=True)
class Case:
    """A report under examination: what was read, and its figures as a ledger."""

    reading: Reading
    ledger: Ledger
    constraints: tuple[Constraint, ...]
    verdict: Verdict

    def finding(  # noqa: PLR0913 - one place where a finding is put together
        self,
        class_: str,
        spot: Span,
        message: str,
        expected: str = "",
        *,
        severity: Severity = Severity.ERROR,
        certainty: str = PROVED,
        quote: str = "",
        edits: tuple[Edit, ...] = (),
        deed: str = "",
    ) -> TextFinding:
        """Return a finding at `spot`, quoting what is printed there."""
        spot = self._with_opening_quote(spot)
        printed = (quote or self.reading.quote(spot)).strip()
        where = self.reading.where(spot.paragraph)
        return TextFinding(
            class_, severity, where, printed, message, expected, certainty, spot, edits, deed
        )

    def _with_opening_quote(self, spot: Span) -> Span:
        """Take in the “ before “三公”: quotes are dropped while reading."""
        text = self.reading.source.paragraphs[spot.paragraph].text
        opens = spot.start > 0 and text[spot.start - 1] in '“"‘'
        return replace(spot, start=spot.start - 1) if opens else spot


Findings = Iterator[TextFinding]
Body = Callable[[Case], Findings]


@dataclass(frozen=True, slots=True)
class Check:
    """A check with its description.

    Attributes:
        title: the statement that should hold, for people.
        classes: the codes of the findings it can give.
        ground: why: arithmetic, or the rule behind it.
    """

    body: Body
    title: str
    classes: tuple[str, ...]
    ground: str

    def __call__(self, case: Case) -> Findings:
        """Return what the check finds in a report."""
        return self.body(case)


def check(title: str, *classes: str, ground: str = "算术") -> Callable[[Body], Check]:
    """Describe a function as a check; a tuple at the end of its module registers it."""

    def describe(body: Body) -> Check:
        return Check(body, title, classes, ground)

    return describe


_LONGEST = 12
"""Characters of a quotation on a button."""


def edit_of(normal: Normal, start: int, end: int, right: str) -> Edit | None:
    """Return the smallest edit that turns `text[start:end]` into `right`.

    None where quotes or blanks stand between the letters: they were dropped while reading,
    and nobody has said what is to become of them.
    """
    wrong = normal.text[start:end]
    head = _shared(wrong, right)
    tail = _shared(wrong[head:][::-1], right[head:][::-1])
    first, last = start + head, end - tail
    span = normal.span(first, last)
    if first >= last or span.end - span.start != last - first:
        return None
    return Edit(span, right[head : len(right) - tail])


def _shared(one: str, other: str) -> int:
    """Return how many letters both begin with."""
    return sum(takewhile(bool, map(eq, one, other)))


def deed_of(wrong: str, right: str) -> str:
    """Return what putting `right` for `wrong` does: “较少”改为“减少”, 删去“变动”."""
    if not right:
        return f"删去“{_short(wrong)}”"
    return f"“{_short(wrong)}”改为“{_short(right)}”"


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
