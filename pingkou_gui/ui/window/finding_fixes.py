"""What can be done about a finding, each as one step that can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import TextKind
from pingkou_gui.form.values import FigureRef, Place, Source, SourceKind
from pingkou_gui.report.carried import confirm, waiting_in_row
from pingkou_gui.report.check_rules import close, reopen
from pingkou_gui.report.checks_sums import WORKBOOK_CHECKS, sums_agree
from pingkou_gui.report.findings import CARRIED_FIGURES, Severity
from pingkou_gui.report.row_names import same_place, words_worth_taking
from pingkou_gui.report.scores import KEPT_WITH_REASON
from pingkou_gui.ui.editors.page_context import put_fix

if TYPE_CHECKING:
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.report.findings import Finding, QuickFix
    from pingkou_gui.report.report import Report
    from pingkou_gui.session import Session
    from pingkou_gui.ui.editors.page_context import Target


def can_be_closed(facts: Facts, finding: Finding) -> bool:
    """Return whether a written reason closes the finding: a reminder, or two figures that differ."""
    if finding.severity is Severity.REMINDER or finding.check == KEPT_WITH_REASON:
        return True
    if any(finding.check == each.key for each in WORKBOOK_CHECKS):
        return True
    return any(each.key == finding.key for each in sums_agree.run(facts))


def figure_of(finding: Finding) -> FigureRef | None:
    """Return the derived number a finding speaks of, None where it speaks of none."""
    return next((ref for ref in finding.places if isinstance(ref, FigureRef)), None)


def apply_fix(session: Session, fix: QuickFix) -> bool:
    """Put the offered value in; return whether it was saved."""
    return put_fix(session, fix)


def close_with(session: Session, finding: Finding, reason: str) -> bool:
    """Keep the reason with the report; return whether it was saved."""
    draft = session.draft()
    close(draft, session.facts, finding, reason)
    return session.make(draft.change, "写原因")


def confirm_carried(session: Session, finding: Finding, target: Target) -> bool:
    """Confirm what was taken over from last year, with its row; return whether that was saved.

    A finding of texts nobody has looked at stands for all of them, any other for its target.
    """
    whole = finding.places if finding.check == CARRIED_FIGURES else (target,)
    draft = session.draft()
    for place in (each for each in whole if isinstance(each, Place)):
        confirm(draft, session.report, waiting_in_row(session.report, place))
    return session.make(draft.change, "确认沿用") if draft.change else False


def take_back(session: Session, finding: Finding) -> bool:
    """Open a closed finding again; return whether that was saved."""
    draft = session.draft()
    reopen(draft, session.facts, finding)
    return session.make(draft.change, "撤回原因")


def last_years_words(report: Report, last_year: Report | None, target: Target) -> str:
    """Return what last year's report says where words are due, empty where it says nothing."""
    field = FORM.field_at(target) if isinstance(target, Place) else None
    if last_year is None or field is None or not isinstance(field.kind, TextKind):
        return ""
    if not isinstance(target, Place) or report.entry(target) is not None:
        return ""
    place = same_place(target, report, last_year)
    written = None if place is None else last_year[place]
    return words_worth_taking(field, written)


def take_last_year(session: Session, place: Place, words: str) -> bool:
    """Write last year's words, to be confirmed or changed; return whether that was saved."""
    field = FORM.field_at(place)
    if field is None or not words:
        return False
    draft = session.draft()
    draft.put(field, words, place.row, Source(SourceKind.CARRIED, where="上年报告"))
    return session.make(draft.change, f"照上年写{field.label}")
