"""Lists of items against their totals, and where money came from against where it went."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.domain.proofread.constraints import Sum, half_unit
from pingkou_gui.domain.proofread.ledger import FLOW, Entry, Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.domain.reading.reader import Reading
    from pingkou_gui.domain.reading.statements import ItemList

_RESIDUAL = (
    "等项目支出",
    "等支出",
    "等项目",
    "其他项目支出",
    "其他支出",
    "其他项目",
    "等经费",
    "等资金",
    "其他",
)
_LOOSE = ("结余", "结转", "剩余", "上年", "同比", "预算", "标准", "每", "其中", "到位", "执行")
_TOTAL = re.compile("(?:以上|上述|各项|项目)?(?:合计|共计|总计)(?:为|支出|投入|资金|金额)*+：?")
OWN_PARTS = {
    "total_spending": frozenset({"basic_spending", "project_spending", "total_spending"}),
    "basic_spending": frozenset(
        {
            "personnel_spending",
            "operating_spending",
            "wages",
            "goods_and_services",
            "transfers_to_individuals",
        }
    ),
    "three_public": frozenset(
        {"overseas_travel", "official_vehicles", "official_reception", "vehicle_running"}
    ),
    "official_vehicles": frozenset({"vehicle_purchase", "vehicle_running"}),
    "personnel_spending": frozenset({"wages", "transfers_to_individuals"}),
    "operating_spending": frozenset({"goods_and_services"}),
    "project_spending": frozenset({"project_spending", "total_spending"}),
}
"""What the identities check already."""


def make_sum(
    ledger: Ledger, name: str, total: int, parts: tuple[int, ...], kind: str = "sum"
) -> Sum:
    """Return a sum with the allowance that rounding of its printed places asks for."""
    entries = [ledger.entries[i] for i in (total, *parts)]
    fine = half_unit(
        max([ledger.places, *(e.amount.places for e in entries if e.amount.unit != "元")])
    )
    coarse = sum((_coarse(e, fine) for e in entries), Decimal(0))
    return Sum(name, total, parts, fine * len(entries), coarse, kind, (1,) * len(parts))


def _coarse(entry: Entry, fine: Decimal) -> Decimal:
    """Half a unit of the last printed place, where whole numbers or 亿元 hide the rest."""
    amount = entry.amount
    rough = amount.unit in {"亿元", "亿"} or (amount.places == 0 and entry.value)
    return max(amount.step / 2, fine) if rough else fine


def lists_add_up(reading: Reading, ledger: Ledger) -> Iterator[Sum]:
    """Yield 其中A、B、C: the items against what they are items of."""
    for items in reading.lists:
        if items.parent not in ledger.by_statement:
            continue
        parts = tuple(ledger.by_statement[i] for i in items.items if i in ledger.by_statement)
        if len(parts) < 2 or len(parts) != len(items.items):
            continue
        entries = [ledger.entries[i] for i in parts]
        total = ledger.by_statement[items.parent]
        if _goes_on(reading, entries[-1]):
            continue
        keys = {entry.key for entry in entries if entry.key}
        known = FLOW | OWN_PARTS.get(ledger.entries[total].key, frozenset())
        if keys & known or not _is_one_kind(items, entries):
            continue
        yield make_sum(ledger, "所列各项之和", total, parts, list_kind(items, entries))


def totals_add_up(ledger: Ledger) -> Iterator[Sum]:
    """Yield A10万元、B20万元，合计30万元: the items of a sentence against its 合计."""
    run: list[int] = []
    for index, entry in enumerate(ledger.entries):
        statement = entry.statement
        before = ledger.entries[run[-1]].statement if run else None
        if statement is None or (before is not None and before.sentence != statement.sentence):
            run = []
        if statement is None:
            continue
        if (
            not entry.key
            and _TOTAL.fullmatch(entry.label)
            and len(run) >= 2
            and statement.group < 0
        ):
            yield make_sum(ledger, "合计 = 各项之和", index, tuple(run), "list")
            run = []
        elif not entry.key and statement.group < 0 and entry.label:
            run.append(index)
        else:
            run = []


def _is_one_kind(items: ItemList, entries: list[Entry]) -> bool:
    units = {e.amount.unit in {"人", "名", "个"} for e in entries}
    loose = any(word in e.label for e in entries for word in _LOOSE)
    return len(units) == 1 and not loose and len(items.marks - {"、", "，", "；", "：", "。"}) == 0


def _goes_on(reading: Reading, last: Entry) -> bool:
    """Whether 等 stands behind the last item: there are more than those named."""
    text = reading.source.paragraphs[last.span.paragraph].text
    return text[last.span.end : last.span.end + 3].lstrip("左右） )").startswith("等")


def list_kind(items: ItemList, entries: list[Entry]) -> str:
    """Return `list` where the items are all there are, else `partial`."""
    ends = entries[-1].label.endswith(_RESIDUAL) or entries[-1].label.startswith("其他")
    whole = items.word in {"包括", "包含", "分别为", "分别是"}
    if items.word.startswith("主要") and not ends:
        return "examples"
    return "list" if ends or whole else "partial"


def flows_balance(ledger: Ledger) -> Iterator[Sum]:
    """上年结转 + 本年安排 = 实际支出 + 结转下年, within one paragraph."""
    by_paragraph: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for index, entry in enumerate(ledger.entries):
        if entry.key in FLOW and entry.statement is not None:
            by_paragraph[entry.span.paragraph].setdefault(entry.key, index)
    for found in by_paragraph.values():
        if {"carried_in", "arranged", "spent"} <= found.keys():
            parts = tuple(found[k] for k in ("carried_in", "arranged", "carried_out") if k in found)
            name = "实际支出 = 上年结转 + 本年安排 − 结转下年"
            flow = make_sum(ledger, name, found["spent"], parts, "flow")
            yield replace(flow, signs=(1, 1, -1)[: len(parts)])
