"""The checks: what must hold between the fields, as findings rather than exceptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.domain.checks.changes import CHANGE_CHECKS
from pingkou_gui.domain.checks.closing import with_reasons
from pingkou_gui.domain.checks.identities import IDENTITY_CHECKS
from pingkou_gui.domain.checks.scores import SCORE_CHECKS
from pingkou_gui.domain.checks.sheets import SHEET_CHECKS
from pingkou_gui.domain.checks.spending import SPENDING_CHECKS
from pingkou_gui.domain.checks.unread import unread_findings, values_can_be_read
from pingkou_gui.domain.finding import Finding, Severity
from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.place import FigureRef

if TYPE_CHECKING:
    from pingkou_gui.domain.checks.check import Check
    from pingkou_gui.domain.facts import Facts

CHECKS: tuple[Check, ...] = (
    *IDENTITY_CHECKS,
    *CHANGE_CHECKS,
    *SPENDING_CHECKS,
    *SCORE_CHECKS,
    *SHEET_CHECKS,
)
"""Every check on the figures, in the order in which they run."""

DESCRIBED: dict[str, Check] = {c.key: c for c in (values_can_be_read, *CHECKS)}

_WEIGHT = {severity: weight for weight, severity in enumerate(Severity)}
_FIGURE_PAGES = {"reconciliation_gap": "funds"}


def findings(f: Facts) -> tuple[Finding, ...]:
    """Return what does not hold: 必改, 提醒, 提示, each in the order of the pages.

    Closed findings are among them, with their reasons.
    """
    found = [*unread_findings(f), *(finding for check in CHECKS for finding in check.run(f))]
    ordered = sorted(found, key=lambda x: (_WEIGHT[x.severity], page_index(x)))
    return with_reasons(f, tuple(ordered))


def page_of(finding: Finding) -> str:
    """Return the key of the page that a finding belongs to, empty for none."""
    first = finding.places[0] if finding.places else None
    if first is None or isinstance(first, FigureRef):
        return _FIGURE_PAGES.get(first.figure, "") if first else ""
    page = FORM.page_of(first.section)
    return page.key if page else ""


def page_index(finding: Finding) -> int:
    """Return the place of the finding's page among the pages, the last one for none."""
    keys = [page.key for page in FORM.pages]
    key = page_of(finding)
    return keys.index(key) if key in keys else len(keys)
