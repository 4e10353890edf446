"""All checks of a report, run in the order of the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.problems import OwnText
from pingkou_gui.form.values import SINGLE, FigureRef
from pingkou_gui.report.check_rules import check, with_reasons
from pingkou_gui.report.checks_amounts import CHANGE_CHECKS, SPENDING_CHECKS
from pingkou_gui.report.checks_own_names import NAME_CHECKS
from pingkou_gui.report.checks_scoring import SCORE_CHECKS
from pingkou_gui.report.checks_sums import IDENTITY_CHECKS, SHEET_CHECKS, WORKBOOK_CHECKS
from pingkou_gui.report.checks_texts import TEXT_CHECKS
from pingkou_gui.report.checks_units import UNIT_CHECKS
from pingkou_gui.report.findings import Finding, Severity
from pingkou_gui.report.own_sections import section_named
from pingkou_gui.report.progress import progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.report.check_rules import Check
    from pingkou_gui.report.facts import Facts


# What was typed and could not be understood.


@check("values_can_be_read", "填的内容读得懂", "UNREADABLE")
def values_can_be_read(f: Facts) -> Iterator[Finding]:
    """Return a finding for every value that could not be read."""
    for page in progress(f):
        for place, unread in page.unread:
            typed = f"输入的是“{unread.text[:20]}”"
            yield Finding("values_can_be_read", Severity.ERROR, unread.why, (place,), typed)


# What was typed for a section that this county's scheme does not have: it would not be printed.


@check("own_text_has_a_section", "填了的内容都有地方印", "MISSING")
def own_text_has_a_section(f: Facts) -> Iterator[Finding]:
    """Every text for a section of the county's own names one that the scheme has."""
    for row in f.rows(OwnText):
        name = f[OwnText.part, row]
        if name is not None and section_named(f.scheme, name) is None:
            yield Finding(
                "own_text_has_a_section",
                Severity.ERROR,
                f"方案里没有“{name[:20]}”这一节，这段文字不会印出",
                (OwnText.part.at(row),),
                "从常用语里选方案自设的节；不要这段就删去这一行",
            )


# The checks: what must hold between the fields, as findings rather than exceptions.


CHECKS: tuple[Check, ...] = (
    *IDENTITY_CHECKS,
    *WORKBOOK_CHECKS,
    *CHANGE_CHECKS,
    *UNIT_CHECKS,
    *SPENDING_CHECKS,
    *SCORE_CHECKS,
    *SHEET_CHECKS,
    *TEXT_CHECKS,
    *NAME_CHECKS,
    own_text_has_a_section,
)
"""Every check on the figures, in the order in which they run."""

DESCRIBED: dict[str, Check] = {
    key: c for c in (values_can_be_read, *CHECKS) for key in c.finding_keys or (c.key,)
}
"""Every check by the keys of its findings."""

_WEIGHT = {severity: weight for weight, severity in enumerate(Severity)}
_FIGURE_PAGES = {"reconciliation_gap": "funds"}


def findings(f: Facts) -> tuple[Finding, ...]:
    """Return what does not hold: 必改, 提醒, 提示, each in the order of the pages.

    Closed findings are among them, with their reasons.
    """
    unread = values_can_be_read.rule(f, SINGLE)  # `progress` keeps what it found
    found = [*unread, *(finding for check in CHECKS for finding in check.run(f))]
    ordered = sorted(found, key=lambda x: (_WEIGHT[x.severity], page_index(x)))
    return with_reasons(f, tuple(ordered))


def class_of(finding: Finding) -> str:
    """Return the class of slip that a finding is about, for exchange: SUM, TYPO, UNREADABLE …

    A finding in the clerk's own words carries its class in its key: text.TYPO.
    """
    described = DESCRIBED.get(finding.check)
    return described.class_ if described else finding.check.rpartition(".")[2]


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
