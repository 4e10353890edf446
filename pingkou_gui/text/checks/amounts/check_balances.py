"""Checks of what is left of a year: income less spending, wherever the three stand in a few lines."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import MONEY
from pingkou_gui.text.lexing.slips import is_slip
from pingkou_gui.text.lexing.tokens import plain
from pingkou_gui.text.reasoning.finding import Case, Findings, check

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.reading.terms import Term
    from pingkou_gui.text.reasoning.finding import TextFinding

_WHOSE = "(?:20\\d\\d年度?|全年|本年度?|年度|当年|我?[镇乡局院校]|本?单位|部门|实现|实际|财务|决算|其中)*"
_INCOME = re.compile(f"^{_WHOSE}(?:总收入|收入(?:合计|总计|总额|共计|决算数?)?)(?:为|是|共|：)?$")
_SPENT = re.compile(f"^{_WHOSE}(?:总支出|支出(?:合计|总计|总额|共计|决算数?)?)(?:为|是|共|：)?$")
_LEFT = re.compile(
    f"(?:收支(?:相抵)?后?(?:略有|有)?|收支相抵，?(?:略有|有)?|^{_WHOSE})(?:结余|节余|盈余|结转|差额)(?:资金)?(?:为|是|共)?$"
)
_OTHERS = re.compile("结转|结余|分配|弥补|上缴|补助|净结余|调整|提取|返还|收回|余额")
_LINES, _MOST = 8, 24


@check("结余等于收入减支出", "SUM", ground="收入 − 支出 = 结余")
def what_is_left_is_income_less_spending(case: Case) -> Findings:
    """收入合计5466.25；支出合计5330.48；收支相抵结余145.77: 135.77."""
    for normal in case.reading.running:
        for target in case.reading.terms.get(normal.paragraph, []):
            if target.kind != MONEY or target.number.is_hedged or not _LEFT.search(target.words):
                continue
            before = _before(case, target)
            income = [t for t in before if _INCOME.search(_numberless(t))]
            spent = [t for t in before if _SPENT.search(_numberless(t))]
            if income and spent:
                told = _off(case, target, income[-1], spent[-1], before)
                if told is not None:
                    yield told


def _numberless(term: Term) -> str:
    """Return the words of a number without the mark of an item before them."""
    return re.sub("^[^一-鿿]+", "", term.words)


def _before(case: Case, target: Term) -> list[Term]:
    at = target.normal.paragraph
    found = [t for p in range(max(0, at - _LINES), at + 1) for t in case.reading.terms.get(p, [])]
    money = [t for t in found if t.kind == MONEY and not t.depth]
    own = [t for t in money if t.normal.paragraph < at or t.number.start < target.number.start]
    return own[-_MOST:]


def _off(
    case: Case, target: Term, income: Term, spent: Term, before: Sequence[Term]
) -> TextFinding | None:
    others = [t for t in before if t not in {income, spent} and _OTHERS.search(t.words)]
    made = income.value - spent.value
    if any(
        abs(abs(value) - target.value) <= target.step
        for value in _ways(made, others, income, spent)
    ):
        return None
    if others or made <= 0:
        return None
    right = target.printed(made)
    ways = [
        (income, income.printed(spent.value + target.value)),
        (spent, spent.printed(income.value - target.value)),
    ]
    near = [(t, text) for t, text in ways if is_slip(t.text, text)]
    if not is_slip(target.text, right) and not near and income.normal is not spent.normal:
        return None  # two totals of different things
    told = "".join(f"，或“{t.words}{t.text}”应为{text}" for t, text in near)
    message = f"{income.text} − {spent.text} = {plain(made)}，这里的结余印的是{target.text}；核对：应为{right}{told}"
    spot = target.normal.span(target.number.start - len(target.words), target.number.end)
    return case.question("SUM", spot, message, f"{right}{target.unit}")


def _ways(made: Decimal, others: Sequence[Term], income: Term, spent: Term) -> Iterator[Decimal]:
    """Yield what may be left once other balances came in or went out."""
    yield made
    yield from (t.value for t in (income, spent))
    for count in (1, 2, 3):
        for few in combinations(others[-6:], count):
            for signs in range(1 << count):
                yield made + sum(
                    (t.value if signs >> at & 1 else -t.value for at, t in enumerate(few)),
                    Decimal(0),
                )


CHECKS = (what_is_left_is_income_less_spending,)
