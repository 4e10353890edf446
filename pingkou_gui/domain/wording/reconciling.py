"""A difference between spending by nature and by budget: open, or closed with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.domain.checks.closing import with_reasons
from pingkou_gui.domain.checks.identities import sums_agree
from pingkou_gui.domain.figures.funds import FUND_TOTALS, reconciliation_gap, total_spending
from pingkou_gui.domain.finding import Severity
from pingkou_gui.domain.wording.numbers import fixed
from pingkou_gui.domain.wording.say import say
from pingkou_gui.domain.wording.sentence import sentence
from pingkou_gui.domain.wording.texts import because
from pingkou_gui.domain.wording.values import doubtful, figured
from pingkou_gui.spec.form import ClosedFinding

if TYPE_CHECKING:
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.finding import Finding
    from pingkou_gui.domain.wording.spans import Spans


def _gap(f: Facts) -> Finding | None:
    """Return the finding about the difference, None where it is no more than rounding leaves."""
    found = with_reasons(f, tuple(sums_agree.run(f)))
    gaps = (x for x in found if x.check == reconciliation_gap.key)
    return next((x for x in gaps if x.severity is Severity.ERROR), None)


def open_gap(f: Facts) -> Spans:
    """Return 【待核：…相差162.43万元】 while nobody has given a reason for the difference."""
    gap = _gap(f)
    if gap is None or not gap.open:
        return ()
    numbers = (f[total_spending], f[FUND_TOTALS["outturn"]], f[reconciliation_gap])
    nature, budget, size = (fixed(abs(n)) for n in numbers if n is not None)
    said = f"按性质合计{nature}万元与按预算合计{budget}万元相差{size}万元"
    return (doubtful(said, reconciliation_gap.at()),)


def _closed_row(f: Facts) -> int | None:
    """Return the row that holds the reason for the difference, None while it is open."""
    gap = _gap(f)
    if gap is None or gap.open:
        return None
    rows = (r for r in f.rows(ClosedFinding) if f[ClosedFinding.finding, r] == gap.key)
    return next(rows, None)


@sentence("remarks.reconciliation")
def explained_gap(f: Facts, _row: int) -> Spans:
    """The difference with the reason it was closed with."""
    row = _closed_row(f)
    if row is None:
        return ()
    return say(
        "按支出性质合计{nature}，按预算合计{budget}，相差{gap}，{why}。",
        nature=figured(f, total_spending).money(),
        budget=figured(f, FUND_TOTALS["outturn"]).money(),
        gap=figured(f, reconciliation_gap).money(),
        why=because(f, ClosedFinding.reason, row, opening="原因是"),
    )


RECONCILING = (explained_gap,)
