"""Economic items: 主要包括基本工资、津贴补贴…, each under its class, with its amount if told."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.form.pages.basic_spending import EconomicItem
from pingkou_gui.importers.last_year.shift import Shift

if TYPE_CHECKING:
    from pingkou_gui.domain.reading.statements import Statement
    from pingkou_gui.importers.last_year.collector import Collector

_LIST = re.compile("(?:主要)?(?:包括|包含|用于)(?:了)?[：:]?(?P<items>[^。；;]+)")
_AMOUNT = re.compile("(?P<name>[^\\d]+?)(?P<amount>\\d[\\d,，]*(?:\\.\\d+)?)万元")
_NAME = re.compile("[一-鿿（）\\w]{2,30}")
_TAIL = re.compile("等(?:支出|费用|方面(?:的)?支出|方面)?$")
_TRANSFERS = re.compile(
    "^(?:离休费|退休费|退职（役）费|退职费|抚恤金|生活补助|救济费|医疗费补助|助学金|奖励金|个人农业生产补贴|代缴社会保险费|其他对个人和家庭的?补助(?:支出)?)$"
)
_CAPITAL = re.compile(
    "购建|^办公设备购置|^专用设备购置|^基础设施建设|^大型修缮|^信息网络及软件购置|^物资储备|^公务用车购置$|交通工具购置|^无形资产购置|^其他资本性支出"
)
_INTEREST = re.compile("债务(?:付息|发行)")
_HEADS = {"personnel_spending": "301", "operating_spending": "302"}


def read_items(c: Collector) -> None:
    """Propose the items of personnel and operating spending."""
    for s in c.reading.statements:
        if s.key in _HEADS and s.chapter == "overview" and not s.aside and s.measure == "outturn":
            _list_after(c, s)


def _list_after(c: Collector, s: Statement) -> None:
    text = c.reading.source.paragraphs[s.span.paragraph].text
    start = max([s.span.end, *(x.span.end for x in s.comparisons)])
    rest = text[start:]
    later = [
        text.find(name, start) for name in ("公用经费", "人员经费") if text.find(name, start) >= 0
    ]
    match = _LIST.search(rest[: min(later) - start] if later else rest)
    if match is None:
        return
    for part in match["items"].split("、"):
        _item(c, s, part.strip("，, \u3000"))


def _item(c: Collector, s: Statement, part: str) -> None:
    known = _AMOUNT.fullmatch(part)
    name = _TAIL.sub("", known["name"] if known else part).strip()
    if not _NAME.fullmatch(name) or name.isdigit():
        return
    row = c.row(EconomicItem, EconomicItem.name, name)
    c.carry(EconomicItem.category, _class(name, _HEADS[s.key]), s.span, row)
    c.carry(EconomicItem.name, name, s.span, row)
    if known and c.shift is not Shift.APART:
        target = EconomicItem.this if c.shift is Shift.SAME else EconomicItem.last
        c.put(target, Decimal(re.sub("[,，]", "", known["amount"])), s.span, row)


def _class(name: str, head: str) -> str:
    if head == "301":
        return "303" if _TRANSFERS.match(name.replace("(", "（").replace(")", "）")) else "301"
    if _INTEREST.search(name):
        return "307"
    return "310" if _CAPITAL.search(name) else "302"
