"""Checks of the stages of a budget: first budget, changes, full budget, spending and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.tokens import in_unit_of, plain
from pingkou_gui.text.reasoning.finding import PROVED, Case, Findings, Severity, check

if TYPE_CHECKING:
    from pingkou_gui.text.reading.budget_stages import Chain
    from pingkou_gui.text.reading.statements import Statement


@check("年初预算、调整、支出和剩余相互算得出", "SUM")
def stages_follow_from_each_other(case: Case) -> Findings:
    """1520 + 312.46 - 27 = 1805.46, of which 1760.99 is the printed 97.54%: not the printed 1815.46."""
    for chain in case.reading.stage_chains:
        slip = chain.slip
        if slip is None:
            continue
        statement, right = slip
        if statement.amount is None:
            continue
        expected = in_unit_of(right, statement.amount)
        yield case.finding(
            "SUM", statement.span.cover(statement.amount.span), _message(chain, statement, expected), expected,
            severity=Severity.ERROR, certainty=PROVED,
        )  # fmt: skip


def _message(chain: Chain[Statement], wrong: Statement, expected: str) -> str:
    """Return how the right figure follows from the others."""
    printed = wrong.amount.text if wrong.amount is not None else ""
    if wrong is chain.full:
        terms = _text(chain.first if chain.initial is None else chain.initial) + "".join(
            f"{'+' if sign > 0 else '-'}{_text(figure)}" for sign, figure in chain.changes
        )
        return f"调整后的预算印的是{printed}，{terms} = {expected}，支出和执行率也是按它算的"
    rest = next((_text(f) for f in chain.left if f.amount is not None), "")
    full = _text(chain.full) if chain.full is not None else ""
    return f"支出印的是{printed}，{full}-{rest} = {expected}，执行率也是按它算的"


def _text(statement: Statement) -> str:
    amount = statement.amount
    return plain(amount.value) if amount is not None else ""


def rates_of_stages(case: Case) -> frozenset[str]:
    """Return the printed rates that follow from the stages once their one slip is mended."""
    return case.reading.rates_of_stages


CHECKS = (stages_follow_from_each_other,)
