"""What a check is: a described function from a case to its findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pingkou_gui.domain.proofread.finding import PROVED, Severity, TextFinding

if TYPE_CHECKING:
    from pingkou_gui.domain.proofread.constraints import Constraint
    from pingkou_gui.domain.proofread.culprits import Verdict
    from pingkou_gui.domain.proofread.finding import Edit
    from pingkou_gui.domain.proofread.ledger import Ledger
    from pingkou_gui.domain.reading.reader import Reading
    from pingkou_gui.domain.reading.source import Span


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
