"""What can be done about a finding, each as one step that can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.domain.checks.closing import close, reopen
from pingkou_gui.domain.checks.identities import sums_agree
from pingkou_gui.domain.draft import Draft
from pingkou_gui.domain.finding import Severity
from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.place import FigureRef

if TYPE_CHECKING:
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.finding import Act, Finding
    from pingkou_gui.session import Session


def can_be_closed(facts: Facts, finding: Finding) -> bool:
    """Return whether a written reason closes the finding: a reminder, or sums that differ."""
    if finding.severity is Severity.REMINDER:
        return True
    return any(each.key == finding.key for each in sums_agree.run(facts))


def figure_of(finding: Finding) -> FigureRef | None:
    """Return the derived number a finding speaks of, None where it speaks of none."""
    return next((ref for ref in finding.places if isinstance(ref, FigureRef)), None)


def mend(session: Session, act: Act) -> bool:
    """Put the offered value in; return whether it was saved."""
    field = FORM.field_at(act.place)
    if field is None:
        return False
    draft = Draft(session.report)
    draft.type_in(field, act.text, act.place.row)
    return session.make(draft.change, act.label)


def close_with(session: Session, finding: Finding, reason: str) -> bool:
    """Keep the reason with the report; return whether it was saved."""
    draft = session.draft()
    close(draft, session.facts, finding, reason)
    return session.make(draft.change, "写原因")


def take_back(session: Session, finding: Finding) -> bool:
    """Open a closed finding again; return whether that was saved."""
    draft = session.draft()
    reopen(draft, session.facts, finding)
    return session.make(draft.change, "撤回原因")
