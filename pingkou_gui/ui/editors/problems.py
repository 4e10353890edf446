"""What is the matter with a value, ready to stand under its row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pingkou_gui.domain.finding import Severity
from pingkou_gui.spec.values import Unread
from pingkou_gui.ui.kit import Act, Message
from pingkou_gui.ui.theme import Sign

if TYPE_CHECKING:
    from pingkou_gui.domain.finding import Act as Mend
    from pingkou_gui.domain.finding import Finding
    from pingkou_gui.spec.values import Value

SIGNS = {
    Severity.ERROR: Sign.ERROR,
    Severity.REMINDER: Sign.REMINDER,
    Severity.HINT: Sign.HINT,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A message with what its acts do, in the same order."""

    message: Message
    mends: tuple[Mend, ...] = ()


def problems_of(value: Value | None, findings: tuple[Finding, ...]) -> tuple[Problem, ...]:
    """Return the messages about a value: what cannot be read first, then open findings.

    Hints stand in the list of findings alone.
    """
    unread = (Problem(Message(Sign.ERROR, value.why)),) if isinstance(value, Unread) else ()
    if not findings:
        return unread
    return unread + tuple(
        _problem(each) for each in findings if each.open and each.severity is not Severity.HINT
    )


def _problem(finding: Finding) -> Problem:
    mends = finding.acts[:2]
    acts = tuple(Act(str(index), mend.label) for index, mend in enumerate(mends))
    return Problem(Message(SIGNS[finding.severity], finding.message, acts), mends)
