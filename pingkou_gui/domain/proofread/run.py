"""The check-up as a whole: read, balance the ledger, run every check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.domain.proofread import (
    citations,
    comparisons,
    completeness,
    counts,
    double_numbers,
    figures,
    half_width,
    lexicon,
    names,
    numbering,
    reasons,
    residuals,
    score_reasons,
    scores,
    shares,
    tables,
    unit_names,
    units,
    years,
)
from pingkou_gui.domain.proofread.check import Case, Check
from pingkou_gui.domain.proofread.culprits import judge
from pingkou_gui.domain.proofread.identities import constraints
from pingkou_gui.domain.proofread.ledger import build
from pingkou_gui.domain.reading.reader import read

if TYPE_CHECKING:
    from pingkou_gui.domain.proofread.finding import TextFinding
    from pingkou_gui.domain.reading.reader import Reading
    from pingkou_gui.domain.reading.source import SourceText

CHECKS: tuple[Check, ...] = (
    *figures.CHECKS,
    *comparisons.CHECKS,
    *shares.CHECKS,
    *units.CHECKS,
    *counts.CHECKS,
    *tables.CHECKS,
    *scores.CHECKS,
    *residuals.CHECKS,
    *names.CHECKS,
    *unit_names.CHECKS,
    *numbering.CHECKS,
    *double_numbers.CHECKS,
    *lexicon.CHECKS,
    *years.CHECKS,
    *citations.CHECKS,
    *reasons.CHECKS,
    *score_reasons.CHECKS,
    *completeness.CHECKS,
    *half_width.CHECKS,
)


def proofread(text: SourceText) -> tuple[TextFinding, ...]:
    """Return what is wrong with a report, in the order of its text."""
    return proofread_reading(read(text))


def proofread_reading(reading: Reading) -> tuple[TextFinding, ...]:
    """Return what is wrong with a report that has been read already."""
    return in_order(findings_of(case_of(reading)))


def case_of(reading: Reading) -> Case:
    """Return a report under examination, its ledger balanced."""
    ledger = build(reading)
    must_hold = constraints(reading, ledger)
    return Case(reading, ledger, tuple(must_hold), judge(ledger, must_hold))


def findings_of(case: Case) -> list[TextFinding]:
    """Return what each check finds."""
    return [finding for check in CHECKS for finding in check(case)]


def in_order(found: list[TextFinding]) -> tuple[TextFinding, ...]:
    """Return findings in the order of the text, what two checks say of one place once."""
    distinct = {(f.class_, f.spot, f.expected): f for f in reversed(found)}
    order = sorted(distinct.values(), key=lambda f: (f.spot.paragraph, f.spot.start, f.spot.end))
    return tuple(order)
