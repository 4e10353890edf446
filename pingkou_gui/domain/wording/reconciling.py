"""A difference between spending by nature and by budget: open, or closed with a reason."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.domain.figures.funds import FUND_TOTALS, reconciliation_gap, total_spending
from pingkou_gui.domain.wording.numbers import fixed
from pingkou_gui.domain.wording.say import say, together
from pingkou_gui.domain.wording.sentence import sentence
from pingkou_gui.domain.wording.texts import because
from pingkou_gui.domain.wording.values import doubtful, figured
from pingkou_gui.spec.form import ClosedFinding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.wording.spans import Spans

REMAINDER = Decimal("0.01")
"""What rounding alone can make two sums differ by, where the scheme says nothing else."""


def closing_row(f: Facts, check: str, numbers: Iterable[str] = ()) -> int | None:
    """Return the row in which a finding of `check` was closed, None where it is open.

    A finding opens again when its numbers change: every one of `numbers` must stand in what the
    finding said when it was closed, where that was kept.
    """
    wanted = tuple(numbers)
    for row in f.rows(ClosedFinding):
        key, said = f[ClosedFinding.finding, row], f[ClosedFinding.said, row]
        same = said is None or all(number in said.replace(",", "") for number in wanted)
        is_it = key is not None and key.startswith(f"{check}@")
        reason = f[ClosedFinding.reason, row]
        if is_it and same and reason:
            return row
    return None


def closing_reason(f: Facts, check: str, numbers: Iterable[str] = ()) -> str | None:
    """Return the written reason a finding of `check` was closed with, None where it is open."""
    row = closing_row(f, check, numbers)
    return None if row is None else f[ClosedFinding.reason, row]


def _gap(f: Facts) -> Decimal | None:
    """Return the difference, None where there is none beyond a rounding remainder."""
    gap = f[reconciliation_gap]
    least = f.scheme.thresholds.get("rounding", REMAINDER)
    return None if gap is None or abs(gap) <= least else gap


def _closed_row(f: Facts, gap: Decimal) -> int | None:
    return closing_row(f, reconciliation_gap.key, (fixed(abs(gap)),))


def open_gap(f: Facts) -> Spans:
    """Return 【待核：…相差162.43万元】 while nobody has given a reason for the difference."""
    gap = _gap(f)
    if gap is None or _closed_row(f, gap) is not None:
        return ()
    sides = [f[total_spending], f[FUND_TOTALS["outturn"]]]
    nature, budget = (fixed(side) for side in sides if side is not None)
    said = f"按性质合计{nature}万元与按预算合计{budget}万元相差{fixed(abs(gap))}万元"
    return (doubtful(said, reconciliation_gap.at()),)


@sentence("remarks.reconciliation")
def explained_gap(f: Facts, _row: int) -> Spans:
    """The difference with the reason it was closed with."""
    gap = _gap(f)
    row = None if gap is None else _closed_row(f, gap)
    if row is None:
        return ()
    return say(
        "按支出性质合计{nature}，按预算合计{budget}，相差{gap}，{why}。",
        nature=figured(f, total_spending).money(),
        budget=figured(f, FUND_TOTALS["outturn"]).money(),
        gap=figured(f, reconciliation_gap).money(),
        why=together(because(f, ClosedFinding.reason, row, opening="原因是")),
    )


RECONCILING = (explained_gap,)
