"""What came in and what went out: income and what was left before, spending and what is left after."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from pingkou_gui.text.reading.ledger import FLOW
from pingkou_gui.text.reading.statements import OUTTURN
from pingkou_gui.text.reasoning.constraint_kinds import make_sum

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from pingkou_gui.text.reading.ledger import Entry, Ledger
    from pingkou_gui.text.reading.reader import Reading
    from pingkou_gui.text.reasoning.constraint_kinds import Sum


def flows_balance(reading: Reading, ledger: Ledger) -> Iterator[Sum]:
    """Yield what must hold between income, spending and what is carried in and out."""
    found = list(_within_paragraphs(ledger))
    yield from found
    yield from _of_the_whole_text(reading, ledger, told={each.total for each in found})


def _within_paragraphs(ledger: Ledger) -> Iterator[Sum]:
    """Yield 上年结转 + 本年收入 = 本年支出 + 结转下年 for each budget within one paragraph."""
    by_paragraph: defaultdict[tuple[int, str], dict[str, int]] = defaultdict(dict)
    for index, entry in enumerate(ledger.entries):
        statement = entry.statement
        if statement is None or entry.measure != OUTTURN or entry.fixed:
            continue
        key = {"total_income": "arranged", "total_spending": "spent"}.get(entry.key, entry.key)
        if key in FLOW:
            by_paragraph[entry.span.paragraph, ""].setdefault(key, index)
            by_paragraph[entry.span.paragraph, entry.basis].setdefault(key, index)
    for (_, basis), found in by_paragraph.items():
        own = any(
            ledger.entries[i].key in {"total_income", "total_spending"} for i in found.values()
        )
        if own and (not basis or not {"carried_in", "carried_out"} <= found.keys()):
            continue
        if {"carried_in", "arranged", "spent"} <= found.keys():
            parts = tuple(found[k] for k in ("carried_in", "arranged", "carried_out") if k in found)
            name = "本年支出 = 上年结转 + 本年收入 − 结转下年"
            flow = make_sum(ledger, name, found["spent"], parts, "flow")
            yield replace(flow, signs=(1, 1, -1)[: len(parts)])


_OTHER_FLOWS = re.compile(
    "(?:结余分配|非财政拨款结余|专用结余|专用基金|经营结余|弥补[^，。；]{0,6}差额)[^，。；\\d]{0,8}(?!0\\.?0*万?元)\\d"
)
"""Other ways in which money comes in or goes out, where there was any of it."""


def _of_the_whole_text(reading: Reading, ledger: Ledger, told: set[int]) -> Iterator[Sum]:
    """Yield the balance of a unit's accounts that tell income in one chapter, spending in another.

    年初结转和结余 + 本年收入 = 总计 = 本年支出 + 年末结转和结余. Each of them must be printed with one
    value only, and nothing else may have come in or gone out.
    """
    if _OTHER_FLOWS.search(reading.text):
        return
    printed: defaultdict[tuple[str, str], dict[Decimal, int]] = defaultdict(dict)
    for index, entry in enumerate(ledger.entries):
        if entry.key in _SIDES and _is_of_the_unit(entry) and entry.year == reading.year:
            printed[entry.basis, entry.key].setdefault(entry.value, index)
    for basis in ("total", "fiscal"):
        of_basis = {key: found for (own, key), found in printed.items() if own == basis}
        once = {key: next(iter(x.values())) for key, x in of_basis.items() if len(x) == 1}
        complete = len(once) == len(of_basis) and _SIDES - {"balance"} <= once.keys()
        if complete and once["total_spending"] not in told:
            yield from _both_sides(ledger, once)


def _is_of_the_unit(entry: Entry) -> bool:
    """Return whether a figure is of the unit's own money in its year, printed as a number."""
    own = entry.statement is not None and not entry.fixed and not entry.whose
    return own and entry.measure == OUTTURN


def _both_sides(ledger: Ledger, once: dict[str, int]) -> Iterator[Sum]:
    """Yield that income and spending come to the printed total, or, without one, to each other."""
    if "balance" in once:
        name = "总计 = 年初结转和结余 + 本年收入"
        yield make_sum(ledger, name, once["balance"], (once["carried_in"], once["total_income"]))
        name = "总计 = 本年支出 + 年末结转和结余"
        yield make_sum(ledger, name, once["balance"], (once["total_spending"], once["carried_out"]))
        return
    parts = (once["carried_in"], once["total_income"], once["carried_out"])
    name = "本年支出 = 年初结转和结余 + 本年收入 − 年末结转和结余"
    flow = make_sum(ledger, name, once["total_spending"], parts, "flow")
    yield replace(flow, signs=(1, 1, -1))


_SIDES = frozenset({"total_income", "carried_in", "total_spending", "carried_out", "balance"})
