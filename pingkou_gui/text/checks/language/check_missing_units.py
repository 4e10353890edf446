"""Check of amounts that lack their unit where those beside them have it: 道路310.00万元、渠道180.00、路灯130.00万元."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import MONEY, sentence_of
from pingkou_gui.text.reasoning.finding import RUNNING, Case, Told, check_each

if TYPE_CHECKING:
    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reasoning.finding import Match

_BARE = re.compile(
    "(?<!\\d)(?P<name>(?![万亿]?元)[一-鿿（）“”]{2,16}?)(?:为|是|共|计|：)?(?P<number>(?<![\\d.-])\\d{1,7}\\.\\d{1,2})(?=[、；。]|，(?!\\d)|$)"
)
_NO_AMOUNT = re.compile(
    "分|率|比|倍|比例|系数|面积|指数|评|权重|第|长|宽|高|约|均|亩|温|度|里|成绩|满意|版|号|年|月|日|人口|占|数量|产量"
)
_SHARE_BEHIND = re.compile("，(?:仅)?占[^，。；\\d]{0,14}\\d[\\d.]*%")
_LEAST, _LINES = 2, 12


@check_each(_BARE, "列出的金额都写了单位", "UNIT", ground="单位", among=RUNNING)
def amounts_beside_each_other_have_their_unit(case: Case, normal: Normal, match: Match) -> Told:
    """村级转移支付512.6万元、秸秆离田补助238.4、河道管护73.5万元; 维修费9.55，占…的34.55%."""
    raw = case.reading.quote(normal.span(match.start(), match.end("number")))
    if _is_no_amount(match) or re.search("\\s{2,}|\t", raw):
        return None  # or cells of a line of plain text
    first, last = sentence_of(normal.text, match.start())
    numbers = case.reading.numbers.get(normal.paragraph, [])
    money = [
        n for n in numbers if first <= n.start < last and n.kind == MONEY and "每" not in n.words
    ]
    bare = [m for m in _BARE.finditer(normal.text, first, last) if not _is_no_amount(m)]
    units = {n.amount.unit for n in money}
    share = _SHARE_BEHIND.match(normal.text, match.end())
    if share and not money:
        money = [
            n for at in range(-_LINES, _LINES + 1)
            for n in case.reading.numbers.get(normal.paragraph + at, []) if n.kind == MONEY
        ]  # fmt: skip
        units = {n.amount.unit for n in money}
    if len(bare) != 1 or len(units) != 1 or not (share or len(money) >= _LEAST):
        return None
    (unit,) = units
    name, right = match["name"], f"{match['number']}{unit}"
    message = f"“{name}{match['number']}”后面没有单位，旁边的金额都写了{unit}；应为{right}，核对"
    return case.question(
        "UNIT", normal.span(match.start(), match.end("number")), message, right,
    )  # fmt: skip


def _is_no_amount(match: Match) -> bool:
    """Whether a number without a unit is named for something that is no money."""
    return _NO_AMOUNT.search(match["name"].lstrip("年度月")[-4:]) is not None


CHECKS = (amounts_beside_each_other_have_their_unit,)
