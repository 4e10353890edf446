"""Findings on shares of a whole, and on budgets executed in per cent."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.domain.proofread.check import Case, Findings, check
from pingkou_gui.domain.proofread.comparisons import two_places
from pingkou_gui.domain.proofread.constraints import half_unit
from pingkou_gui.domain.proofread.finding import PROVED
from pingkou_gui.domain.proofread.item_lists import OWN_PARTS
from pingkou_gui.domain.reading.numbers import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.domain.reading.statements import Statement

_HUNDRED = Decimal(100)
_OF = re.compile(
    "(?P<part>\\d{1,9}(?:\\.\\d{1,6})?)万元，占[^，。；\\d]{0,16}(?P<whole>\\d{1,9}(?:\\.\\d{1,6})?)万元的"
    "(?P<rate>\\d{1,3}(?:\\.\\d{1,4})?)%"
)
"""A share that names its whole with the amount: 30万元，占项目支出40万元的75%."""


@check("占比与它的金额相符", "PCT")
def share_follows_from_amounts(case: Case) -> Findings:
    """占项目支出的x%: part / whole, the whole of the same chapter."""
    half = half_unit(case.ledger.places)
    for index, statement in enumerate(case.reading.statements):
        share, entry = statement.share, case.ledger.by_statement.get(index)
        if share is None or entry is None or share.percent.approximate:
            continue
        part = case.verdict.values[entry]
        wholes = [whole for whole in _wholes(case, index, share.key) if whole > 0]
        rate = share.percent
        if not wholes or any(_fits(part, w, rate.value, rate.step, half) for w in wholes):
            continue
        expected, sum_ = _quotient(part, wholes[0])
        message = f"占比印的是{rate.text}%，{sum_}"
        yield case.finding("PCT", statement.span.cover(rate.span), message, expected)


@check("写明全数的占比与它的金额相符", "PCT")
def share_follows_from_the_whole_it_names(case: Case) -> Findings:
    """30万元，占项目支出40万元的75%."""
    half = half_unit(case.ledger.places)
    for normal in case.reading.normals:
        for match in _OF.finditer(normal.text):
            part, whole, rate = (Decimal(match[name]) for name in ("part", "whole", "rate"))
            step = Decimal(1).scaleb(-len(match["rate"].partition(".")[2]))
            if whole > 0 and not _fits(part, whole, rate, step, half):
                expected, sum_ = _quotient(part, whole)
                message = f"占比印的是{match['rate']}%，{sum_}"
                yield case.finding("PCT", normal.span(*match.span()), message, expected)


def _fits(part: Decimal, whole: Decimal, rate: Decimal, step: Decimal, half: Decimal) -> bool:
    """Whether a rate can be true, within what printed places may hide."""
    slack = step + half / whole * _HUNDRED * (1 + part / whole)
    return abs(part / whole * _HUNDRED - rate) <= slack


def _quotient(part: Decimal, whole: Decimal) -> tuple[str, str]:
    expected = f"{two_places(part / whole * _HUNDRED)}%"
    return expected, f"{plain(part)} ÷ {plain(whole)} = {expected}"


def _wholes(case: Case, index: int, key: str) -> list[Decimal]:
    """Return what the part may be a part of, the likeliest first."""
    here = case.reading.statements[index]
    if key:
        whole = _whole(case, index, key)
        return [] if whole is None else [whole]
    if here.share is not None and not here.share.whole and here.group >= 0:
        parent = case.ledger.by_statement.get(case.reading.lists[here.group].parent)
        return [] if parent is None else [case.verdict.values[parent]]
    return [] if here.share is not None and here.share.whole else list(_said_before(case, index))


def _said_before(case: Case, index: int) -> Iterator[Decimal]:
    """Yield what a bare 占x% may speak of: sums of which it is a part, earlier in the paragraph."""
    here = case.reading.statements[index]
    for earlier in reversed(range(index)):
        other, entry = case.reading.statements[earlier], case.ledger.by_statement.get(earlier)
        if other.span.paragraph != here.span.paragraph:
            return
        is_whole = other.key != here.key and here.key in OWN_PARTS.get(other.key, ())
        if is_whole and other.measure == here.measure and entry is not None:
            yield case.verdict.values[entry]


def _whole(case: Case, index: int, key: str) -> Decimal | None:
    """The latest figure of the whole before the part, in the same chapter and scope."""
    here = case.reading.statements[index]
    for earlier in reversed(range(index)):
        other = case.reading.statements[earlier]
        entry = case.ledger.by_statement.get(earlier)
        if other.key == key and other.measure == here.measure and entry is not None:
            same = other.scope == here.scope and other.chapter == here.chapter
            return case.verdict.values[entry] if same else None
    return None


@check("执行率与它的金额相符", "PCT")
def execution_follows_from_amounts(case: Case) -> Findings:
    """完成预算的x%: outturn / budget of the same quantity in the same sentence."""
    half = half_unit(case.ledger.places)
    for index, statement in enumerate(case.reading.statements):
        rate = statement.execution
        if rate is None or rate.approximate:
            continue
        budgets, outturn = _budgets_and_outturn(case, index)
        if outturn is None or not budgets:
            continue
        if any(_fits(outturn, budget, rate.value, rate.step, half) for budget in budgets):
            continue
        expected, sum_ = _quotient(outturn, budgets[0])
        message = f"执行率印的是{rate.text}%，{sum_}"
        spot = statement.span.cover(rate.span)
        yield case.finding("PCT", spot, message, expected, certainty=PROVED)


def _budgets_and_outturn(case: Case, index: int) -> tuple[list[Decimal], Decimal | None]:
    """Return the budgets a rate may speak of, the full-year one first, and what was spent.

    They stand in the same sentence, of the same quantity, or none of them names one: 全年预算…，全年执行….
    """
    here = case.reading.statements[index]
    found: dict[str, list[Decimal]] = {}
    for near in range(max(0, index - 3), min(len(case.reading.statements), index + 3)):
        other, entry = case.reading.statements[near], case.ledger.by_statement.get(near)
        if entry is None or not _goes_with(here, other):
            continue
        found.setdefault(other.measure, []).append(case.verdict.values[entry])
    outturn = found.pop("outturn", [])
    kinds = sorted((m for m in found if "budget" in m), key=lambda m: m != "full_year_budget")
    if len(outturn) != 1 or any(len(found[kind]) != 1 for kind in kinds):
        return [], None
    return [found[kind][0] for kind in kinds if found[kind][0] > 0], outturn[0]


def _goes_with(here: Statement, other: Statement) -> bool:
    if other.key != here.key or other.sentence != here.sentence:
        return False
    return bool(here.key) or (other.measure_said and other.group == here.group)


CHECKS = (
    share_follows_from_amounts,
    share_follows_from_the_whole_it_names,
    execution_follows_from_amounts,
)
